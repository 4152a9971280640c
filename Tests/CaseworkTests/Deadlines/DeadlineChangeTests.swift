import Testing

@testable import Casework

@Suite struct DeadlineChangeTests {
    private func stood(_ from: String, _ to: String) -> Suspension {
        Suspension(from: day(from), to: day(to))
    }

    @Test func theDaysOfASuspensionAreAdded() throws {
        // 4 weeks from 2 Nov end on 30 Nov; 9 to 19 Nov are ten days.
        let run = try run(
            "AVG_SHIFT", "4W", "2026-11-02", suspensions: [stood("2026-11-09", "2026-11-19")])
        #expect(run.end.iso == "2026-12-10")
        #expect(run.steps[1].because.contains("10 Tage"))
    }

    @Test(arguments: [
        ("2026-11-09", "2026-11-09", "2026-11-30"),  // same day: nothing
        ("2026-10-01", "2026-11-12", "2026-12-10"),  // only from the start on
        ("2026-12-01", "2026-12-31", "2026-11-30"),  // after the end: nothing
        ("2026-11-30", "2026-12-02", "2026-12-02"),  // on the last day
    ])
    func edgesOfASuspension(from: String, to: String, end: String) throws {
        let run = try run("AVG_SHIFT", "4W", "2026-11-02", suspensions: [stood(from, to)])
        #expect(run.end.iso == end)
    }

    @Test func overlappingSuspensionsCountOnce() throws {
        let both = [stood("2026-11-14", "2026-11-19"), stood("2026-11-09", "2026-11-16")]
        let run = try run("NOSHIFT", "8W", "2026-11-02", suspensions: both)
        #expect(run.end.iso == "2027-01-07")
        #expect(run.nominal == run.end)
    }

    @Test func aSuspensionMayReachAnother() throws {
        // The first moves the end past the beginning of the second.
        let both = [stood("2026-11-25", "2026-12-05"), stood("2026-12-07", "2026-12-09")]
        let run = try run("NOSHIFT", "4W", "2026-11-02", suspensions: both)
        #expect(run.end.iso == "2026-12-12")
    }

    @Test func extensionByAPeriod() throws {
        // Four weeks and four more are eight.
        let run = try run("AVG_SHIFT", "4W", "2026-09-02", extensions: [.by(.weeks(4))])
        #expect(run.end.iso == "2026-10-28")
        #expect(run.remarks.contains { $0.contains("§ 33 Abs 4 AVG") })
        #expect(run.alternatives.isEmpty)
    }

    @Test func extensionFromAShiftedEnd() throws {
        // Nominal end on 24 Dec, shifted to the 28th; two more weeks.
        let usual = try run("AVG_SHIFT", "4W", "2026-11-26", extensions: [.by(.weeks(2))])
        #expect(usual.end.iso == "2027-01-07")
        let setting = "verlaengerung_ab_verschobenem_ende=ja"
        #expect(usual.alternatives.map(\.setting) == [setting])
        #expect(usual.alternatives.map(\.end.iso) == ["2027-01-11"])
        let other = try run(
            "AVG_SHIFT", "4W", "2026-11-26", try assuming(setting),
            extensions: [.by(.weeks(2))])
        #expect(other.end.iso == "2027-01-11")
    }

    @Test func extensionToADay() throws {
        let run = try run("AVG_SHIFT", "4W", "2026-11-02", extensions: [.to(day("2026-12-27"))])
        #expect(run.nominal.iso == "2026-12-27")
        #expect(run.end.iso == "2026-12-28")
        #expect(run.alternatives.map(\.end.iso) == ["2026-12-27"])
    }

    @Test func suspensionOfTheExtendedPart() throws {
        let run = try run(
            "NOSHIFT", "4W", "2026-11-02", suspensions: [stood("2026-12-04", "2026-12-06")],
            extensions: [.by(.weeks(2))])
        #expect(run.end.iso == "2026-12-16")
    }

    @Test func onlyTheLastLinkIsSuspended() throws {
        let run = try run(
            "EZUST_DEEMED+AVG_SHIFT", "NEXT_WERKTAG,4W", "2026-11-20",
            suspensions: [stood("2026-11-20", "2026-11-25")])
        // Deemed on 23 Nov; the clock stands two days of it.
        #expect(run.nominal.iso == "2026-12-23")
    }

