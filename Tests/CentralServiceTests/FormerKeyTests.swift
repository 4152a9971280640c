import Casework
import CentralService
import SyncProtocol
import Testing

/// A workstation that comes anew with another key brings what it made before.
@Suite struct FormerKeyTests {
    private let clerk = House.person(.clerk, "hier")

    /// A house whose desk is let in anew, with another key.
    private func house() throws -> (House, before: ActEnvelope) {
        let house = try House()
        try house.open("c1", "Alpha", in: "hier")
        let before = try house.act(House.note("unterwegs"), on: "c1", by: clerk)
        try house.store.write { transaction in
            let desk = House.desk(clerk)
            try transaction.put(
                DeviceRecord(
                    id: desk, name: "neu", certificate: "c2",
                    actKey: Ed25519Signer(seed: Array(repeating: 9, count: 32))?.publicKey ?? [],
                    enrolled: .epoch, expires: Instant(milliseconds: .max)))
        }
        return (house, before)
    }

    @Test func whatItMadeBeforeIsTaken() throws {
        let (house, before) = try house()
        let verdicts = try house.centre.offer([before], from: house.caller(clerk))
        #expect(verdicts.map(\.outcome) == [.applied])
    }

    @Test func aKeyItNeverHadIsNone() throws {
        let (house, before) = try house()
        let act = try before.act()
        let forged = try ActEnvelope(act, signer: Ed25519Signer())
        #expect(
            code { _ = try house.centre.offer([forged], from: house.caller(clerk)) }
                == .signatureInvalid)
    }

    @Test func aKeyOfAnotherDeskIsNone() throws {
        let (house, before) = try house()
        let boss = House.person(.supervisor, "hier")
        let other = try house.act(House.note("x"), on: "c1", by: boss)
        #expect(
            code { _ = try house.centre.offer([before, other], from: house.caller(clerk)) }
                == .forbidden)
    }

    /// Proofs of what was signed with the old key hold as well.
    @Test func itsHistoryIsProvenWithTheKeyOfThen() throws {
        let (house, _) = try house()
        let history = try house.centre.history(of: "c1", from: house.caller(clerk))
        let head = try #require(history.head)
        #expect(history.entries.count == 1)
        #expect(history.entries.allSatisfy { $0.isProven(by: head, Ed25519Verifier()) })
    }
}
