import CaseStore
import Casework
import SyncProtocol
import Testing
import TextCanvas
import Workstation
import WorkstationRuntime

/// The screens on the real store and the real centre: keys in, screen out.
@Suite struct DeskTests {
    @Test func aNoteTypedInTheCaseIsInTheStore() throws {
        let test = try TestPlace()
        let place = try test.open()
        defer { place.close() }
        try test.take(3, into: place)
        let desk = try test.desk(place)
        desk.press("2", "enter", "t")
        desk.type("Anrainerin hat angerufen")
        desk.press("ctrl-s")
        #expect(desk.failures.isEmpty)
        let list = CaseStore.WorklistRequest(
            .everything, person: "huber", today: TestPlace.morning.civilDay)
        let notes = try place.desk.register.page(list, limit: 10).rows.flatMap { row in
            try place.desk.register.image(of: row.id, by: "huber")?.notes.map(\.text) ?? []
        }
        #expect(notes == ["Anrainerin hat angerufen"])
    }

    /// Each for itself and each on its own footing, though all are saved with one commit.
    @Test func manyActsAtOnceAreDecidedOneByOne() throws {
        let test = try TestPlace()
        let place = try test.open()
        defer { place.close() }
        try test.take(3, into: place)
        let hands = test.hands(place)
        let list = CaseStore.WorklistRequest(
            .everything, person: "huber", today: TestPlace.morning.civilDay)
        let ids = try place.desk.register.page(list, limit: 10).rows.map(\.id)
        func note(_ id: CaseID, _ text: String) -> Workstation.Submission {
            Workstation.Submission(
                caseID: id, bodies: [.addNote(Note(id: NoteID(text), kind: .remark, text: text))])
        }
        let wanted = [
            note(ids[0], "eins"), note("gibt-es-nicht", "nirgends"), note(ids[1], "zwei"),
            note(ids[0], "drei"), note(ids[2], "vier"),
        ]
        #expect(DeskHands.runs(of: wanted).map(\.count) == [3, 2])
        #expect(throws: DeskFailure.self) { try hands.answer(.submit(wanted)) }
        let possible = wanted.filter { $0.caseID != "gibt-es-nicht" }
        guard case .submitted(let results) = try hands.answer(.submit(possible)) else {
            Issue.record("no results")
            return
        }
        #expect(results.map(\.caseID) == [ids[0], ids[1], ids[0], ids[2]])
        #expect(results.allSatisfy { $0.outcome == .applied })
        let notes = try ids.map { id in
            try place.desk.register.image(of: id, by: "huber")?.notes.map(\.text).sorted() ?? []
        }
        #expect(notes == [["drei", "eins"], ["zwei"], ["vier"]])
    }

    @Test func aDraftSurvivesAKilledDesk() throws {
        let test = try TestPlace()
        let place = try test.open()
        try test.take(1, into: place)
        let desk = try test.desk(place)
        desk.press("2", "enter", "t")
        desk.type("halber Satz")
        // No farewell: what was typed is in the drawer at once.
        let again = try test.hands(place).session(of: "huber", sitting: true)
        #expect(again.drafts.values.contains { $0.contains("halber Satz") })
        place.close()
    }

    @Test func thePlaceSurvivesARestart() throws {
        let test = try TestPlace()
        var place = try test.open()
        try test.take(60, into: place)
        var desk = try test.desk(place)
        desk.press("2", "pagedown", "down", "down")
        let before = desk.screen
        desk.press("f10")
        place.close()
        place = try test.open()
        defer { place.close() }
        desk = try test.desk(place)
        #expect(desk.screen == before)
    }

    @Test func whoMayNotReadAUnitSeesNothingOfIt() throws {
        let test = try TestPlace()
        let place = try test.open()
        defer { place.close() }
        try test.take(5, into: place)
        let desk = try test.desk(place, "fremd")
        desk.press("2")
        #expect(!desk.screen.contains("Meldung 0"))
        #expect(throws: DeskFailure.self) {
            try test.hands(place, "fremd").answer(.openCase("fall-0"))
        }
    }

    @Test func aSecondWorkplaceIsRefusedAndToldByWhom() throws {
        let test = try TestPlace()
        let place = try test.open()
        defer { place.close() }
        let failure = #expect(throws: StoreFailure.self) { try test.open() }
        #expect(failure?.code == .held)
        #expect(failure?.sentence.contains("huber") == true)
    }

    /// Every window of every list is the slice of the whole list that it says it is.
    @Test(arguments: [
        WorklistOrder.due, WorklistOrder(.received, descending: true),
        WorklistOrder(.subject), WorklistOrder(.assignee),
    ])
    func windowsAreSlices(order: WorklistOrder) throws {
        let test = try TestPlace()
        let place = try test.open()
        defer { place.close() }
        try test.take(75, into: place)
        let hands = test.hands(place)
        let query = WorklistQuery(queue: .unassigned, order: order)
        func page(
            _ from: Workstation.WorklistRequest.From, _ skip: Int, _ count: Int
        ) throws -> Workstation.WorklistPage {
            let request = Workstation.WorklistRequest(
                query: query, from: from, skip: skip, count: count)
            guard case .page(let page) = try hands.answer(.worklist(request)) else {
                throw TestPlace.MissingEdition()
            }
            return page
        }
        let whole = try page(.start, 0, 500)
        #expect(whole.rows.count == 75 && whole.total == 75)
        for start in stride(from: 0, to: 75, by: 7) {
            for skip in [-20, -3, 0, 5, 40] {
                let window = try page(.anchor(whole.anchors[start]), skip, 10)
                let first = min(max(0, start + skip), 75)
                let expected = Array(whole.rows[first..<min(first + 10, 75)])
                #expect(window.rows == expected, "\(order) \(start) \(skip)")
                #expect(window.start == start)
                if !expected.isEmpty { #expect(window.offset == first) }
            }
        }
        #expect(try page(.end, -10, 10).rows == Array(whole.rows.suffix(10)))
        #expect(try page(.row(whole.rows[33].id), 0, 1).offset == 33)
    }
}
