import Casework
import CentralService
import Dispatch
import Foundation
import SyncProtocol
import Synchronization
import Testing

/// Many desks at once.
@Suite(.onEachStore) struct CommitQueueTests {
    static let desks = 16
    static let each = 12

    private final class Tally: Sendable {
        private let values = Mutex<[Verdict]>([])
        private let failures = Mutex<[CentreFailure]>([])
        func take(_ body: () throws -> [Verdict]) {
            do {
                let verdicts = try body()
                values.withLock { $0 += verdicts }
            } catch let failure as CentreFailure {
                failures.withLock { $0.append(failure) }
            } catch {
                failures.withLock { $0.append(CentreFailure(.internalError)) }
            }
        }
        var verdicts: [Verdict] { values.withLock { $0 } }
        var failed: [CentreFailure] { failures.withLock { $0 } }
    }

    /// The acts of each desk, in the order of their counters.
    private func acts(_ house: House) throws -> [[ActEnvelope]] {
        let clerk = House.person(.clerk, "hier")
        return try (0..<Self.desks).map { desk in
            let device = DeviceID("pult-\(desk)")
            try house.enrol(device, for: [clerk])
            return try (0..<Self.each).map { number in
                try house.act(
                    House.note("\(desk)-\(number)"), on: "c1", by: clerk, device: device)
            }
        }
    }

    @Test func everyActIsAppliedOnceAndTheLogHasNoGap() throws {
        let house = try House()
        try house.open("c1", "Alpha", in: "hier")
        let acts = try acts(house)
        let centre = house.centre
        let tally = Tally()
        let heard = Heard()
        centre.observe { heard.take($0) }
        let clerk = House.person(.clerk, "hier")
        DispatchQueue.concurrentPerform(iterations: Self.desks) { desk in
            let caller = Caller.desk(DeviceID("pult-\(desk)"), clerk)
            for envelope in acts[desk] {
                tally.take { try centre.offer([envelope], from: caller) }
                // A lost answer: the same again gives the same verdict.
                tally.take { try centre.offer([envelope], from: caller) }
            }
        }
        #expect(tally.failed.isEmpty)
        let total = Self.desks * Self.each
        #expect(Set(tally.verdicts.map(\.sequence)) == Set(2...total + 1))
        #expect(tally.verdicts.count == 2 * total && Set(tally.verdicts).count == total)
        #expect(try house.image("c1")?.version == total + 1)
        #expect(try centre.audit() == nil)
        #expect(heard.count == 2 * total)
    }

    @Test func whatFailsOfOneDoesNotTouchTheOthers() throws {
        let house = try House()
        try house.open("c1", "Alpha", in: "hier")
        let acts = try acts(house)
        let centre = house.centre
        let tally = Tally()
        let clerk = House.person(.clerk, "hier")
        DispatchQueue.concurrentPerform(iterations: Self.desks) { desk in
            let caller = Caller.desk(DeviceID("pult-\(desk)"), clerk)
            // Every other desk leaves a gap first.
            let own = desk.isMultiple(of: 2) ? acts[desk] : Array(acts[desk].dropFirst())
            for envelope in own { tally.take { try centre.offer([envelope], from: caller) } }
        }
        #expect(tally.verdicts.count == Self.desks / 2 * Self.each)
        #expect(tally.failed.count == Self.desks / 2 * (Self.each - 1))
        #expect(tally.failed.allSatisfy { $0.code == .counterGap && $0.expected == 1 })
        #expect(try house.image("c1")?.version == 1 + Self.desks / 2 * Self.each)
        #expect(try centre.audit() == nil)
    }
}
