import Casework
import GRDB

/// Reads a list in its order. Where rows of several units are read, each unit is a stream of its
/// own along an index, and the streams are merged here: so a page costs the same at the start
/// and at the end of a hundred thousand rows.
struct Streams {
    let db: Database
    let request: WorklistRequest
    let predicate: Predicate
    let units: [UnitID]
    /// The predicate finds few rows by itself.
    var selective = false

    /// A row with the values that place it.
    struct Placed {
        var listed: WorklistRow
        var pending: Bool
        var key: DatabaseValue
        var number: Int
        var id: Int
    }

    struct Position {
        var key: DatabaseValue
        var number: Int
        var id: Int
    }

    private var column: String {
        switch request.sort.key {
        case .deadline: "row.due_key"
        case .received: "row.received"
        case .number: "row.number_key"
        case .subject: "row.subject_key"
        case .place: "row.place_key"
        case .waiting: "iif(row.turn <= \(request.today.ordinal), 'us', row.waiting)"
        case .assignee: "ifnull(row.assignee, '')"
        case .procedure: "row.procedure"
        }
    }

    /// The value by which a row stands where it does.
    private func key(of row: Row) -> DatabaseValue {
        if request.sort.key == .waiting {
            return ListRows.row(row).waitingFor(on: request.today).rawValue.databaseValue
        }
        let name: String =
            request.sort.key == .assignee
            ? "assignee" : String(column.dropFirst("row.".count))
        let value: DatabaseValue = row[name]
        return value.isNull ? "".databaseValue : value
    }

    /// A part of the list that an index holds in its order.
    private struct Source {
        var predicate: Predicate
        /// The value all its rows are sorted by first, where it is the same.
        var key: String?
    }

    /// Every unit and, unless the question says which, open and closed cases apart.
    private var sources: [Source] {
        guard !request.query.asksForWords else {
            let inside = Predicate(
                sql: "+row.unit IN (SELECT value FROM json_each(?))",
                arguments: [jsonList(units.map(\.raw))])
            return [Source(predicate: inside)]
        }
        return sourcesByUnit.flatMap {
            request.sort.key == .waiting ? turns($0) : [Source(predicate: $0)]
        }
    }

    var sourcesByUnit: [Predicate] {
        let open = request.query.impliedOpen.map { [$0] } ?? [true, false]
        return units.flatMap { unit in
            open.map { open in
                Predicate(
                    sql: "row.unit = ? AND row.open = \(open ? 1 : 0)", arguments: [unit.raw])
            }
        }
    }

    /// Whose turn it is changes with the day, so no index holds it: those who are waited for are
    /// read apart, and the cases whose turn came back by itself.
    private func turns(_ part: Predicate) -> [Source] {
        let today = request.today.ordinal
        let back = Predicate(
            sql: "row.turn < \(RowWriter.notDue) AND row.turn <= ?", arguments: [today])
        let named = WaitingFor.allCases.map { whom in
            let inside = Predicate(
                sql: "row.waiting = ? AND row.turn > ?", arguments: [whom.rawValue, today])
            return Source(
                predicate: .joined([part, inside], by: "AND"), key: whom.rawValue)
        }
        return named
            + [Source(predicate: .joined([part, back], by: "AND"), key: WaitingFor.us.rawValue)]
    }

    func rows(_ part: WorklistPart, limit: Int) throws -> [Placed] {
        let backward: Bool
        var border: (position: Position, included: Bool)?
        switch part {
        case .first: backward = false
        case .last: backward = true
        case .after(let anchor):
            backward = false
            border = (try position(anchor), false)
        case .from(let anchor):
            backward = false
            border = (try position(anchor), true)
        case .before(let anchor):
            backward = true
            border = (try position(anchor), false)
        }
        let falling = request.sort.descending != backward
        var found: [Placed] = []
        for source in sources {
            found += try read(source, border, falling: falling, limit: limit)
        }
        if sources.count > 1 {
            found.sort { Streams.precedes($0, $1) != falling }
        }
        let page = found.prefix(limit)
        return backward ? page.reversed() : Array(page)
    }

    private func read(
        _ source: Source, _ border: (position: Position, included: Bool)?, falling: Bool,
        limit: Int
    ) throws -> [Placed] {
        var conditions = [source.predicate, predicate]
        if let border {
            conditions.append(
                beyond(border.position, border.included, of: source, falling: falling))
        }
        let condition = Predicate.joined(conditions, by: "AND")
        let way = falling ? "DESC" : "ASC"
        let first = source.key == nil ? "\(column) \(way), " : ""
        let sql = """
            SELECT \(ListRows.columns) FROM row WHERE \(condition.sql)
            ORDER BY \(first)number_key \(way), id \(way) LIMIT ?
            """
        return try Row.fetchAll(
            db.cachedStatement(sql: sql),
            arguments: StatementArguments(condition.arguments + [limit.databaseValue])
        ).map { row in
            Placed(
                listed: ListRows.row(row), pending: row["pending"] > 0, key: key(of: row),
                number: row["number_key"], id: row["id"])
        }
    }

