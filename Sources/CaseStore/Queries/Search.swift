import Casework
import GRDB

/// A case that was found, with a piece of what was found in it.
package struct SearchHit: Hashable, Sendable {
    package var row: WorklistRow
    /// What the piece is: "Notiz", "Betreff", the title of a field.
    package var label: String
    /// A piece of the text around the words, on one line; empty where the question had none.
    package var excerpt: String
    /// The words in it, as offsets of characters.
    package var marked: [Range<Int>]
}

extension CaseRegister {
    /// Cases ranked up to this many; beyond, the newest come first.
    static let rankLimit = 2_000

    /// What a question finds: the best first where it asks for words, else in the list's order.
    /// The readings are for the desk to journal: `Desk.noteReading`.
    package func search(
        _ request: WorklistRequest, skip: Int = 0, limit: Int
    ) throws(StoreFailure) -> (hits: [SearchHit], total: Int) {
        try asked { db, held in
            guard let streams = streams(request, db, held) else { return ([], 0) }
            let total = try streams.count()
            let wanted = min(max(skip, 0) + max(limit, 0), Self.pageLimit)
            let rows = try found(streams, total: total, limit: wanted).dropFirst(max(skip, 0))
            let phrases = request.query.phrases
            return (try rows.map { try hit($0, phrases, db) }, total)
        }
    }

    private func found(
        _ streams: Streams, total: Int, limit: Int
    ) throws -> [WorklistRow] {
        let matches = streams.request.query.phrases.compactMap {
            QueryCompiler.match($0.words, prefix: $0.prefix, column: nil)
        }
        guard !matches.isEmpty else {
            return try streams.rows(.first, limit: limit).map(\.listed)
        }
        let order =
            total <= Self.rankLimit
            ? "bm25(words, 10, 5, 4, 4, 1), row.received DESC, row.id"
            : "row.received DESC, row.number_key DESC, row.id"
        let condition = Predicate.joined([streams.inUnits, streams.predicate], by: "AND")
        return try Row.fetchAll(
            streams.db,
            sql: """
                SELECT \(ListRows.columns) FROM words CROSS JOIN row ON row.id = words.rowid
                WHERE words MATCH ? AND \(condition.sql) ORDER BY \(order) LIMIT ?
                """,
            arguments: StatementArguments(
                [matches.joined(separator: " AND ").databaseValue] + condition.arguments
                    + [limit.databaseValue])
        ).map(ListRows.row)
    }

    private func hit(
        _ row: WorklistRow, _ phrases: [Phrase], _ db: Database
    ) throws -> SearchHit {
        let empty = SearchHit(row: row, label: "", excerpt: "", marked: [])
        guard !phrases.isEmpty, let file = try Projection.shown(row.id, db) else { return empty }
        let procedure = try editions.procedure(file.edition, db)
        let document = try SearchDocument(file, procedure, blobs: blobs, db)
        for phrase in phrases {
            for part in document.parts {
                guard let excerpt = Excerpt(of: part.text, around: phrase) else { continue }
                return SearchHit(
                    row: row, label: part.label, excerpt: excerpt.text, marked: excerpt.marked)
            }
        }
        return empty
    }
}

/// Folded words side by side that a question asks for.
struct Phrase: Hashable, Sendable {
    var words: [String]
    var prefix: Bool
}

extension Query {
    /// The words that every case found must hold.
    var phrases: [Phrase] {
        switch self {
        case .text(let words, let prefix): [Phrase(words: words, prefix: prefix)]
        case .all(let parts): parts.flatMap(\.phrases)
        default: []
        }
    }
}
