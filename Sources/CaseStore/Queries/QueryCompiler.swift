import Casework
import GRDB

/// A condition of SQL with its values; text of people is only ever a value.
struct Predicate: Sendable {
    var sql: String
    var arguments: [DatabaseValue]

    init(sql: String, arguments: [any DatabaseValueConvertible] = []) {
        self.sql = sql
        self.arguments = arguments.map(\.databaseValue)
    }

    static let always = Predicate(sql: "1")
    static let never = Predicate(sql: "0")

    /// Whose turn it is on a day: a period that ran out gives it to the office.
    static func waiting(for whom: WaitingFor, on today: CivilDay) -> Predicate {
        Predicate(
            sql: whom == .us
                ? "(row.waiting = ? OR row.turn <= ?)" : "(row.waiting = ? AND row.turn > ?)",
            arguments: [whom.rawValue, today.ordinal])
    }

    static func joined(_ parts: [Predicate], by word: String) -> Predicate {
        Predicate(
            sql: "(" + parts.map(\.sql).joined(separator: " \(word) ") + ")",
            arguments: parts.flatMap(\.arguments))
    }
}

/// Turns a question of the query language into a condition on `row`.
struct QueryCompiler {
    let names: Names
    let context: QueryContext
    /// Cases the person has marked; only the screen knows them.
    let marked: Set<CaseID>

    func predicate(_ query: Query) -> Predicate {
        switch query {
        case .everything: return .always
        case .all(let parts):
            return parts.isEmpty ? .always : .joined(parts.map(predicate), by: "AND")
        case .any(let parts):
            return parts.isEmpty ? .never : .joined(parts.map(predicate), by: "OR")
        case .not(let inner):
            let inner = predicate(inner)
            return Predicate(sql: "NOT ifnull(\(inner.sql), 0)", arguments: inner.arguments)
        case .compare(let field, let comparison, let value):
            return compare(field, comparison, value)
        case .text(let words, let prefix):
            return QueryCompiler.words(words, prefix: prefix, column: nil)
        }
    }

    /// The cases this person has seen as they are. Few, beside all that are new to them.
    var seen: Predicate {
        Predicate(
            sql: """
                row.id IN (
                    SELECT here.id FROM drawer.seen
                        CROSS JOIN row AS here ON here.uuid = seen."case"
                    WHERE seen.person = ? AND seen.version >= here.version)
                """, arguments: [context.me])
    }

    // MARK: - Text

    /// Words side by side in the index. Folded words are letters and digits only; they are
    /// quoted all the same.
    static func words(_ words: [String], prefix: Bool, column: String?) -> Predicate {
        guard let match = match(words, prefix: prefix, column: column) else { return .never }
        return Predicate(
            sql: "row.id IN (SELECT rowid FROM words WHERE words MATCH ?)", arguments: [match])
    }

    static func match(_ words: [String], prefix: Bool, column: String?) -> String? {
        let kept = words.filter { !$0.isEmpty }
        guard !kept.isEmpty, kept.count == words.count else { return nil }
        let phrase = kept.joined(separator: " ").filter { $0 != "\"" && $0 != "\0" }
        return (column.map { "\($0) : " } ?? "") + "\"\(phrase)\"" + (prefix ? " *" : "")
    }

    // MARK: - Fields

    private func compare(
        _ field: QueryField, _ comparison: QueryOperator, _ value: QueryValue
    ) -> Predicate {
        switch value {
        case .words(let words): return matching(field, comparison, words)
        case .me: return Predicate(sql: "row.assignee = ?", arguments: [context.me])
        case .waiting(let waiting):
            return .waiting(for: waiting, on: context.today)
        case .state(let state): return within(state)
        case .nothing: return without(field)
        case .distance, .day, .span:
            guard let days = value.days(field, comparison, today: context.today) else {
                return .never
            }
            return within(days, field)
        }
    }

    private func matching(
        _ field: QueryField, _ comparison: QueryOperator, _ words: QueryWords
    ) -> Predicate {
        let exact = comparison == .equals
        let parts = words.folded.split(separator: " ").map(String.init)
        switch field {
        case .number:
            return QueryCompiler.words(
                QueryWords.digits(words.typed), prefix: false, column: "number")
        case .subject where exact:
            return Predicate(sql: "row.subject_key = ?", arguments: [words.folded])
        case .place where exact:
            let columns = ["place_key", "district_key", "cadastral_key"]
            let parts = columns.map {
                Predicate(
                    sql: "(row.\($0) = ? AND row.\($0) != '')", arguments: [words.folded])
            }
            return .joined(parts, by: "OR")
        case .subject: return QueryCompiler.words(parts, prefix: true, column: "subject")
        case .place: return QueryCompiler.words(parts, prefix: true, column: "place")
        case .procedure, .kind, .phase, .publicStatus, .result, .unit, .assignee:
            return named(field) { texts in
                texts.contains { text in
                    exact
                        ? fold(text) == words.folded
                        : foldedWords(text).hold(parts)
                }
            }
        case .deadline, .received, .age, .resubmission, .waitingFor, .state: return .never
        }
    }

