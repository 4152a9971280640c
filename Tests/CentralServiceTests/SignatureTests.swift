import Casework
import CentralService
import SyncProtocol
import Testing

@Suite(.onEachStore) struct SignatureTests {
    private let clerk = House.person(.clerk, "hier")

    private func code(_ body: () throws -> Void) -> CentreFailure.Code? {
        do {
            try body()
            return nil
        } catch {
            return (error as? CentreFailure)?.code
        }
    }

    @Test func onlyTheDesksOwnSignatureCounts() throws {
        let house = try House()
        try house.open("c1", "Alpha", in: "hier")
        let good = try house.act(House.note("x"), on: "c1", by: clerk)
        let act = try good.act()
        let caller = house.caller(clerk)
        let centre = house.centre
        func offer(_ envelope: ActEnvelope, _ caller: Caller) -> CentreFailure.Code? {
            code { _ = try centre.offer([envelope], from: caller) }
        }
        #expect(offer(ActEnvelope(act), caller) == .signatureInvalid, "not signed at all")
        let forged = try ActEnvelope(act, signer: Ed25519Signer())
        #expect(offer(forged, caller) == .signatureInvalid)
        var other = act
        other.body = House.note("y")
        let parts = good.bytes.split(separator: UInt8(ascii: "."))
        let swapped = [
            String(decoding: parts[0], as: UTF8.self), Base64URL.text(other.wire.bytes),
            String(decoding: parts[2], as: UTF8.self),
        ].joined(separator: ".")
        #expect(offer(ActEnvelope(bytes: Array(swapped.utf8)), caller) == .signatureInvalid)
        #expect(offer(good, house.caller(House.person(.intake, "hier"))) == .forbidden)
        #expect(try house.image("c1")?.version == 1)
        let events = try house.store.read { try $0.count(of: .auth) }
        #expect(events == 4, "each refusal is in the book of the door")
        #expect(offer(good, caller) == nil)
        #expect(try house.image("c1")?.version == 2)
        try house.store.write { try $0.revoke(House.desk(clerk), at: .epoch) }
        #expect(offer(good, caller) == .deviceRevoked)
    }

    @Test func anActInAnothersNameIsRefusedWithTheWholeOffer() throws {
        let house = try House()
        try house.open("c1", "Alpha", in: "hier")
        let boss = House.person(.supervisor, "hier")
        let own = try house.act(House.note("x"), on: "c1", by: clerk)
        let others = try house.act(
            House.note("y"), on: "c1", by: boss, device: House.desk(clerk))
        #expect(
            code { _ = try house.centre.offer([own, others], from: house.caller(clerk)) }
                == .forbidden)
        #expect(try house.image("c1")?.version == 1)
    }

    @Test func whatIsTooMuchIsRefusedWhole() throws {
        var limits = Limits.standard
        limits.bytesPerAct = 2_000
        limits.actsPerOffer = 3
        limits.actsPerGroup = 2
        let house = try House(limits: limits)
        try house.open("c1", "Alpha", in: "hier")
        let caller = house.caller(clerk)
        let group = try (1...3).map {
            try house.act(House.note("g\($0)"), on: "c1", by: clerk, group: "g")
        }
        let verdicts = try house.centre.offer(group, from: caller)
        #expect(verdicts.map { $0.obstacle?.code } == Array(repeating: .textTooLong, count: 3))
        let large = try house.act(
            House.note(String(repeating: "x", count: 3_000)), on: "c1", by: clerk)
        #expect(code { _ = try house.centre.offer([large], from: caller) } == .tooLarge)
        #expect(
            code { _ = try house.centre.offer(group + [large], from: caller) } == .tooLarge)
    }

    @Test func theBytesOfAnOfferAreCounted() throws {
        var limits = Limits.standard
        limits.bytesPerOffer = 20_000
        let house = try House(limits: limits)
        try house.open("c1", "Alpha", in: "hier")
        let acts = try (1...3).map {
            try house.act(
                House.note("\($0)" + String(repeating: "x", count: 3_000)), on: "c1", by: clerk)
        }
        #expect(code { _ = try house.centre.offer(acts, from: house.caller(clerk)) } == .tooLarge)
        #expect(try house.image("c1")?.version == 1)
        let fewer = try house.centre.offer(Array(acts.prefix(2)), from: house.caller(clerk))
        #expect(fewer.map(\.outcome) == [.applied, .applied])
    }

    @Test func theReadingsOfAReportAreCounted() throws {
        var limits = Limits.standard
        limits.readsPerReport = 3
        let house = try House(limits: limits)
        try house.open("c1", "Alpha", in: "hier")
        let read = ReadRecord(
            person: clerk, device: House.desk(clerk), caseID: "c1", purpose: .open, at: .epoch)
        func report(_ count: Int) throws {
            try house.centre.report(
                Array(repeating: read, count: count), from: house.caller(clerk))
        }
        #expect(code { try report(4) } == .tooLarge)
        #expect(try house.store.read { try $0.count(of: .read) } == 0)
        try report(3)
        #expect(try house.store.read { try $0.count(of: .read) } == 3)
    }

    /// Whoever works for too many units gets nothing new, and may deliver all the same.
    @Test func aDeskOfTooManyUnitsDeliversAndGetsNothing() throws {
        var limits = Limits.standard
        limits.scopesPerDevice = 1
        let house = try House(limits: limits)
        let desk = House.desk(clerk)
        try house.store.write {
            try $0.join(House.person(.clerk, "dort"), desk, at: .epoch)
        }
        #expect(code { _ = try house.feed(clerk) } == .tooLarge)
        try house.open("c1", "Alpha", in: "hier")
        #expect(try house.image("c1") != nil)
    }

    @Test func anActNeedsWhatItNamesAndWhatItSaw() throws {
        let house = try House()
        try house.open("c1", "Alpha", in: "hier")
        func offer(_ change: (inout Act) -> Void) throws -> Verdict? {
            let envelope = try house.act(House.note("x"), on: "c1", by: clerk, change: change)
            return try house.centre.offer([envelope], from: house.caller(clerk)).first
        }
        let opened = try #require(try house.store.read { try $0.logged(at: 1) }).entry.act.id
        let refused = try house.offer(.takeStep(StepTaking(step: "nie")), on: "c1", by: clerk)
        #expect(try offer { $0.needs = [opened] }?.outcome == .applied)
        #expect(try offer { $0.needs = [refused.act] }?.obstacle?.code == .dependencyRejected)
        #expect(try offer { $0.needs = ["nie"] }?.obstacle?.code == .dependencyRejected)
        #expect(try offer { $0.unmoved = [Slot(.subject): 1] }?.outcome == .applied)
        #expect(try offer { $0.unmoved = [Slot(.subject): 7] }?.obstacle?.code == .movedOn)
    }
}
