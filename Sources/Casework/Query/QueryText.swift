extension Query {
    /// The query in its own language; reading it gives the same query.
    package var written: String {
        switch self {
        case .everything: ""
        case .all(let parts):
            parts.map { part in
                if case .any = part { "(\(part.written))" } else { part.written }
            }.joined(separator: " ")
        case .any(let parts): parts.map(\.written).joined(separator: " oder ")
        case .not(.compare(let field, let comparison, let value)):
            "-" + Query.compare(field, comparison, value).written
        case .not(let inner): "nicht (\(inner.written))"
        case .compare(let field, let comparison, let value):
            field.rawValue + comparison.rawValue + value.written
        case .text(let words, let prefix): Query.written(words, prefix)
        }
    }

    private static func written(_ words: [String], _ prefix: Bool) -> String {
        let reserved = ["oder", "or", "und", "and", "nicht", "not"]
        if prefix, words.count == 1, !reserved.contains(words[0]) { return words[0] }
        return "\"" + words.joined(separator: " ") + "\"" + (prefix ? "*" : "")
    }

    /// What is asked, as a clerk would say it.
    package var explained: String {
        switch self {
        case .everything: "alle Fälle"
        case .all(let parts):
            parts.map { part in
                if case .any = part { "(\(part.explained))" } else { part.explained }
            }.joined(separator: ", ")
        case .any(let parts): parts.map(\.explained).joined(separator: " oder ")
        case .not(let inner): "nicht (\(inner.explained))"
        case .compare(let field, let comparison, let value):
            value.explained(field, comparison)
        case .text(let words, let prefix):
            "Text „" + words.joined(separator: " ") + (prefix ? "…“" : "“")
        }
    }
}

extension QueryValue {
    fileprivate var written: String {
        switch self {
        case .words(let words): quoted(words.typed)
        case .distance(let count, let unit): "\(count)" + unit.rawValue
        case .day(.fixed(let day)): day.austrian
        case .day(.fromToday(let offset)):
            offset == 0 ? "heute" : offset == 1 ? "morgen" : "gestern"
        case .span(let first, let last): first.spanName(to: last)
        case .me: "ich"
        case .nothing: "keine"
        case .waiting(let waiting): waiting.queryWord
        case .state(let state): state.rawValue
        }
    }

    fileprivate func explained(_ field: QueryField, _ comparison: QueryOperator) -> String {
        switch self {
        case .words(let words):
            comparison == .equals
                ? "\(field.title) genau „\(words.typed)“" : "\(field.title) „\(words.typed)“"
        case .distance(let count, let unit):
            field.title + " " + distance(count, unit, comparison, back: field.kind == .back)
        case .day(.fromToday(let offset)):
            field.title + " "
                + dayPhrase(
                    offset == 0 ? "heute" : offset == 1 ? "morgen" : "gestern", comparison)
        case .day(.fixed(let day)):
            field.title + " " + dayPhrase("dem \(day.austrian)", comparison)
        case .span(let first, let last): spanPhrase(field, comparison, first, last)
        case .me: "mir zugeteilt"
        case .nothing: field == .assignee ? "niemandem zugeteilt" : "\(field.title) keine"
        case .waiting(let waiting): "wartet auf \(waiting.queryWord)"
        case .state(let state): state.rawValue
        }
    }

    private func distance(
        _ count: Int, _ unit: QueryUnit, _ comparison: QueryOperator, back: Bool
    ) -> String {
        let amount =
            switch unit {
            case .days: count == 1 ? "1 Tag" : "\(count) Tagen"
            case .months: count == 1 ? "1 Monat" : "\(count) Monaten"
            }
        let before = back ? "vor" : "in"
        return switch comparison {
        case .matches, .equals: "\(before) genau \(amount)"
        case .less: "\(before) weniger als \(amount)"
        case .atMost: "\(before) höchstens \(amount)"
        case .more: "\(before) mehr als \(amount)"
        case .atLeast: "\(before) mindestens \(amount)"
        }
    }

    private func dayPhrase(_ day: String, _ comparison: QueryOperator) -> String {
        let bare = day.hasPrefix("dem ") ? String(day.dropFirst(4)) : day
        return switch comparison {
        case .matches, .equals: day == bare ? day : "am \(bare)"
        case .less: "vor \(day)"
        case .atMost: "bis \(bare)"
        case .more: "nach \(day)"
        case .atLeast: "ab \(day)"
        }
    }

    private func spanPhrase(
        _ field: QueryField, _ comparison: QueryOperator, _ first: CivilDay, _ last: CivilDay
    ) -> String {
        let phrase =
            switch comparison {
            case .matches, .equals: "\(first.austrian) bis \(last.austrian)"
            case .less: "vor dem \(first.austrian)"
            case .atMost: "bis \(last.austrian)"
            case .more: "nach dem \(last.austrian)"
            case .atLeast: "ab dem \(first.austrian)"
            }
        return "\(field.title) \(phrase)"
    }
}

extension CivilDay {
    /// "2026", "11.2026", "woche"
    fileprivate func spanName(to last: CivilDay) -> String {
        let (year, month, _) = parts
        switch days(until: last) {
        case 6: return "woche"
        case 0..<31: return padded(month, 2) + "." + padded(year, 4)
        default: return padded(year, 4)
        }
    }
}

/// A value with its quotes, where it needs them.
func quoted(_ typed: String) -> String {
    let plain = typed.allSatisfy { !$0.isWhitespace && !"(),|*<>=:!≤≥≠\"„“”".contains($0) }
    return plain && !typed.isEmpty ? typed : "\"\(typed)\""
}
