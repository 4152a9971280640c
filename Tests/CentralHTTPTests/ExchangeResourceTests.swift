import Casework
import CentralHTTP
import CentralService
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import StoreWorld
import SyncProtocol
import Testing

@Suite struct ExchangeResourceTests {
    let world: HouseWorld
    let token: String

    init() throws {
        world = try HouseWorld()
        try world.enrol("d1", certificate: "c1")
        token = try world.logIn()
    }

    private func offer(_ acts: [ActEnvelope], epoch: String = "epoche-1") async throws
        -> TestResponse
    {
        let token = token
        return try await world.asked {
            try await $0.post(Route.acts, Offer(epoch: epoch, acts: acts).wire, token: token)
        }
    }

    private func page(_ query: String = "") async throws -> ChangePage {
        let token = token
        let response = try await world.asked {
            try await $0.ask(.get, Route.changes + query, token: token)
        }
        #expect(response.headers[.contentType] == Route.feedMedia)
        return try PageReader.page(Array(buffer: response.body))
    }

    @Test func anActGoesInAndComesBackInTheFeed() async throws {
        let response = try await offer([try world.opened(1, id: "fall-1")])
        let verdicts: [Verdict] = try WireReader(try response.document, at: "x").get("verdicts")
        #expect(verdicts.map(\.outcome) == [.applied])
        let page = try await page()
        #expect(page.items.map(\.entry.caseID) == ["fall-1"])
        #expect(page.head == 1)
        let again = try await offer([try world.opened(1, id: "fall-1")])
        #expect(again.status == .ok)
        #expect(try again.document == (try response.document))
    }

    @Test func anOfferToAnotherLogIsRefusedWhole() async throws {
        let response = try await offer([try world.opened(1, id: "fall-1")], epoch: "alt")
        #expect(response.problem == "epoch-changed")
        #expect(try world.house.centre.session(from: .house).head == 0)
    }

    @Test func aGapSaysWhatIsExpected() async throws {
        let response = try await offer([try world.opened(3, id: "fall-1")])
        #expect(response.problem == "act-gap")
        #expect(try response.document["expected"] == .integer(1))
    }

    @Test func aLongPollWakesWhenSomethingIsNew() async throws {
        let reference = try await page().reference?.version ?? 0
        let start = ContinuousClock.now
        async let waiting = page("?ref=\(reference)&wait=20000")
        try await until { world.house.hub.waiting > 0 }
        _ = try await offer([try world.opened(1, id: "fall-1")])
        let page = try await waiting
        #expect(page.items.count == 1)
        #expect(start.duration(to: .now) < .seconds(15))
    }

    @Test func aLongPollLetsGoWhenTheServiceStops() async throws {
        let reference = try await page().reference?.version ?? 0
        async let waiting = page("?ref=\(reference)&wait=50000")
        try await until { world.house.hub.waiting > 0 }
        world.house.hub.close()
        #expect(try await waiting.items.isEmpty)
        let token = token
        let after = try await world.asked { try await $0.ask(.get, Route.session, token: token) }
        #expect(after.problem == "maintenance")
    }

