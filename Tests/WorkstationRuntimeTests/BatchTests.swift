import CaseStore
import Casework
import Synchronization
import Testing
import Workstation
import WorkstationRuntime

/// Many acts at once on the real store: how far they are, and all of them taken back.
@Suite struct BatchTests {
    private static func submitted(
        _ hands: DeskHands, _ wanted: [Workstation.Submission]
    ) throws -> [SubmissionResult] {
        guard case .submitted(let results) = try hands.answer(.submit(wanted)) else { return [] }
        return results
    }

    private static func offer(
        _ hands: DeskHands, _ id: CaseID? = nil
    ) throws -> UndoOffer? {
        guard case .undoOffer(let offer) = try hands.answer(.undoOffer(id)) else { return nil }
        return offer
    }

    private static func owners(_ place: Workplace, _ ids: [CaseID]) throws -> [PersonID?] {
        try ids.map { try place.desk.register.image(of: $0, by: "huber")?.assignment?.person }
    }

    @Test func aBatchIsTakenBackAtOnceExceptWhatWasBuiltUpon() throws {
        let test = try TestPlace()
        let place = try test.open()
        defer { place.close() }
        try test.take(25, into: place)
        let ids = (0..<25).map { CaseID("fall-\($0)") }
        let told = Told()
        let hands = test.hands(place) { told.add($0) }
        func assign(_ id: CaseID, _ person: PersonID?) -> Workstation.Submission {
            Workstation.Submission(
                caseID: id,
                bodies: [.assign(Assignment(unit: "tsc", person: person), reason: "")])
        }
        _ = try Self.submitted(hands, ids.map { assign($0, "huber") })
        #expect(told.all.last == Progress(.doing, done: 25, total: 25))
        #expect(told.all.contains(Progress(.checking, done: 20, total: 25)))

        // One goes on: that act is offered first, and the batch without that case after it.
        _ = try Self.submitted(hands, [assign(ids[3], nil)])
        let last = try #require(try Self.offer(hands))
        #expect(last.submissions.map(\.caseID) == [ids[3]])
        _ = try Self.submitted(hands, last.submissions)

        let batch = try #require(try Self.offer(hands))
        #expect(Set(batch.submissions.compactMap(\.caseID)) == Set(ids))
        guard case .rehearsed(let effects) = try hands.answer(.rehearse(batch.submissions)) else {
            Issue.record("no rehearsal")
            return
        }
        #expect(effects.filter { $0.obstacle?.code == .undoBuiltUpon }.map(\.row.id) == [ids[3]])
        #expect(effects.filter { $0.obstacle == nil }.allSatisfy { !$0.lines.isEmpty })
        let possible = batch.submissions.filter { $0.caseID != ids[3] }
        let results = try Self.submitted(hands, possible)
        #expect(results.count == 24 && results.allSatisfy { $0.outcome == .applied })
        let owners = try Self.owners(place, ids)
        #expect(owners.enumerated().allSatisfy { $0.element == ($0.offset == 3 ? "huber" : nil) })
    }

    /// What one form did to one case in several acts is one thing to take back.
    @Test func actsOfOneSubmissionAreTakenBackTogether() throws {
        let test = try TestPlace()
        let place = try test.open()
        defer { place.close() }
        try test.take(2, into: place)
        let hands = test.hands(place)
        _ = try Self.submitted(
            hands,
            [
                Workstation.Submission(
                    caseID: "fall-0",
                    bodies: [.setSubject("Neu"), .setPaper("Mappe 3")])
            ])
        let offer = try #require(try Self.offer(hands, "fall-0"))
        #expect(offer.submissions.map(\.bodies.count) == [2])
        #expect(offer.obstacle == nil && offer.lines.count == 2)
        _ = try Self.submitted(hands, offer.submissions)
        let file = try #require(try place.desk.register.image(of: "fall-0", by: "huber"))
        #expect(file.subject == "Meldung 0" && file.paper.isEmpty)
        #expect(try Self.offer(hands, "fall-0") == nil)
    }

    private final class Told: Sendable {
        private let list = Mutex<[Progress]>([])
        var all: [Progress] { list.withLock { $0 } }
        func add(_ progress: Progress) { list.withLock { $0.append(progress) } }
    }
}
