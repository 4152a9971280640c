import Casework
import Texts

/// A small procedure that exists nowhere but in tests.
enum Sample {
    static let procedure: Procedure = {
        var made = Procedure(
            id: "baum", title: "Baumpatenschaft", nature: .sovereign, unit: "SGS")
        made.kinds = [Kind(id: "pate", title: "Patenschaft", source: "§ 1", start: "eingang")]
        made.phases = [
            Phase(id: "eingang", title: "Vorprüfung"),
            Phase(id: "verbesserung", title: "Verbesserung", waiting: .party),
        ]
        made.fields = [
            Field(
                id: "art", title: "Baumart",
                kind: .choice([
                    Option(id: "linde", title: "Linde"), Option(id: "ahorn", title: "Ahorn"),
                ])),
            Field(
                id: "umfang", title: "Stammumfang",
                kind: .quantity(unit: "cm", minimum: nil, maximum: nil)),
        ]
        made.steps = [Step(id: "bessern", title: "Verbesserungsauftrag")]
        made.partyRoles = [
            PartyRole(id: "pate", title: "Patin/Pate", standing: true, recipient: true)
        ]
        made.results = [ResultDefinition(id: "ja", title: "bewilligt", positive: true)]
        made.checklist = [ChecklistItem(id: "plan", title: "Lageplan", source: "§ 2")]
        made.letters = [
            LetterTemplate(id: "auftrag", title: "Verbesserungsauftrag", kind: .order, body: "")
        ]
        if let formula = try? DeadlineFormula(.avgShift, .weeks(4)) {
            made.deadlines = [
                DeadlineDefinition(
                    id: "frist", title: "Verbesserungsfrist", source: "§ 13 Abs 3 AVG",
                    formula: formula, binds: .party, starts: [.delivered("auftrag")])
            ]
        }
        return made
    }()

    static let office = Office(
        units: [Unit(id: "SGS", name: "Stadtgrün", sign: "SGS")],
        persons: [
            Person(
                id: "mh", name: "M. Huber",
                memberships: [Membership(unit: "SGS", role: .clerk)])
        ])

    static let words = HistoryWords(procedure: procedure, office: office)

    static func day(_ iso: String) -> CivilDay { CivilDay(iso: iso) ?? CivilDay(ordinal: 0) }
}
