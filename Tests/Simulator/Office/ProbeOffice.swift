import Casework
import SyncProtocol

/// A small office with two procedures, small enough that all its rules are written a second time
/// in `Oracle`.
package enum ProbeOffice {
    package static let units: [UnitID] = ["bbv", "sgs", "fin"]

    package static let office = Office(
        units: [
            Unit(id: "bbv", name: "Bau- und Bezirksverwaltung", sign: "BBV"),
            Unit(id: "sgs", name: "Stadtgrün", sign: "SGS"),
            Unit(id: "fin", name: "Finanzen", sign: "FIN"),
        ],
        persons: [
            person("anna", [("bbv", .clerk)]),
            person("bert", [("bbv", .clerk)], standsInFor: ["anna"]),
            person("cora", [("bbv", .clerk), ("sgs", .clerk)]),
            person("dora", [("sgs", .clerk)]),
            person("emil", [("fin", .clerk)]),
            person("eva", [("bbv", .supervisor), ("sgs", .supervisor)]),
            person("franz", [("fin", .supervisor)]),
            person("ina", [("bbv", .intake), ("fin", .intake)]),
            person("udo", [("bbv", .auditor), ("sgs", .auditor), ("fin", .auditor)]),
            person("adam", [("bbv", .administrator)]),
        ])

    private static func person(
        _ id: PersonID, _ roles: [(UnitID, Role)], standsInFor: [PersonID] = []
    ) -> Person {
        Person(
            id: id, name: "Frau oder Herr \(id.raw)",
            memberships: roles.map { Membership(unit: $0.0, role: $0.1) },
            standsInFor: standsInFor)
    }

    package static let application = EditionID(sha256Hex("alpha".utf8))
    package static let report = EditionID(sha256Hex("beta".utf8))
    package static let documents: [(ProcedureID, [UInt8])] = [
        ("alpha", Array("alpha".utf8)), ("beta", Array("beta".utf8)),
    ]

    package struct UnknownDocument: Error {}

    package static let read: @Sendable ([UInt8]) throws -> Procedure = { bytes in
        switch String(decoding: bytes, as: UTF8.self) {
        case "alpha": return procedure("alpha", .sovereign, "bbv")
        case "beta": return procedure("beta", .service, "sgs")
        default: throw UnknownDocument()
        }
    }

    package static let kinds: [KindID] = ["klein", "gross"]

    private static func procedure(
        _ id: ProcedureID, _ nature: LegalNature, _ unit: UnitID
    ) -> Procedure {
        var made = Procedure(id: id, title: "Verfahren \(id.raw)", nature: nature, unit: unit)
        made.kinds = kinds.map {
            Kind(id: $0, title: $0.raw, source: "§ 1", start: "neu")
        }
        made.publicStatuses = [
            PublicStatus(id: "offen", title: "offen"),
            PublicStatus(id: "erledigt", title: "erledigt"),
        ]
        made.results = [
            ResultDefinition(id: "ja", title: "bewilligt", positive: true),
            ResultDefinition(id: "nein", title: "abgelehnt", positive: false),
        ]
        made.phases = [
            Phase(id: "neu", title: "Neu", waiting: .us, publicStatus: "offen"),
            Phase(id: "arbeit", title: "In Arbeit", waiting: .us, publicStatus: "offen"),
            Phase(id: "wartet", title: "Wartet", waiting: .party, publicStatus: "offen"),
            Phase(
                id: "fertig", title: "Fertig", waiting: .nobody, publicStatus: "erledigt",
                closes: true),
        ]
        made.fields = fields
        made.checklist = [
            ChecklistItem(id: "plan", title: "Plan", source: "§ 28"),
            ChecklistItem(id: "foto", title: "Foto", source: ""),
        ]
        made.partyRoles = [
            PartyRole(id: "werber", title: "Werber:in", standing: true, recipient: true)
        ]
        made.steps = steps
        return made
    }

    private static let fields = [
        Field(id: "zahl", title: "Zahl", kind: .integer(minimum: 0, maximum: 1_000)),
        Field(
            id: "betrag", title: "Betrag", kind: .money(minimum: Money(cents: 0), maximum: nil)),
        Field(id: "name", title: "Name", kind: .text(.free), critical: true),
        Field(id: "lang", title: "Langtext", kind: .longText),
        Field(
            id: "wahl", title: "Wahl",
            kind: .choice([
                Option(id: "a", title: "A"), Option(id: "b", title: "B"),
                Option(id: "c", title: "C"),
            ])),
        Field(id: "tag", title: "Tag", kind: .day(.past)),
        Field(id: "ja", title: "Ja", kind: .flag),
        Field(id: "menge", title: "Menge", kind: .quantity(unit: "m", minimum: nil, maximum: nil)),
        Field(id: "nurgross", title: "Nur groß", kind: .text(.free), kinds: ["gross"]),
    ]

    private static var steps: [Step] {
        var begin = Step(id: "beginnen", title: "Beginnen")
        begin.from = ["neu", "wartet"]
        begin.to = "arbeit"
        var wait = Step(id: "warten", title: "Warten")
        wait.from = ["arbeit"]
        wait.to = "wartet"
        var finish = Step(id: "erledigen", title: "Erledigen")
        finish.from = ["arbeit"]
        finish.to = "fertig"
        finish.result = "ja"
        finish.needs = [.fieldSet("zahl")]
        var grant = Step(id: "genehmigen", title: "Genehmigen")
        grant.from = ["arbeit"]
        grant.to = "fertig"
        grant.result = "ja"
        grant.inputs = [StepInput(field: "betrag", required: true)]
        grant.approval = ApprovalRule(role: .supervisor)
        grant.posting = PostingRule(kind: .grant, amount: "betrag")
        var refuse = Step(id: "ablehnen", title: "Ablehnen")
        refuse.from = ["arbeit"]
        refuse.to = "fertig"
        refuse.result = "nein"
        refuse.reason = .required
        refuse.approval = ApprovalRule(role: .supervisor, when: .fieldIs("wahl", [.text("b")]))
        var mark = Step(id: "merken", title: "Merken")
        mark.sets = [FieldSetting(field: "tag", value: .today)]
        return [begin, wait, finish, grant, refuse, mark]
    }
}
