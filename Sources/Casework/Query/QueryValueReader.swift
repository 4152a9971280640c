/// Reads what stands after a key.
struct QueryValueReader {
    let field: QueryField
    let today: CivilDay

    /// Nil when the value does not fit the field.
    func query(_ comparison: QueryOperator, _ typed: String) -> Query? {
        let folded = fold(typed)
        guard !folded.isEmpty else { return nil }
        if field.isOrdered, folded == fold(QueryState.overdue.rawValue) {
            return comparison == .matches || comparison == .equals
                ? .compare(.state, .matches, .state(.overdue)) : nil
        }
        guard let value = value(typed, folded) else { return nil }
        switch value {
        case .words: return .compare(field, comparison, value)
        case .distance, .day, .span:
            return .compare(field, comparison == .equals ? .matches : comparison, value)
        case .me, .nothing, .waiting, .state:
            return comparison == .matches || comparison == .equals
                ? .compare(field, .matches, value) : nil
        }
    }

    /// `neu:ja`, `markiert:nein`
    func flag(_ state: QueryState, _ typed: String) -> Query? {
        switch fold(typed) {
        case "ja", "j": .compare(.state, .matches, .state(state))
        case "nein", "n": .not(.compare(.state, .matches, .state(state)))
        default: nil
        }
    }

    func suggestion(_ typed: String) -> String? {
        let words: [String] =
            switch field.kind {
            case .waiting: WaitingFor.allCases.map(\.queryWord)
            case .state: QueryState.allCases.map(\.rawValue)
            case .ahead: ["heute", "morgen", "überfällig", "keine"]
            case .back: ["heute", "gestern"]
            case .text, .number, .person: []
            }
        let near = nearest(to: typed.lowercased(), in: words)
        return near == typed.lowercased() ? nil : near
    }

    private func value(_ typed: String, _ folded: String) -> QueryValue? {
        if field.kind != .state, field.kind != .waiting, QueryValueReader.none.contains(folded) {
            return field == .received || field == .age ? nil : .nothing
        }
        switch field.kind {
        case .text, .number: return .words(QueryWords(typed))
        case .person:
            return ["ich", "mir", "mich"].contains(folded) ? .me : .words(QueryWords(typed))
        case .waiting: return WaitingFor(queryWord: typed).map(QueryValue.waiting)
        case .state: return QueryState(word: typed).map(QueryValue.state)
        case .ahead, .back: return moment(typed.lowercased())
        }
    }

    private static let none: Set<String> = [
        "keine", "keiner", "keines", "kein", "niemand", "niemandem", "nichts", "leer",
    ]

    // MARK: - Days

    private func moment(_ typed: String) -> QueryValue? {
        switch typed {
        case "heute": return .day(.fromToday(0))
        case "morgen": return .day(.fromToday(1))
        case "gestern": return .day(.fromToday(-1))
        case "woche":
            let monday = today.adding(days: 1 - today.weekday.rawValue)
            return .span(monday, monday.adding(days: 6))
        case "monat": return span(today.year, today.month)
        default: break
        }
        return distance(typed) ?? stretch(typed)
            ?? (field == .age
                ? nil : CivilDay(input: typed, relativeTo: today).map { .day(.fixed($0)) })
    }

    /// "3t", "-2w", "1m", "3tage", "3"
    private func distance(_ typed: String) -> QueryValue? {
        var rest = typed[...]
        let negative = rest.first == "-" || rest.first == "−"
        if negative || rest.first == "+" { rest = rest.dropFirst() }
        let digits = rest.prefix { $0.isASCII && $0.isNumber }
        guard digits.utf8.count <= 4, let count = number(digits.utf8) else { return nil }
        let amount = negative ? -count : count
        switch rest.dropFirst(digits.count) {
        case "t", "d", "tg", "tag", "tage", "tagen": return .distance(amount, .days)
        // Four digits alone are a year.
        case "" where digits.utf8.count <= 3: return .distance(amount, .days)
        case "w", "wo", "woche", "wochen": return .distance(amount * 7, .days)
        case "m", "mon", "monat", "monate", "monaten": return .distance(amount, .months)
        case "j", "y", "jahr", "jahre", "jahren": return .distance(amount * 12, .months)
        default: return nil
        }
    }

    /// "2026", "11.2026", "2026-11", "november"
    private func stretch(_ typed: String) -> QueryValue? {
        guard field != .age else { return nil }
        let parts = typed.split { "./-".contains($0) }.map { number($0.utf8) }
        switch (parts.count, parts.first ?? nil, parts.last ?? nil) {
        case (1, .some(let year), _) where typed.utf8.count == 4: return span(year, nil)
        case (2, .some(let month), .some(let year)) where year > 31: return span(year, month)
        case (2, .some(let year), .some(let month)) where year > 31: return span(year, month)
        default: return nil
        }
    }

    private func span(_ year: Int, _ month: Int?) -> QueryValue? {
        guard let first = CivilDay(year: year, month: month ?? 1, day: 1) else { return nil }
        return .span(first, first.adding(months: month == nil ? 12 : 1).adding(days: -1))
    }
}
