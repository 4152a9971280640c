import Casework
import Testing
import Workstation
import WorkstationRuntime

/// What the store finds, ranked by likeness, each with its reasons.
@Suite struct DuplicateRankTests {
    private func ground(_ street: String, _ number: String) -> Casework.Place {
        var place = Casework.Place()
        place.street = street
        place.houseNumber = number
        return place
    }

    @Test func theLikeliestStandsFirstWithItsReasons() throws {
        let desk = try GrantDesk()
        defer { desk.close() }
        try desk.open("name", "Solaranlage", at: ground("Wiener Straße", "9"), party: "Anna Probst")
        try desk.open("ort", "Dachausbau", at: ground("Landstraße", "12"), party: "Bert Maier")
        try desk.open(
            "beides", "Lastenrad für den Einkauf", at: ground("Landstraße", "12"),
            party: "Bert Maier")
        let question = DuplicateQuestion(
            procedure: "foerderung", kind: "umwelt", subject: "Lastenrad Einkauf gefördert",
            place: ground("Landstraße", "12"), partyName: "Anna Probst")
        guard case .duplicates(let found) = try desk.hands.answer(.duplicates(question)) else {
            Issue.record("keine Antwort")
            return
        }
        #expect(found.map(\.row.id) == ["beides", "ort", "name"])
        #expect(found.first?.reasons.first?.contains("gleiche Adresse") == true)
        #expect(found.last?.reasons == ["gleicher Name"])
    }
}
