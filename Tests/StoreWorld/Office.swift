import Casework
import SyncProtocol

/// A small office and two small procedures for the tests of a store.
package enum SmallOffice {
    package static let anna: PersonID = "anna"
    package static let bert: PersonID = "bert"
    package static let chefin: PersonID = "chefin"
    package static let gast: PersonID = "gast"
    package static let niemand: PersonID = "niemand"

    package static let office = Office(
        units: [
            Unit(id: "bbv", name: "Bau- und Bezirksverwaltung", sign: "BBV"),
            Unit(id: "sgs", name: "Stadtgrün und Straßenbetreuung", sign: "SGS"),
            Unit(id: "fin", name: "Finanzen", sign: "FIN"),
        ],
        persons: [
            Person(
                id: anna, name: "Anna Huber",
                memberships: [
                    Membership(unit: "bbv", role: .clerk), Membership(unit: "sgs", role: .clerk),
                ]),
            Person(
                id: bert, name: "Bert Šimić",
                memberships: [Membership(unit: "bbv", role: .clerk)]),
            Person(
                id: chefin, name: "Dr. Eva Maier",
                memberships: [
                    Membership(unit: "bbv", role: .supervisor),
                    Membership(unit: "sgs", role: .supervisor),
                    Membership(unit: "fin", role: .supervisor),
                ]),
            Person(
                id: gast, name: "Fritz Fremd",
                memberships: [Membership(unit: "fin", role: .clerk)]),
            Person(
                id: niemand, name: "Nie Mand",
                memberships: [Membership(unit: "bbv", role: .administrator)]),
        ])

    package static let application: EditionID = EditionID(sha256Hex("antrag".utf8))
    package static let report: EditionID = EditionID(sha256Hex("meldung".utf8))

    package static let editions = [
        PublishedEdition(
            id: application, procedure: "antrag", document: Array("antrag".utf8), current: true),
        PublishedEdition(
            id: report, procedure: "meldung", document: Array("meldung".utf8), current: true),
    ]

    package struct UnknownDocument: Error {}

    package static let read: @Sendable ([UInt8]) throws -> Procedure = { bytes in
        switch String(decoding: bytes, as: UTF8.self) {
        case "antrag": return procedure("antrag", "Antrag auf Bewilligung", .sovereign, "bbv")
        case "meldung": return procedure("meldung", "Meldung einer Störung", .service, "sgs")
        default: throw UnknownDocument()
        }
    }

    private static func procedure(
        _ id: ProcedureID, _ title: String, _ nature: LegalNature, _ unit: UnitID
    ) -> Procedure {
        var made = Procedure(id: id, title: title, nature: nature, unit: unit)
        made.kinds = [
            Kind(id: "einfach", title: "Einfacher Fall", source: "§ 1", start: "einlauf"),
            Kind(id: "gross", title: "Großer Fall", source: "§ 2", start: "einlauf"),
        ]
        made.publicStatuses = [
            PublicStatus(id: "offen", title: "offen"),
            PublicStatus(id: "erledigt", title: "erledigt"),
        ]
        made.results = [ResultDefinition(id: "bewilligt", title: "bewilligt", positive: true)]
        made.phases = [
            Phase(id: "einlauf", title: "Einlauf", waiting: .us, publicStatus: "offen"),
            Phase(id: "pruefung", title: "Prüfung", waiting: .us, publicStatus: "offen"),
            Phase(id: "wartet", title: "Wartet", waiting: .party, publicStatus: "offen"),
            Phase(
                id: "fertig", title: "Fertig", waiting: .nobody, publicStatus: "erledigt",
                closes: true),
        ]
        made.fields = [
            Field(id: "flaeche", title: "Fläche", kind: .integer(minimum: 0, maximum: nil)),
            Field(id: "bemerkung", title: "Bemerkung", kind: .longText),
        ]
        made.columns = [Column(field: "flaeche", title: "Fläche", width: 8)]
        made.partyRoles = [
            PartyRole(id: "werber", title: "Werber:in", standing: true, recipient: true)
        ]
        made.deadlines = [
            DeadlineDefinition(
                id: "frist", title: "Entscheidungsfrist", source: "§ 73 AVG",
                formula: formula, binds: .us, starts: [.received], warnDays: 14)
        ]
        made.steps = steps
        return made
    }

    private static let formula: DeadlineFormula = {
        do {
            return try DeadlineFormula(rule: "AVG_SHIFT", period: "6M")
        } catch {
            preconditionFailure("no formula")
        }
    }()

    private static var steps: [Step] {
        var check = Step(id: "pruefen", title: "Prüfen")
        check.from = ["einlauf", "wartet"]
        check.to = "pruefung"
        var ask = Step(id: "nachfordern", title: "Nachfordern")
        ask.from = ["pruefung"]
        ask.to = "wartet"
        var finish = Step(id: "erledigen", title: "Erledigen")
        finish.from = ["pruefung"]
        finish.to = "fertig"
        finish.result = "bewilligt"
        var sign = Step(id: "genehmigen", title: "Genehmigen lassen")
        sign.from = ["pruefung"]
        sign.to = "fertig"
        sign.approval = ApprovalRule(role: .supervisor)
        return [check, ask, finish, sign]
    }
}
