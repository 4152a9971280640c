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

    /// What a question finds: the best first where it asks for words that few cases hold, the
    /// newest first where many do, else in the list's order.
    /// The readings are for the desk to journal: `Desk.noteReading`.
    package func search(
        _ request: WorklistRequest, skip: Int = 0, limit: Int
    ) throws(StoreFailure) -> (hits: [SearchHit], total: Int) {
        try search(request, skip: skip, limit: limit, rankLimit: Self.rankLimit)
    }

    func search(
        _ request: WorklistRequest, skip: Int, limit: Int, rankLimit: Int
    ) throws(StoreFailure) -> (hits: [SearchHit], total: Int) {
        try asked { db, held in
            guard let streams = streams(request, db, held) else { return ([], 0) }
            let skip = max(skip, 0)
            let wanted = min(skip + max(limit, 0), Self.pageLimit)
            let found = try found(streams, limit: wanted, rankLimit: rankLimit, held)
            let phrases = request.query.phrases
            return (try found.rows.dropFirst(skip).map { try hit($0, phrases, db) }, found.total)
        }
    }

    private func found(
        _ streams: Streams, limit: Int, rankLimit: Int, _ held: Held
    ) throws -> (rows: [WorklistRow], total: Int) {
        let query = streams.request.query
        guard !query.phrases.isEmpty else {
            return (try streams.rows(.first, limit: limit).map(\.listed), try streams.count())
        }
        let matches = query.phrases.compactMap {
            QueryCompiler.match($0.words, prefix: $0.prefix, column: nil)
        }
        guard matches.count == query.phrases.count else { return ([], 0) }
        let rest = query.besidesPhrases.map(compiler(streams.request, held).predicate)
        return try WordSearch(
            streams: streams, match: matches.joined(separator: " AND "), rest: rest,
            rankLimit: rankLimit
        ).found(limit: limit)
    }

    private func hit(
        _ row: WorklistRow, _ phrases: [Phrase], _ db: Database
    ) throws -> SearchHit {
        let empty = SearchHit(row: row, label: "", excerpt: "", marked: [])
        guard let first = phrases.first else { return empty }
        // The subject stands in the list: the case need not be read for it.
        if let excerpt = Excerpt(of: row.subject, around: first) {
            return SearchHit(
                row: row, label: SearchDocument.subjectLabel, excerpt: excerpt.text,
                marked: excerpt.marked)
        }
        guard let file = try Projection.shown(row.id, db) else { return empty }
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

    /// What is asked besides those words; nil where that is nothing.
    var besidesPhrases: Query? {
        switch self {
        case .text, .everything: return nil
        case .all(let parts):
            let rest = parts.compactMap(\.besidesPhrases)
            return rest.isEmpty ? nil : .both(rest)
        default: return self
        }
    }
}
