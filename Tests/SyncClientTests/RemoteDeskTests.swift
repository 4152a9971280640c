import CaseStore
import Casework
import CentralService
import Dispatch
import Foundation
import StoreWorld
import SyncClient
import SyncProtocol
import Testing

/// A desk whose centre is on another machine.
@Suite struct RemoteDeskTests {
    /// A desk, its centre, and the way between them.
    final class Place {
        let clock = TownClock()
        let folder: DataFolder
        let centre: Centre
        let way: NearCentre
        let logKey = Ed25519Signer()
        let actKey = Ed25519Signer()
        let desk: Desk
        let store: SQLiteCentralStore
        let heard = Heard<DeskNews>()

        /// - Parameter scoped: the centre takes the desk for what it is, and Anna for who she is.
        init(scoped: Bool = false, limits: Limits = .standard) throws {
            folder = try freshFolder()
            let (clock, actKey) = (clock, actKey)
            let store = try SQLiteCentralStore(path: nil, epoch: "e1")
            self.store = store
            centre = Centre(
                store: store, clock: { clock.now }, logSigner: logKey,
                readEdition: SmallOffice.read)
            try centre.setOffice(SmallOffice.office)
            for edition in SmallOffice.editions {
                _ = try centre.publish(edition.procedure, document: edition.document)
            }
            way =
                scoped
                ? NearCentre(DeskWay(centre, device: "geraet", person: SmallOffice.anna))
                : NearCentre(centre)
            try store.write {
                let device = EnrolledDevice(
                    id: "geraet", key: actKey.publicKey, members: [SmallOffice.anna])
                try $0.enrol(device, at: clock.now)
            }
            let numbers = Numbers()
            let lock = try StoreLock.take(folder, as: .here(person: "anna"))
            desk = try Desk(
                folder, lock: lock, transport: way, editions: SmallOffice.read,
                world: StoreWorld(
                    now: { clock.now },
                    newID: {
                        // The first name that is asked for is the device's.
                        let number = numbers.next()
                        return number == 1 ? "geraet" : "r-\(number)"
                    }),
                signer: actKey, limits: limits)
            desk.listen { [heard] in heard.add($0) }
        }

        deinit {
            desk.close()
            removeFolder(folder.path)
        }

        /// The centre lets the desk in again, with another key.
        func readmit(_ key: [UInt8]) throws {
            let now = clock.now
            try store.write {
                try $0.enrol(
                    EnrolledDevice(id: "geraet", key: key, members: [SmallOffice.anna]), at: now)
            }
        }

        /// Somebody logs in, and everything is fetched.
        func begin() throws {
            try desk.noteLogIn(SmallOffice.anna)
            try exchange()
        }

        func exchange() throws {
            let clock = clock
            let talk = SyncTalk(desk: desk, centre: way, stopwatch: { 0 })
            _ = try SyncRound(talk, clock: { clock.now }).run(seed: 1)
        }

        /// Cases that others made.
        func others(make count: Int) throws {
            for number in 1...count {
                let act = Act(
                    id: ActID("o\(number)"), device: "anderswo", counter: number,
                    actor: SmallOffice.bert, caseID: CaseID("fall\(number)"),
                    base: Base(version: 0), body: .open(opening("Fall \(number)", unit: "bbv")),
                    at: clock.now)
                _ = try centre.offer([ActEnvelope(act)])
            }
        }

        @discardableResult
        func open(_ id: CaseID) throws -> Receipt {
            try desk.submit(
                Submission(opening: opening("Zubau", unit: "bbv"), as: id), by: SmallOffice.anna)
        }

        func note(_ id: CaseID, _ text: String) throws {
            let file = try #require(try image(id))
            let note = Note(id: NoteID(text), kind: .remark, text: text)
            _ = try desk.submit(Submission(.addNote(note), on: file), by: SmallOffice.anna)
        }

        func image(_ id: CaseID) throws -> CaseFile? {
            try desk.register.image(of: id, by: SmallOffice.chefin)
        }

        var count: Int {
            get throws {
                try desk.register.count(
                    WorklistRequest(
                        .everything, person: SmallOffice.chefin, today: clock.now.civilDay))
            }
        }
    }

    @Test func anActIsSavedShownAndPendingAtOnce() throws {
        let place = try Place()
        try place.begin()
        _ = place.heard.take()
        let receipt = try place.open("c1")
        #expect(receipt.fate == .pending)
        #expect(place.heard.take() == [.saved(at: place.clock.now)])
        #expect(try place.image("c1")?.number == nil)
        #expect(try place.desk.outbox().unsent == 1)
        try place.exchange()
        #expect(try place.image("c1")?.number != nil)
        #expect(try place.desk.outbox().unsent == 0)
    }

