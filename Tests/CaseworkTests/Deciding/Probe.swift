import Casework

/// A small office and a small procedure that has one of everything a decision can meet.
enum Probe {
    static let today = CivilDay(iso: "2026-11-23") ?? CivilDay(ordinal: 0)

    static let office = Office(
        units: [
            Unit(id: "bbv", name: "Bau- und Bezirksverwaltung", sign: "BBV"),
            Unit(id: "ptu", name: "Planung, Technik und Umwelt", sign: "PTU"),
        ],
        persons: [
            Person(id: "anna", name: "Anna", memberships: [.init(unit: "bbv", role: .clerk)]),
            Person(
                id: "bert", name: "Bert", memberships: [.init(unit: "bbv", role: .clerk)],
                standsInFor: ["anna"]),
            Person(id: "carl", name: "Carl", memberships: [.init(unit: "bbv", role: .clerk)]),
            Person(
                id: "lena", name: "Lena",
                memberships: [
                    .init(unit: "bbv", role: .supervisor), .init(unit: "bbv", role: .clerk),
                ]),
            Person(id: "lois", name: "Lois", memberships: [.init(unit: "bbv", role: .supervisor)]),
            Person(id: "emil", name: "Emil", memberships: [.init(unit: "bbv", role: .intake)]),
            Person(id: "prue", name: "Prue", memberships: [.init(unit: "bbv", role: .auditor)]),
            Person(
                id: "adam", name: "Adam", memberships: [.init(unit: "bbv", role: .administrator)]),
            Person(id: "ute", name: "Ute", memberships: [.init(unit: "ptu", role: .clerk)]),
        ])

    static let procedure: Procedure = {
        var procedure = Procedure(
            id: "probe", title: "Probe", nature: .sovereign, unit: "bbv")
        procedure.kinds = [Kind(id: "art", title: "Art", source: "§ 1", start: "einlauf")]
        procedure.phases = [
            Phase(id: "einlauf", title: "Einlauf", publicStatus: "offen"),
            Phase(id: "verbesserung", title: "Verbesserung", waiting: .party),
            Phase(id: "entschieden", title: "Entschieden", waiting: .party),
            Phase(id: "ende", title: "Rechtskraft", waiting: .nobody, closes: true),
        ]
        procedure.publicStatuses = [
            PublicStatus(id: "offen", title: "offen"),
            PublicStatus(
                id: "zu", title: "abgeschlossen", closings: [.withdrawn, .transferred, .void]),
        ]
        procedure.results = [ResultDefinition(id: "ja", title: "bewilligt", positive: true)]
        procedure.partyRoles = [
            PartyRole(id: "antrag", title: "Antragsteller:in", standing: true, recipient: true)
        ]
        procedure.fields = [
            Field(id: "betrag", title: "Betrag", kind: .money(minimum: .zero, maximum: nil)),
            Field(id: "voll", title: "Vollständig am", kind: .day(.past)),
            Field(id: "recht", title: "Rechtskräftig am", kind: .day(.any)),
        ]
        procedure.checklist = [
            ChecklistItem(id: "plan", title: "Plan", source: "§ 29"),
            ChecklistItem(id: "ohne", title: "Ohne Quelle", source: ""),
        ]
        procedure.letters = [
            LetterTemplate(id: "auftrag", title: "Auftrag", kind: .order, body: "", proof: true),
            LetterTemplate(id: "bescheid", title: "Bescheid", kind: .ruling, body: "", proof: true),
        ]
        procedure.deadlines = deadlines
        procedure.steps = steps
        return procedure
    }()

    private static var deadlines: [DeadlineDefinition] {
        [
            period("entscheidung", .avgShift, .months(6), .us, [.received], [.step("bescheid")]),
            period("mangel", .avgShift, .weeks(4), .party, [.delivered("auftrag")], []),
            period("beschwerde", .avgShift, .weeks(4), .party, [.delivered("bescheid")], []),
            period("anzeige", .noShift, .weeks(8), .us, [.day("voll")], []),
        ]
    }

    private static func period(
        _ id: DeadlineID, _ rule: DeadlineRule, _ period: Period, _ binds: WaitingFor,
        _ starts: [Trigger], _ stops: [Trigger]
    ) -> DeadlineDefinition {
        let formula = (try? DeadlineFormula(rule, period)) ?? .fixed
        return DeadlineDefinition(
            id: id, title: id.raw, source: "§ 1", formula: formula, binds: binds, starts: starts,
            stops: stops)
    }

