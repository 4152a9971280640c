import Testing

@testable import Casework

@Suite struct FormulaTests {
    @Test func everyPeriodIsReadBack() {
        for period in Period.words + [.days(14), .weeks(4), .months(6), .years(3)] {
            #expect(Period(token: period.token) == period)
            #expect(Period(token: period.token.lowercased()) == period)
            #expect(!period.title.isEmpty)
        }
        #expect(Period(token: "14t") == .days(14))
        #expect(Period(token: "3J") == .years(3))
        #expect(Period(token: " 4 w ") == .weeks(4))
    }

    @Test(arguments: [
        "", "W", "4", "0W", "-4W", "4X", "W4", "4.5W", "100000D", "99999999999999999999W", "4WW",
        "４W", "NEXT WERKTAGE",
    ])
    func notAPeriod(token: String) {
        #expect(Period(token: token) == nil, "\(token)")
    }

    @Test func everyRuleIsReadBack() throws {
        for rule in DeadlineRule.allCases {
            let period = rule.onlyPeriod ?? .weeks(4)
            let formula = try DeadlineFormula(
                rule: rule.rawValue.lowercased(), period: period.token)
            #expect(formula.links == [try DeadlineLink(rule, period)])
            #expect(!rule.title.isEmpty && !rule.source.isEmpty)
            let run = try compute(formula, from: day("2026-12-09"))
            #expect(!run.explanation.isEmpty)
        }
    }

    private static let wrong: [(String, String, FormulaError.Kind, String?)] = [
        ("AVG_SHFT", "4W", .unknownRule("AVG_SHFT"), "AVG_SHIFT"),
        ("AVG_SHIFT", "vier", .unknownPeriod("vier"), nil),
        ("AVG_SHIFT", "NEXT_WERKTAG", .mismatch(rule: .avgShift, period: .nextWorkingDay), nil),
        (
            "EZUST_DEEMED", "4W", .mismatch(rule: .electronicDeemed, period: .weeks(4)),
            "NEXT_WERKTAG"
        ),
        ("EZUST_DEEMED+AVG_SHIFT", "4W", .count(rules: 2, periods: 1), "NEXT_WERKTAG,4W"),
        ("", "4W", .empty, nil), ("AVG_SHIFT", " , ", .empty, nil),
        (
            String(repeating: "AVG_SHIFT+", count: 9) + "AVG_SHIFT", "4W", .tooLong, nil
        ),
        (String(repeating: "x", count: 1_000), "4W", .tooLong, nil),
    ]

    @Test(arguments: wrong)
    func wrongInput(rule: String, period: String, kind: FormulaError.Kind, hint: String?) {
        let error = #expect(throws: FormulaError.self) {
            try DeadlineFormula(rule: rule, period: period)
        }
        #expect(error?.kind == kind)
        #expect(error?.suggestion == hint)
        #expect(error?.sentence.isEmpty == false)
    }

    @Test func chains() throws {
        let chain = try DeadlineFormula(
            rule: "HINTERLEGUNG + AVG_SHIFT", period: "first_pickup_day, 4w")
        #expect(chain.rule == "HINTERLEGUNG+AVG_SHIFT")
        #expect(chain.period == "FIRST_PICKUP_DAY,4W")
        #expect(
            chain
                == (try DeadlineFormula(.deposit, .firstPickupDay)).then(
                    try DeadlineFormula(.avgShift, .weeks(4))))
    }

    @Test func assumptionsByName() throws {
        for assumption in Assumption.allCases {
            var assumptions = Assumptions()
            #expect(assumptions[assumption] == nil)
            try assumptions.set("\(assumption.rawValue)=ja")
            #expect(assumptions[assumption] == true)
            try assumptions.set(" \(assumption.rawValue.uppercased()) = Nein ")
            #expect(assumptions[assumption] == false)
            #expect(assumption.question.hasSuffix("?"))
            #expect(!assumption.explanation.isEmpty)
        }
    }

    @Test(arguments: [
        "", "=", "samstag_werktag_pots=ja", "samstag_werktag_post",
        "samstag_werktag_post=vielleicht",
    ])
    func wrongAssumption(text: String) {
        var assumptions = Assumptions()
        let error = #expect(throws: FormulaError.self) { try assumptions.set(text) }
        #expect(error?.sentence.isEmpty == false)
    }

    @Test func randomInputNeverCrashes() {
        var random = Lehmer(seed: 42)
        let pieces = [
            "AVG_SHIFT", "+", ",", "4W", "999", "D", "EZUST", "_", "ß", "\u{0}", "😀", " ", "-",
            "3_WERKTAGE", "NOSHIFT", "9", "Y", "=", "ja",
        ]
        for _ in 0..<3_000 {
            let rule = random.text(of: pieces, upTo: 8)
            let period = random.text(of: pieces, upTo: 8)
            if let formula = try? DeadlineFormula(rule: rule, period: period) {
                let start = CivilDay(ordinal: Int(random.next() % 4_000_000) - 800_000)
                _ = try? compute(formula, from: start)
            }
            var assumptions = Assumptions()
            try? assumptions.set(rule)
            _ = CivilDay(input: period, relativeTo: day("2026-11-23"))
            _ = Money(input: period)
            _ = Rate(input: rule)
            _ = TimeOfDay(input: rule)
            _ = Instant(rfc3339: "2026-11-23T" + period)
        }
    }
}

/// Numbers that are the same each time.
struct Lehmer {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state >> 24
    }

    mutating func text(of pieces: [String], upTo count: UInt64) -> String {
        (0..<next() % (count + 1)).map { _ in
            pieces[Int(next() % UInt64(pieces.count))]
        }.joined()
    }
}