    /// Names are few: they are compared here, and the ids that fit go into the condition.
    private func named(_ field: QueryField, where fits: ([String]) -> Bool) -> Predicate {
        guard let column = field.column else { return .never }
        let found = names.all(field).filter { fits($0.texts) }
        guard !found.isEmpty else { return .never }
        let parts = Dictionary(grouping: found, by: \.procedure)
            .sorted { ($0.key ?? "") < ($1.key ?? "") }
            .map { procedure, members in
                let ids = Set(members.map(\.id)).sorted()
                let list = ids.map { _ in "?" }.joined(separator: ", ")
                let inside = Predicate(sql: "\(column) IN (\(list))", arguments: ids)
                guard let procedure else { return inside }
                return Predicate.joined(
                    [Predicate(sql: "row.procedure = ?", arguments: [procedure]), inside],
                    by: "AND")
            }
        return .joined(parts, by: "OR")
    }

    private func within(_ days: QueryDays, _ field: QueryField) -> Predicate {
        guard let column = field.column else { return .never }
        var parts: [Predicate] = []
        if let from = days.from {
            parts.append(Predicate(sql: "\(column) >= ?", arguments: [from.ordinal]))
        }
        if let to = days.to {
            parts.append(Predicate(sql: "\(column) <= ?", arguments: [to.ordinal]))
        } else if field == .deadline {
            parts.append(Predicate(sql: "row.due_key < \(RowWriter.notDue)"))
        }
        return parts.isEmpty ? .always : .joined(parts, by: "AND")
    }

    private func without(_ field: QueryField) -> Predicate {
        switch field {
        case .deadline: Predicate(sql: "row.due_key = \(RowWriter.notDue)")
        case .place:
            Predicate(
                sql: "(row.place = '' AND row.district_key = '' AND row.cadastral_key = '')")
        case .subject: Predicate(sql: "row.subject = ''")
        case .number, .assignee, .publicStatus, .result, .resubmission:
            field.column.map { Predicate(sql: "\($0) IS NULL") } ?? .never
        default: .never
        }
    }

    private func within(_ state: QueryState) -> Predicate {
        switch state {
        case .open: Predicate(sql: "row.open = 1")
        case .closed: Predicate(sql: "row.open = 0")
        case .overdue:
            Predicate(
                sql: "(row.open = 1 AND row.due_key < ?)", arguments: [context.today.ordinal])
        case .returned: Predicate(sql: "row.returned_to = ?", arguments: [context.me])
        case .new:
            Predicate(
                sql: """
                    NOT EXISTS (
                        SELECT 1 FROM drawer.seen WHERE seen.person = ? AND seen."case" = row.uuid
                            AND seen.version >= row.version)
                    """, arguments: [context.me])
        case .marked:
            Predicate(
                sql: "row.uuid IN (SELECT value FROM json_each(?))",
                arguments: [jsonList(marked.map(\.raw))])
        case .approval: Predicate(sql: "row.approval_by IS NOT NULL")
        case .conflict: Predicate(sql: "row.conflicts > 0")
        case .adrift: Predicate(sql: "row.adrift = 1")
        }
    }
}

extension QueryField {
    fileprivate var column: String? {
        switch self {
        case .deadline: "row.due_key"
        case .procedure: "row.procedure"
        case .kind: "row.kind"
        case .phase: "row.phase"
        case .assignee: "row.assignee"
        case .unit: "row.unit"
        case .waitingFor: "row.waiting"
        case .place: "row.place"
        case .number: "row.number"
        case .received, .age: "row.received"
        case .subject: "row.subject"
        case .publicStatus: "row.public_status"
        case .result: "row.result"
        case .resubmission: "row.resubmission"
        case .state: nil
        }
    }
}

extension [String] {
    /// These words side by side, the last of which may go on.
    fileprivate func hold(_ words: [String]) -> Bool {
        guard let last = words.last, words.count <= count else { return false }
        return (0...(count - words.count)).contains { start in
            let part = self[start..<(start + words.count)]
            return part.dropLast().elementsEqual(words.dropLast())
                && part.last?.hasPrefix(last) ?? false
        }
    }
}
