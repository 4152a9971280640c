import Casework
import StoreWorld
import Testing

@testable import CaseStore

@Suite struct SearchTests {
    private func stage() throws -> Stage {
        let stage = try Stage()
        var place = Place()
        place.street = "Wiener Straße"
        place.houseNumber = "12"
        try stage.open("Überdachung für Mülltonnen", as: "c1", place: place)
        try stage.open("Straßenlaterne defekt", as: "c2", report: true)
        try stage.act(
            .putParty(Party(id: "p1", role: "werber", name: "Ana Šimić-Österreicher")), on: "c1")
        try stage.act(stage.note("n1", "Die Nachbarin\nhat wegen der Höhe angerufen."), on: "c1")
        try stage.act(.setFields(["bemerkung": .text("Lärmschutzwand vorgesehen")]), on: "c1")
        try stage.act(
            .takeStep(StepTaking(step: "pruefen", reason: "Gutachten Prof. Großmann liegt vor")),
            on: "c1")
        return stage
    }

    private func found(_ stage: Stage, _ text: String) throws -> [CaseID] {
        let query = try Query(text, today: stage.world.today)
        return try stage.desk.register.search(stage.request(query), limit: 10).hits.map(\.row.id)
    }

    @Test(arguments: [
        "überdachung", "ueberdachung", "UEBERD", "müll", "muelltonnen", "\"Wiener Str. 12\"",
        "wienerstrasse oder \"wiener strasse\"", "simic", "Šimić", "oesterreicher", "nachbarin",
        "höhe", "hoehe", "lärmschutz", "laerm", "grossmann", "großm", "gutachten",
        "0000001/2026", "gz:1", "\"hat wegen\"",
    ])
    func everythingOfACaseIsFoundInAnySpelling(text: String) throws {
        #expect(try found(stage(), text) == ["c1"], "\(text)")
    }

    @Test func whatIsNotThereIsNotFound() throws {
        let stage = try stage()
        for text in ["tonnen", "\"nachbarin österreicher\"", "xyz", "\"12 ana\""] {
            #expect(try found(stage, text).isEmpty, "\(text)")
        }
        #expect(try Set(found(stage, "strassenl")) == ["c2"])
    }

    /// Beyond the limit of ranking nothing is left out and nothing foreign comes in.
    @Test(arguments: [
        "zaun", "za", "zaun garten", "zaun ist:offen", "zaun einheit:sgs", "zaun eingelangt>9t",
        "garten oder zaun", "nichts",
    ])
    func whatManyHoldComesNewestFirst(text: String) throws {
        let stage = try Stage()
        for number in 1...24 {
            let unit: UnitID = ["bbv", "sgs", "fin"][number % 3]
            let subject = ["Zaun", "Zaun im Garten", "Garten", "Hecke"][number % 4]
            try stage.open(
                "\(subject) \(number)", as: CaseID("c\(number)"), by: SmallOffice.chefin,
                unit: unit)
        }
        let query = try Query(text, today: stage.world.today)
        for person in [SmallOffice.anna, SmallOffice.bert, SmallOffice.chefin, SmallOffice.gast] {
            let request = stage.request(query, by: person)
            let register = stage.desk.register
            let ranked = try register.search(request, skip: 0, limit: 99, rankLimit: 99)
            let newest = try register.search(request, skip: 0, limit: 99, rankLimit: -1)
            #expect(ranked.total == ranked.hits.count)
            #expect(newest.total == ranked.total)
            #expect(Set(newest.hits) == Set(ranked.hits))
            #expect(try register.count(request) == newest.total)
            guard !query.phrases.isEmpty else { continue }
            let numbers = newest.hits.compactMap(\.row.number?.serial)
            #expect(numbers == numbers.sorted(by: >))
            let part = try register.search(request, skip: 1, limit: 2, rankLimit: -1)
            #expect(part.hits == Array(newest.hits.dropFirst().prefix(2)))
        }
    }

