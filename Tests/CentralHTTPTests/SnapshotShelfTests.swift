import CaseStore
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
    private static let freshness = 20

    /// One whose pieces are old after a few acts.
    private func hasty(_ images: ImageBuilder? = HouseWorld.images) throws -> SnapshotShelf {
        try SnapshotShelf(
            store: world.house.store, centre: world.house.centre,
            folder: world.folder.appendingPathComponent("eilig").path, images: images,
            freshness: Self.freshness)
    }

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
        let shelf = try hasty()
        try open(1...2)
        #expect(try shelf.manifest(for: anna).stale == [])
        let first = try shelf.manifest(for: anna).manifest
        try open(3...4)
        let later = try shelf.manifest(for: anna)
        #expect(later.stale == [] && later.manifest.segments == first.segments)
        #expect(later.manifest.cursor.sequence == 2)
        for number in 5...(5 + Self.freshness) {
            let note = ActBody.addNote(
                Note(id: NoteID("n\(number)"), kind: .remark, text: "\(number)"))
            _ = try world.house.centre.offer([try act(number, "fall-2", note)], from: anna)
        }
        #expect(try shelf.manifest(for: anna).stale == ["bbv"])
        let page = try world.house.centre.changes(
            after: later.manifest.cursor, reference: 0, limit: 5_000, from: anna)
        #expect(page.items.count == Self.freshness + 3)
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

    // MARK: - Whole files

    private var layout: String { HouseWorld.images?.layout ?? "" }

    private func offer(_ caller: Caller) throws -> SnapshotShelf.Offer {
        try shelf.manifest(for: caller, layout: layout)
    }

    @Test func whoTakesAFileGetsOneOnceItIsMade() throws {
        try open(1...9)
        let images = try #require(shelf.images)
        let first = try offer(anna)
        #expect(first.manifest.image == nil && first.unpictured == "sgs")
        try images.renew("sgs")
        let second = try offer(anna)
        let image = try #require(second.manifest.image)
        #expect(image.rows == 5 && image.layout == layout && second.unpictured == nil)
        // The other unit comes in lines.
        #expect(second.manifest.segments.map(\.rows) == [4])
        #expect(second.manifest.id != first.manifest.id)
        // Who takes none, or another one, gets lines, and bbv is not anna's alone.
        #expect(try manifest(anna).image == nil)
        #expect(try shelf.manifest(for: anna, layout: "anders").manifest.image == nil)
        #expect(try offer(bert).manifest.image == nil)
    }

    @Test func theFileIsGivenToWhoSeesTheUnit() async throws {
        try open(1...9)
        try #require(shelf.images).renew("sgs")
        let token = try world.logIn("anna", certificate: "c-d1")
        let layout = layout
        let answer = try await world.asked(certificate: "c-d1") {
            try await $0.post(Route.snapshots, ["layout": layout.wire], token: token)
        }
        let manifest = try SnapshotManifest(wire: try answer.document, at: "manifest")
        let image = try #require(manifest.image)
        var bytes: [UInt8] = []
        for part in image.parts {
            let own = try await world.asked(certificate: "c-d1") {
                try await $0.ask(.get, Route.segment(part.sha256), token: token)
            }
            #expect(own.status == .ok && own.body.readableBytes == part.bytes)
            #expect(sha256Hex(Array(buffer: own.body)) == part.sha256)
            bytes += Array(buffer: own.body)
            let foreign = try world.logIn("gast", certificate: "c-d3")
            let refused = try await world.asked(certificate: "c-d3") {
                try await $0.ask(.get, Route.segment(part.sha256), token: foreign)
            }
            #expect(refused.status == .notFound)
        }
        #expect(bytes.starts(with: [0x1F, 0x8B]))
    }

    @Test func enoughActsMakeAFileStaleAndTheFeedBringsTheRest() throws {
        try open(1...4)
        let shelf = try hasty()
        let images = try #require(shelf.images)
        try images.renew("bbv")
        for number in 5...(4 + Self.freshness) {
            let note = ActBody.addNote(
                Note(id: NoteID("n\(number)"), kind: .remark, text: "\(number)"))
            _ = try world.house.centre.offer([try act(number, "fall-2", note)], from: anna)
        }
        let still = try shelf.manifest(for: bert, layout: layout)
        #expect(still.manifest.image != nil && still.unpictured == nil)
        let page = try world.house.centre.changes(
            after: still.manifest.cursor, reference: 0, limit: 5_000, from: bert)
        #expect(page.items.count == Self.freshness)
        let note = ActBody.addNote(Note(id: "noch", kind: .remark, text: "einer"))
        _ = try world.house.centre.offer(
            [try act(5 + Self.freshness, "fall-4", note)], from: anna)
        let stale = try shelf.manifest(for: bert, layout: layout)
        #expect(stale.manifest.image == nil && stale.unpictured == "bbv")
        try images.renew("bbv")
        let fresh = try shelf.manifest(for: bert, layout: layout)
        #expect(fresh.manifest.image?.rows == 2)
        let rest = try world.house.centre.changes(
            after: fresh.manifest.cursor, reference: 0, limit: 5_000, from: bert)
        #expect(rest.items.isEmpty)
    }

    /// Between a file and the lines of another unit a case may not come twice, or not at all.
    @Test func aCaseThatMovedSinceTheFileComesOnce() throws {
        try open(1...4)
        try #require(shelf.images).renew("sgs")
        let move = ActBody.assign(Assignment(unit: "bbv", person: "anna"), reason: "umgezogen")
        _ = try world.house.centre.offer([try act(5, "fall-1", move)], from: anna)
        let offer = try offer(anna)
        #expect(offer.manifest.image == nil)
        #expect(offer.manifest.segments.map(\.rows).reduce(0, +) == 4)
    }

    /// What is done to a case elsewhere while the file is built does not come into it.
    @Test func aCaseThatLeavesWhileTheFileIsBuiltIsNotInIt() throws {
        try open(1...4)
        let move = ActBody.assign(Assignment(unit: "sgs", person: "anna"), reason: "umgezogen")
        let leaving = [
            try act(5, "fall-2", move), try act(6, "fall-2", .setSubject("Kanarienvogel")),
        ]
        let (centre, anna) = (world.house.centre, anna)
        let builder = ImageBuilder(layout: layout, fewest: 2) { folder, editions, lines in
            let verdicts = try centre.offer(leaving, from: anna)
            #expect(verdicts.map(\.outcome) == [.applied, .applied])
            return try CasesImage.build(
                in: folder, editions: editions, read: SmallOffice.read, lines: lines)
        }
        let shelf = try hasty(builder)
        try #require(shelf.images).renew("bbv")
        let manifest = try shelf.manifest(for: bert, layout: layout).manifest
        #expect(manifest.image?.rows == 1)
        let page = try centre.changes(
            after: manifest.cursor, reference: 0, limit: 10, from: bert)
        #expect(page.evicted == ["fall-2"])
    }

    @Test func afterARestoreTheFileIsMadeAnew() throws {
        try open(1...4)
        try #require(shelf.images).renew("bbv")
        try world.house.centre.startEpoch("epoche-2")
        let offer = try offer(bert)
        #expect(offer.manifest.image == nil && offer.unpictured == "bbv")
    }
}