    private static var steps: [Step] {
        var order = Step(id: "auftrag", title: "Verbesserungsauftrag")
        order.from = ["einlauf"]
        order.to = "verbesserung"
        order.needs = [.somethingToDemand]
        order.letter = "auftrag"
        var ruling = Step(id: "bescheid", title: "Bescheid erlassen")
        ruling.from = ["einlauf", "verbesserung"]
        ruling.to = "entschieden"
        ruling.needs = [.fieldSet("betrag")]
        ruling.inputs = [StepInput(field: "betrag", required: true)]
        ruling.approval = ApprovalRule(role: .supervisor)
        ruling.letter = "bescheid"
        ruling.result = "ja"
        ruling.reason = .required
        var final = Step(id: "rechtskraft", title: "Rechtskraft feststellen")
        final.from = ["entschieden"]
        final.to = "ende"
        final.needs = [.letterDelivered("bescheid"), .deadlineExpired("beschwerde")]
        final.sets = [FieldSetting(field: "recht", value: .dayAfter("beschwerde"))]
        var ask = Step(id: "fragen", title: "Sachverständige befragen")
        ask.inquiry = .expert
        return [order, ruling, final, ask]
    }
}

/// A case being worked by several people, day by day, through `decide` alone.
struct Story {
    private(set) var file: CaseFile?
    private(set) var entries: [Entry] = []
    var today = Probe.today
    var office = Probe.office
    private var counter = 0

    init() {}

    /// A case of Anna's, with one party.
    static func opened() -> Story {
        var story = Story()
        story.act("emil", .open(opening))
        return story
    }

    static var opening: Opening {
        Opening(
            procedure: "probe", edition: "e", kind: "art", subject: "Zubau",
            received: CivilDay(iso: "2026-11-20") ?? Probe.today, channel: "post",
            parties: [Party(id: "p1", role: "antrag", name: "Elif Yıldız")],
            assignment: Assignment(unit: "bbv", person: "anna"))
    }

    func decision(_ actor: PersonID, _ body: ActBody, base: Int? = nil) -> Decision {
        decide(
            made(actor, body, base: base), on: file,
            under: circumstances(actor))
    }

    func circumstances(_ actor: PersonID) -> Circumstances {
        var facts = Facts()
        for entry in entries { facts.entries[entry.act.id] = entry }
        return Circumstances(
            procedure: Probe.procedure, office: office,
            actor: office.persons[actor] ?? Person(id: actor, name: "", memberships: []),
            facts: facts, today: today)
    }

    private func made(_ actor: PersonID, _ body: ActBody, base: Int?) -> Act {
        Act(
            id: ActID("a\(counter + 1)"), device: "d", counter: counter + 1, actor: actor,
            caseID: "c1", base: Base(version: base ?? file?.version ?? 0), body: body, at: .epoch)
    }

    /// Undertakes an act and applies what comes of it.
    @discardableResult
    mutating func act(_ actor: PersonID, _ body: ActBody, base: Int? = nil) -> Decision {
        let act = made(actor, body, base: base)
        let decision = decide(act, on: file, under: circumstances(actor))
        counter += 1
        guard decision.obstacle == nil else { return decision }
        let version = (file?.version ?? 0) + 1
        var changed =
            file ?? CaseFile(id: "c1", procedure: "probe", edition: "e", kind: "art")
        changed.apply(decision.changes, version: version, by: actor, at: .epoch)
        file = changed
        entries.append(
            Entry(
                sequence: entries.count + 1, caseID: "c1", version: version, act: act,
                at: .epoch, outcome: .applied, changes: decision.changes))
        return decision
    }

    /// Prepares the ruling, so that it waits for a second person.
    mutating func prepareRuling(by actor: PersonID = "anna") -> Decision {
        act(
            actor,
            .takeStep(
                StepTaking(
                    step: "bescheid", inputs: ["betrag": .money(Money(euro: 100))],
                    letter: LetterDraft(text: "Spruch", recipients: ["p1"]),
                    reason: "alles erfüllt")))
    }
}
