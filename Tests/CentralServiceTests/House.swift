import Casework
import CentralService
import CentreStores
import Foundation
import SyncProtocol
import Synchronization

final class TestClock: Sendable {
    private let moment = Mutex(Instant(milliseconds: 20_780 * 86_400_000 + 36_000_000))
    var now: Instant { moment.withLock { $0 } }
    func advance(days: Int) {
        moment.withLock {
            $0 = Instant(milliseconds: $0.milliseconds + Int64(days) * 86_400_000)
        }
    }
}

/// A centre with two units that may not see one another, a person of every role in each, and a
/// desk per person.
final class House {
    static let units: [UnitID] = ["hier", "dort"]

    let place: StorePlace
    var store: any CentralStore { place.store }
    let centre: Centre
    let logKey = Ed25519Signer()
    let clock = TestClock()
    let edition = EditionID(sha256Hex(Array("probe".utf8)))
    private var signers: [DeviceID: Ed25519Signer] = [:]
    private var counters: [String: Int] = [:]

    convenience init(_ kind: StoreKind = .current, limits: Limits = .standard) throws {
        try self.init(at: try kind.make(), limits: limits)
    }

    /// On an SQLite file that is there, or is not yet.
    convenience init(path: String) throws {
        try self.init(at: try StorePlace(.file(path), epoch: "e1", secret: StoreKind.secret))
    }

    init(at place: StorePlace, limits: Limits = .standard) throws {
        self.place = place
        let procedure = House.procedure
        let clock = clock
        centre = Centre(
            store: place.store, clock: { clock.now }, logSigner: logKey, limits: limits,
            readEdition: { _ in procedure })
        guard try centre.editions().isEmpty else { return }
        try centre.setOffice(House.office)
        _ = try centre.publish("probe", document: Array("probe".utf8))
        for person in House.office.persons.keys.sorted() {
            try enrol(House.desk(person), for: [person])
        }
    }

    static func desk(_ person: PersonID) -> DeviceID { DeviceID("pult-\(person)") }

    /// "clerk-hier" works in unit "hier".
    static func person(_ role: Role, _ unit: UnitID) -> PersonID {
        PersonID("\(role.rawValue)-\(unit)")
    }

    static let office: Office = {
        let persons = units.flatMap { unit in
            Role.allCases.map { role in
                Person(
                    id: person(role, unit), name: "\(role.rawValue) \(unit)",
                    memberships: [Membership(unit: unit, role: role)])
            }
        }
        return Office(
            units: units.map { Unit(id: $0, name: $0.raw, sign: $0.raw.uppercased()) },
            persons: persons)
    }()

    static let procedure: Procedure = {
        var made = Procedure(id: "probe", title: "Probe", nature: .service, unit: "hier")
        made.kinds = [Kind(id: "art", title: "Art", source: "", start: "einlauf")]
        made.phases = [
            Phase(id: "einlauf", title: "Einlauf"),
            Phase(id: "fertig", title: "Fertig", waiting: .nobody, closes: true),
        ]
        made.fields = [Field(id: "text", title: "Text", kind: .longText)]
        made.partyRoles = [
            PartyRole(id: "werber", title: "Werber:in", standing: true, recipient: true)
        ]
        var finish = Step(id: "erledigen", title: "Erledigen")
        finish.from = ["einlauf"]
        finish.to = "fertig"
        var sign = Step(id: "genehmigen", title: "Genehmigen lassen")
        sign.from = ["einlauf"]
        sign.to = "fertig"
        sign.approval = ApprovalRule(role: .supervisor)
        made.steps = [finish, sign]
        return made
    }()

    // MARK: Desks

    func enrol(_ device: DeviceID, for persons: [PersonID]) throws {
        let signer = signers[device] ?? Ed25519Signer()
        signers[device] = signer
        try store.write { transaction in
            try transaction.enrol(
                EnrolledDevice(id: device, key: signer.publicKey, members: persons),
                at: .epoch)
        }
    }

    /// Takes over desks and counters of another house: the same desks, another centre.
    func adopt(_ other: House) {
        signers = other.signers
        counters = other.counters
    }

    func caller(_ person: PersonID, device: DeviceID? = nil) -> Caller {
        .desk(device ?? House.desk(person), person)
    }

    /// An act of a person at their desk, signed; it takes the next counter.
    func act(
        _ body: ActBody, on caseID: CaseID, by person: PersonID, device: DeviceID? = nil,
        base: Int = 1, group: GroupID? = nil, change: (inout Act) -> Void = { _ in }
    ) throws -> ActEnvelope {
        let device = device ?? House.desk(person)
        let author = "\(device)/\(person)"
        counters[author, default: 0] += 1
        let counter = counters[author, default: 0]
        var act = Act(
            id: ActID("\(author)-\(counter)"), device: device, counter: counter, actor: person,
            caseID: caseID, base: Base(version: base), body: body, group: group, at: .epoch)
        change(&act)
        guard let signer = signers[device] else { return ActEnvelope(act) }
        return try ActEnvelope(act, signer: signer)
    }

    @discardableResult
    func offer(
        _ body: ActBody, on caseID: CaseID, by person: PersonID, base: Int = 1
    ) throws -> Verdict {
        let envelope = try act(body, on: caseID, by: person, base: base)
        let verdicts = try centre.offer([envelope], from: caller(person))
        guard let verdict = verdicts.first else { throw CentreFailure(.internalError) }
        return verdict
    }

    // MARK: Cases

    static func opening(
        _ subject: String, in unit: UnitID, to person: PersonID? = nil
    ) -> Opening {
        var place = Place()
        place.street = "\(subject)gasse"
        return Opening(
            procedure: "probe", edition: EditionID(sha256Hex(Array("probe".utf8))), kind: "art",
            subject: subject, place: place, received: CivilDay(ordinal: 20_700),
            channel: "post", fields: ["text": .text("Text \(subject)")],
            parties: [Party(id: "p1", role: "werber", name: "Frau \(subject)")],
            attachments: [
                Attachment(
                    id: "b1", name: "\(subject).pdf", sha256: sha256Hex(Array(subject.utf8)),
                    mediaType: "application/pdf", size: 3, item: nil,
                    received: CivilDay(ordinal: 20_700), picture: .clean)
            ],
            assignment: Assignment(unit: unit, person: person))
    }

    @discardableResult
    func open(_ id: CaseID, _ subject: String, in unit: UnitID) throws -> Verdict {
        try offer(
            .open(House.opening(subject, in: unit)), on: id, by: House.person(.clerk, unit),
            base: 0)
    }

    static func note(_ text: String) -> ActBody {
        .addNote(Note(id: NoteID(text), kind: .remark, text: text))
    }

    func feed(
        _ person: PersonID, after cursor: FeedCursor = .beginning, limit: Int = 1_000
    ) throws -> ChangePage {
        try centre.changes(
            after: cursor, reference: 99, limit: limit, from: caller(person))
    }

    func image(_ id: CaseID) throws -> CaseFile? { try store.read { try $0.image(of: id) } }
}

/// A folder that is gone after the test.
final class Folder {
    let url = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)

    init() throws {
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }
    deinit { try? FileManager.default.removeItem(at: url) }
    func file(_ name: String) -> String { url.appendingPathComponent(name).path }
}

/// The code of the failure that `body` ends with.
func code(_ body: () throws -> Void) -> CentreFailure.Code? {
    do {
        try body()
        return nil
    } catch {
        return (error as? CentreFailure)?.code
    }
}
