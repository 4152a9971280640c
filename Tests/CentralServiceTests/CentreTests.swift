import Casework
import CentralService
import CentreStores
import Foundation
import SyncProtocol
import Synchronization
import Testing

@Suite(.onEachStore) struct CentreTests {
    @Test func anActIsAppliedOnceHoweverOftenItIsOffered() throws {
        let world = try World()
        let envelope = world.open("c1")
        let first = try world.centre.offer([envelope])
        let second = try world.centre.offer([envelope])
        #expect(first == second)
        #expect(first.first?.outcome == .applied)
        #expect(try world.feed().items.count == 1)
    }

    @Test func sequenceHasNoGapAndRejectedActsTakeAPlace() throws {
        let world = try World()
        _ = try world.centre.offer([world.open("c1")])
        let refused = world.envelope(case: "c1", base: 1, .takeStep(StepTaking(step: "unbekannt")))
        let verdicts = try world.centre.offer([refused, world.note("c1", "Anruf")])
        #expect(verdicts.map(\.outcome) == [.rejected, .applied])
        #expect(verdicts.map(\.sequence) == [2, 3])
        #expect(verdicts.first?.obstacle?.code == .stepUnknown)
        let page = try world.feed()
        #expect(page.items.map(\.entry.sequence) == [1, 3])
        #expect(page.verdicts.map(\.sequence) == [2])
        #expect(page.items.last?.image?.version == 2)
        #expect(page.items.first?.image == nil)
    }

    @Test func aGapOrAnotherActUnderTheSameCounterIsRefusedWhole() throws {
        let world = try World()
        _ = try world.centre.offer([world.open("c1")])
        _ = world.note("c1", "verloren")
        let late = world.note("c1", "danach")
        #expect(throws: CentreFailure.self) { try world.centre.offer([late]) }
        let forged = ActEnvelope(
            Act(
                id: "x", device: "d1", counter: 1, actor: "anna", caseID: "c9",
                base: Base(version: 0), body: .addNote(Note(id: "n", kind: .remark, text: "x")),
                at: .epoch))
        #expect(throws: CentreFailure.self) { try world.centre.offer([forged]) }
        #expect(try world.feed().head == 1)
    }

    @Test func aGroupIsAppliedWholeOrNotAtAll() throws {
        let world = try World()
        _ = try world.centre.offer([world.open("c1")])
        let good = world.envelope(
            case: "c1", base: 1, .addNote(Note(id: "n1", kind: .remark, text: "gut")), group: "g")
        let bad = world.envelope(
            case: "c1", base: 1, .takeStep(StepTaking(step: "unbekannt")), group: "g")
        let verdicts = try world.centre.offer([good, bad])
        #expect(verdicts.map(\.outcome) == [.rejected, .rejected])
        #expect(verdicts.map { $0.obstacle?.code } == [.stepUnknown, .stepUnknown])
        #expect(try world.image("c1")?.notes.isEmpty == true)
        #expect(try world.centre.offer([good, bad]) == verdicts)
    }

    @Test func numbersComeFromTheCentreInTheCitysForm() throws {
        let world = try World()
        _ = try world.centre.offer([world.open("c1"), world.open("c2")])
        #expect(try world.image("c2")?.number?.withSign == "0000002/2026 BBV")
    }

    @Test func whoIsNotKnownOrNotActiveChangesNothing() throws {
        let world = try World()
        let stranger = world.open("c1", by: "fremd")
        #expect(try world.centre.offer([stranger]).first?.obstacle?.code == .personUnknown)
        let gone = world.open("c2", by: "weg")
        #expect(try world.centre.offer([gone]).first?.obstacle?.code == .personUnknown)
        #expect(try world.feed().items.isEmpty)
    }

    @Test func aStaleWriteKeepsBothValues() throws {
        let world = try World()
        _ = try world.centre.offer([world.open("c1")])
        _ = try world.centre.offer([
            world.envelope(case: "c1", base: 1, .setSubject("von Anna")),
            world.envelope(case: "c1", base: 1, .setSubject("von Anna, ohne zu sehen")),
        ])
        let file = try #require(try world.image("c1"))
        #expect(file.subject == "von Anna")
        #expect(file.conflicts.map(\.mine) == [.text("von Anna, ohne zu sehen")])
    }

