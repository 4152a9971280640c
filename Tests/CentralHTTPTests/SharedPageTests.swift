import Casework
import CentralHTTP
import CentralService
import HTTPTypes
import HummingbirdTesting
import NIOCore
import StoreWorld
import SyncProtocol
import Testing

/// Many workstations wait for the same news.
@Suite struct SharedPageTests {
    let world: HouseWorld
    let tokens: [String]

    /// Anna at three workstations.
    init() throws {
        let world = try HouseWorld()
        self.world = world
        tokens = try (1...3).map { number in
            try world.enrol(DeviceID("d\(number)"), certificate: "c\(number)")
            return try world.logIn(certificate: "c\(number)")
        }
    }

    private func bytes(at desk: Int, _ query: String = "") async throws -> [UInt8] {
        let token = tokens[desk - 1]
        let response = try await world.asked(certificate: "c\(desk)") {
            try await $0.ask(.get, Route.changes + query, token: token)
        }
        return Array(buffer: response.body)
    }

    private func offer(_ act: ActEnvelope) async throws -> [Verdict] {
        let token = tokens[0]
        let response = try await world.asked {
            try await $0.post(
                Route.acts, Offer(epoch: "epoche-1", acts: [act]).wire, token: token)
        }
        return try WireReader(try response.document, at: "x").get("verdicts")
    }

    private func page(at desk: Int, _ query: String = "") async throws -> ChangePage {
        try PageReader.page(try await bytes(at: desk, query))
    }

    /// How a desk asks on from a page.
    private func next(_ page: ChangePage) throws -> String {
        let reference = try world.reference
        return "?seq=\(page.cursor.sequence)&token=\(page.cursor.token)&ref=\(reference)"
    }

    @Test func whoStandsAlikeGetsTheSameBytes() async throws {
        let second = try next(try await page(at: 2))
        let third = try next(try await page(at: 3))
        _ = try await offer(try world.opened(1, id: "fall-1"))
        let first = try await bytes(at: 2, second)
        // A page that were made anew would bear a cursor of this moment.
        world.pass(seconds: 1)
        #expect(try await bytes(at: 3, third) == first)
        let read = try PageReader.page(first)
        #expect(read.items.map(\.entry.caseID) == ["fall-1"])
        #expect(try await page(at: 2, try next(read)).items.isEmpty)
        _ = try await offer(try world.opened(2, id: "fall-2"))
        for desk in 1...3 {
            let page = try await page(at: desk, try next(read))
            #expect(page.items.map(\.entry.caseID) == ["fall-2"], "d\(desk)")
            #expect(page.items.first?.image?.subject == "Zaun")
        }
    }

    @Test func aSharedPageIsThatOfTheCentre() async throws {
        let start = try await page(at: 2)
        _ = try await offer(try world.opened(1, id: "fall-1"))
        _ = try await offer(try world.opened(2, id: "fall-2", subject: "Übergröße „Tor“"))
        _ = try await offer(
            try world.acted(3, on: "fall-1", .setSubject("Zaun und Tor")))
        let served = try await page(at: 2, try next(start))
        let made = try world.house.centre.changes(
            after: start.cursor, reference: try world.reference, limit: 500,
            from: .desk("d2", "anna"))
        #expect(served.items == made.items)
        #expect(served.items.count == 3)
    }

    @Test func whatWasRefusedIsToldToItsDeskAlone() async throws {
        _ = try await offer(try world.opened(1, id: "fall-1"))
        var asked: [String] = []
        for desk in 1...3 { asked.append(try next(try await page(at: desk))) }
        let refused = try await offer(
            try world.acted(2, on: "fall-1", .removeParty("niemand", reason: "irrtümlich")))
        #expect(refused.map(\.outcome) == [.rejected])
        _ = try await offer(try world.acted(3, on: "fall-1", .setSubject("Tor")))
        for desk in [2, 3, 1, 2] {
            let page = try await page(at: desk, asked[desk - 1])
            #expect(page.verdicts.map(\.act) == (desk == 1 ? ["act-2"] : []), "d\(desk)")
            #expect(page.items.map(\.entry.act.id) == ["act-3"], "d\(desk)")
        }
    }

