import Foundation
import Testing

/// A whole case of each procedure, from what comes in to what ends it: by keys where a person
/// reads and fills in, by `amtspult schritt` in between, through the running desk.
@Suite(.serialized) struct StoryTests {
    private func day(_ offset: Int) -> String {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = TimeZone(identifier: "Europe/Vienna") ?? .gmt
        let date = calendar.date(byAdding: .day, value: offset, to: Date()) ?? Date()
        let parts = calendar.dateComponents([.year, .month, .day], from: date)
        let (month, day) = (parts.month ?? 1, parts.day ?? 1)
        return "\(parts.year ?? 0)-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)"
    }

    private func state(_ office: Office, _ number: String) throws -> [String: Any] {
        let shell = try office.run("akt", number, "--json")
        return try #require(shell.json() as? [String: Any])
    }

    @Test func aReportIsAnsweredAndClosed() throws {
        let office = try Office(subjects: [])
        let file = try office.sandbox.write(
            """
            [{"service_request_id":"Q1","status":"open","service_name":"Verunreinigung",
            "description":"Scherben am Spielplatz Volksgarten","address":"Volksgartenstraße 1",
            "requested_datetime":"\(day(-1))T08:15:00+01:00","zipcode":"4020",
            "email":"melder@example.at","first_name":"Vera","last_name":"Muster"}]
            """, to: "app.json")
        try office.sandbox.did("einlesen", "--als", Office.clerk, file)
        let number = try #require(office.rows().first?["number"] as? String)
        let desk = try office.desk(width: 110, height: 40)
        try desk.openCase(number)
        try office.step("annehmen", ["kategorie": "verunreinigung"], of: number)
        try desk.expect("In Bearbeitung")
        try office.step("weiterleiten_einheit", of: number, to: "sgs")
        try desk.expect("Bei städtischer Einheit")
        #expect(try office.refusal("rueckmeldung_uebernehmen", of: number) == "Hindernis H044")
        // The unit's answer, by keys.
        try desk.openTab("Schriftstücke")
        desk.send(.home, .enter)
        try desk.expect("Antwort *")
        try desk.fill("Antwort", "Gereinigt heute früh.")
        desk.send(.control("s"))
        try desk.expect("gespeichert")
        try office.step("rueckmeldung_uebernehmen", ["massnahme": "Gereinigt."], of: number)
        try office.step("behoben", ["massnahme": "Gereinigt."], of: number)
        #expect(try office.refusal("erledigen", of: number) == "Hindernis H036")
        try desk.deliver("Antwort (behoben)", by: "Nachricht")
        try office.step("erledigen", of: number)
        let end = try state(office, number)
        #expect(end["phase"] as? String == "erledigt")
        #expect(end["publicStatus"] as? String == "erledigt")
        #expect(try office.rows("ist:offen").isEmpty)
        desk.send(.f(10))
        try desk.expectExit(0)
    }

    @Test func aBuildingNoticeRunsItsEightWeeks() throws {
        let office = try Office(subjects: [], units: ["bbv"])
        let desk = try office.desk(width: 110, height: 40)
        desk.send("i")
        try desk.expect("Einlauf erfassen", "Verfahrensart")
        try desk.choose("Verfahrensart", "Bauanzeige")
        try desk.fill("eingelangt am", day(-84))
        try desk.fill("Betreff", "Neubau Gartenhaus")
        try desk.fill("Straße", "Denkstraße")
        try desk.fill("Hausnummer", "12")
        try desk.fill("Name", "Vera Muster")
        desk.send(.control("s"))
        try desk.expect("Empfangsbestätigung", "Geschäftszahl", "Akt öffnen")
        desk.send("j")
        try desk.expect("Übersicht", "Neubau Gartenhaus", "Einlauf")
        let number = try #require(office.rows().first?["number"] as? String)
        // The first step by keys: its form, what it does, and done.
        desk.send("1")
        try desk.expect("Zuständigkeit, Widmung", "[ Weiter ]")
        desk.send(.control("s"))
        try desk.expect("Schritt setzen", "Einlauf → Vorprüfung")
        desk.send("j")
        try desk.expect("„Vorprüfung beginnen“ gespeichert")
        #expect(try office.refusal("frist_verstreichen", of: number) == "Hindernis H013")
        try desk.openTab("Unterlagen")
        desk.send("V")
        try desk.expect("vorhanden")
        desk.send("j")
        try desk.expect("gespeichert")
        try office.step("vollstaendig", ["vollstaendig_am": day(-84)], of: number)
        try desk.openTab("Fristen")
        try desk.expect("Untersagungsfrist", "§ 25a")
        try office.step("frist_verstreichen", of: number)
        try desk.expect("Baubeginn offen")
        try office.step(
            "anzeige_ablegen", ["agwr": "ja"], of: number, reason: "Nebengebäude ohne Anzeige")
        let end = try state(office, number)
        #expect(end["phase"] as? String == "abgeschlossen")
        #expect(try office.rows("ist:offen").isEmpty)
        desk.send(.f(10))
        try desk.expectExit(0)
        let again = try office.run("akt", number)
        #expect(again.output.contains("Abgeschlossen"))
    }

