import CaseStore
import Casework
import SyncProtocol
import Workstation
import WorkstationRuntime

/// Hands of a supervisor of the unit for grants, and cases of that procedure.
struct GrantDesk {
    let test: TestPlace
    let place: Workplace
    let hands: DeskHands
    static let person: PersonID = "fremd"

    init() throws {
        test = try TestPlace()
        place = try test.open()
        hands = test.hands(place, Self.person)
    }

    func close() { place.close() }

    @discardableResult
    func open(
        _ id: CaseID, _ subject: String = "Lastenrad", at ground: Casework.Place = Casework.Place(),
        party: String = "Elif Yıldız", fields: [FieldID: FieldValue] = [:]
    ) throws -> CaseID {
        let edition = try TestPlace.edition("foerderung")
        var opening = Opening(
            procedure: "foerderung", edition: edition.id, kind: "umwelt", subject: subject,
            place: ground, received: TestPlace.morning.civilDay, channel: "post")
        opening.fields = fields
        var applicant = Party(id: PartyID("p-\(id.raw)"), role: "antragsteller", name: party)
        applicant.street = "Landstraße 1"
        applicant.postalCode = "4020"
        applicant.town = "Linz"
        opening.parties = [applicant]
        let receipts = try place.desk.takeIn(
            [CaseStore.Submission(opening: opening, as: id)], by: Self.person)
        if let obstacle = receipts.first?.obstacle { throw obstacle }
        return id
    }

    func file(_ id: CaseID) throws -> CaseFile {
        guard let file = try place.desk.register.image(of: id, by: Self.person) else {
            throw Missing()
        }
        return file
    }

    struct Missing: Error {}
}
