import Casework
import TextCanvas
import Workstation

/// A desk on a centre of another machine, by the list desk's store: what waits and what was
/// refused is laid out by hand.
enum SyncSample {
    static let now = SampleOffice.start

    /// The line in each of its states, with something in the outbox where that can be.
    static let lines: [(name: String, line: LineState)] = [
        ("allein", LineState()),
        ("verbunden", LineState(connection: .connected)),
        ("gleicht-ab", LineState(connection: .exchanging, outbox: 3, oldest: now)),
        (
            "offline",
            LineState(
                connection: .offline(since: now.adding(seconds: -33 * 60)), outbox: 12,
                oldest: now.adding(seconds: -30 * 60), refused: 2,
                offlineUntil: SampleOffice.today.adding(days: 7))
        ),
        (
            "offline-gestern",
            LineState(
                connection: .offline(since: now.adding(seconds: -26 * 3600)), outbox: 12,
                oldest: now.adding(seconds: -25 * 3600), refused: 2)
        ),
        (
            "alarm",
            LineState(
                connection: .connected, outbox: 3, oldest: now.adding(seconds: -50 * 60))
        ),
        ("anmeldung", LineState(connection: .halted(.loginNeeded), outbox: 5, oldest: now)),
        ("gesperrt", LineState(connection: .halted(.deviceLocked), outbox: 5, oldest: now)),
        ("veraltet", LineState(connection: .halted(.programTooOld))),
        ("zertifikat", LineState(connection: .halted(.certificateInvalid), outbox: 5, oldest: now)),
    ]

    static func line(
        _ number: Int, _ act: ActID, _ headline: String, _ lines: [String] = [], minutes: Int,
        by person: PersonID = "mhuber", known: Bool = true, numbered: Bool = true
    ) -> ActLine {
        var row = SampleRows.row(number)
        if !numbered { row.number = nil }
        return ActLine(
            act: act, caseID: row.id, actor: person, at: now.adding(seconds: -minutes * 60),
            row: known ? row : nil, headline: headline, lines: lines)
    }

    static func page() -> OutboxPage {
        var page = OutboxPage()
        page.waiting = [
            WaitingAct(
                line(
                    3, "w1", "Felder: Anlagenleistung", ["Anlagenleistung: 5,0 kWp → 5,2 kWp"],
                    minutes: 55), why: .line),
            WaitingAct(
                line(
                    1, "w2", "Schritt „Verbesserungsauftrag“", ["Schreiben: Sehr geehrte …"],
                    minutes: 41), why: .reserved),
            WaitingAct(line(6, "w3", "Beilage: Lageplan.pdf", minutes: 25), why: .parked),
            WaitingAct(
                line(8, "w4", "Akt angelegt: Bauanzeige", minutes: 9, numbered: false),
                why: .line),
            WaitingAct(
                line(9, "w5", "Notiz: Anrainer hat angerufen", minutes: 5, by: "asimic"),
                why: .colleague),
        ]
        page.refused = [refusedAssignment, refusedNote, refusedStep]
        page.cleared = [
            ClearedAct(
                line(7, "c1", "Wiedervorlage am Mo 07.12.2026", minutes: 2_000),
                obstacle: Obstacle(.caseClosed), manner: .discarded,
                reason: "Der Akt ist ohnehin zu.", by: "mhuber", at: now.adding(seconds: -3_600))
        ]
        return page
    }

    static let refusedAssignment = RefusedAct(
        line(4, "r1", "Zugeteilt an M. Huber", minutes: 30), acts: ["r1"],
        bodies: [.assign(Assignment(unit: "bbv", person: "mhuber"), reason: "")],
        obstacle: Obstacle(
            .roleMissing, [.unit: "Bau- und Bezirksverwaltung", .role: Role.supervisor.rawValue]),
        heldBy: "asimic")

    static let refusedNote = RefusedAct(
        line(5, "r2", "Notiz: Bitte zurückrufen", ["Bitte zurückrufen"], minutes: 20),
        acts: ["r2"], bodies: [.addNote(Note(id: "n", kind: .remark, text: "Bitte zurückrufen"))],
        obstacle: Obstacle(.caseClosed))

    static let refusedStep = RefusedAct(
        line(11, "r3", "Schritt „Zur Kenntnis nehmen“", minutes: 19, known: false), acts: ["r3"],
        bodies: [.takeStep(StepTaking(step: "ende"))], obstacle: Obstacle(.movedOn))
}