    @Test func aGrantGoesFromTheApplicationToItsProofOfUse() throws {
        let office = try Office(subjects: [], units: ["fiwi", "ptu"])
        let desk = try office.desk(width: 120, height: 50)
        desk.send("i")
        try desk.expect("Einlauf erfassen", "Verfahrensart")
        try desk.choose("Verfahrensart", "Umwelt und Mobilität")
        try desk.fill("eingelangt am", day(-14))
        try desk.fill("Betreff", "E-Lastenrad")
        try desk.fill("Name", "Miriam Hofer")
        try desk.choose("Programm", "(E-)Lastenrad und Anhänger")
        try desk.fill("Förderungszweck", "Ankauf eines E-Lastenrades")
        try desk.fill("Beantragter Betrag", "1260")
        try desk.say(yes: true, to: "Hauptwohnsitz oder Standort in Linz")
        try desk.say(yes: false, to: "Antrag als Unternehmen")
        try desk.choose("Antragsteller:in ist", "Privatperson")
        try desk.fill("Rechnung vom", day(-30))
        try desk.fill("Förderbare Kosten", "4200")
        try desk.choose("Art des Rades", "E-Lastenrad")
        desk.send(.control("s"))
        try desk.expect("Empfangsbestätigung", "Akt öffnen")
        desk.send("j")
        try desk.expect("Übersicht", "E-Lastenrad")
        let number = try #require(office.rows().first?["number"] as? String)
        try prepare(office, desk, number)
        try office.step("berechnen", of: number)
        try office.step("vorschlag_vorlegen", ["bedeckung": "1/5200/7780"], of: number)
        #expect(try office.refusal("genehmigen", of: number) == "Hindernis H001")
        try office.step("genehmigen", of: number, by: Office.supervisor)
        try office.step(
            "beschluss_eintragen",
            [
                "betrag_beschlossen": "1000", "beschluss_durch": "stadtsenat",
                "beschluss_am": day(-1), "beschluss_zahl": "StS 118/2026",
            ], of: number)
        try office.step("zusage", of: number)
        try desk.deliver("Förderungszusage", by: "Post ohne Nachweis")
        try office.step(
            "bankdaten", ["iban": "AT611904300234573201", "kontoinhaber": "Miriam Hofer"],
            of: number)
        try office.step("auszahlen_rechnung", of: number)
        try office.step("genehmigen", of: number, by: Office.supervisor)
        #expect(try state(office, number)["phase"] as? String == "nachweispruefung")
        try office.step(
            "nachweis_anerkennen", ["belegsumme": "4200", "belege_anzahl": "1"], of: number)
        #expect(try state(office, number)["phase"] as? String == "abgeschlossen")
        desk.send(.f(10))
        try desk.expectExit(0)
    }

    /// Fields, checklist and completeness of the grant.
    private func prepare(_ office: Office, _ desk: PseudoTerminal, _ number: String) throws {
        try office.step("pruefung_beginnen", of: number)
        try desk.openTab("Unterlagen")
        desk.send("V")
        try desk.expect("vorhanden")
        desk.send("j")
        try desk.expect("gespeichert")
        try office.step("vollstaendig", ["vollstaendig_am": day(-10)], of: number)
    }
}
