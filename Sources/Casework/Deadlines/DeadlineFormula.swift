/// One part of a chain: a rule and its period.
package struct DeadlineLink: Hashable, Sendable {
    package let rule: DeadlineRule
    package let period: Period

    /// The rule must accept the period.
    package init(_ rule: DeadlineRule, _ period: Period) throws(FormulaError) {
        guard rule.accepts(period) else {
            throw FormulaError(
                .mismatch(rule: rule, period: period), suggestion: rule.onlyPeriod?.token)
        }
        self.rule = rule
        self.period = period
    }

    init(unchecked rule: DeadlineRule, _ period: Period) {
        self.rule = rule
        self.period = period
    }
}

/// How a deadline is computed: one link, or a chain in which each starts where the one before
/// it ends ("deemed delivered on the next Werktag, then four weeks").
package struct DeadlineFormula: Hashable, Sendable {
    /// At least one.
    package let links: [DeadlineLink]

    /// A chain of law has two links; more than this is a mistake.
    package static let longest = 8

    /// A day given as such.
    package static let fixed = DeadlineFormula(DeadlineLink(unchecked: .fixed, .sameDay))

    package init(_ link: DeadlineLink) { links = [link] }

    package init(_ rule: DeadlineRule, _ period: Period) throws(FormulaError) {
        self.init(try DeadlineLink(rule, period))
    }

    /// `EZUST_DEEMED+AVG_SHIFT` with `NEXT_WERKTAG,4W`; in any case.
    package init(rule: String, period: String) throws(FormulaError) {
        let rules = try parts(rule, "+").map(DeadlineFormula.rule(named:))
        let periods = try parts(period, ",").map(DeadlineFormula.period(named:))
        guard rules.count == periods.count else {
            let known = rules.map { $0.onlyPeriod?.token ?? "4W" }.joined(separator: ",")
            throw FormulaError(
                .count(rules: rules.count, periods: periods.count), suggestion: known)
        }
        var made: [DeadlineLink] = []
        for (rule, period) in zip(rules, periods) { made.append(try DeadlineLink(rule, period)) }
        links = made
    }

    /// This, and from its end `next`.
    package func then(_ next: DeadlineFormula) -> DeadlineFormula {
        DeadlineFormula(chain: links + next.links)
    }

    private init(chain: [DeadlineLink]) { links = chain }

    /// "EZUST_DEEMED+AVG_SHIFT"
    package var rule: String { links.map(\.rule.rawValue).joined(separator: "+") }
    /// "NEXT_WERKTAG,4W"
    package var period: String { links.map(\.period.token).joined(separator: ",") }

    private static func rule(named name: String) throws(FormulaError) -> DeadlineRule {
        let typed = name.uppercased()
        if let rule = DeadlineRule(rawValue: typed) { return rule }
        let names = DeadlineRule.allCases.map(\.rawValue)
        throw FormulaError(.unknownRule(name), suggestion: nearest(to: typed, in: names))
    }

    private static func period(named name: String) throws(FormulaError) -> Period {
        if let period = Period(token: name) { return period }
        throw FormulaError(
            .unknownPeriod(name),
            suggestion: nearest(to: name.uppercased(), in: Period.words.map(\.token)))
    }
}

private func parts(
    _ text: String, _ separator: Character
) throws(FormulaError) -> [String] {
    guard text.utf8.count <= 400 else { throw FormulaError(.tooLong) }
    let parts = text.split(separator: separator, omittingEmptySubsequences: false).map {
        String($0.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }
    guard parts.count <= DeadlineFormula.longest else { throw FormulaError(.tooLong) }
    guard !parts.contains("") else { throw FormulaError(.empty) }
    return parts
}

/// Why a rule, a period or an assumption cannot be read.
package struct FormulaError: Error, Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        case empty
        case tooLong
        case unknownRule(String)
        case unknownPeriod(String)
        case mismatch(rule: DeadlineRule, period: Period)
        case count(rules: Int, periods: Int)
        case unknownAssumption(String)
        case unknownAnswer(String, Assumption)
    }

    package let kind: Kind
    /// What may have been meant.
    package let suggestion: String?

    init(_ kind: Kind, suggestion: String? = nil) {
        self.kind = kind
        self.suggestion = suggestion
    }

    /// For the person who typed it.
    package var sentence: String {
        let hint = suggestion.map { " Gemeint: \($0)?" } ?? ""
        return switch kind {
        case .empty: "Regel und Dauer dürfen nicht leer sein."
        case .tooLong: "Eine Kette hat höchstens \(DeadlineFormula.longest) Glieder."
        case .unknownRule(let name): "Die Regel „\(name)“ gibt es nicht.\(hint)"
        case .unknownPeriod(let name):
            "Die Dauer „\(name)“ ist nicht lesbar (zum Beispiel 14D, 4W, 6M, 3Y).\(hint)"
        case .mismatch(let rule, let period):
            "Die Dauer \(period.token) passt nicht zur Regel \(rule.rawValue).\(hint)"
        case .count(let rules, let periods):
            "Zu \(rules) Regeln gehören \(rules) Dauern, angegeben: \(periods).\(hint)"
        case .unknownAssumption(let name): "Die Annahme „\(name)“ gibt es nicht.\(hint)"
        case .unknownAnswer(let answer, let assumption):
            "Die Annahme \(assumption.rawValue) kennt nur ja und nein, nicht „\(answer)“."
        }
    }
}