    @Test func faults() {
        #expect(throws: DeadlineFault.suspensionBackwards(stood("2026-11-10", "2026-11-09"))) {
            try run(
                "AVG_SHIFT", "4W", "2026-11-02", suspensions: [stood("2026-11-10", "2026-11-09")])
        }
        #expect(
            throws: DeadlineFault.extensionTooEarly(day("2026-11-05"), end: day("2026-11-30"))
        ) {
            try run("AVG_SHIFT", "4W", "2026-11-02", extensions: [.to(day("2026-11-05"))])
        }
        #expect(throws: DeadlineFault.extensionNotCounted(.pickupDay)) {
            try run("AVG_SHIFT", "4W", "2026-11-02", extensions: [.by(.pickupDay)])
        }
        var closed = Assumptions(officeHours: OfficeHours(week: [:]))
        closed[.objectionOnClosedDay] = false
        #expect(throws: DeadlineFault.noOfficeHours) {
            try run("AVG42_DAYBEFORE", "DAY_BEFORE_IN_OFFICE_HOURS", "2026-12-09", closed)
        }
    }
}

@Suite struct DeliveryTests {
    private static let fourWeeks = try? DeadlineFormula(rule: "AVG_SHIFT", period: "4W")

    @Test(arguments: [
        (DeliveryFacts.handOver(day("2026-11-21")), "2026-11-21"),
        (.handOverAtOffice(day("2026-11-23")), "2026-11-23"),
        (.electronicWithoutProof(day("2026-11-22")), "2026-11-22"),
        (.publicNotice(day("2026-11-23")), "2026-12-07"),
        (.post(day("2026-11-19")), "2026-11-24"),
        (.electronicWithProof(notice: day("2026-11-20"), fetched: nil), "2026-11-23"),
        (
            .electronicWithProof(notice: day("2026-11-20"), fetched: day("2026-11-21")),
            "2026-11-21"
        ),
        (
            .electronicWithProof(notice: day("2026-11-20"), fetched: day("2026-11-26")),
            "2026-11-23"
        ),
    ])
    func deliveredOn(facts: DeliveryFacts, iso: String) throws {
        #expect(try compute(facts).end.iso == iso)
    }

    private static let returns: [(String?, String)] = [
        // First day of pickup Fri 27 Nov, last Mon 14 Dec.
        (nil, "2026-11-27"), ("2026-11-20", "2026-11-27"), ("2026-11-27", "2026-11-27"),
        ("2026-12-02", "2026-12-03"),  // the day after the return
        ("2026-12-05", "2026-12-07"),  // Sunday passed over
        ("2026-12-07", "2026-12-09"),  // Mariä Empfängnis passed over
        ("2026-12-13", "2026-12-14"),
    ]

    @Test(arguments: returns)
    func absentAddressee(returned: String?, iso: String) throws {
        let facts = DeliveryFacts.deposit(
            firstDay: day("2026-11-27"), lastDay: day("2026-12-14"), returned: returned.map(day))
        #expect(try compute(facts).end.iso == iso)
    }

    @Test func aReturnAfterThePickupPeriodDeliversNothing() {
        let facts = DeliveryFacts.deposit(
            firstDay: day("2026-11-27"), lastDay: day("2026-12-14"),
            returned: day("2026-12-14"))
        #expect(throws: DeadlineFault.notDelivered) { try compute(facts) }
    }

    @Test func saturdayOfAnAbsentAddressee() throws {
        let facts = DeliveryFacts.deposit(
            firstDay: day("2026-11-27"), lastDay: day("2026-12-14"),
            returned: day("2026-12-04"))
        let usual = try compute(facts)
        #expect(usual.end.iso == "2026-12-05")
        #expect(usual.alternatives.map(\.setting) == ["samstag_abholung=nein"])
        #expect(usual.alternatives.map(\.end.iso) == ["2026-12-07"])
    }

    @Test func thePeriodFollows() throws {
        let run = try compute(
            .deposit(firstDay: day("2026-11-27"), lastDay: day("2026-12-14"), returned: nil),
            then: Self.fourWeeks)
        #expect(run.end.iso == "2026-12-28")
        #expect(run.formula.rule == "HINTERLEGUNG+AVG_SHIFT")
        #expect(run.formula.period == "FIRST_PICKUP_DAY,4W")
    }

    @Test func theNoticeOfTwoWeeksDoesNotMove() throws {
        let run = try compute(.publicNotice(day("2026-12-11")))
        #expect(run.end.iso == "2026-12-25")
        #expect(run.alternatives.map(\.setting) == ["verschiebung_bekanntmachung=ja"])
    }

    @Test func theCourierBearsNoProof() throws {
        let run = try compute(.post(day("2026-11-19")))
        #expect(run.remarks.contains { $0.contains("beweisen") })
    }
}
