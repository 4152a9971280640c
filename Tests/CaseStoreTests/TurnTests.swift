import Casework
import GRDB
import StoreWorld
import Testing

@testable import CaseStore

/// Whose turn it is after days have passed on which nobody did anything.
@Suite struct TurnTests {
    private static let party = Query.compare(.waitingFor, .matches, .waiting(.party))
    private static let us = Query.compare(.waitingFor, .matches, .waiting(.us))

    /// Case c1 waits for the party until the end of a period, c2 without end, c3 for the office.
    private func stage() throws -> (Stage, end: CivilDay) {
        let stage = try Stage()
        let end = stage.world.today.adding(days: 14)
        for id in ["c1", "c2", "c3"] as [CaseID] {
            try stage.open("Zubau", as: id, unit: "bbv", assignee: SmallOffice.anna)
        }
        for id in ["c1", "c2"] as [CaseID] {
            for step in ["pruefen", "nachfordern"] as [StepID] {
                try stage.act(.takeStep(StepTaking(step: step)), on: id)
            }
        }
        let period = ActBody.setDeadline(
            key: "hand-n", title: "Nachreichfrist", end: end, binds: .party, reason: "Schreiben")
        try stage.act(period, on: "c1")
        return (stage, end)
    }

    private func ids(_ stage: Stage, _ query: Query, on day: CivilDay) throws -> Set<CaseID> {
        var request = stage.request(query)
        request.today = day
        let ids = try stage.desk.register.ids(request, limit: 10)
        #expect(try stage.desk.register.count(request) == ids.count)
        return Set(ids)
    }

    @Test func theTurnComesBackAfterTheLastDay() throws {
        let (stage, end) = try stage()
        #expect(try ids(stage, Self.party, on: end) == ["c1", "c2"])
        #expect(try ids(stage, Self.us, on: end) == ["c3"])
        let after = end.adding(days: 1)
        #expect(try ids(stage, Self.party, on: after) == ["c2"])
        #expect(try ids(stage, Self.us, on: after) == ["c1", "c3"])
        #expect(try ids(stage, .not(Self.us), on: after) == ["c2"])
        let load = try stage.desk.register.workload(of: "bbv", by: SmallOffice.chefin, today: end)
        #expect(load.map(\.waitingForUs) == [1])
        let later = try stage.desk.register.workload(
            of: "bbv", by: SmallOffice.chefin, today: after)
        #expect(later.map(\.waitingForUs) == [2])
    }

    @Test func aLongerPeriodGivesTheTurnBackToTheParty() throws {
        let (stage, end) = try stage()
        try stage.act(
            .extendDeadline(key: "hand-n", .to(end.adding(days: 7)), reason: "Ersuchen"), on: "c1")
        #expect(try ids(stage, Self.party, on: end.adding(days: 7)) == ["c1", "c2"])
        #expect(try ids(stage, Self.party, on: end.adding(days: 8)) == ["c2"])
    }

    /// A file of the program before, which knew neither turns nor columns.
    @Test func anOlderFileIsLaidOutWhenItIsOpened() throws {
        let (stage, end) = try stage()
        try stage.act(.setFields(["flaeche": .integer(40)]), on: "c1")
        let rows = try stage.desk.register.rows(["c1", "c2", "c3"], by: SmallOffice.chefin)
        try stage.reopen {
            let queue = try DatabaseQueue(path: stage.folder.cases)
            try queue.write { try $0.execute(sql: "UPDATE row SET turn = 0, fields = ''") }
            try queue.close()
        }
        #expect(try stage.desk.register.rows(["c1", "c2", "c3"], by: SmallOffice.chefin) == rows)
        #expect(rows[0].fields == ["flaeche": .integer(40)])
        #expect(rows[0].waitingFor(on: end.adding(days: 1)) == .us)
    }
}