    @Test func whatIsWrittenIsSignedByTheDesk() throws {
        let place = try Place()
        try place.begin()
        try place.open("c1")
        try place.exchange()
        let history = try place.centre.history(of: "c1", by: SmallOffice.anna)
        let bytes = try #require(history.entries.first?.bytes)
        let envelope = ActEnvelope(bytes: bytes)
        #expect(envelope.isSigned(by: place.actKey.publicKey, Ed25519Verifier()))
        #expect(!envelope.isSigned(by: place.logKey.publicKey, Ed25519Verifier()))
    }

    @Test func writingEndsAWeekAfterTheLastContact() throws {
        let place = try Place()
        #expect(throws: StoreFailure(.neverLoggedIn)) { try place.open("c0") }
        try place.begin()
        place.clock.pass(7 * 86_400_000 - 1)
        try place.open("c1")
        place.clock.pass(1)
        #expect(throws: StoreFailure(.offlineTooLong)) { try place.open("c2") }
        #expect(try place.desk.outbox().unsent == 1)
        #expect(try place.image("c1") != nil)
        try place.exchange()
        try place.open("c2")
    }

    /// What waits is bounded; what goes out makes room again.
    @Test func noMoreActsWaitThanMay() throws {
        var limits = Limits.standard
        limits.outboxEntries = 3
        let place = try Place(limits: limits)
        try place.begin()
        for number in 1...3 { try place.open(CaseID("c\(number)")) }
        #expect(throws: StoreFailure(.outboxFull)) { try place.open("c4") }
        #expect(try place.desk.outbox().unsent == 3)
        #expect(try place.image("c4") == nil)
        try place.exchange()
        try place.open("c4")
        #expect(try place.desk.outbox().unsent == 1)
    }

