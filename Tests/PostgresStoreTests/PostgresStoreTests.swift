import Casework
import CentralService
import CentreStores
import Foundation
import PostgresStore
import SyncProtocol
import Synchronization
import Testing

@Suite(.enabled(if: PostgresCluster.isHere)) struct PostgresStoreTests {
    private func address() throws -> PostgresAddress {
        try PostgresAddress(PostgresCluster.shared.get().address)
    }

    private func newSchema() throws -> String { try PostgresCluster.shared.get().newSchema() }

    private func problem<T>(_ body: () throws -> T) -> PostgresProblem? {
        do {
            _ = try body()
            return nil
        } catch {
            return error as? PostgresProblem
        }
    }

    @Test(arguments: [
        ("postgresql://amt:geheim@host/zentrale", PostgresProblem.passwordInAddress),
        ("host=/tmp password=geheim", .passwordInAddress),
        ("postgresql://host/zentrale?sslpassword=geheim", .passwordInAddress),
        ("postgresql://host/zentrale?unsinn=1", .addressUnreadable),
        ("keine Adresse", .addressUnreadable),
    ])
    func anAddressIsCheckedBeforeItIsUsed(text: String, expected: PostgresProblem) {
        #expect(problem { try PostgresAddress(text) } == expected)
    }

    @Test func whoIsNotThereIsNamedAsSuch() throws {
        let nobody = try PostgresAddress("postgresql:///zentrale?host=/nirgends")
        #expect(problem { try PostgresCentralStore(nobody, epoch: "e1") } == .unreachable)
    }

    /// A wrong address must not begin a second log where one was expected, nor go on in a
    /// foreign one.
    @Test func aLogIsNeitherBegunNorTakenOverUnasked() throws {
        let (address, schema) = (try address(), try newSchema())
        func open(_ expecting: PostgresCentralStore.Expectation) throws -> PostgresCentralStore {
            try PostgresCentralStore(address, epoch: "e1", expecting: expecting, schema: schema)
        }
        #expect(problem { try open(.existing) } == .empty)
        let first = try open(.new)
        #expect(problem { try open(.new) } == .occupied)
        #expect(try open(.existing).read { try $0.epoch() } == "e1")
        try open(.existing).removeIfNew()
        #expect(try open(.existing).read { try $0.epoch() } == "e1", "what was there stays")
        try first.removeIfNew()
        #expect(problem { try open(.existing) } == .empty)
    }

    @Test func whatANewerProgramMadeIsRefused() throws {
        let (cluster, schema) = (try PostgresCluster.shared.get(), try newSchema())
        _ = try PostgresCentralStore(address(), epoch: "e1", schema: schema)
        try cluster.execute("INSERT INTO \(schema).migration(name) VALUES ('later')")
        let failure = #expect(throws: CentreFailure.self) {
            try PostgresCentralStore(address(), epoch: "e1", schema: schema)
        }
        #expect(failure?.code == .newerVersion)
    }

    /// A server that is told to answer before the disk has it is told otherwise.
    @Test func commitsAreDurableWhateverTheServerSays() throws {
        let text = try PostgresCluster.shared.get().address + "&options=-csynchronous_commit%3Doff"
        let store = try PostgresCentralStore(
            try PostgresAddress(text), epoch: "e1", schema: newSchema())
        #expect(try store.isDurable())
    }

    // MARK: Two processes

    @Test func whatOneCommitsWakesTheOther() throws {
        let place = try StoreKind.postgres.make()
        let other = try place.openAgain()
        let (here, there) = (
            ProbeOffice.centre(on: place.store), ProbeOffice.centre(on: other.store)
        )
        let (mine, theirs) = (News(), News())
        here.observe { mine.take($0) }
        there.observe { theirs.take($0) }
        try ProbeOffice.furnish(here)
        let reference = try #require(theirs.next())
        #expect(reference.reference)
        _ = try here.offer([ProbeOffice.act("d1", 1)])
        let act = try #require(theirs.next { !$0.reference })
        #expect(act.head == 1 && act.units == ["bbv"] && act.devices.isEmpty)
        // A note on no case is refused, which concerns its desk alone.
        _ = try there.offer([ProbeOffice.stray("d2")])
        #expect(mine.next { $0.head == 2 }?.devices == ["d2"])
        #expect(mine.all.filter { $0.head == 1 }.count == 1, "nobody hears their own news twice")
    }

    /// Persons and procedures that another process changed hold with the next act.
    @Test func whatAnotherChangedInTheOfficeHoldsAtOnce() throws {
        let place = try StoreKind.postgres.make()
        let other = try place.openAgain()
        let (here, there) = (
            ProbeOffice.centre(on: place.store), ProbeOffice.centre(on: other.store)
        )
        try ProbeOffice.furnish(here)
        #expect(try there.offer([ProbeOffice.act("d1", 1)]).first?.outcome == .applied)
        var office = try here.office()
        office.persons[ProbeOffice.clerk]?.active = false
        try here.setOffice(office)
        let verdict = try there.offer([ProbeOffice.act("d1", 2)]).first
        #expect(verdict?.obstacle?.code == .personUnknown)
    }

    @Test func twoCentresGiveOneOrder() throws {
        let place = try StoreKind.postgres.make()
        let other = try place.openAgain()
        let centres = [ProbeOffice.centre(on: place.store), ProbeOffice.centre(on: other.store)]
        try ProbeOffice.furnish(centres[0])
        let failures = Mutex(0)
        DispatchQueue.concurrentPerform(iterations: 8) { lane in
            for counter in 1...10 {
                let act = ProbeOffice.act(DeviceID("d\(lane)"), counter)
                do {
                    _ = try centres[lane % 2].offer([act])
                } catch {
                    failures.withLock { $0 += 1 }
                }
            }
        }
        #expect(failures.withLock { $0 } == 0)
        #expect(try centres[1].mark().head == 80)
        #expect(try place.store.integrityProblems() == [])
        #expect(try centres[0].audit() == nil)
    }

    // MARK: Copies

    /// A backup is a file as SQLite's own is, and goes into a database again.
    @Test func aCopyGoesToAFileAndBack() throws {
        let place = try StoreKind.postgres.make()
        let centre = ProbeOffice.centre(on: place.store)
        try ProbeOffice.furnish(centre)
        for counter in 1...12 { _ = try centre.offer([ProbeOffice.act("d1", counter)]) }
        let file = FileManager.default.temporaryDirectory
            .appendingPathComponent(UUID().uuidString).path
        defer { try? FileManager.default.removeItem(atPath: file) }
        #expect(try centre.backup(to: file) == 12)
        #expect(throws: CentreFailure.self) { try centre.backup(to: file) }
        let copy = try SQLiteCentralStore(path: file, epoch: "")
        #expect(try ProbeOffice.centre(on: copy).audit() == nil)

        let again = try PostgresCentralStore(address(), epoch: "", schema: newSchema())
        try copy.withRows { try again.fill(from: $0) }
        let restored = ProbeOffice.centre(on: again)
        #expect(try restored.audit() == nil)
        #expect(try again.integrityProblems() == [])
        #expect(try restored.mark().head == 12)
        let whole = try centre.changes(after: .beginning, reference: 0, limit: 99)
        var other = try restored.changes(after: .beginning, reference: 0, limit: 99)
        other.durable = whole.durable
        #expect(other == whole)
        #expect(try restored.offer([ProbeOffice.act("d1", 13)]).map(\.sequence) == [13])
    }

    // MARK: What is wrong

    @Test(arguments: [
        ("DELETE FROM log WHERE seq = 3", "log: 5 rows, last 6"),
        ("UPDATE log SET n = 9 WHERE n = 4", "log: gaps in 1 counters"),
        ("UPDATE image SET cv = cv - 1", "image: 1 not of the last act"),
        ("DELETE FROM leaf WHERE position = 1", "leaf: 5 rows, last 6"),
        ("DELETE FROM node WHERE level = 0 AND position = 5", "node: leaves missing"),
        ("DELETE FROM node WHERE level = 1 AND position = 2", "node: level 1"),
        (
            "UPDATE node SET hash = decode(repeat('00', 32), 'hex') WHERE level = 2",
            "node: level 2"
        ),
    ])
    func whatIsWrongIsNamed(sql: String, line: String) throws {
        let place = try StoreKind.postgres.make()
        let centre = ProbeOffice.centre(on: place.store)
        try ProbeOffice.furnish(centre)
        for counter in 1...6 { _ = try centre.offer([ProbeOffice.act("d1", counter)]) }
        #expect(try place.store.integrityProblems() == [])
        try place.tamper(sqlite: sql)
        #expect(try place.store.integrityProblems().contains(line))
    }

    /// A name with a NUL cannot be kept; only a client that keeps no rule sends one, and it
    /// fails alone.
    @Test func aNULInANameIsRefused() throws {
        let place = try StoreKind.postgres.make()
        let centre = ProbeOffice.centre(on: place.store)
        try ProbeOffice.furnish(centre)
        let failure = #expect(throws: CentreFailure.self) {
            try centre.offer([ProbeOffice.act("d\01", 1)])
        }
        #expect(failure?.code == .malformed)
        #expect(try centre.offer([ProbeOffice.act("d2", 1)]).map(\.sequence) == [1])
    }
}

/// News as they come, from whatever thread.
private final class News: Sendable {
    private let state = Mutex<[CentreNews]>([])
    private let came = DispatchSemaphore(value: 0)
    private let read = Mutex(0)

    var all: [CentreNews] { state.withLock { $0 } }

    func take(_ news: CentreNews) {
        state.withLock { $0.append(news) }
        came.signal()
    }

    /// The next that is as wanted; nil when none comes within ten seconds.
    func next(_ isWanted: (CentreNews) -> Bool = { _ in true }) -> CentreNews? {
        while came.wait(timeout: .now() + 10) == .success {
            let place = read.withLock { place in
                defer { place += 1 }
                return place
            }
            let news = state.withLock { $0[place] }
            if isWanted(news) { return news }
        }
        return nil
    }
}
