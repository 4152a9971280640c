import Casework
import GRDB

/// Finds the cases that hold words. What few cases hold is ranked; of what many hold the newest
/// come first, and no case is looked at for itself: the index of words says which, an index of
/// the list says in which order.
struct WordSearch {
    let streams: Streams
    /// What all cases found must hold, in the language of the index of words.
    let match: String
    /// What is asked besides the words; nil where that is all.
    let rest: Predicate?
    /// Cases ranked up to this many.
    let rankLimit: Int

    private var db: Database { streams.db }

    func found(limit: Int) throws -> (rows: [WorklistRow], total: Int) {
        let holding = try RowSet(holding: match, db)
        if holding.count <= rankLimit { return (try ranked(limit: limit), try countFew()) }
        let total = try rest == nil && allIsReadable() ? holding.count : count(holding)
        return (try rows(try newest(holding, limit: limit)), total)
    }

    // MARK: - Few

    private var few: Predicate {
        Predicate.joined(
            [Predicate(sql: "words MATCH ?", arguments: [match]), streams.inUnits]
                + [rest].compactMap(\.self), by: "AND")
    }

    private static let join = "FROM words CROSS JOIN row ON row.id = words.rowid WHERE"

    private func ranked(limit: Int) throws -> [WorklistRow] {
        try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT \(ListRows.columns) \(Self.join) \(few.sql)
                    ORDER BY bm25(words, 10, 5, 4, 4, 1), row.received DESC, row.id LIMIT ?
                    """),
            arguments: StatementArguments(few.arguments + [limit.databaseValue])
        ).map(ListRows.row)
    }

    private func countFew() throws -> Int {
        try Int.fetchOne(
            db.cachedStatement(sql: "SELECT count(*) \(Self.join) \(few.sql)"),
            arguments: StatementArguments(few.arguments)) ?? 0
    }

    // MARK: - Many

    /// Whether the person may read every unit that has a case.
    private func allIsReadable() throws -> Bool {
        let readable = Set(streams.units.map(\.raw))
        let statement = try db.cachedStatement(
            sql: "SELECT unit FROM row WHERE unit > ? ORDER BY unit LIMIT 1")
        var last = ""
        while let unit = try String.fetchOne(statement, arguments: [last]) {
            guard readable.contains(unit) else { return false }
            last = unit
        }
        return true
    }

    private func count(_ holding: RowSet) throws -> Int {
        let units = streams.units.map { _ in "?" }.joined(separator: ", ")
        let readable = Predicate(
            sql: "row.unit IN (\(units))", arguments: streams.units.map(\.raw))
        let condition = Predicate.joined([readable] + [rest].compactMap(\.self), by: "AND")
        let ids = try Int.fetchCursor(
            db.cachedStatement(sql: "SELECT row.id FROM row WHERE \(condition.sql)"),
            arguments: StatementArguments(condition.arguments))
        var count = 0
        while let id = try ids.next() {
            if holding.contains(id) { count += 1 }
        }
        return count
    }

    /// Where a case stands among the newest.
    private struct Place: Comparable {
        var received: Int
        var number: Int
        var id: Int

        static func < (left: Place, right: Place) -> Bool {
            (left.received, left.number, left.id) < (right.received, right.number, right.id)
        }
    }

    /// The newest of these, along the index of each unit, and no further than they can be among
    /// the first.
    private func newest(_ holding: RowSet, limit: Int) throws -> [Int] {
        guard limit > 0 else { return [] }
        var best: [Place] = []
        for source in streams.sourcesByUnit {
            let condition = Predicate.joined([source] + [rest].compactMap(\.self), by: "AND")
            let cursor = try Row.fetchCursor(
                db.cachedStatement(
                    sql: """
                        SELECT row.id, row.received, row.number_key FROM row
                        WHERE \(condition.sql)
                        ORDER BY row.received DESC, row.number_key DESC, row.id DESC
                        """), arguments: StatementArguments(condition.arguments))
            while let row = try cursor.next() {
                let isFull = best.count == limit
                if isFull, let last = best.last, row[1] < last.received { break }
                guard holding.contains(row[0]) else { continue }
                let place = Place(received: row[1], number: row[2], id: row[0])
                if isFull, let last = best.last, place < last { break }
                best.insert(place, at: best.firstIndex { $0 < place } ?? best.count)
                if best.count > limit { best.removeLast() }
            }
        }
        return best.map(\.id)
    }

    private func rows(_ ids: [Int]) throws -> [WorklistRow] {
        let found = try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT \(ListRows.columns) FROM row
                    WHERE row.id IN (SELECT value FROM json_each(?))
                    """), arguments: ["[\(ids.map(String.init).joined(separator: ","))]"]
        ).map { row -> (Int, WorklistRow) in (row["id"], ListRows.row(row)) }
        let byID = Dictionary(found, uniquingKeysWith: { $1 })
        return ids.compactMap { byID[$0] }
    }
}

/// Row numbers, a bit for each.
struct RowSet {
    private(set) var count = 0
    private var bits: [UInt64] = []

    init(holding match: String, _ db: Database) throws {
        let ids = try Int.fetchCursor(
            db.cachedStatement(sql: "SELECT rowid FROM words WHERE words MATCH ?"),
            arguments: [match])
        while let id = try ids.next() { insert(id) }
    }

    private mutating func insert(_ id: Int) {
        let place = id >> 6
        if place >= bits.count {
            bits += repeatElement(0, count: max(place + 1 - bits.count, bits.count))
        }
        bits[place] |= 1 << UInt64(id & 63)
        count += 1
    }

    func contains(_ id: Int) -> Bool {
        let place = id >> 6
        return place < bits.count && bits[place] >> UInt64(id & 63) & 1 == 1
    }
}
