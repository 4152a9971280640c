import Casework
import CentralService
import CentreStores
import PostgresStore
import SyncProtocol
import Testing

/// What becomes of a commit whose line breaks.
@Suite(.enabled(if: PostgresCluster.isHere)) struct LostLineTests {
    private final class World {
        let cluster: PostgresCluster
        let proxy: CuttingProxy
        let store: PostgresCentralStore
        let centre: Centre

        init(_ cluster: PostgresCluster? = nil) throws {
            self.cluster = try cluster ?? PostgresCluster.shared.get()
            proxy = try CuttingProxy(to: self.cluster.folder)
            store = try PostgresCentralStore(
                try PostgresAddress("postgresql:///postgres?host=\(proxy.folder)&user=amt"),
                epoch: "e1", schema: self.cluster.newSchema())
            centre = ProbeOffice.centre(on: store)
            try ProbeOffice.furnish(centre)
            for counter in 1...3 { _ = try offer(counter) }
        }

        func offer(_ counter: Int) throws -> [Verdict] {
            try centre.offer([ProbeOffice.act("d1", counter)])
        }

        deinit { proxy.close() }
    }

    /// The server is asked what became of it: what was committed is answered as such.
    @Test func aCommitWhoseAnswerIsLostIsKnownToHaveHappened() throws {
        let world = try World()
        world.proxy.arm(.after)
        #expect(try world.offer(4).map(\.sequence) == [4])
        #expect(!world.proxy.isArmed)
        #expect(try world.offer(5).map(\.sequence) == [5])
        #expect(try world.offer(4).map(\.sequence) == [4], "and happened once")
        #expect(try world.centre.audit() == nil)
        #expect(try world.store.integrityProblems() == [])
    }

    @Test func aCommitThatNeverArrivedIsAnsweredAsNone() throws {
        let world = try World()
        world.proxy.arm(.before)
        let failure = #expect(throws: CentreFailure.self) { try world.offer(4) }
        #expect(failure?.code == .busy)
        #expect(!world.proxy.isArmed)
        #expect(try world.centre.mark().head == 3)
        #expect(try world.offer(4).map(\.sequence) == [4])
        #expect(try world.centre.audit() == nil)
    }

    /// A line that died while nothing was asked of it is not noticed by anybody.
    @Test func anIdleLineThatDiedIsReplaced() throws {
        let world = try World(PostgresCluster())
        _ = try world.centre.mark()
        try world.cluster.execute(
            """
            SELECT pg_terminate_backend(pid) FROM pg_stat_activity
            WHERE application_name = 'amtszentrale' AND query LIKE '%COMMIT%'
            """)
        #expect(try world.centre.mark().head == 3)
        #expect(try world.offer(4).map(\.sequence) == [4])
    }

    /// The whole server goes down at once and comes back.
    @Test func whatWasAnsweredOutlivesACrashOfTheServer() throws {
        let cluster = try PostgresCluster()
        let store = try PostgresCentralStore(
            try PostgresAddress(cluster.address), epoch: "e1", schema: cluster.newSchema())
        let centre = ProbeOffice.centre(on: store)
        try ProbeOffice.furnish(centre)
        for counter in 1...20 { _ = try centre.offer([ProbeOffice.act("d1", counter)]) }
        try cluster.crash()
        #expect(try centre.mark().head == 20)
        #expect(try centre.offer([ProbeOffice.act("d1", 21)]).map(\.sequence) == [21])
        #expect(try centre.audit() == nil)
        #expect(try store.integrityProblems() == [])
    }
}
