import Casework
import Foundation
import ProcedureCatalog
import Testing

@testable import Letters

/// Letters as they leave the office.
struct LetterTests {
    static func procedure() throws -> Procedure {
        let root = URL(fileURLWithPath: #filePath)
            .deletingLastPathComponent().deletingLastPathComponent()
        let folder = root.appendingPathComponent("ProcedureCatalogTests/Folders/dauerparkkarte")
        return try #require(compile(SourceFolder(path: folder.path)).procedure)
    }

    static func day(_ iso: String) -> CivilDay { CivilDay(iso: iso) ?? CivilDay(ordinal: 0) }

    /// A case with one missing item, as it stands.
    static func file(subject: String = "Dauerparkkarte Zone B") -> CaseFile {
        var file = CaseFile(id: "c", procedure: "dauerparkkarte", edition: "e", kind: "firmenwagen")
        var place = Place()
        place.street = "Landstraße"
        place.houseNumber = "30"
        let changes: [(Slot, SlotValue)] = [
            (Slot(.number), .number(CaseNumber(serial: 4168, year: 2026, sign: "PARK"))),
            (Slot(.subject), .text(subject)), (Slot(.received), .day(day("2026-10-01"))),
            (Slot(.place), .place(place)), (Slot(.phase), .text("einlauf")),
            (
                .item("ueberlassung"),
                .item(ItemRecord(state: .missing, remark: "Bitte im Original."))
            ),
            (.field("zone"), .field(.text("b"))), (.field("kennzeichen"), .field(.text("L-123AB"))),
            (.field("stellplatz"), .field(.flag(false))),
        ]
        file.apply(
            changes.map { Change($0.0, from: nil, to: $0.1) }, version: 1, by: "clerk",
            at: .epoch)
        return file
    }

    static func person(_ name: String = "Ayşe Demir") -> Party {
        var party = Party(id: "p", role: "bewohner", name: name)
        party.street = "Landstraße 30"
        party.postalCode = "4020"
        party.town = "Linz"
        return party
    }

    static func occasion(
        _ body: String, file: CaseFile = file(), to recipients: [Party] = [person()],
        reason: String = ""
    ) throws -> LetterOccasion {
        LetterOccasion(
            procedure: try procedure(), file: file,
            template: LetterTemplate(id: "t", title: "T", kind: .notice, body: body),
            recipients: recipients, reason: reason,
            author: Person(id: "huber", name: "M. Huber", memberships: []),
            unit: Unit(id: "parken", name: "Parkraum", sign: "PARK"), today: day("2026-10-02"))
    }

    func check(_ body: String, reason: String = "", gives: String) throws {
        #expect(try fill(try Self.occasion(body, reason: reason)) == gives)
    }

    @Test func theOrderNamesWhatIsMissing() throws {
        let template = try #require(try Self.procedure().letter("nachforderung"))
        let text = try fill(try Self.occasion(template.body))
        #expect(
            text == """
                Magistrat der Landeshauptstadt Linz
                Parkraum
                Hauptstraße 1-5, 4041 Linz

                Ayşe Demir
                Landstraße 30
                4020 Linz

                GZ: 0004168/2026 PARK
                Bearbeitung: M. Huber
                Linz, 2. Oktober 2026

                Dauerparkkarte Zone B, Landstraße 30

                Zu Ihrem Antrag vom 01.10.2026 fehlen noch:

                1. Bestätigung der Überlassung (§ 45 Abs 4 StVO): Der Arbeitgeber bestätigt
                   die Überlassung zur privaten Nutzung. Bitte im Original.

                Mit freundlichen Grüßen

                M. Huber
                Parkraum

                """)
    }

    @Test func valuesAreShownAsTheOfficeReadsThem() throws {
        try check(
            "{{felder.zone}}, {{felder.stellplatz}}, {{gebuehren.karte}}",
            gives: "Zone B, nein, 54,40 €\n")
        try check(
            "{{#felder.stellplatz}}ja{{/felder.stellplatz}}{{^felder.stellplatz}}keiner{{/felder.stellplatz}}",
            gives: "keiner\n")
        try check(
            "{{#felder.zone}}in {{felder.zone}}{{/felder.zone}}{{#felder.dauer}}nie{{/felder.dauer}}",
            gives: "in Zone B\n")
        try check(
            "{{#begruendung}}Weil: {{begruendung}}{{/begruendung}}", reason: "es so ist",
            gives: "Weil: es so ist\n")
    }

    /// What citizens write is data: no tag, no escape, nothing obeyed.
    @Test(arguments: [
        "{{gz}}", "{{#empfaenger}}{{name}}{{/empfaenger}}", "{{{gz}}}", "{{>kopf}}", "{{=<% %>=}}",
        "<b>&amp; \"Müller\" & Söhne</b>", "{{! weg }}", "}}{{", "{{% CONTENT_TYPE:HTML}}",
    ])
    func citizensTextIsNeverParsed(text: String) throws {
        let occasion = try Self.occasion(
            "A {{betreff}} B {{#empfaenger}}{{name}}{{/empfaenger}} C {{begruendung}}",
            file: Self.file(subject: text), to: [Self.person(text)], reason: text)
        let flat = try fill(occasion).split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect(flat == "A \(text) B \(text) C \(text)")
    }

