import Testing

@testable import Casework

@Suite struct InstantTests {
    @Test(arguments: [
        // The last second of winter time, the first of summer time, and the way back.
        ("2026-03-29T00:59:59Z", "2026-03-29 01:59:59"),
        ("2026-03-29T01:00:00Z", "2026-03-29 03:00:00"),
        ("2026-10-25T00:59:59Z", "2026-10-25 02:59:59"),
        ("2026-10-25T01:00:00Z", "2026-10-25 02:00:00"),
        ("2026-12-31T23:30:00Z", "2027-01-01 00:30:00"),
        ("2026-07-01T21:59:59Z", "2026-07-01 23:59:59"),
        ("2026-07-01T22:00:00Z", "2026-07-02 00:00:00"),
        ("1995-09-24T01:00:00Z", "1995-09-24 02:00:00"),
        ("1995-10-01T12:00:00Z", "1995-10-01 13:00:00"),
        ("1975-07-01T12:00:00Z", "1975-07-01 13:00:00"),
        ("1969-12-31T23:59:59.999Z", "1970-01-01 00:59:59"),
    ])
    func wallClock(moment: String, shown: String) {
        #expect(Instant(rfc3339: moment)?.civil.description == shown)
    }

    @Test func clockIsReadBack() {
        for hour in 0..<(366 * 24) {
            let moment = Instant(milliseconds: 1_767_225_600_000 + Int64(hour) * 3_600_000)
            let back = Instant(moment.civil)
            let repeated = moment.rfc3339 == "2026-10-25T01:00:00Z"
            #expect(back == (repeated ? moment.adding(seconds: -3_600) : moment))
        }
    }

    @Test func missingHourMovesOn() throws {
        let time = try #require(TimeOfDay(hour: 2, minute: 30))
        let moment = Instant(CivilTime(day: day("2026-03-29"), time: time))
        #expect(moment.civil.description == "2026-03-29 03:30:00")
    }

    @Test(arguments: [
        ("2026-11-23T18:43:16Z", "2026-11-23T18:43:16Z"),
        ("2026-11-23t18:43:16.1z", "2026-11-23T18:43:16.100Z"),
        ("2026-11-23 18:43:16,123456+01:00", "2026-11-23T17:43:16.123Z"),
        ("2026-11-23T18:43:16-0530", "2026-11-24T00:13:16Z"),
        ("2026-11-23T18:43Z", "2026-11-23T18:43:00Z"),
        ("2026-11-23T18:43+01", "2026-11-23T17:43:00Z"),
        ("2016-12-31T23:59:60Z", "2016-12-31T23:59:59Z"),
        ("1969-12-31T23:59:59.999Z", "1969-12-31T23:59:59.999Z"),
    ])
    func reading(text: String, written: String) {
        #expect(Instant(rfc3339: text)?.rfc3339 == written)
    }

    @Test(arguments: [
        "", "2026-11-23", "2026-11-23T18:43:16", "2026-11-23T24:00:00Z", "2026-02-30T10:00:00Z",
        "2026-11-23T18:43:61Z", "2026-11-23T18:43:16.Z", "2026-11-23T18:43:16+1:00",
        "2026-11-23T18:43:16+01:00x", "2026-11-23T18:43:16+25:00", "2026-11-23x18:43:16Z",
        "２026-11-23T18:43:16Z",
    ])
    func notAMoment(text: String) {
        #expect(Instant(rfc3339: text) == nil, "\(text)")
    }

    @Test func printedFormIsReadBack() {
        var seed: UInt64 = 7
        for _ in 0..<2_000 {
            seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let moment = Instant(milliseconds: Int64(seed >> 20) - 1_000_000_000_000)
            #expect(Instant(rfc3339: moment.rfc3339) == moment)
        }
        #expect(Instant(milliseconds: .max).rfc3339 == "9999-12-31T23:59:59.999Z")
        #expect(Instant(milliseconds: .min).rfc3339 == "0001-01-01T00:00:00Z")
        #expect(Instant.epoch.adding(seconds: .max) == Instant(milliseconds: .max))
    }

    @Test(arguments: [
        ("8", "08:00"), ("8:30", "08:30"), ("08.30", "08:30"), ("0830", "08:30"),
        ("23:59", "23:59"), ("8h", "08:00"), ("8h30", "08:30"), (" 8:30 ", "08:30"),
    ])
    func timeTyped(input: String, shown: String) {
        #expect(TimeOfDay(input: input)?.description == shown)
    }

    @Test(arguments: ["", "24", "8:60", "8:3", "2400", "x", "8:30:10", ":30", "123"])
    func notATime(input: String) {
        #expect(TimeOfDay(input: input) == nil, "\(input)")
    }
}