    /// Who did something in their own units gets the page of all; who has an answer for themselves
    /// alone, their own.
    @Test func whoActedGetsThePageOfAllWhereNothingIsForThemAlone() async throws {
        var asked: [String] = []
        for desk in 1...2 { asked.append(try next(try await page(at: desk))) }
        _ = try await offer(try world.opened(1, id: "fall-1"))
        let others = try await bytes(at: 2, asked[1])
        // A page that were made anew would bear a cursor of this moment.
        world.pass(seconds: 1)
        #expect(try await bytes(at: 1, asked[0]) == others)
        let read = try next(try PageReader.page(others))
        let moved = try await offer(
            try world.acted(
                2, on: "fall-1", .assign(Assignment(unit: "fin"), reason: "zuständig")))
        #expect(moved.map(\.outcome) == [.applied])
        #expect(try await page(at: 2, read).verdicts.isEmpty)
        #expect(try await page(at: 1, read).verdicts.map(\.act) == ["act-2"])
    }

    @Test func whatLeftTheUnitComesToNobodyWhoAsksLater() async throws {
        let second = try next(try await page(at: 2))
        let third = try next(try await page(at: 3))
        _ = try await offer(try world.opened(1, id: "fall-1", subject: "Kanarienvogel"))
        #expect(try await page(at: 2, second).items.count == 1)
        let moved = try await offer(
            try world.acted(
                2, on: "fall-1", .assign(Assignment(unit: "fin"), reason: "zuständig")))
        #expect(moved.map(\.outcome) == [.applied])
        let later = try await bytes(at: 3, third)
        #expect(!String(decoding: later, as: UTF8.self).contains("Kanarienvogel"))
        #expect(try PageReader.page(later).evicted == ["fall-1"])
    }

    @Test func whoIsLetOutGetsNoPageThatOthersGet() async throws {
        let second = try next(try await page(at: 2))
        let third = try next(try await page(at: 3))
        _ = try await offer(try world.opened(1, id: "fall-1"))
        #expect(try await page(at: 2, second).items.count == 1)
        try world.house.registry.revoke("d3")
        let token = tokens[2]
        let refused = try await world.asked(certificate: "c3") {
            try await $0.ask(.get, Route.changes + third, token: token)
        }
        #expect(refused.problem != nil)
        #expect(!String(buffer: refused.body).contains("fall-1"))
    }

    @Test func newsOfOthersEndNoWait() async throws {
        let hub = ChangeHub()
        let seen = hub.signals
        hub.tell(.changed(news(in: "fin")))
        async let waited = hub.wait(for: anna, after: seen, until: .now + .seconds(600))
        try await until { hub.waiting == 1 }
        hub.tell(.changed(news(in: "fin")))
        #expect(hub.waiting == 1)
        hub.tell(.changed(news(in: "bbv")))
        #expect(await waited == .over)
        #expect(hub.waiting == 0)
    }

    @Test func aNewerWaitEndsTheOlderOfTheSameWorkstation() async throws {
        let hub = ChangeHub()
        async let older = hub.wait(for: anna, after: 0, until: .now + .seconds(600))
        try await until { hub.waiting == 1 }
        async let newer = hub.wait(for: anna, after: 0, until: .now + .seconds(600))
        #expect(await older == .replaced)
        try await until { hub.waiting == 1 }
        hub.tell(.changed(news(in: "bbv")))
        #expect(await newer == .over)
    }

    @Test(arguments: [0, 5, 5_000])
    func newsThatCameBeforeTheWaitAreNotMissed(others: Int) async throws {
        let hub = ChangeHub()
        let seen = hub.signals
        hub.tell(.changed(news(in: "bbv")))
        for _ in 0..<others { hub.tell(.changed(news(in: "fin"))) }
        // Whoever missed them would wait for a day.
        let end = await hub.wait(for: anna, after: seen, until: .now + .seconds(86_400))
        #expect(end == .over)
    }

    private let anna = ChangeHub.Interest("d1", in: ["bbv", "sgs"])

    private func news(in unit: UnitID) -> CentreNews {
        var news = CentreNews(head: 1)
        news.units = [unit]
        return news
    }
}
