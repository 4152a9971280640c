import Casework
import Workstation

/// The office of the tests: two clerks, one supervisor, three procedures without depth.
enum SampleOffice {
    static let today = CivilDay(iso: "2026-11-23") ?? CivilDay(ordinal: 0)
    static let start = Instant(
        CivilTime(day: today, time: TimeOfDay(hour: 9, minute: 14) ?? .midnight))

    static let office = Office(
        units: [Unit(id: "bbv", name: "Bau- und Bezirksverwaltung", sign: "BBV")],
        persons: [
            person("mhuber", "M. Huber", .clerk), person("asimic", "A. Šimić", .clerk),
            person("glehner", "G. Lehner", .supervisor),
        ])

    private static func person(_ id: PersonID, _ name: String, _ role: Role) -> Person {
        Person(id: id, name: name, memberships: [Membership(unit: "bbv", role: role)])
    }

    static let procedures: [Procedure] = [
        procedure("bau", "Baueinreichungen", [("bew", "Baubewilligung"), ("anz", "Bauanzeige")]),
        withColumns(procedure("foe", "Förderungen", [("pv", "Förderung PV")])),
        procedure("sal", "Schau auf Linz", [("meld", "Meldung")]),
    ]

    private static func procedure(
        _ id: ProcedureID, _ title: String, _ kinds: [(KindID, String)]
    ) -> Procedure {
        var made = Procedure(id: id, title: title, nature: .sovereign, unit: "bbv")
        made.kinds = kinds.map { Kind(id: $0.0, title: $0.1, source: "§ 25 BauO", start: "vor") }
        made.phases = [Phase(id: "vor", title: "Vorprüfung")]
        var close = Step(id: "ende", title: "Zur Kenntnis nehmen")
        close.from = ["vor"]
        made.steps = [close]
        made.checklist = [ChecklistItem(id: "plan", title: "Lageplan", source: "§ 29 BauO")]
        made.partyRoles = [
            PartyRole(id: "werber", title: "Bauwerber:in", standing: true, recipient: true)
        ]
        return made
    }

    private static func withColumns(_ procedure: Procedure) -> Procedure {
        var made = procedure
        made.fields = [
            Field(
                id: "programm", title: "Programm",
                kind: .choice([Option(id: "pv", title: "Photovoltaik")])),
            Field(
                id: "betrag", title: "Betrag", kind: .money(minimum: nil, maximum: nil)),
            Field(id: "bis", title: "Nachweis bis", kind: .day(.any)),
        ]
        made.columns = [
            Column(field: "programm", title: "Programm", width: 14),
            Column(field: "betrag", title: "beschlossen", width: 12),
            Column(field: "bis", title: "Nachweis", width: 10),
        ]
        return made
    }

    static func session(_ person: PersonID = "mhuber", place: DeskPlace? = nil) -> Session {
        let who = office.persons[person] ?? SampleOffice.person(person, "?", .clerk)
        return Session(person: who, office: office, procedures: procedures, place: place)
    }
}

/// Cases of the tests, made by number: the same number is always the same case.
enum SampleRows {
    private static let subjects = [
        "Zubau Carport", "Dachausbau, 2 Wohnungen", "Glasscherben am Spielplatz",
        "PV-Anlage 5 kWp", "Fällung einer Linde", "Errichtung eines Gartenhauses",
        "Straßenbeleuchtung ausgefallen", "Lastenrad für den Verein",
    ]
    private static let places = [
        "Denkstraße 12", "Landstraße 3", "Volksgarten", "Oed", "Auhof", "Ebelsberg 4",
    ]
    private static let waiting: [WaitingFor] = [.us, .approval, .unit, .party, .us, .expert]

    static func row(_ number: Int) -> WorklistRow {
        let kinds: [(ProcedureID, KindID)] = [
            ("bau", "anz"), ("bau", "bew"), ("sal", "meld"), ("foe", "pv"),
        ]
        let (procedure, kind) = kinds[number % 4]
        return WorklistRow(
            id: id(number),
            number: CaseNumber(serial: 4_100 + number, year: 2026, sign: "BBV"),
            procedure: procedure, kind: kind, phase: "vor", publicStatus: nil, result: nil,
            subject: subjects[number % subjects.count], place: places[number % places.count],
            received: SampleOffice.today.adding(days: -60 + number % 30),
            due: SampleOffice.today.adding(days: number - 3), dueTitle: "Untersagungsfrist",
            warnDays: 7, waiting: Waiting(waiting[number % waiting.count]), unit: "bbv",
            assignee: number % 5 == 4 ? nil : "mhuber", resubmission: nil, open: true,
            returnedTo: number == 2 ? "mhuber" : nil,
            approvalBy: number % 6 == 1 ? .supervisor : nil,
            preparedBy: number % 6 == 1 ? "mhuber" : nil, conflicts: number == 5 ? 1 : 0,
            version: 4, adrift: false)
    }

    static func id(_ number: Int) -> CaseID {
        let digits = String(number)
        return CaseID("case-" + String(repeating: "0", count: max(0, 7 - digits.count)) + digits)
    }

    static func rows(_ count: Int) -> [WorklistRow] { (0..<count).map(row) }
}
