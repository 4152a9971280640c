import Casework
import CentralService
import SyncProtocol

/// The smallest office that acts can be done in, the same in every process.
package enum ProbeOffice {
    package static let clerk: PersonID = "anna"
    private static let document = Array("probe".utf8)
    private static let edition = EditionID(sha256Hex(document))

    private static let procedure: Procedure = {
        var made = Procedure(id: "probe", title: "Probe", nature: .service, unit: "bbv")
        made.kinds = [Kind(id: "art", title: "Art", source: "", start: "einlauf")]
        made.phases = [Phase(id: "einlauf", title: "Einlauf")]
        made.fields = [Field(id: "text", title: "Text", kind: .longText)]
        return made
    }()

    package static func centre(on store: any CentralStore) -> Centre {
        let procedure = procedure
        return Centre(
            store: store, clock: { Instant(milliseconds: 1_795_424_400_000) },
            readEdition: { _ in procedure })
    }

    /// Persons, units and the procedure.
    package static func furnish(_ centre: Centre) throws {
        try centre.setOffice(
            Office(
                units: [Unit(id: "bbv", name: "Bau", sign: "BBV")],
                persons: [
                    Person(
                        id: clerk, name: "Anna",
                        memberships: [Membership(unit: "bbv", role: .clerk)])
                ]))
        _ = try centre.publish("probe", document: document)
    }

    package static func caseID(of device: DeviceID) -> CaseID { CaseID("akt-\(device.raw)") }

    /// The act of a device with this counter: always the same bytes. The first opens its case,
    /// the others add a note to it.
    package static func act(_ device: DeviceID, _ counter: Int) -> ActEnvelope {
        ActEnvelope(
            Act(
                id: ActID("\(device.raw)-\(counter)"), device: device, counter: counter,
                actor: clerk, caseID: caseID(of: device), base: Base(version: counter - 1),
                body: counter == 1 ? .open(opening) : note(counter), at: .epoch))
    }

    /// The first act of a device, on a case that nobody opened.
    package static func stray(_ device: DeviceID) -> ActEnvelope {
        ActEnvelope(
            Act(
                id: ActID("\(device.raw)-1"), device: device, counter: 1, actor: clerk,
                caseID: "niemands", base: Base(version: 1), body: note(1), at: .epoch))
    }

    /// A signed act on one of ten cases of the device: the first ten open them, the further ones
    /// set the text of each in turn.
    package static func turn(
        _ device: DeviceID, _ counter: Int, signer: Ed25519Signer
    ) throws -> ActEnvelope {
        let (round, place) = (counter - 1).quotientAndRemainder(dividingBy: 10)
        let body: ActBody =
            round == 0 ? .open(opening) : .setFields(["text": .text("Stand \(counter)")])
        return try ActEnvelope(
            Act(
                id: ActID("\(device.raw)-\(counter)"), device: device, counter: counter,
                actor: clerk, caseID: CaseID("akt-\(device.raw)-\(place)"),
                base: Base(version: round), body: body, at: .epoch), signer: signer)
    }

    private static func note(_ counter: Int) -> ActBody {
        .addNote(
            Note(id: NoteID("n\(counter)"), kind: .remark, text: "Vermerk \(counter)"))
    }

    private static let opening = Opening(
        procedure: "probe", edition: edition, kind: "art", subject: "Zubau",
        received: CivilDay(ordinal: 20_700), channel: "post",
        assignment: Assignment(unit: "bbv", person: clerk))
}