    /// What the centre would not take is not saved, and what was saved before it stays.
    @Test func anActThatIsTooLargeIsRefusedWhenSaving() throws {
        let place = try Place()
        place.way.bytesPerAct = 2_000
        try place.begin()
        try place.open("c1")
        try place.note("c1", String(repeating: "a", count: 400))
        let refusal = #expect(throws: StoreFailure.self) {
            try place.note("c1", String(repeating: "ä", count: 1_000))
        }
        #expect(refusal?.code == .actTooLarge)
        #expect(refusal?.sentence.contains("höchstens 2 KiB") == true)
        #expect(try place.desk.outbox().unsent == 2)
        #expect(try place.image("c1")?.notes.count == 1)
        try place.exchange()
        #expect(try place.desk.outbox().unsent == 0)
    }

    /// Answered by a centre whose log was empty before, and not fetched: it is shown all the same.
    @Test func whatWasAnsweredBeforeTheFirstPageIsShown() throws {
        let place = try Place()
        try place.begin()
        try place.open("c1")
        try place.note("c1", "eins")
        #expect(try place.desk.offerOnce().answered == 2)
        #expect(try place.image("c1")?.notes.map(\.text) == ["eins"])
        try place.note("c1", "zwei")
        #expect(try place.image("c1")?.notes.map(\.text) == ["eins", "zwei"])
        try place.exchange()
        #expect(try place.image("c1")?.notes.count == 2)
    }

    /// The centre comes back from a backup: what it may not have of readings comes again.
    @Test func readingsAfterTheLastSafePlaceAreReportedAgain() throws {
        let place = try Place()
        try place.others(make: 3)
        try place.begin()
        func read(_ id: CaseID) throws {
            _ = try place.desk.open(id, by: SmallOffice.anna)
            while try place.desk.reportOnce() {}
        }
        try read("fall1")
        // Acts after it, and the centre puts all that on a second medium.
        for id in ["c1", "c1b"] {
            try place.open(CaseID(id))
            try place.exchange()
        }
        try place.store.write { try $0.setDurable(try $0.head()) }
        try place.open("c2")
        try place.exchange()
        try read("fall2")
        try place.open("c3")
        try place.exchange()
        _ = place.way.takeReported()
        try place.store.write { try $0.setEpoch("e2") }
        try place.exchange()
        let again = place.way.takeReported().map(\.caseID)
        #expect(again.contains("fall2"))
        #expect(!again.contains("fall1"))
        try place.exchange()
        #expect(place.way.takeReported().isEmpty)
    }

    @Test func whatLeavesTheSightLeavesTheDesk() throws {
        let place = try Place()
        try place.others(make: 60)
        try place.begin()
        place.way.evict(["fall1", "fall2"])
        let few = try place.desk.take(try place.desk.fetchPage(limit: 500))
        #expect(few.withheld == 0)
        #expect(few.changed == ["fall1", "fall2"])
        #expect(try place.image("fall1") == nil)
        #expect(try place.count == 58)
        place.way.evict((3...60).map { CaseID("fall\($0)") })
        let many = try place.desk.take(try place.desk.fetchPage(limit: 500))
        #expect(many.withheld == 58)
        #expect(try place.count == 0)
    }

    @Test(arguments: [nil, 0, 2], NearCentre.Giving.allCases)
    func everythingAnewIsWhatTheFeedGave(broken: Int?, gives: NearCentre.Giving) throws {
        let place = try Place()
        place.way.gives = gives
        try place.others(make: 50)
        try place.begin()
        try place.open("mein")
        try place.note("fall7", "noch nicht gesendet")
        let before = try (1...50).map { try place.image(CaseID("fall\($0)"))?.wire.bytes }
        if let broken { place.way.breakOff(afterParts: broken) }
        let talk = SyncTalk(desk: place.desk, centre: place.way, stopwatch: { 0 })
        if broken != nil {
            #expect(talk.perform(.bootstrap) == .failed(.away(retryAfter: nil)))
            #expect(try place.count == 51)
        }
        #expect(talk.perform(.bootstrap) == .built)
        #expect(try (1...50).map { try place.image(CaseID("fall\($0)"))?.wire.bytes } == before)
        #expect(try place.image("fall7")?.notes.map(\.text) == ["noch nicht gesendet"])
        #expect(try place.image("mein")?.number == nil)
        #expect(try place.count == 51)
        let found = try place.desk.register.search(
            WorklistRequest(
                try Query("Fall 33", today: place.clock.now.civilDay), person: SmallOffice.chefin,
                today: place.clock.now.civilDay), skip: 0, limit: 5)
        #expect(found.hits.map(\.row.id) == ["fall33"])
        try place.exchange()
        #expect(try place.image("mein")?.number != nil)
    }

    @Test func aHistoryIsProvenWithoutTheCentre() throws {
        let place = try Place()
        try place.begin()
        try place.open("c1")
        try place.exchange()
        try place.note("c1", "eins")
        try place.exchange()
        let register = place.desk.register
        let key = place.logKey.publicKey
        func check(_ key: [UInt8]) throws -> HistoryCheck {
            try #require(try register.check("c1", by: SmallOffice.anna, logKey: key))
        }
        #expect(try check(key).fault == .headUnsigned)
        #expect(try place.desk.fetchHistory(of: "c1", by: SmallOffice.anna))
        #expect(try !place.desk.fetchHistory(of: "c1", by: SmallOffice.anna))
        let whole = try check(key)
        #expect(whole.proven == 2)
        #expect(whole.fault == nil)
        #expect(try check(place.actKey.publicKey).fault == .headUnsigned)
    }

    @Test func anUnsentActLiesAtASecondPlaceToo() throws {
        let place = try Place()
        try place.begin()
        let path = place.folder.file("zweitens/ausgang.bak")
        let copy = OutboxCopy(path: path)
        try place.open("c1")
        copy.keep(up: place.desk, at: place.clock.now)
        #expect(try OutboxCopy.read(path).map { try $0.act().caseID } == ["c1"])
        try place.open("c2")
        copy.keep(up: place.desk, at: place.clock.now)
        #expect(try OutboxCopy.read(path).count == 1)
        copy.keep(up: place.desk, at: place.clock.now.adding(seconds: 300))
        #expect(try OutboxCopy.read(path).count == 2)
        try place.exchange()
        copy.keep(up: place.desk, at: place.clock.now)
        #expect(!FileManager.default.fileExists(atPath: path))
    }

    /// Against a centre that knows the desk: its own units only, by cursors it has sealed.
    @Test func aDeskSeesItsUnitsAndNoOthers() throws {
        let place = try Place(scoped: true)
        try place.others(make: 5)
        try place.begin()
        #expect(try place.count == 5)
        try place.open("c1")
        try place.exchange()
        #expect(try place.image("c1")?.number != nil)
        let file = try #require(try place.image("fall3"))
        let act = Act(
            id: "weg", device: "anderswo", counter: 1, actor: SmallOffice.chefin, caseID: "fall3",
            base: Base(of: file).trimmed(
                to: .assign(Assignment(unit: "fin"), reason: "zuständig")),
            body: .assign(Assignment(unit: "fin"), reason: "zuständig"), at: place.clock.now)
        let verdict = try place.centre.offer([ActEnvelope(act)])
        #expect(verdict.map(\.obstacle) == [nil])
        try place.exchange()
        #expect(try place.image("fall3") == nil)
        #expect(try place.count == 5)
    }

    /// Two threads, no virtual time: it begins, catches up, sends what is saved, and stops.
    @Test(.timeLimit(.minutes(1))) func theRunnerBringsAnActToTheCentre() throws {
        let place = try Place()
        try place.others(make: 20)
        try place.desk.noteLogIn(SmallOffice.anna)
        let current = DispatchSemaphore(value: 0)
        let talk = SyncTalk(
            desk: place.desk, centre: place.way, stopwatch: { SteadyClock.milliseconds })
        let runner = SyncRunner(
            talk, clock: SteadyClock(from: place.clock.now),
            onStatus: { if $0.contact == .current { current.signal() } })
        try runner.start(seed: 1)
        current.wait()
        #expect(try place.count == 20)
        try place.open("c1")
        while try place.desk.outbox().unsent > 0 { current.wait() }
        runner.stop()
        #expect(try place.centre.history(of: "c1", by: SmallOffice.anna).entries.count == 1)
    }
}
