import Casework
import Interchange
import Testing

struct DuplicateTests {
    static func candidate(
        _ id: CaseID, _ subject: String, street: String = "", number: String = "",
        at: (Int, Int)? = nil, category: String = "Beleuchtung", day: String = "2026-11-20",
        isOpen: Bool = true
    ) -> DuplicateCandidate {
        var place = Place()
        place.street = street
        place.houseNumber = number
        place.latitude = at?.0
        place.longitude = at?.1
        return DuplicateCandidate(
            id: id, subject: subject, place: place, category: category,
            received: Probe.day(day), isOpen: isOpen)
    }

    static let new = candidate(
        "neu", "Straßenlaterne flackert vor dem Haus", street: "Goethestraße", number: "7",
        at: (48_296_900, 14_295_500), day: "2026-11-23")

    @Test func theSameLampIsFoundFirstAndSaysWhy() throws {
        let hits = DuplicateFinder().find(
            Self.new,
            among: [
                Self.candidate("fern", "Straßenlaterne flackert", at: (48_320_000, 14_295_500)),
                Self.candidate("gleich", "Laterne flackert, Haus 7", at: (48_296_950, 14_295_500)),
                Self.candidate(
                    "müll", "Müll liegt herum", at: (48_297_800, 14_295_500),
                    category: "Verunreinigung",
                    day: "2026-08-20"),
                Self.candidate(
                    "alt", "Straßenlaterne flackert vor dem Haus", at: (48_296_900, 14_295_500),
                    day: "2025-01-01", isOpen: false),
                Self.new,
            ])
        #expect(hits.map(\.id) == ["gleich", "alt"])
        let best = try #require(hits.first)
        #expect(best.reason.contains("5 m entfernt"))
        #expect(best.reason.contains("gleiche Kategorie"))
        #expect(best.reason.contains("3 Tage davor"))
        #expect(hits.last?.reason.contains("schon erledigt") == true)
        #expect((0...100).contains(best.score))
    }

    @Test func streetsAreFoldedWhereThereAreNoCoordinates() {
        func reason(_ street: String, _ number: String) -> String? {
            DuplicateFinder().find(
                Self.candidate("neu", "Laterne flackert", street: "Goethestraße", number: "7 a"),
                among: [
                    Self.candidate("alt", "Laterne flackert", street: street, number: number)
                ]
            ).first?.reason
        }
        #expect(reason("Goethestr.", "7 A")?.contains("gleiche Adresse") == true)
        #expect(reason("GOETHESTRASSE", "")?.contains("gleiche Straße") == true)
        #expect(reason("Schillerstraße", "7 a") == nil)
    }

    @Test func withoutAPlaceNothingIsSuggested() {
        let nowhere = Self.candidate("neu", "Laterne flackert")
        #expect(
            DuplicateFinder().find(nowhere, among: [Self.candidate("a", "Laterne flackert")])
                .isEmpty)
    }

    @Test func distancesAreRight() throws {
        let left = Self.candidate("a", "", at: (48_306_000, 14_287_000)).place
        let right = Self.candidate("b", "", at: (48_309_900, 14_282_800)).place
        let metres = try #require(DuplicateFinder.metres(left, right))
        // Hauptplatz to the Neues Rathaus.
        #expect((530...540).contains(metres))
        #expect(DuplicateFinder.metres(left, left) == 0)
        #expect(DuplicateFinder.metres(left, Place()) == nil)
    }
}
