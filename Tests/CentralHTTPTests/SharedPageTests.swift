import Casework
import CentralHTTP
import CentralService
import HummingbirdTesting
import StoreWorld
import SyncProtocol
import Testing

/// Many workstations wait for the same news.
@Suite struct SharedPageTests {
    let world: HouseWorld
    let tokens: [String]

    /// Anna at three workstations.
    init() throws {
        world = try HouseWorld()
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

    @Test func whoStandsAlikeGetsTheSameBytes() async throws {
        _ = try await offer(try world.opened(1, id: "fall-1"))
        let first = try await bytes(at: 2)
        // A page that were made anew would bear a cursor of this moment.
        world.pass(seconds: 1)
        #expect(try await bytes(at: 3) == first)
        let page = try PageReader.page(first)
        #expect(page.items.map(\.entry.caseID) == ["fall-1"])
        let next =
            "?seq=\(page.cursor.sequence)&token=\(page.cursor.token)"
            + "&ref=\(page.reference?.version ?? 0)"
        let empty = try PageReader.page(try await bytes(at: 2, next))
        #expect(empty.items.isEmpty)
        _ = try await offer(try world.opened(2, id: "fall-2"))
        for desk in [2, 3] {
            let page = try PageReader.page(try await bytes(at: desk, next))
            #expect(page.items.map(\.entry.caseID) == ["fall-2"], "d\(desk)")
        }
    }

    @Test func whatWasRefusedIsToldToItsDeskAlone() async throws {
        _ = try await offer(try world.opened(1, id: "fall-1"))
        let refused = try await offer(
            try world.acted(2, on: "fall-1", .removeParty("niemand", reason: "irrtümlich")))
        #expect(refused.map(\.outcome) == [.rejected])
        let own = try PageReader.page(try await bytes(at: 1))
        #expect(own.verdicts.map(\.act) == ["act-2"])
        for desk in [2, 3] {
            let page = try PageReader.page(try await bytes(at: desk))
            #expect(page.items.count == 1 && page.verdicts.isEmpty, "d\(desk)")
        }
        #expect(try PageReader.page(try await bytes(at: 1)).verdicts.map(\.act) == ["act-2"])
    }

    @Test func whatLeftTheUnitComesToNobodyWhoAsksLater() async throws {
        _ = try await offer(try world.opened(1, id: "fall-1", subject: "Kanarienvogel"))
        #expect(try PageReader.page(try await bytes(at: 2)).items.count == 1)
        let moved = try await offer(
            try world.acted(
                2, on: "fall-1", .assign(Assignment(unit: "fin"), reason: "zuständig")))
        #expect(moved.map(\.outcome) == [.applied])
        let later = try await bytes(at: 3)
        #expect(!String(decoding: later, as: UTF8.self).contains("Kanarienvogel"))
        #expect(try PageReader.page(later).evicted == ["fall-1"])
    }

    @Test func newsOfOthersEndNoWait() async throws {
        let hub = ChangeHub()
        let seen = hub.signals
        hub.tell(.changed(news(in: "fin")))
        async let waited: Void = hub.wait(after: seen, atMost: .seconds(60)) {
            $0.concerns("d1", units: ["bbv"])
        }
        try await until { hub.waiting == 1 }
        hub.tell(.changed(news(in: "fin")))
        #expect(hub.waiting == 1)
        hub.tell(.changed(news(in: "bbv")))
        await waited
        #expect(hub.waiting == 0)
    }

    @Test(arguments: [0, 5, 5_000])
    func newsThatCameBeforeTheWaitAreNotMissed(others: Int) async throws {
        let hub = ChangeHub()
        let seen = hub.signals
        hub.tell(.changed(news(in: "bbv")))
        for _ in 0..<others { hub.tell(.changed(news(in: "fin"))) }
        let start = ContinuousClock.now
        await hub.wait(after: seen, atMost: .seconds(60)) {
            $0.concerns("d1", units: ["bbv"])
        }
        #expect(start.duration(to: .now) < .seconds(30))
    }

    private func news(in unit: UnitID) -> CentreNews {
        var news = CentreNews(head: 1)
        news.units = [unit]
        return news
    }
}
