import Casework
import SyncProtocol
import Testing
import TextCanvas
import Workstation
import WorkstationRuntime

/// A grant case asks for what its programme needs and for nothing of the others.
@Suite struct AskedFieldTests {
    private static func file(
        _ kind: KindID, _ values: [FieldID: FieldValue]
    ) -> CaseFile {
        var file = CaseFile(id: "c", procedure: "foerderung", edition: "e", kind: kind)
        file.apply(
            values.map { Change(.field($0.key), from: nil, to: .field($0.value)) }, version: 1,
            by: "huber", at: .epoch)
        return file
    }

    private static let own: Set<FieldID> = [
        "radart", "pv_bauart", "leistung_kwp", "oemag_speicher", "kollektorflaeche", "wohnungen",
    ]

    @Test(
        arguments: [
            ("lastenrad", ["radart"]), ("dienstfahrrad", []),
            ("photovoltaik", ["pv_bauart", "leistung_kwp", "oemag_speicher"]),
            ("solarthermie_klein", ["kollektorflaeche", "wohnungen"]),
        ] as [(String, Set<FieldID>)])
    func ofTheProgrammeChosen(programme: String, expected: Set<FieldID>) throws {
        let procedure = try TestPlace.edition("foerderung").procedure
        let file = Self.file("umwelt", ["programm": .text(programme)])
        let asked = Set(procedure.fields(of: file).map(\.id))
        #expect(asked.intersection(Self.own) == expected)
        #expect(asked.isSuperset(of: ["kosten", "standort_linz", "unternehmerisch"]))
    }

    @Test func whatWasFilledInStaysToBeSeen() throws {
        let procedure = try TestPlace.edition("foerderung").procedure
        let file = Self.file(
            "umwelt", ["programm": .text("lastenrad"), "leistung_kwp": .quantity(Quantity(5))])
        #expect(procedure.fields(of: file).contains { $0.id == "leistung_kwp" })
    }

    @Test(arguments: [(nil, false), (false, false), (true, true)] as [(Bool?, Bool)])
    func theUndertakingIsAskedOfUndertakings(said: Bool?, asked: Bool) throws {
        let procedure = try TestPlace.edition("foerderung").procedure
        var values: [FieldID: FieldValue] = ["programm": .text("lastenrad")]
        values["unternehmerisch"] = said.map { .flag($0) }
        let fields = procedure.fields(of: Self.file("umwelt", values)).map(\.id)
        #expect(fields.contains("unternehmen") == asked)
        #expect(fields.contains("de_minimis_andere") == asked)
    }

    @Test func onlyProgrammesOfTheKindAreOffered() throws {
        let procedure = try TestPlace.edition("foerderung").procedure
        let field = procedure.fields(of: Self.file("sport", [:])).first { $0.id == "programm" }
        guard case .choice(let options)? = field?.kind else {
            Issue.record("keine Auswahl")
            return
        }
        #expect(
            Set(options.map(\.id)) == [
                "sport_betriebskosten", "sport_nachwuchs", "sport_veranstaltung",
                "dreijahresfoerderung",
            ])
    }

    /// "Antrag als Unternehmen" left empty is asked first, never the number of an undertaking.
    @Test func theFirstQuestionComesFirst() throws {
        let procedure = try TestPlace.edition("foerderung").procedure
        let desk = try GrantDesk()
        defer { desk.close() }
        let id = try desk.open("c1", fields: ["programm": .text("lastenrad")])
        let file = try desk.file(id)
        let step = try #require(procedure.step("zusage"))
        guard case .caseView(let view) = try desk.hands.answer(.openCase(id)) else { return }
        var moved = file
        moved.apply(
            [
                Change(Slot(.phase), from: .text("einlauf"), to: .text("zusage")),
                Change(.field("betrag_beschlossen"), from: nil, to: .field(.money(Money(euro: 9)))),
            ], version: file.version + 1, by: "fremd", at: .epoch)
        let circumstances = Circumstances(
            procedure: procedure, office: view.office,
            actor: try #require(view.office.persons["fremd"]), facts: view.facts,
            today: TestPlace.morning.civilDay)
        let obstacle = moved.obstacle(to: step, under: circumstances)
        #expect(obstacle?.code == .fieldEmpty)
        #expect(obstacle?.parameters[.field] == "Antrag als Unternehmen (Beihilfe)")
    }
}
