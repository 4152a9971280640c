import Testing

@testable import Casework

@Suite struct HolidayTests {
    @Test(arguments: [
        (Holiday.goodFriday, ["2026-04-03", "2027-03-26", "2028-04-14"]),
        (.easterMonday, ["2026-04-06", "2027-03-29", "2028-04-17"]),
        (.ascension, ["2026-05-14", "2027-05-06", "2028-05-25"]),
        (.whitMonday, ["2026-05-25", "2027-05-17", "2028-06-05"]),
        (.corpusChristi, ["2026-06-04", "2027-05-27", "2028-06-15"]),
    ])
    func movable(holiday: Holiday, days: [String]) {
        #expect((2026...2028).map { holiday.day(in: $0)?.iso } == days)
    }

    @Test(arguments: [
        (1990, "1990-04-15"), (2000, "2000-04-23"), (2008, "2008-03-23"), (2011, "2011-04-24"),
        (2038, "2038-04-25"), (2049, "2049-04-18"), (2076, "2076-04-19"), (2100, "2100-03-28"),
    ])
    func easter(year: Int, iso: String) {
        #expect(CivilDay.easterSunday(year)?.iso == iso)
    }

    @Test func everyYearHasItsDays() {
        for year in 1990...2100 {
            let all = Holiday.all(in: year)
            #expect(all.count == 15)
            #expect(all.filter { $0.holiday.kind == .statutory }.count == 13)
            for (day, holiday) in all where day.holiday != holiday {
                // Ascension falls on 1 May when Easter is on 23 March.
                #expect(holiday == .ascension && day.holiday == .labourDay && year == 2008)
            }
            let first = CivilDay(year: year, month: 1, day: 1)?.ordinal ?? 0
            let found = (first..<first + 366).map(CivilDay.init(ordinal:)).filter {
                $0.year == year && $0.holiday != nil
            }
            #expect(found.count == (year == 2008 ? 14 : 15))
        }
    }

    @Test(arguments: [
        ("2026-12-08", "Mariä Empfängnis (Feiertag)"), ("2026-12-24", "24. Dezember"),
        ("2026-08-15", "Samstag, Mariä Himmelfahrt (Feiertag)"), ("2026-12-27", "Sonntag"),
        ("2026-04-03", "Karfreitag"),
    ])
    func blocked(iso: String, name: String) {
        #expect(day(iso).block?.name == name)
    }

    @Test(arguments: ["2026-05-04", "2026-11-02", "2026-12-31", "2026-05-15", "2026-04-02"])
    func ordinary(iso: String) {
        #expect(day(iso).block == nil)
    }

    @Test func workingDays() {
        let saturday = day("2026-11-21")
        #expect(saturday.isWorkingDay(saturdayCounts: true))
        #expect(!saturday.isWorkingDay(saturdayCounts: false))
        #expect(day("2026-12-24").isWorkingDay(saturdayCounts: false))
        #expect(!day("2026-12-24").isWorkingDay(saturdayCounts: true, endsNoPeriodCounts: false))
        #expect(!day("2026-12-08").isWorkingDay(saturdayCounts: true))
    }
}

@Suite struct OfficeHoursTests {
    // Monday 8–12:30 and 14–18, Tuesday to Friday 8–12:30; closed on 24 and 31 December.
    @Test(arguments: [
        ("2026-11-23", "08:00", "2026-11-23 08:00:00"),
        ("2026-11-23", "12:30", "2026-11-23 14:00:00"),
        ("2026-11-23", "17:59", "2026-11-23 17:59:00"),
        ("2026-11-23", "18:00", "2026-11-24 08:00:00"),
        ("2026-11-24", "13:00", "2026-11-25 08:00:00"),
        ("2026-11-27", "12:30", "2026-11-30 08:00:00"),
        ("2026-12-07", "19:00", "2026-12-09 08:00:00"),
        ("2026-12-23", "20:00", "2026-12-28 08:00:00"),
        ("2026-12-30", "20:00", "2027-01-04 08:00:00"),
        ("2026-11-22", "03:00", "2026-11-23 08:00:00"),
    ])
    func nextOfficeTime(iso: String, clock: String, expected: String) throws {
        let time = try #require(TimeOfDay(input: clock))
        let arrival = CivilTime(day: day(iso), time: time)
        let hours = OfficeHours.buildingOffice
        #expect(hours.nextOfficeTime(after: arrival)?.description == expected)
        #expect(hours.nextOfficeTime(after: Instant(arrival))?.description == expected)
    }

    @Test func anOfficeThatNeverOpens() {
        let closed = OfficeHours(week: [:])
        #expect(closed.nextOfficeTime(after: Instant.epoch) == nil)
        #expect(closed.openDay(before: day("2026-11-23")) == nil)
    }

    @Test func arrivalInsideHoursIsItsOwnTime() {
        for hour in 0..<(200 * 24) {
            let arrival = Instant(milliseconds: 1_790_000_000_000 + Int64(hour) * 3_600_000).civil
            let hours = OfficeHours.buildingOffice
            guard let next = hours.nextOfficeTime(after: arrival) else {
                Issue.record("no office time after \(arrival)")
                return
            }
            #expect(next >= arrival)
            #expect(hours.isOpen(at: next))
            #expect(hours.isOpen(at: arrival) == (next == arrival))
        }
    }
}
