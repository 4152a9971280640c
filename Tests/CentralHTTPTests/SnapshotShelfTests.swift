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

/// Pieces of snapshots: per unit, shared, immutable.
@Suite struct SnapshotShelfTests {
    let world: HouseWorld
    private var shelf: SnapshotShelf { world.house.snapshots }

    init() throws {
        world = try HouseWorld()
        // Anna works for bbv and sgs, Bert for bbv alone.
        for (device, person) in [("d1", "anna"), ("d2", "bert"), ("d3", "gast")] {
            try world.enrol(DeviceID(device), certificate: "c-" + device)
            try world.house.registry.setPassword(HouseWorld.password, of: PersonID(person))
            _ = try world.logIn(PersonID(person), certificate: "c-" + device)
        }
    }

    private let anna = Caller.desk("d1", "anna")
    private let bert = Caller.desk("d2", "bert")

    private func act(
        _ counter: Int, _ id: CaseID, _ body: ActBody, version: Int = 1
    ) throws -> ActEnvelope {
        try ActEnvelope(
            Act(
                id: ActID("a-\(counter)"), device: "d1", counter: counter, actor: "anna",
                caseID: id, base: Base(version: version), body: body,
                at: world.house.clock()), signer: world.signer)
    }

    /// Cases of two units, one after the other.
    private func open(_ numbers: ClosedRange<Int>) throws {
        for number in numbers {
            let unit: UnitID = number.isMultiple(of: 2) ? "bbv" : "sgs"
            let body = ActBody.open(opening("Zaun \(number)", unit: unit, person: "anna"))
            _ = try world.house.centre.offer(
                [try act(number, CaseID("fall-\(number)"), body, version: 0)], from: anna)
        }
    }

    private func manifest(_ caller: Caller) throws -> SnapshotManifest {
        try shelf.manifest(for: caller).manifest
    }

    @Test func aDeskOfTwoUnitsSharesThePiecesOfEach() throws {
        try open(1...10)
        let (both, one) = (try manifest(anna), try manifest(bert))
        #expect(both.segments.map(\.rows) == [5, 5])
        #expect(one.segments.map(\.rows) == [5])
        #expect(Set(both.segments).isSuperset(of: one.segments))
    }

    @Test func aPieceOfAForeignUnitDoesNotExist() async throws {
        try open(1...4)
        let foreign = try #require(try manifest(anna).segments.first?.sha256)
        let token = try world.logIn("gast", certificate: "c-d3")
        let response = try await world.asked(certificate: "c-d3") {
            try await $0.ask(.get, Route.segment(foreign), token: token)
        }
        #expect(response.status == .notFound)
    }

    @Test func whatHappensInOneUnitLeavesThePiecesOfTheOther() throws {
        try open(1...10)
        let before = try manifest(anna)
        try open(11...11)
        try shelf.renew(["sgs"])
        let after = try manifest(anna)
        let old = before.segments.filter(after.segments.contains)
        #expect(old.count == 1)
        #expect(after.segments.map(\.rows).reduce(0, +) == 11)
        // Nothing happened in bbv, so the feed goes on from the end.
        #expect(after.cursor.sequence == 11)
    }

    @Test func piecesStandWhileTheyAreFetched() async throws {
        try open(1...4)
        let old = try manifest(anna)
        try open(5...6)
        try shelf.renew(["bbv", "sgs"])
        let token = try world.logIn("anna", certificate: "c-d1")
        for segment in old.segments {
            let response = try await world.asked(certificate: "c-d1") {
                try await $0.ask(.get, Route.segment(segment.sha256), token: token)
            }
            #expect(response.status == .ok)
        }
    }

    @Test func enoughActsMakePiecesStaleAndTheFeedBringsTheRest() throws {
        try open(1...2)
        #expect(try shelf.manifest(for: anna).stale == [])
        let first = try manifest(anna)
        try open(3...4)
        let later = try shelf.manifest(for: anna)
        #expect(later.stale == [] && later.manifest.segments == first.segments)
        #expect(later.manifest.cursor.sequence == 2)
        for number in 5...(5 + SnapshotShelf.freshness) {
            let note = ActBody.addNote(
                Note(id: NoteID("n\(number)"), kind: .remark, text: "\(number)"))
            _ = try world.house.centre.offer([try act(number, "fall-2", note)], from: anna)
        }
        #expect(try shelf.manifest(for: anna).stale == ["bbv"])
        let page = try world.house.centre.changes(
            after: later.manifest.cursor, reference: 0, limit: 5_000, from: anna)
        #expect(page.items.count == SnapshotShelf.freshness + 3)
    }

    /// A case that went over between the times at which two units were packed comes once.
    @Test func aCaseThatMovedComesOnce() throws {
        try open(1...4)
        _ = try manifest(anna)
        let move = ActBody.assign(Assignment(unit: "bbv", person: "anna"), reason: "umgezogen")
        let verdict = try world.house.centre.offer([try act(5, "fall-1", move)], from: anna)
        #expect(verdict.map(\.outcome) == [.applied])
        try shelf.renew(["bbv"])
        #expect(try manifest(anna).segments.map(\.rows).reduce(0, +) == 4)
    }

    @Test func aRestoreMakesThemAnew() throws {
        try open(1...2)
        let before = try manifest(anna)
        try world.house.centre.startEpoch("epoche-2")
        let after = try manifest(anna)
        #expect(after.epoch == "epoche-2" && after.cursor.sequence == 2)
        #expect(after.id != before.id)
    }
}
