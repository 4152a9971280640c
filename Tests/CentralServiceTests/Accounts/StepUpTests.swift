import Casework
import CentralService
import SyncProtocol
import Testing

/// A password once more, and that it is asked for where the house is bound.
@Suite struct StepUpTests {
    let world: RegistryWorld

    init() throws {
        world = try RegistryWorld()
        try world.enrol("d1", certificate: "c1")
        try world.registry.setPassword(RegistryWorld.password, of: "anna")
    }

    private func who() throws -> Authenticated {
        let tokens = try world.logIn()
        return try world.registry.authenticate(token: tokens.access, certificate: "c1")
    }

    private func stepUp(_ who: Authenticated, _ password: String) throws -> Instant {
        try world.registry.stepUp(who, password: password, address: "10.0.0.1")
    }

    @Test func itHoldsAQuarterOfAnHour() throws {
        let who = try who()
        world.pass(seconds: 300)
        #expect(try stepUp(who, RegistryWorld.password) == world.now.adding(seconds: 900))
        #expect(try world.registry.authEvents(limit: 1).first?.kind == .steppedUp)
    }

    @Test func aWrongPasswordIsWrittenDownSlowsDownAndEndsNothing() throws {
        let who = try who()
        for _ in 0..<4 { #expect(refusal { try stepUp(who, "falsch") } == .stepUpRefused) }
        #expect(refusal { try stepUp(who, RegistryWorld.password) } == .heldOff)
        #expect(try world.registry.authEvents(limit: 1).first?.kind == .stepUpRefused)
        world.pass(seconds: 1)
        _ = try stepUp(who, RegistryWorld.password)
    }

    @Test func whoIsOutCannot() throws {
        let who = try who()
        try world.registry.logOut(who)
        #expect(refusal { try stepUp(who, RegistryWorld.password) } == .tokenExpired)
    }

    @Test func whatIsKeptOfItIsNoToken() throws {
        let who = try who()
        let made = "stepup:\(who.session)"
        let asked = refusal { try world.registry.authenticate(token: made, certificate: "c1") }
        #expect(asked == .tokenUnknown)
        let refreshed = refusal { try world.registry.refresh(made, certificate: "c1") }
        #expect(refreshed == .tokenUnknown)
    }

    // MARK: Approvals

    private let boss = House.person(.supervisor, "hier")
    private let clerk = House.person(.clerk, "hier")

    /// A case that waits for the supervisor, and a session in which a password was given, or not.
    private func house(until: Instant?) throws -> House {
        let house = try House()
        try house.open("c1", "Alpha", in: "hier")
        let asked = try house.offer(
            .takeStep(StepTaking(step: "genehmigen")), on: "c1", by: clerk)
        try #require(asked.outcome == .applied)
        try house.store.write { transaction in
            guard let until else { return }
            try transaction.put(
                TokenRecord(
                    hash: sha256Hex("stepup:s1".utf8), session: "s1", kind: .stepUp,
                    expires: until))
        }
        return house
    }

    private func approve(_ house: House, session: String?) throws -> [Verdict] {
        let acts = [
            try house.act(House.note("dazu"), on: "c1", by: boss),
            try house.act(.approve(note: ""), on: "c1", by: boss),
        ]
        return try house.centre.offer(acts, from: house.caller(boss), session: session)
    }

    @Test func anApprovalIsTakenWithAFreshPassword() throws {
        let house = try house(until: Instant(milliseconds: .max))
        #expect(try approve(house, session: "s1").map(\.outcome) == [.applied, .applied])
    }

    @Test(arguments: [nil, Instant(milliseconds: 0)])
    func withoutOneNothingOfTheOfferIsProcessed(until: Instant?) throws {
        let house = try house(until: until)
        let before = try house.store.read { try [$0.head(), $0.treeSize()] }
        #expect(code { _ = try approve(house, session: "s1") } == .stepUpRequired)
        #expect(try house.store.read { try [$0.head(), $0.treeSize()] } == before)
    }

    @Test func aPasswordOfAnotherSessionIsNone() throws {
        let house = try house(until: Instant(milliseconds: .max))
        #expect(code { _ = try approve(house, session: "s2") } == .stepUpRequired)
    }

    @Test func whatWasProcessedGetsItsVerdictAgainWithoutOne() throws {
        let house = try house(until: Instant(milliseconds: .max))
        let act = try house.act(.approve(note: ""), on: "c1", by: boss)
        let first = try house.centre.offer([act], from: house.caller(boss), session: "s1")
        let again = try house.centre.offer([act], from: house.caller(boss), session: "s2")
        #expect(first == again && first.map(\.outcome) == [.applied])
    }

    @Test func inTheOwnHouseNobodyIsAsked() throws {
        let house = try house(until: nil)
        #expect(try approve(house, session: nil).map(\.outcome) == [.applied, .applied])
    }
}