    @Test func hintsComeAsTheyHappenUntilTheServiceStops() async throws {
        let (world, token) = (world, token)
        async let stream = world.asked { try await $0.ask(.get, Route.events, token: token) }
        try await until { world.house.hub.listening > 0 }
        _ = try await offer([try world.opened(1, id: "fall-1")])
        world.house.hub.tell(.presence("fall-1"))
        world.house.hub.tell(.heartbeat)
        world.house.hub.close()
        let text = String(buffer: try await stream.body)
        let hints = text.components(separatedBy: "\n\n")
        // The first says how things stand when the stream begins, before the act or after it.
        #expect(hints.first?.hasPrefix("event: head\ndata: {\"head\":") == true)
        #expect(
            hints.dropFirst() == [
                "event: head\ndata: {\"head\":1}",
                "event: presence\ndata: {\"case\":\"fall-1\"}", ": ", "",
            ])
    }

    @Test func aNewerStreamEndsTheOlderOfTheSameWorkstation() async throws {
        let (world, token) = (world, token)
        async let older = world.asked { try await $0.ask(.get, Route.events, token: token) }
        try await until { world.house.hub.listening > 0 }
        async let newer = world.asked { try await $0.ask(.get, Route.events, token: token) }
        #expect(try await older.status == .ok)
        #expect(world.house.hub.listening == 1)
        world.house.hub.close()
        #expect(try await newer.status == .ok)
    }

    @Test func bigPagesArePackedForWhoeverTakesIt() async throws {
        for number in 1...20 {
            _ = try await offer([try world.opened(number, id: CaseID("fall-\(number)"))])
        }
        let token = token
        let packed = try await world.asked {
            try await $0.ask(
                .get, Route.changes, token: token, headers: ["Accept-Encoding": "gzip"])
        }
        #expect(packed.headers[.contentEncoding] == "gzip")
        #expect(Array(buffer: packed.body).prefix(2) == [0x1F, 0x8B])
        let plain = try await page()
        #expect(plain.items.count == 20)
        #expect(packed.body.readableBytes * 3 < plain.ndjson.count)
    }

    // MARK: Limits and hostile requests

    @Test(arguments: [
        (Route.acts, 5 << 20, 413), (Route.search, 9_000, 413), (Route.presence, 5_000, 413),
        (Route.logIn, 5_000, 413),
    ])
    func aBodyThatIsTooLongIsRefused(path: String, size: Int, status: Int) async throws {
        let token = token
        let body = [UInt8](repeating: 0x20, count: size)
        let response = try await world.asked {
            try await $0.ask(.post, path, token: token, body: body)
        }
        #expect(response.status.code == status)
        #expect(response.problem == "too-large")
    }

    @Test func tooManyActsAreRefused() async throws {
        let acts = try (1...201).map { try world.opened($0, id: CaseID("f\($0)")) }
        let response = try await offer(acts)
        #expect([400, 413].contains(response.status.code))
        #expect(try world.house.centre.session(from: .house).head == 0)
    }

    @Test func aHeadThatIsTooLongIsRefused() async throws {
        let token = token
        let response = try await world.asked {
            try await $0.ask(
                .get, Route.session, token: token,
                headers: ["X-Lang": String(repeating: "a", count: 20_000)])
        }
        #expect(response.status.code == 431)
    }

    @Test(arguments: [
        "", "{", "[]", "null", "1e9", "{\"text\":1}", "{\"text\":\"a\",\"text\":\"b\"}",
        "{\"text\":\"a\",\"limit\":-1}", "{\"text\":\"a\",\"limit\":1e3}", "\u{FEFF}{}",
        "{\"text\":\"\\ud800\"}", String(repeating: "[", count: 5_000),
        String(repeating: "{\"a\":", count: 1_000), "{\"text\":\"a\"} {}",
    ])
    func whatIsNoDocumentIsMalformed(body: String) async throws {
        let token = token
        let response = try await world.asked {
            try await $0.ask(.post, Route.search, token: token, body: Array(body.utf8))
        }
        #expect(response.status == .badRequest)
        #expect(response.problem == "malformed")
    }

    @Test(arguments: ["text/plain", "application/xml", "multipart/form-data", ""])
    func anotherMediaTypeIsRefused(media: String) async throws {
        let token = token
        let response = try await world.asked {
            try await $0.ask(
                .post, Route.search, token: token, body: Array("{}".utf8), media: media)
        }
        #expect(response.problem == "unsupported-media")
    }

    @Test(arguments: [
        "?seq=-1", "?seq=x", "?limit=0", "?limit=1.5", "?wait=-5", "?ref=+1",
        "?seq=99999999999999999999", "?token=" + String(repeating: "a", count: 2_000),
    ])
    func aQueryThatIsNoneIsMalformed(query: String) async throws {
        let token = token
        let response = try await world.asked {
            try await $0.ask(.get, Route.changes + query, token: token)
        }
        #expect(response.problem == "malformed")
    }

    @Test(arguments: ["/", "/v1", "/v2/session", "/v1/acts/1", "/v1/cases/", "/metrics"])
    func whatIsNotThereSaysSo(path: String) async throws {
        let response = try await world.asked { try await $0.ask(.get, path) }
        #expect(response.status == .notFound)
        #expect(response.problem == "not-found")
    }

    @Test(arguments: [
        ("DELETE", Route.session, "GET"), ("GET", Route.acts, "POST"),
        ("PUT", "/v1/blobs/abc", "GET, HEAD, PATCH"), ("TRACE", "/v1/cases/x/history", "GET"),
        ("OPTIONS", Route.logIn, "POST"),
    ])
    func anotherMethodSaysWhichAreRight(method: String, path: String, allow: String) async throws {
        let method = try #require(HTTPRequest.Method(method))
        let response = try await world.asked { try await $0.ask(method, path) }
        #expect(response.status.code == 405)
        #expect(response.problem == "method-not-allowed")
        #expect(response.headers[.allow] == allow)
    }

    @Test func anApprovalWaitsForThePassword() async throws {
        _ = try await offer([try world.opened(1, id: "fall-1")])
        let tokens = try world.house.registry.logIn(
            LogIn(
                person: "anna", password: HouseWorld.password, certificate: "c1", address: "test"))
        world.pass(seconds: 900)
        let token = try world.house.registry.refresh(tokens.refresh, certificate: "c1").access
        let approval = try world.acted(2, on: "fall-1", .approve(note: ""))
        let document = Offer(epoch: "epoche-1", acts: [approval]).wire
        let refused = try await world.asked {
            try await $0.post(Route.acts, document, token: token)
        }
        #expect(refused.status == .unauthorized && refused.problem == "stepup-required")
        #expect(try world.house.centre.session(from: .house).head == 1)
        let password = StepUpRequest(password: HouseWorld.password).wire
        let proven = try await world.asked {
            try await $0.post(Route.stepUp, password, token: token)
        }
        #expect(proven.status == .ok)
        let taken = try await world.asked {
            try await $0.post(Route.acts, document, token: token)
        }
        // Nothing waits for an approval there: processed, and refused for that.
        let verdicts: [Verdict] = try WireReader(try taken.document, at: "x").get("verdicts")
        #expect(verdicts.map { $0.obstacle?.code } == [.noApprovalPending])
    }

    @Test func offersAreCountedByTheSecond() async throws {
        let statuses = try await statusesOfOffers(21)
        #expect(statuses == Array(repeating: 409, count: 20) + [429])
        world.pass(seconds: 1)
        #expect(try await statusesOfOffers(2) == [409, 409])
        #expect(try world.house.centre.session(from: .house).head == 0)
    }

    /// Offers with a gap: refused each, and counted all the same.
    private func statusesOfOffers(_ count: Int) async throws -> [Int] {
        let act = try world.opened(5, id: "fall-1")
        var statuses: [Int] = []
        for _ in 0..<count { statuses.append(try await offer([act]).status.code) }
        return statuses
    }

    @Test func fourRequestsOfAWorkstationGoAtATime() async throws {
        let (world, token) = (world, token)
        let rates = world.house.rates
        for _ in 0..<4 { try rates.enter("d1", .other, now: world.house.clock()) }
        let fifth = try await world.asked { try await $0.ask(.get, Route.counter, token: token) }
        #expect(fifth.problem == "rate-limited")
        rates.left("d1", .other)
        let sixth = try await world.asked { try await $0.ask(.get, Route.counter, token: token) }
        #expect(sixth.status == .ok)
    }

    @Test func limitsStandInTheSession() async throws {
        let token = token
        let response = try await world.asked { try await $0.ask(.get, Route.session, token: token) }
        let session = try CentreSession(wire: try response.document, at: "session")
        #expect(session.limits == .standard)
        for name in ["scopesPerDevice", "bytesPerOffer", "readsPerReport", "outboxEntries"] {
            #expect(try response.document["limits"]?[name] != nil, "\(name)")
        }
    }

    @Test func aWorkstationThatAsksTooMuchIsSlowedDown() async throws {
        let token = token
        let statuses = try await world.asked { client in
            var statuses: [Int] = []
            for _ in 0..<130 {
                statuses.append(
                    try await client.ask(.get, Route.counter, token: token).status.code)
            }
            return statuses
        }
        #expect(statuses.contains(200))
        #expect(statuses.contains(429))
    }
}
