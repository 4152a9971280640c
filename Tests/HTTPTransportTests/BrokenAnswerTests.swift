import Casework
import HTTPTransport
import SyncProtocol
import Synchronization
import Testing

/// A desk believes nothing that is not whole and what it should be, and lives on.
@Suite(.serialized) struct BrokenAnswerTests {
    private final class Current: Sendable {
        private let bytes = Mutex<[UInt8]>([])
        func set(_ new: [UInt8]) { bytes.withLock { $0 = new } }
        func get() -> [UInt8] { bytes.withLock { $0 } }
    }

    private let current = Current()

    private static let tokens = SessionTokens(
        person: "anna", access: "a", accessExpires: Instant(milliseconds: 4_000_000_000_000),
        refresh: "r", refreshExpires: Instant(milliseconds: 4_000_000_000_000))

    private static let session = CentreSession(
        epoch: "e", head: 3, durable: 2, time: Instant(milliseconds: 1), scopes: ["bbv"],
        counters: ["anna": 3])

    /// A desk that is logged in at a server that from then on says what `current` holds.
    private func desk() async throws -> (ScriptedServer, HTTPCentre) {
        let current = current
        let server = try await ScriptedServer { head in
            head.hasPrefix("POST \(Route.logIn) ")
                ? BrokenAnswers.answer(BrokenAnswerTests.tokens.wire.bytes) : current.get()
        }
        let centre = try HTTPCentre(address: server.address, identity: server.identity)
        try await blocking { try centre.logIn("anna", password: "egal") }
        return (server, centre)
    }

    @Test func thereAreEnoughOfThem() {
        #expect(BrokenAnswers.all(good: BrokenAnswerTests.session.wire.bytes).count >= 100)
    }

    @Test func aRightAnswerIsBelieved() async throws {
        let (server, centre) = try await desk()
        current.set(BrokenAnswers.answer(BrokenAnswerTests.session.wire.bytes))
        #expect(try await blocking { try centre.session() } == BrokenAnswerTests.session)
        try await blocking { try centre.close() }
        try await server.stop()
    }

    @Test func noBrokenAnswerIsBelieved() async throws {
        let (server, centre) = try await desk()
        for broken in BrokenAnswers.all(good: BrokenAnswerTests.session.wire.bytes) {
            current.set(broken.bytes)
            let failed = try await failure { try centre.session() }
            #expect(failed?.code == .unreachable, "\(broken.name): \(String(describing: failed))")
        }
        current.set(BrokenAnswers.answer(BrokenAnswerTests.session.wire.bytes))
        #expect(try await blocking { try centre.session() } == BrokenAnswerTests.session)
        try await blocking { try centre.close() }
        try await server.stop()
    }

    @Test func aFeedThatIsCutOffBringsNothing() async throws {
        let (server, centre) = try await desk()
        let page = ChangePage(
            epoch: "e", items: [], evicted: ["fall-1", "fall-2"], verdicts: [],
            cursor: FeedCursor(sequence: 5, token: "t"), head: 9, reference: nil)
        let good = page.ndjson
        for length in 0..<good.count {
            current.set(
                BrokenAnswers.answer(Array(good.prefix(length)), media: Route.feedMedia))
            let failed = try await failure {
                try centre.changes(after: .beginning, reference: 0, limit: 10, wait: 0)
            }
            #expect(failed?.code == .unreachable, "after \(length)")
        }
        current.set(BrokenAnswers.answer(good, media: Route.feedMedia))
        let whole = try await blocking {
            try centre.changes(after: .beginning, reference: 0, limit: 10, wait: 0)
        }
        #expect(whole == page)
        try await blocking { try centre.close() }
        try await server.stop()
    }

    @Test(arguments: [
        (CentreFailure.Code.counterGap, 409), (.epochChanged, 409), (.cursorExpired, 410),
        (.rateLimited, 429), (.overloaded, 503), (.deviceRevoked, 403), (.storageFull, 507),
    ])
    func aProblemSaysWhatItIs(code: CentreFailure.Code, status: Int) async throws {
        let (server, centre) = try await desk()
        let problem = CentreFailure(code, retryAfter: 2_000, expected: 4).problem()
        current.set(
            BrokenAnswers.answer(
                problem.bytes, status: "\(status) Problem", media: Route.problemMedia))
        let failed = try await failure { try centre.session() }
        #expect(failed?.code == code)
        #expect(failed?.retryAfter == 2_000)
        #expect(failed?.expected == 4)
        try await blocking { try centre.close() }
        try await server.stop()
    }
}
