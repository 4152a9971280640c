import Testing

@testable import Casework

/// A day from its ISO form; the first day of the calendar when the test is mistyped.
func day(_ iso: String) -> CivilDay { CivilDay(iso: iso) ?? .first }

@Suite struct CivilDayTests {
    @Test func knownDays() {
        #expect(CivilDay(year: 1970, month: 1, day: 1)?.ordinal == 0)
        #expect(CivilDay(year: 2026, month: 11, day: 23)?.ordinal == 20_780)
        #expect(CivilDay.first.iso == "0001-01-01")
        #expect(CivilDay.last.iso == "9999-12-31")
        #expect(day("2026-11-23").weekday == .monday)
        #expect(day("1900-01-01").weekday == .monday)
        #expect(day("0001-01-01").weekday == .monday)
    }

    @Test func everyDayRoundTrips() {
        var expected = (year: 1799, month: 12, day: 31)
        var weekday = Weekday.tuesday
        for ordinal in day("1799-12-31").ordinal...day("2200-12-31").ordinal {
            let one = CivilDay(ordinal: ordinal)
            let (year, month, number) = expected
            guard one.parts == expected, one.weekday == weekday,
                CivilDay(year: year, month: month, day: number) == one,
                CivilDay(iso: one.iso) == one
            else {
                Issue.record("\(ordinal) is \(one)")
                return
            }
            weekday = Weekday(rawValue: weekday.rawValue % 7 + 1) ?? .monday
            if one.isLastOfMonth {
                expected = month == 12 ? (year + 1, 1, 1) : (year, month + 1, 1)
            } else {
                expected.day += 1
            }
        }
    }

    @Test(arguments: [(2026, 2, 29), (2100, 2, 29), (2026, 4, 31), (2026, 13, 1), (2026, 0, 1)])
    func noSuchDay(year: Int, month: Int, number: Int) {
        #expect(CivilDay(year: year, month: month, day: number) == nil)
    }

    @Test func arithmeticStaysInRange() {
        #expect(CivilDay.last.adding(days: 1) == .last)
        #expect(CivilDay.first.adding(days: .min) == .first)
        #expect(day("2026-01-01").adding(days: .max) == .last)
        #expect(day("2026-01-01").adding(months: .max) == .last)
        #expect(day("2026-01-01").adding(months: .min) == .first)
        #expect(CivilDay(ordinal: .max) == .last)
        #expect(CivilDay(year: 2000, month: 2, day: 29) == day("2000-02-29"))
    }

    @Test(arguments: [
        ("2026-01-31", 1, "2026-02-28"), ("2028-01-31", 1, "2028-02-29"),
        ("2026-03-31", -1, "2026-02-28"), ("2026-11-30", 3, "2027-02-28"),
        ("2024-02-29", 48, "2028-02-29"), ("2026-12-15", 1, "2027-01-15"),
        ("2026-01-15", -1, "2025-12-15"),
    ])
    func months(start: String, count: Int, end: String) {
        #expect(day(start).adding(months: count) == day(end))
    }

    @Test func writing() {
        let monday = day("2026-11-03").adding(days: 6)
        #expect(monday.austrian == "09.11.2026")
        #expect(monday.austrianWithWeekday == "Mo 09.11.2026")
        #expect(monday.austrianWithoutYear == "09.11.")
        #expect(monday.austrianLong == "9. November 2026")
        #expect(Weekday.thursday.name == "Donnerstag")
    }

    @Test(arguments: [
        "", "2026-11-3", "2026-11-031", "2026/11/03", "2026-11-0a", "-026-11-03", "２026-11-03",
    ])
    func notIso(text: String) {
        #expect(CivilDay(iso: text) == nil)
    }

    // Today is Monday, 23 November 2026.
    @Test(arguments: [
        ("23.11.2026", "2026-11-23"), (" 23. 11. 2026 ", "2026-11-23"), ("3.1.27", "2027-01-03"),
        ("23.11.", "2026-11-23"), ("24.12", "2026-12-24"), ("7.1.", "2027-01-07"),
        ("1.6.", "2026-06-01"), ("23112026", "2026-11-23"), ("231126", "2026-11-23"),
        ("2026-11-23", "2026-11-23"), ("heute", "2026-11-23"), ("Morgen", "2026-11-24"),
        ("gestern", "2026-11-22"), ("übermorgen", "2026-11-25"), ("+3", "2026-11-26"),
        ("-3", "2026-11-20"), ("+2w", "2026-12-07"), ("+1m", "2026-12-23"),
        ("+1J", "2027-11-23"), ("+ 10 t", "2026-12-03"), ("mo", "2026-11-30"),
        ("fr", "2026-11-27"), ("Di.", "2026-11-24"), ("sonntag", "2026-11-29"),
        ("23. November 2026", "2026-11-23"), ("1. Jänner", "2027-01-01"),
        ("5 feb 2027", "2027-02-05"), ("23/11/2026", "2026-11-23"),
        ("Mo 23.11.2026", "2026-11-23"), ("12.5.61", "1961-05-12"), ("12.5.50", "2050-05-12"),
    ])
    func typed(input: String, iso: String) {
        let today = day("2026-11-23")
        #expect(CivilDay(input: input, relativeTo: today)?.iso == iso, "\(input)")
    }

    @Test(arguments: [
        "", " ", "31.2.2026", "0.1.2026", "32.1.", "1.13.", "11.2026", "m", "x", "+", "+w",
        "+3x", "+999999", "2026", "123", "1.1.202", "23.11.20266", "1.1.1.1", "..", "😀",
        "29.2.", "heute!", "1234567", "99999999",
    ])
    func notADay(input: String) {
        #expect(CivilDay(input: input, relativeTo: day("2026-11-23")) == nil, "\(input)")
    }

    @Test func leaning() {
        let today = day("2026-11-23")
        func read(_ input: String, _ leaning: DayLeaning) -> String? {
            CivilDay(input: input, relativeTo: today, leaning: leaning)?.iso
        }
        #expect(read("1.10.", .nearest) == "2026-10-01")
        #expect(read("1.10.", .future) == "2027-10-01")
        #expect(read("7.1.", .past) == "2026-01-07")
        #expect(read("23.11.", .future) == "2026-11-23")
    }

    @Test func austrianFormsRoundTrip() {
        let today = day("2026-11-23")
        for offset in stride(from: -20_000, through: 20_000, by: 37) {
            let one = today.adding(days: offset)
            #expect(CivilDay(input: one.austrian, relativeTo: today) == one)
            #expect(CivilDay(input: one.austrianWithWeekday, relativeTo: today) == one)
            #expect(CivilDay(input: one.austrianLong, relativeTo: today) == one)
        }
    }
}