    @Test func bytesThatAreNoActAreRefused() throws {
        let world = try World()
        for bytes in ["", "{}", "[]", "{\"v\":1}", "\u{0}"] {
            #expect(throws: CentreFailure.self) {
                try world.centre.offer([ActEnvelope(bytes: Array(bytes.utf8))])
            }
        }
    }

    @Test func theLogSurvivesClosingAndABackupHoldsIt() throws {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appendingPathComponent("centre.sqlite").path
        do {
            let world = try World(path: path)
            _ = try world.centre.offer([world.open("c1")])
        }
        let again = try World(path: path)
        #expect(try again.image("c1")?.subject == "Zubau")
        let copy = folder.appendingPathComponent("copy.sqlite").path
        try again.store.backup(to: copy)
        let restored = try World(path: copy)
        #expect(try restored.feed().items == again.feed().items)
        #expect(try restored.store.integrityProblems().isEmpty)
    }

    @Test func everyCommitIsOnTheDiskBeforeItIsAnswered() throws {
        let path = FileManager.default.temporaryDirectory
            .appendingPathComponent(UUID().uuidString).path
        defer {
            for suffix in ["", "-wal", "-shm"] {
                try? FileManager.default.removeItem(atPath: path + suffix)
            }
        }
        let world = try World(path: path)
        #expect(try world.isDurable())
        _ = try world.centre.offer([world.open("c1")])
        #expect(try world.isDurable(), "also after work")
    }

    @Test func aFileThatIsNoStoreIsRefusedWithItsCode() throws {
        let path = FileManager.default.temporaryDirectory
            .appendingPathComponent(UUID().uuidString).path
        try Data(repeating: 0x41, count: 8192).write(to: URL(fileURLWithPath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        let failure = #expect(throws: CentreFailure.self) { try World(path: path) }
        #expect(failure?.code == .corrupt)
    }
}

/// A centre with a small office and one procedure.
private final class World {
    let store: any CentralStore
    let centre: Centre
    private var counters: [PersonID: Int] = [:]

    init(path: String? = nil) throws {
        store =
            if let path {
                try SQLiteCentralStore(path: path, epoch: "e1")
            } else {
                try StoreKind.current.make().store
            }
        let procedure = World.procedure
        centre = Centre(
            store: store, clock: { Instant(milliseconds: 1_795_424_400_000) },
            readEdition: { _ in procedure })
        try centre.setOffice(
            Office(
                units: [Unit(id: "bbv", name: "Bau- und Bezirksverwaltung", sign: "BBV")],
                persons: [
                    Person(
                        id: "anna", name: "Anna",
                        memberships: [Membership(unit: "bbv", role: .clerk)]),
                    Person(
                        id: "weg", name: "Weg",
                        memberships: [Membership(unit: "bbv", role: .clerk)], active: false),
                ]))
        edition = try centre.publish("probe", document: Array("probe".utf8))
    }

    private(set) var edition: EditionID = ""

    static let procedure: Procedure = {
        var procedure = Procedure(id: "probe", title: "Probe", nature: .service, unit: "bbv")
        procedure.kinds = [Kind(id: "art", title: "Art", source: "", start: "einlauf")]
        procedure.phases = [Phase(id: "einlauf", title: "Einlauf")]
        return procedure
    }()

    func envelope(
        case id: CaseID, base: Int, _ body: ActBody, by actor: PersonID = "anna",
        group: GroupID? = nil
    ) -> ActEnvelope {
        counters[actor, default: 0] += 1
        let counter = counters[actor, default: 0]
        return ActEnvelope(
            Act(
                id: ActID("\(actor)-\(counter)"), device: "d1", counter: counter, actor: actor,
                caseID: id, base: Base(version: base), body: body, group: group, at: .epoch))
    }

    func open(_ id: CaseID, by actor: PersonID = "anna") -> ActEnvelope {
        let opening = Opening(
            procedure: "probe", edition: edition, kind: "art", subject: "Zubau",
            received: CivilDay(ordinal: 20_700), channel: "post",
            assignment: Assignment(unit: "bbv", person: "anna"))
        return envelope(case: id, base: 0, .open(opening), by: actor)
    }

    func note(_ id: CaseID, _ text: String) -> ActEnvelope {
        envelope(case: id, base: 1, .addNote(Note(id: NoteID(text), kind: .remark, text: text)))
    }

    func feed() throws -> ChangePage {
        try centre.changes(after: .beginning, reference: 0, limit: 100)
    }

    func image(_ id: CaseID) throws -> CaseFile? { try store.read { try $0.image(of: id) } }

    func isDurable() throws -> Bool {
        try (store as? SQLiteCentralStore)?.isDurable() ?? false
    }
}