    @Test func longLinesAreWrapped() throws {
        let words = Array(repeating: "Baubewilligungsverfahren", count: 12).joined(separator: " ")
        let text = try fill(try Self.occasion("1. {{begruendung}}", reason: words))
        let lines = text.split(separator: "\n")
        #expect(lines.allSatisfy { $0.count <= 76 })
        #expect(lines.dropFirst().allSatisfy { $0.hasPrefix("   B") })
        #expect(lines.joined(separator: " ").split(separator: " ").count == 13)
    }

    @Test func aSectionAndItsNumberStayTogether() {
        let text = String(repeating: "x", count: 72) + " (§ 13 Abs 3 AVG)"
        #expect(
            wrapped(text, width: 76) == [String(repeating: "x", count: 72), "(§ 13 Abs 3 AVG)"])
    }

    /// Who prepares does not sign for who approves.
    @Test func theSignatureNamesNobodyBeforeTheApproval() throws {
        var occasion = try Self.occasion("{{>amtssignatur}}")
        #expect(try fill(occasion).contains("M. Huber"))
        occasion.awaitsApproval = true
        let text = try fill(occasion)
        #expect(!text.contains("M. Huber"))
        #expect(text.contains("laut Genehmigungsvermerk"))
    }

    @Test func aWordLongerThanTheLineStaysWhole() {
        let word = String(repeating: "x", count: 100)
        #expect(wrapped("kurz \(word) kurz", width: 76) == ["kurz", word, "kurz"])
        #expect(wrapped("", width: 76) == [""])
        #expect(wrapped("   ", width: 76) == [""])
    }

    @Test func anUnreadableTemplateSaysWhere() throws {
        let occasion = try Self.occasion("eins\nzwei {{#offen}}\n")
        #expect(throws: LetterError.self) { try fill(occasion) }
    }

    /// Every name the author's check knows is filled, so that none stays silently empty.
    @Test func everyTagHasAValue() throws {
        let values = LetterContext(occasion: try Self.occasion("")).values
        for name in LetterTags.plain + LetterTags.sections.keys + LetterTags.dotted {
            #expect(values[name] != nil, "\(name)")
        }
        for name in LetterTags.partials { #expect(Partials.all[name] != nil, "\(name)") }
        let people = values["empfaenger"] as? [[String: Any]]
        #expect(people?.first.map { Set($0.keys) } == Set(LetterTags.person))
        let defects = values["maengel"] as? [[String: Any]]
        #expect(defects?.first.map { Set($0.keys) } == Set(LetterTags.sections["maengel"] ?? []))
    }

    @Test func recipientsFollowTheTemplateOrTheRoles() throws {
        let procedure = try Self.procedure()
        var file = Self.file()
        file.apply(
            [
                Change(.party("p"), from: nil, to: .party(Self.person())),
                Change(
                    .party("q"), from: nil, to: .party(Party(id: "q", role: "andere", name: "Q"))),
            ], version: 2, by: "clerk", at: .epoch)
        let template = try #require(procedure.letter("karte"))
        #expect(procedure.recipients(of: template, in: file).map(\.id) == ["p"])
        var chosen = template
        chosen.recipients = ["andere"]
        #expect(procedure.recipients(of: chosen, in: file).map(\.id) == ["q"])
    }

    /// The desk's preview has the step's inputs in it before they are saved.
    @Test func thePreviewHasTheStepsInputs() throws {
        var file = Self.file()
        file.apply(
            [Change(.party("p"), from: nil, to: .party(Self.person()))], version: 2, by: "clerk",
            at: .epoch)
        let clerk = Person(
            id: "clerk", name: "M. Huber",
            memberships: [Membership(unit: "parken", role: .clerk)])
        let circumstances = Circumstances(
            procedure: try Self.procedure(),
            office: Office(
                units: [Unit(id: "parken", name: "Parkraum", sign: "PARK")], persons: [clerk]),
            actor: clerk, today: Self.day("2026-10-02"))
        let taking = StepTaking(
            step: "bewilligen",
            inputs: [
                "gueltig_bis": .day(Self.day("2027-10-03")), "gebuehr": .money(Money(cents: 5440)),
            ])
        let occasion = try #require(file.occasion(of: taking, under: circumstances))
        let text = try fill(occasion)
        #expect(text.contains("Zone B gilt für das Fahrzeug L-123AB bis 03.10.2027."))
        #expect(file.field("gebuehr") == nil)
        #expect(file.occasion(of: StepTaking(step: "verlaengern"), under: circumstances) == nil)
    }
}
