/// A case as a query sees it.
package protocol QueryRow {
    /// The names a field's value goes by (identifier, title, unit sign …), unfolded; empty when
    /// it has none. For the assignee the identifier comes first.
    func texts(_ field: QueryField) -> [String]
    /// For deadline, receipt, age (the receipt) and resubmission.
    func day(_ field: QueryField) -> CivilDay?
    func waitingFor(on today: CivilDay) -> WaitingFor
    func isIn(_ state: QueryState) -> Bool
    /// Everything that full text looks through.
    var fullText: [String] { get }
}

/// Who asks, and when.
package struct QueryContext: Hashable, Sendable {
    package let today: CivilDay
    /// The asking person's identifier.
    package let me: String

    package init(today: CivilDay, me: String) {
        self.today = today
        self.me = me
    }
}

/// The days a comparison admits, both borders included; nil leaves a side open.
package struct QueryDays: Hashable, Sendable {
    package let from: CivilDay?
    package let to: CivilDay?

    package func contains(_ day: CivilDay) -> Bool {
        (from.map { $0 <= day } ?? true) && (to.map { day <= $0 } ?? true)
    }
}

extension Query {
    package func matches(_ row: some QueryRow, in context: QueryContext) -> Bool {
        switch self {
        case .everything: true
        case .all(let parts): parts.allSatisfy { $0.matches(row, in: context) }
        case .any(let parts): parts.contains { $0.matches(row, in: context) }
        case .not(let inner): !inner.matches(row, in: context)
        case .compare(let field, let comparison, let value):
            value.matches(row, field, comparison, context)
        case .text(let words, let prefix):
            row.fullText.contains { foldedWords($0).holds(words, prefix: prefix) }
        }
    }
}

extension QueryValue {
    fileprivate func matches(
        _ row: some QueryRow, _ field: QueryField, _ comparison: QueryOperator,
        _ context: QueryContext
    ) -> Bool {
        switch self {
        case .words(let words): words.match(row.texts(field), field, comparison)
        case .me: row.texts(field).first == context.me
        case .waiting(let waiting): row.waitingFor(on: context.today) == waiting
        case .state(let state): row.isIn(state)
        case .nothing: field.isOrdered ? row.day(field) == nil : row.texts(field).isEmpty
        case .distance, .day, .span:
            row.day(field).map { day in
                days(field, comparison, today: context.today)?.contains(day) ?? false
            } ?? false
        }
    }

    /// For a day's field: the days that match. Nil for a value that is no day.
    package func days(
        _ field: QueryField, _ comparison: QueryOperator, today: CivilDay
    ) -> QueryDays? {
        switch self {
        case .span(let first, let last): return between(first, last, comparison)
        case .day(.fixed(let day)): return between(day, day, comparison)
        case .day(.fromToday(let offset)):
            let day = today.adding(days: offset)
            return between(day, day, comparison)
        case .distance(let count, let unit):
            // Less time ago is a later day.
            let back = field.kind == .back
            let signed = back ? -count : count
            let day = unit == .days ? today.adding(days: signed) : today.adding(months: signed)
            return between(day, day, back ? comparison.turned : comparison)
        default: return nil
        }
    }

    private func between(
        _ first: CivilDay, _ last: CivilDay, _ comparison: QueryOperator
    ) -> QueryDays {
        switch comparison {
        case .matches, .equals: QueryDays(from: first, to: last)
        case .less: QueryDays(from: nil, to: first.adding(days: -1))
        case .atMost: QueryDays(from: nil, to: last)
        case .more: QueryDays(from: last.adding(days: 1), to: nil)
        case .atLeast: QueryDays(from: first, to: nil)
        }
    }
}

extension QueryOperator {
    fileprivate var turned: QueryOperator {
        switch self {
        case .less: .more
        case .atMost: .atLeast
        case .more: .less
        case .atLeast: .atMost
        case .matches, .equals: self
        }
    }
}

extension QueryWords {
    func match(
        _ texts: [String], _ field: QueryField, _ comparison: QueryOperator
    ) -> Bool {
        if field == .number {
            let wanted = QueryWords.digits(typed)
            return texts.contains { QueryWords.digits($0).holds(wanted, prefix: false) }
        }
        if comparison == .equals { return texts.contains { fold($0) == folded } }
        let words = folded.split(separator: " ").map(String.init)
        return texts.contains { foldedWords($0).holds(words, prefix: true) }
    }

    /// The words of a Geschäftszahl without leading zeros.
    package static func digits(_ text: String) -> [String] {
        foldedWords(text).map { word in
            word.allSatisfy(\.isNumber) ? String(word.drop { $0 == "0" }) : word
        }
    }
}

extension [String] {
    /// These words side by side; with `prefix`, the last may go on.
    fileprivate func holds(_ words: [String], prefix: Bool) -> Bool {
        guard let last = words.last, words.count <= count else { return false }
        return (0...(count - words.count)).contains { start in
            let part = self[start..<(start + words.count)]
            return part.dropLast().elementsEqual(words.dropLast())
                && (prefix ? part.last?.hasPrefix(last) ?? false : part.last == last)
        }
    }
}
