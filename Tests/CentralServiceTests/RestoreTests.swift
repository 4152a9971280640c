import Casework
import CentralService
import Foundation
import SyncProtocol
import Testing

@Suite(.onEachStore) struct RestoreTests {
    private let clerk = House.person(.clerk, "hier")

    /// A restored older copy gets back what desks had been answered since, by the same bytes,
    /// and nothing twice.
    @Test func whatACopyLacksIsOfferedAgain() throws {
        let folder = try Folder()
        let house = try House()
        var given: [ActEnvelope] = []
        func offer(_ body: ActBody, base: Int) throws {
            let envelope = try house.act(body, on: "c1", by: clerk, base: base)
            given.append(envelope)
            _ = try house.centre.offer([envelope], from: house.caller(clerk))
        }
        try offer(.open(House.opening("Alpha", in: "hier")), base: 0)
        try offer(House.note("eins"), base: 1)
        let copy = folder.file("kopie.sqlite")
        #expect(try house.centre.backup(to: copy) == 2)
        #expect(try house.centre.session(from: house.caller(clerk)).durable == 2)
        try offer(House.note("zwei"), base: 2)
        try offer(House.note("drei"), base: 3)
        let cursor = try house.feed(clerk).cursor
        #expect(try house.feed(clerk).durable == 2)

        let restored = try House(path: copy)
        restored.adopt(house)
        try restored.centre.startEpoch("e2")
        let caller = restored.caller(clerk)
        #expect(throws: CentreFailure(.epochChanged)) {
            try restored.feed(clerk, after: cursor)
        }
        let session = try restored.centre.session(from: caller)
        #expect(session.epoch == "e2" && session.durable == 2)
        #expect(session.counters == [clerk: 2])
        let lost = Array(given.dropFirst(session.counters[clerk] ?? 0))
        let verdicts = try restored.centre.offer(lost, from: caller)
        #expect(verdicts.map(\.outcome) == [.applied, .applied])
        #expect(try restored.image("c1") == house.image("c1"))
        #expect(try restored.centre.offer(given, from: caller).count == 4)
        #expect(try restored.image("c1")?.version == 4)
        #expect(try restored.centre.audit() == nil)
    }

    /// A copy that goes on under the same name would not be noticed by the epoch; the cursor
    /// from ahead of it is.
    @Test func aLogThatWentBackIsNotTakenForTheSame() throws {
        let folder = try Folder()
        let house = try House()
        try house.open("c1", "Alpha", in: "hier")
        let copy = folder.file("kopie.sqlite")
        try house.centre.backup(to: copy)
        try house.offer(House.note("eins"), on: "c1", by: clerk)
        let cursor = try house.feed(clerk).cursor
        let older = try House(path: copy)
        #expect(throws: CentreFailure(.cursorExpired)) { try older.feed(clerk, after: cursor) }
    }

    @Test func durableNeverGoesBackAndNeverAhead() throws {
        let house = try House()
        try house.open("c1", "Alpha", in: "hier")
        try house.centre.markDurable(99)
        #expect(try house.store.read { try $0.durable() } == 1)
        try house.centre.markDurable(0)
        #expect(try house.store.read { try $0.durable() } == 1)
    }
}