    private func beyond(
        _ at: Position, _ included: Bool, of source: Source, falling: Bool
    ) -> Predicate {
        let sign = (falling ? "<" : ">") + (included ? "=" : "")
        guard let key = source.key else {
            return Predicate(
                sql: "(\(column), row.number_key, row.id) \(sign) (?, ?, ?)",
                arguments: [at.key, at.number, at.id])
        }
        let border = String.fromDatabaseValue(at.key) ?? ""
        guard key == border else {
            let before = key.utf8.lexicographicallyPrecedes(border.utf8)
            return before == falling ? .always : .never
        }
        return Predicate(
            sql: "(row.number_key, row.id) \(sign) (?, ?)", arguments: [at.number, at.id])
    }

    /// How many rows stand before this place.
    func count(before anchor: WorklistAnchor) throws -> Int {
        let at = try position(anchor)
        return try sources.reduce(0) { sum, source in
            let border = beyond(at, false, of: source, falling: !request.sort.descending)
            return try sum
                + Streams.count(db, .joined([source.predicate, predicate, border], by: "AND"))
        }
    }

    func contains(_ id: CaseID) throws -> Bool {
        let condition = Predicate.joined(
            [inUnits, predicate, Predicate(sql: "row.uuid = ?", arguments: [id.raw])], by: "AND")
        return try Streams.count(db, condition) > 0
    }

    func count() throws -> Int {
        guard let open = request.query.impliedOpen else {
            return try Streams.count(db, .joined([inUnits, predicate], by: "AND"))
        }
        let state = Predicate(sql: "\(narrowed ? "+" : "")row.open = \(open ? 1 : 0)")
        return try Streams.count(db, .joined([inUnits, state, predicate], by: "AND"))
    }

    /// The question itself finds the few rows: no index of units is to be walked instead. A plus
    /// before a column says so to SQLite.
    private var narrowed: Bool { selective || request.query.asksForWords }

    var inUnits: Predicate {
        let marks = units.map { _ in "?" }.joined(separator: ", ")
        return Predicate(
            sql: "\(narrowed ? "+" : "")row.unit IN (\(marks))", arguments: units.map(\.raw))
    }

    private static func count(_ db: Database, _ condition: Predicate) throws -> Int {
        try Int.fetchOne(
            db.cachedStatement(sql: "SELECT count(*) FROM row WHERE \(condition.sql)"),
            arguments: StatementArguments(condition.arguments)) ?? 0
    }

    /// The values by which the anchor was placed; its row number where it is still here.
    private func position(_ anchor: WorklistAnchor) throws -> Position {
        let id = try Int.fetchOne(
            db.cachedStatement(sql: "SELECT id FROM row WHERE uuid = ?"),
            arguments: [anchor.id.raw])
        let number = anchor.number?.sortKey ?? RowWriter.withoutNumber
        let key: any DatabaseValueConvertible =
            switch request.sort.key {
            case .deadline: anchor.day?.ordinal ?? RowWriter.notDue
            case .received: anchor.day?.ordinal ?? 0
            case .number: number
            case .subject, .place, .waiting, .assignee, .procedure: anchor.text
            }
        return Position(key: key.databaseValue, number: number, id: id ?? 0)
    }

    private static func precedes(_ left: Placed, _ right: Placed) -> Bool {
        switch (left.key.storage, right.key.storage) {
        case (.int64(let one), .int64(let other)) where one != other: return one < other
        case (.string(let one), .string(let other)) where one != other:
            return one.utf8.lexicographicallyPrecedes(other.utf8)
        default: return (left.number, left.id) < (right.number, right.id)
        }
    }
}

extension Query {
    /// Whether the question can only be about open, or only about closed cases.
    var impliedOpen: Bool? {
        switch self {
        case .compare(_, _, .state(.open)), .compare(_, _, .state(.overdue)): true
        case .compare(_, _, .state(.closed)): false
        case .compare(.deadline, _, .day), .compare(.deadline, _, .distance),
            .compare(.deadline, _, .span):
            true
        case .not(.compare(_, _, .state(.open))): false
        case .not(.compare(_, _, .state(.closed))): true
        case .all(let parts): parts.lazy.compactMap(\.impliedOpen).first
        default: nil
        }
    }

    /// Whether the index of words narrows the list before anything else.
    var asksForWords: Bool {
        switch self {
        case .text: true
        case .compare(.subject, .matches, .words), .compare(.place, .matches, .words),
            .compare(.number, _, .words):
            true
        case .all(let parts): parts.contains(where: \.asksForWords)
        default: false
        }
    }
}

extension Query {
    /// What is asked besides "new since I last looked"; nil where that is not asked.
    var besidesNew: Query? {
        switch self {
        case .compare(_, _, .state(.new)): .everything
        case .all(let parts):
            parts.contains { $0.isNew } ? .both(parts.filter { !$0.isNew }) : nil
        default: nil
        }
    }

    /// Whether the answer depends on what the person has looked at.
    var looksForNew: Bool {
        switch self {
        case .everything, .text: false
        case .all(let parts), .any(let parts): parts.contains(where: \.looksForNew)
        case .not(let part): part.looksForNew
        case .compare: isNew
        }
    }

    private var isNew: Bool {
        if case .compare(_, _, .state(.new)) = self { true } else { false }
    }
}
