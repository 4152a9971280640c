import Testing

@testable import Casework

/// Computes, and fails the test where it cannot.
func run(
    _ rule: String, _ period: String, _ start: String, _ assumptions: Assumptions = Assumptions(),
    suspensions: [Suspension] = [], extensions: [Extension] = []
) throws -> DeadlineRun {
    try compute(
        DeadlineFormula(rule: rule, period: period), from: day(start), assumptions: assumptions,
        suspensions: suspensions, extensions: extensions)
}

func assuming(_ settings: String...) throws -> Assumptions {
    var assumptions = Assumptions()
    for setting in settings { try assumptions.set(setting) }
    return assumptions
}

@Suite struct DeadlineTests {
    @Test(arguments: DeadlineCase.all)
    func workedExample(example: DeadlineCase) throws {
        let run = try run(example.rule, example.period, example.start)
        #expect(run.end.iso == example.end)
        #expect(run.steps.last?.to == run.end)
        #expect(run.steps.first?.from == run.start)
        for (one, next) in zip(run.steps, run.steps.dropFirst()) { #expect(one.to == next.from) }
        let formula = try DeadlineFormula(
            rule: example.rule.lowercased(), period: example.period.lowercased())
        #expect(formula.rule == example.rule)
        #expect(formula.period == example.period)
    }

    @Test func theTableIsWhole() { #expect(DeadlineCase.all.count == 57) }

    @Test func stepsNameTheDaysPassedOver() throws {
        let run = try run("AVG_SHIFT", "4w", "2026-11-26")
        #expect(run.nominal.iso == "2026-12-24")
        #expect(run.steps.map(\.source) == ["§ 32 AVG", "§ 33 Abs 2 AVG"])
        #expect(
            run.steps.last?.skipped.map(\.name) == [
                "Donnerstag, 24. Dezember", "Freitag, Christtag (Feiertag)",
                "Samstag, Stefanitag (Feiertag)", "Sonntag",
            ])
        #expect(
            run.explanation == [
                "26.11.2026  Donnerstag: Beginn",
                "24.12.2026  4 Wochen später, Donnerstag · § 32 AVG",
                "24.12.2026  Donnerstag, 24. Dezember: weiter auf den nächsten Tag · § 33 Abs 2 AVG",
                "25.12.2026  Freitag, Christtag (Feiertag): weiter auf den nächsten Tag"
                    + " · § 33 Abs 2 AVG",
                "26.12.2026  Samstag, Stefanitag (Feiertag): weiter auf den nächsten Tag"
                    + " · § 33 Abs 2 AVG",
                "27.12.2026  Sonntag: weiter auf den nächsten Tag · § 33 Abs 2 AVG",
                "28.12.2026  Montag: Ende der Frist",
            ])
        #expect(run.remarks.isEmpty)
        #expect(run.alternatives.isEmpty)
    }

    @Test func everyStepHasASentence() throws {
        for example in DeadlineCase.all {
            for step in try run(example.rule, example.period, example.start).steps {
                #expect(step.because.hasSuffix("."))
                #expect(!step.source.isEmpty)
            }
        }
        let missing = try run("AVG_SHIFT", "1M", "2026-01-31").steps[0].because
        #expect(missing.contains("den 31. gibt es dort nicht"))
    }

    /// id, and the other answer the law leaves open.
    @Test(arguments: [
        ("Z02", "samstag_werktag_post=nein", "2026-11-24"),
        ("Z03", "samstag_werktag_post=ja", "2026-11-23"),
        ("B02", "verschiebung_materielle_frist=ja", "2026-12-28"),
        ("B05", "verschiebung_materielle_frist=ja", "2027-03-01"),
        ("E02", "samstag_werktag_elektronisch=ja", "2026-11-21"),
        ("E05", "karfreitag_24dez_werktag=nein", "2026-12-28"),
        ("E06", "karfreitag_24dez_werktag=nein", "2026-04-07"),
        ("C03", "karfreitag_24dez_werktag=nein", "2026-05-05"),
        ("H02", "einwendung_ohne_amtsstunden=ja", "2026-12-08"),
    ])
    func unclearLaw(id: String, setting: String, end: String) throws {
        let example = try #require(DeadlineCase.all.first { $0.id == id })
        let usual = try run(example.rule, example.period, example.start)
        let other = try #require(usual.alternatives.first { $0.setting == setting })
        #expect(other.end.iso == end)
        #expect(usual.remarks.contains { $0.contains(setting) })
        let chosen = try run(
            example.rule, example.period, example.start, try assuming(setting))
        #expect(chosen.end == other.end)
        #expect(chosen.alternatives.contains { $0.end == usual.end })
    }

    @Test func furtherUnclearEnds() throws {
        let private24 = try run("ABGB_SHIFT", "4W", "2026-11-26")
        #expect(private24.end.iso == "2026-12-28")
        #expect(private24.alternatives.map(\.setting) == ["privatrecht_24dez=nein"])
        #expect(private24.alternatives.map(\.end.iso) == ["2026-12-24"])
        let decision = try run("AVG73", "6M", "2026-06-24")
        #expect(decision.end.iso == "2026-12-28")
        #expect(decision.target.iso == "2026-12-24")
        #expect(decision.alternatives.map(\.setting) == ["verschiebung_entscheidungsfrist=nein"])
        #expect(decision.remarks.contains { $0.contains("Donnerstag, 24.12.2026") })
        let fixed = try run("FIXED", "SAME_DAY", "2026-12-27")
        #expect(fixed.end.iso == "2026-12-27")
        #expect(fixed.alternatives.map(\.end.iso) == ["2026-12-28"])
    }

    @Test func oldYearsSaySo() throws {
        #expect(try run("AVG_SHIFT", "2W", "2007-10-12").remarks.contains { $0.contains("2019") })
        #expect(try run("AVG_SHIFT", "2W", "2026-10-12").remarks.isEmpty)
    }

    @Test(arguments: [
        ("AVG_SHIFT", "1D", "2100-12-31"), ("AVG_SHIFT", "4W", "1989-11-01"),
        ("NOSHIFT", "99999Y", "2026-01-01"), ("AVG_SHIFT", "1D", "9999-12-31"),
        ("FIXED", "END_Q1_NEXT_YEAR", "2100-01-01"), ("AVG_SHIFT", "99999D", "2026-01-01"),
    ])
    func outOfRange(rule: String, period: String, start: String) {
        #expect(throws: DeadlineFault.outOfRange) { try run(rule, period, start) }
    }

    @Test func bordersAreReached() throws {
        #expect(try run("AVG_SHIFT", "1D", "1989-12-31").end.iso == "1990-01-02")
        #expect(try run("AVG_SHIFT", "1D", "2100-12-30").end.iso == "2100-12-31")
    }

    @Test func aComputationIsQuick() throws {
        let formula = try DeadlineFormula(rule: "EZUST_DEEMED+AVG_SHIFT", period: "NEXT_WERKTAG,4W")
        let clock = ContinuousClock()
        let spent = try clock.measure {
            for offset in 0..<1_000 {
                _ = try compute(formula, from: day("2026-01-01").adding(days: offset))
            }
        }
        // About 1 µs each in a release build; this bound only catches another order of growth.
        #expect(spent < .seconds(1))
    }
}
