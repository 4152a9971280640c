import Testing

@testable import Casework

/// What holds on every day of the years 1990 to 2100.
@Suite struct DeadlinePropertyTests {
    private static let days = (day("1990-01-01").ordinal...day("2100-12-31").ordinal).map {
        CivilDay(ordinal: $0)
    }

    /// Runs a rule from each day, in order; days whose result lies past 2100 are left out.
    private func check(
        _ rule: DeadlineRule, _ period: Period,
        _ holds: (DeadlineRun, _ before: DeadlineRun?) -> Bool
    ) throws {
        let formula = try DeadlineFormula(rule, period)
        var before: DeadlineRun?
        for day in Self.days {
            guard let run = try? compute(formula, from: day) else {
                #expect(day.year >= 2096)
                continue
            }
            guard holds(run, before) else {
                Issue.record("\(rule) \(period.token) from \(day): \(run.end)")
                return
            }
            before = run
        }
        #expect(before != nil)
    }

    @Test(arguments: [
        Period.days(1), .days(14), .weeks(2), .weeks(4), .months(1), .months(6), .years(3),
    ])
    func aShiftedEnd(period: Period) throws {
        try check(.avgShift, period) { run, before in
            let passed = run.nominal.days(until: run.end)
            let skipped = run.steps.last?.skipped.count ?? 0
            return run.end.block == nil && run.nominal >= run.start && passed >= 0 && passed <= 5
                && (passed == 0 || passed == skipped)
                && (before.map { $0.end <= run.end } ?? true)
        }
    }

    @Test func aWeekKeepsTheWeekday() throws {
        try check(.noShift, .weeks(4)) { run, _ in
            run.end == run.nominal && run.end.weekday == run.start.weekday
                && run.start.days(until: run.end) == 28
        }
    }

    @Test(arguments: [Period.months(1), .months(6), .years(1), .years(3)])
    func aMonthKeepsTheNumber(period: Period) throws {
        try check(.noShift, period) { run, before in
            (run.end.day == run.start.day || (run.end.isLastOfMonth && run.end.day < run.start.day))
                && (before.map { $0.end <= run.end } ?? true)
        }
    }

    /// Shifting an end that has been shifted changes nothing.
    @Test func shiftingIsIdempotent() throws {
        let before = Self.days.dropFirst()
        let oneDay = try DeadlineFormula(.avgShift, .days(1))
        for day in before where day.year < 2100 {
            let end = try compute(oneDay, from: day.adding(days: -1)).end
            let again = try compute(oneDay, from: end.adding(days: -1)).end
            guard end == again else {
                Issue.record("\(day): \(end), then \(again)")
                return
            }
        }
    }

    @Test func privateLawEndsOnTheSameDays() throws {
        let formula = try DeadlineFormula(.avgShift, .months(3))
        try check(.abgbShift, .months(3)) { run, _ in
            (try? compute(formula, from: run.start).end) == run.end
        }
    }

    @Test(arguments: [DeadlineRule.postSaturdayCounts, .postSaturdayNot, .electronicDeemed])
    func workingDays(rule: DeadlineRule) throws {
        let saturday = rule == .postSaturdayCounts
        try check(rule, rule.onlyPeriod ?? .sameDay) { run, before in
            run.end.isWorkingDay(saturdayCounts: saturday) && run.end > run.start
                && (before.map { $0.end <= run.end } ?? true)
        }
    }

    @Test func objectionsEndInOfficeHoursBeforeTheHearing() throws {
        let hours = OfficeHours.buildingOffice
        let formula = try DeadlineFormula(.hearing, .dayBeforeInOfficeHours)
        for day in Self.days.dropFirst(10) {
            let end = try compute(formula, from: day).end
            guard end < day, hours.isOpen(on: end) else {
                Issue.record("hearing on \(day): \(end)")
                return
            }
        }
    }

    /// Each other answer can be reached by its setting.
    @Test func alternativesAreReachable() throws {
        for rule in DeadlineRule.allCases {
            let formula = try DeadlineFormula(rule, rule.onlyPeriod ?? .months(1))
            for day in Self.days where day.year == 2026 {
                for other in try compute(formula, from: day).alternatives {
                    var assumptions = Assumptions()
                    assumptions[other.assumption] = other.answer
                    let run = try compute(formula, from: day, assumptions: assumptions)
                    #expect(run.end == other.end)
                }
            }
        }
    }
}
