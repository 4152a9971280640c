import Casework

/// A procedure that exists only in tests: somebody takes care of a tree of the city.
enum TreeProcedure {
    static let made: Procedure = {
        var made = Procedure(
            id: "baumpatenschaft", title: "Baumpatenschaft", nature: .sovereign, unit: "SGS")
        made.kinds = [
            Kind(id: "pate", title: "Patenschaft", source: "§ 1 Baumordnung", start: "vorpruefung"),
            Kind(id: "fest", title: "Baumfest", source: "§ 9 Baumordnung", start: "vorpruefung"),
        ]
        made.phases = phases
        made.results = [ResultDefinition(id: "bewilligt", title: "bewilligt", positive: true)]
        made.publicStatuses = [PublicStatus(id: "offen", title: "offen")]
        made.fields = fields
        made.checklist = [
            ChecklistItem(
                id: "plan", title: "Lageplan mit drei Fixpunkten", source: "§ 3 Z 1 Baumordnung",
                demand: "Ein Lageplan im Maßstab 1:500."),
            ChecklistItem(
                id: "zustimmung", title: "Zustimmung der Nachbarschaft",
                source: "§ 3 Z 2 Baumordnung"),
            ChecklistItem(id: "wunsch", title: "Wunschliste", source: ""),
        ]
        made.partyRoles = [
            PartyRole(id: "pate", title: "Patin/Pate", standing: true, recipient: true),
            PartyRole(id: "nachbar", title: "Nachbarschaft", standing: true, recipient: false),
        ]
        made.addressees = [
            Addressee(id: "gutachter", title: "Baumsachverständige", kind: .expert)
        ]
        made.letters = [
            LetterTemplate(
                id: "auftrag", title: "Verbesserungsauftrag", kind: .order, body: "", proof: true),
            LetterTemplate(id: "bescheid", title: "Bescheid", kind: .ruling, body: "", proof: true),
        ]
        made.deadlines = deadlines
        made.fees = [
            fee(47, "2020-01-01", "alter Tarif"), fee(61, "2025-07-01", "TP 6 GebG"),
            fee(99, "2099-01-01", "künftig"),
        ]
        made.steps = steps
        return made
    }()

    private static func fee(_ euro: Int64, _ from: String, _ source: String) -> Fee {
        Fee(
            id: "eingabe", title: "Eingabegebühr", amount: Money(euro: euro),
            validFrom: SampleCase.day(from), source: source)
    }

    private static let phases = [
        Phase(id: "vorpruefung", title: "Vorprüfung", publicStatus: "offen"),
        Phase(id: "verbesserung", title: "Verbesserung", waiting: .party),
        Phase(id: "ermittlung", title: "Ermittlung"),
        Phase(id: "entschieden", title: "Entschieden", waiting: .party),
        Phase(id: "abgelegt", title: "Abgelegt", closes: true),
    ]

    private static let fields = [
        Field(
            id: "art", title: "Baumart",
            kind: .choice([
                Option(id: "linde", title: "Linde"), Option(id: "ahorn", title: "Bergahorn"),
            ]), group: "Baum", intake: true),
        Field(
            id: "umfang", title: "Stammumfang",
            kind: .quantity(unit: "cm", minimum: Quantity(10), maximum: Quantity(900)),
            group: "Baum"),
        Field(
            id: "kosten", title: "Kosten", kind: .money(minimum: Money(cents: 0), maximum: nil),
            group: "Geld"),
        Field(id: "gepflanzt", title: "Gepflanzt am", kind: .day(.past), group: "Baum"),
        Field(id: "geschuetzt", title: "Naturdenkmal", kind: .flag, group: "Baum"),
    ]

    private static var deadlines: [DeadlineDefinition] {
        guard let order = try? DeadlineFormula(.avgShift, .weeks(4)),
            let decision = try? DeadlineFormula(.noShift, .weeks(8))
        else { return [] }
        return [
            DeadlineDefinition(
                id: "entscheidung", title: "Entscheidungsfrist", source: "§ 25a Baumordnung",
                formula: decision, binds: .us, starts: [.received], stops: [.step("erlassen")],
                consequence: "Die Patenschaft gilt als bewilligt."),
            DeadlineDefinition(
                id: "verbesserung", title: "Verbesserungsfrist", source: "§ 13 Abs 3 AVG",
                formula: order, binds: .party, starts: [.delivered("auftrag")],
                stops: [.step("vollstaendig")]),
        ]
    }

    private static var steps: [Step] {
        var order = Step(id: "auftrag", title: "Verbesserungsauftrag")
        order.help = "Fordert nach, was fehlt oder mangelhaft ist."
        order.source = "§ 13 Abs 3 AVG"
        order.from = ["vorpruefung"]
        order.to = "verbesserung"
        order.needs = [.somethingToDemand]
        order.letter = "auftrag"
        order.reason = .none
        var complete = Step(id: "vollstaendig", title: "Vollständig")
        complete.from = ["vorpruefung", "verbesserung"]
        complete.to = "ermittlung"
        complete.needs = [.checklistComplete]
        complete.reason = .none
        var ask = Step(id: "gutachten", title: "Gutachten einholen")
        ask.from = ["vorpruefung", "ermittlung"]
        ask.inquiry = .expert
        var measure = Step(id: "messen", title: "Vermessen")
        measure.from = ["vorpruefung", "ermittlung"]
        measure.inputs = [
            StepInput(field: "umfang", required: true), StepInput(field: "kosten", required: false),
        ]
        measure.reason = .required
        var issue = Step(id: "erlassen", title: "Bescheid erlassen")
        issue.from = ["ermittlung"]
        issue.to = "entschieden"
        issue.letter = "bescheid"
        issue.approval = ApprovalRule(role: .supervisor)
        issue.result = "bewilligt"
        issue.reason = .none
        var file = Step(id: "ablegen", title: "Ablegen")
        file.from = ["entschieden"]
        file.to = "abgelegt"
        file.reason = .none
        return [order, complete, ask, measure, issue, file]
    }
}
