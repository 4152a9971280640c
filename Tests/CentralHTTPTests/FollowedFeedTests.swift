import Casework
import CentralHTTP
import CentralService
import HTTPTypes
import HummingbirdTesting
import NIOCore
import StoreWorld
import SyncProtocol
import Testing

/// Pages that come one after the other in one answer.
@Suite struct FollowedFeedTests {
    let world: HouseWorld
    let token: String
    let query: String

    init() throws {
        world = try HouseWorld()
        try world.enrol("d1", certificate: "c1")
        token = try world.logIn()
        query = "?ref=\(try world.reference)&wait=50000"
    }

    private func asked(_ query: String) async throws -> [ChangePage] {
        let token = token
        let response = try await world.asked {
            try await $0.ask(.get, Route.changes + query, token: token)
        }
        #expect(response.status == .ok)
        var pages: [ChangePage] = []
        var reader = PageReader()
        for line in Array(buffer: response.body).split(separator: 0x0A) {
            try reader.take(line)
            guard reader.isWhole else { continue }
            pages.append(try reader.finished())
            reader = PageReader()
        }
        return pages
    }

    private func open(_ counter: Int) async throws {
        try await until { world.house.hub.waiting == 1 }
        _ = try world.house.centre.offer(
            [try world.opened(counter, id: CaseID("fall-\(counter)"))],
            from: .desk("d1", "anna"))
    }

    private func cases(_ pages: [ChangePage]) -> [[CaseID]] {
        pages.map { $0.items.map(\.entry.caseID) }
    }

    @Test func pagesComeInOneAnswerUntilTheServiceStops() async throws {
        async let pages = asked(query + "&follow=1")
        try await open(1)
        try await open(2)
        try await until { world.house.hub.waiting == 1 }
        world.house.hub.close()
        #expect(cases(try await pages) == [["fall-1"], ["fall-2"], []])
        #expect(try await pages.map(\.cursor.sequence) == [1, 2, 2])
    }

    @Test func withoutBeingAskedForNothingFollows() async throws {
        async let pages = asked(query)
        try await open(1)
        #expect(cases(try await pages) == [["fall-1"]])
    }

    /// A desk that has to catch up asks at its own pace, and says which office it knows.
    @Test(arguments: ["?wait=50000&follow=1", "?wait=50000&follow=1&limit=1"])
    func whatIsNoNewsIsNotFollowed(query: String) async throws {
        for number in 1...2 {
            _ = try world.house.centre.offer(
                [try world.opened(number, id: CaseID("fall-\(number)"))],
                from: .desk("d1", "anna"))
        }
        #expect(try await asked(query).count == 1)
    }

    @Test(arguments: ["out", "revoked", "late"])
    func whoIsNotLetInAnyMoreGetsNothingMore(change: String) async throws {
        async let pages = asked(query + "&follow=1")
        try await open(1)
        try await until { world.house.hub.waiting == 1 }
        let registry = world.house.registry
        switch change {
        case "out": try registry.logOut(registry.authenticate(token: token, certificate: "c1"))
        case "revoked": try registry.revoke("d1")
        default: world.pass(seconds: 900)
        }
        _ = try world.house.centre.offer(
            [try world.opened(2, id: "fall-2")], from: .house)
        #expect(cases(try await pages) == [["fall-1"]])
    }

    @Test func aNewerQuestionEndsTheOlderAnswer() async throws {
        async let older = asked(query + "&follow=1")
        try await open(1)
        try await until { world.house.hub.waiting == 1 }
        let cursor = try world.house.centre.changes(
            after: .beginning, reference: 0, limit: 10, from: .desk("d1", "anna")
        ).cursor
        async let newer = asked(
            query + "&follow=1&seq=1&token="
                + cursor.token.replacing("=", with: "%3D"))
        #expect(cases(try await older) == [["fall-1"]])
        try await open(2)
        try await until { world.house.hub.waiting == 1 }
        world.house.hub.close()
        #expect(cases(try await newer) == [["fall-2"], []])
    }
}