    @Test func aHitShowsAPieceOfItsTextInItsOwnSpelling() throws {
        let stage = try stage()
        let query = try Query("hoehe", today: stage.world.today)
        let hit = try #require(
            try stage.desk.register.search(stage.request(query), limit: 10).hits.first)
        #expect(hit.label == "Notiz")
        #expect(hit.excerpt == "Die Nachbarin hat wegen der Höhe angerufen.")
        let characters = Array(hit.excerpt)
        #expect(hit.marked.map { String(characters[$0]) } == ["Höhe"])
    }

    @Test func theTextOfAnAttachmentIsFound() throws {
        let stage = try stage()
        let bytes = Array("Beilage".utf8)
        let name = try stage.desk.blobs.store(bytes)
        let attachment = Attachment(
            id: "b1", name: "plan.pdf", sha256: name, mediaType: "application/pdf",
            size: bytes.count, received: stage.world.today)
        try stage.act(.addAttachment(attachment), on: "c2")
        #expect(try found(stage, "plan") == ["c2"])
        #expect(try found(stage, "dachstuhl").isEmpty)
        try stage.desk.setText("Detail Dachstuhl 1:50", of: name)
        #expect(try found(stage, "dachstuhl") == ["c2"])
        try stage.act(stage.note("n2", "später"), on: "c2")
        #expect(try found(stage, "dachstuhl") == ["c2"])
    }

    @Test func pendingTextIsFoundAtOnceAndGoesWithTheAct() throws {
        let stage = try stage()
        stage.way.weather = .unreachable
        try stage.act(.setSubject("Wintergarten"), on: "c2")
        #expect(try found(stage, "wintergarten") == ["c2"])
        #expect(try found(stage, "laterne").isEmpty)
    }

    @Test func hostileQuestionsAreOnlyText() throws {
        let stage = try stage()
        for text in ["\"\" OR 1", "a\" NEAR b", "subject : x*", "'; DROP TABLE row; --", "*", "^x"]
        {
            let query = Query.text([text], prefix: true)
            #expect(try stage.desk.register.count(stage.request(query)) == 0, "\(text)")
            let named = Query.compare(.subject, .equals, .words(QueryWords(text)))
            #expect(try stage.desk.register.count(stage.request(named)) == 0, "\(text)")
        }
        #expect(try stage.desk.register.count(stage.request()) == 2)
    }

    @Test func neighboursAndDuplicatesAreFoundByPlaceAndWords() throws {
        let stage = try Stage()
        var place = Place()
        place.street = "Landstraße"
        place.houseNumber = "5"
        try stage.open("Zubau Carport", as: "adresse", place: place)
        var spelled = place
        spelled.street = "Landstr."
        #expect(
            try stage.desk.register.nearby(spelled, by: SmallOffice.anna).map(\.id) == ["adresse"])
        var parcel = Place()
        parcel.cadastral = "Pöstlingberg"
        parcel.parcels = "100/1, .17"
        try stage.open("Bauplatz", as: "grund", place: parcel)
        parcel.parcels = ".17"
        #expect(try stage.desk.register.nearby(parcel, by: SmallOffice.anna).map(\.id) == ["grund"])
        parcel.cadastral = "Linz"
        #expect(try stage.desk.register.nearby(parcel, by: SmallOffice.anna).isEmpty)
        var point = Place()
        point.latitude = 48_306_000
        point.longitude = 14_286_000
        try stage.open("Schlagloch in der Fahrbahn", as: "punkt", place: point)
        point.latitude = 48_306_400
        #expect(try stage.desk.register.nearby(point, by: SmallOffice.anna).map(\.id) == ["punkt"])
        point.latitude = 48_307_000
        #expect(try stage.desk.register.nearby(point, by: SmallOffice.anna).isEmpty)
        let file = try #require(try stage.image("adresse"))
        #expect(try stage.desk.register.nearby(file, by: SmallOffice.anna).isEmpty)
        let candidates = try stage.desk.register.duplicates(
            procedure: "antrag", subject: "zubau CARPORT", place: spelled, party: "",
            by: SmallOffice.anna)
        #expect(candidates.map(\.row.id) == ["adresse"])
        #expect(candidates.first?.reasons == [.address, .words])
    }
}
