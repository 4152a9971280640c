import Casework
import TextCanvas
import Texts

/// The commands of the case screen.
let caseCommands: [Command] =
    caseSteps + caseMoves + caseMenu + caseLeaving + caseActs + caseTabActs + intakeCommands

private let here: Set<ScreenID> = [.caseFile]

private let caseSteps: [Command] =
    (1...9).map { digit in
        Command(
            CommandID("case-step-\(digit)"), "Schritt \(digit)", keys: ["\(digit)"], in: here,
            footer: digit == 1 ? "bis 9 Schritt" : "",
            help:
                "Setzt den Schritt mit dieser Nummer; fragt, was er braucht, und zeigt die Wirkung.",
            unless: { $0.hindranceToStep(digit) }
        ) { $0.takeStep(digit: digit) }
    } + [
        Command(
            "case-steps", "Schritte", keys: ["s"], in: here,
            help: "Alle Schritte der Verfahrensart, mit dem Grund, wo einer nicht möglich ist.",
            synonyms: ["verfahrensschritt", "was kann ich tun"]
        ) { $0.chooseStep() },
        Command(
            "case-letter", "Brief", keys: ["b"], in: here, footer: "Brief",
            help: "Schritte, die ein Schreiben verfassen.",
            synonyms: ["bescheid", "schreiben", "schriftstück"]
        ) { $0.chooseStep(writing: true) },
    ]

private let caseMenu: [Command] = [
    Command(
        "case-edit", "Bearbeiten", keys: ["e", "f4"], in: here, footer: "bearbeiten",
        help: "Ändert, worauf der Zeiger steht, sonst die Felder.",
        synonyms: ["ändern", "felder"], unless: { $0.hindranceToEditCase }
    ) { $0.editCaseRow() },
    Command(
        "case-note", "Notiz", keys: ["t"], in: here, footer: "Notiz",
        help: "Notiz, Aktenvermerk (§ 16 AVG) oder Übergabenotiz.",
        synonyms: ["vermerk", "aktenvermerk", "übergabe"]
    ) { $0.writeNote() },
    Command(
        "case-menu", "Akt", keys: ["a", "f9"], in: here, footer: "mehr",
        help: "Zurückziehen, Abtreten, Öffnen, Befangenheit, Buchung, Verknüpfung, Akteneinsicht.",
        synonyms: ["weitere", "menü"]
    ) { $0.openCaseMenu() },
]

private let caseActs: [Command] = [
    Command(
        "case-resubmission", "Wiedervorlage", keys: ["w"], in: here, footer: "Wiedervorlage",
        help: "Der Tag, an dem der Akt wieder auf den Tisch kommt.", synonyms: ["kalendieren"],
        unless: { $0.hindranceToChangeCase }
    ) { $0.resubmitCase() },
    Command(
        "case-assign", "Zuteilen", keys: ["z"], in: here, footer: "zuteilen",
        help: "An eine Person oder eine andere Dienststelle.", synonyms: ["abgeben", "übernehmen"],
        unless: { $0.hindranceToOpenCaseWork }
    ) { $0.assignCase() },
    Command(
        "case-approve", "Genehmigen", keys: ["g"], in: here,
        help:
            "Zeigt das Schreiben und die Wirkung, dann die Unterschrift; nie die eigene Vorbereitung.",
        synonyms: ["approbieren", "freigeben", "unterschreiben"],
        unless: { $0.hindranceToApproveCase }
    ) { $0.approveCase() },
    Command(
        "case-send-back", "Zurückgeben", keys: ["G"], in: here,
        help: "Zurück an die Person, die vorbereitet hat, mit Begründung.",
        synonyms: ["zurückweisen", "zurücknehmen"], unless: { $0.hindranceToSendBack }
    ) { $0.sendCaseBack() },
    Command(
        "case-conflicts", "Konflikte", keys: ["c"], in: here,
        help: "Beide Werte und der frühere nebeneinander; jemand entscheidet.",
        unless: { $0.hindranceWithoutConflict }
    ) { $0.openConflicts() },
    Command(
        "case-copy-number", "Geschäftszahl des Akts kopieren", keys: ["y"], in: here,
        help: "In die Zwischenablage des eigenen Rechners, auch über ssh."
    ) { desk in
        guard let number = desk.caseFile?.view?.file.number else {
            return desk.say(.desk("Der Akt hat noch keine Zahl."))
        }
        desk.tell(.copy(number.description))
        desk.say("\(number) kopiert.")
    },
    Command(
        "case-undo", "Rückgängig", keys: ["u"], in: here,
        help: "Nimmt die letzte eigene Amtshandlung an diesem Akt zurück.",
        synonyms: ["zurücknehmen"]
    ) { $0.undoInCase() },
]

private let caseTabActs: [Command] = [
    Command(
        "case-add", "Neu", keys: ["n", "insert"], in: here,
        help: "Beilage, Beteiligte, Frist, Brief oder Notiz, je nach Reiter.",
        synonyms: ["hinzufügen", "aufnehmen"]
    ) { $0.addInCase() },
    Command(
        "case-remove", "Entfernen", keys: ["x", "f8"], in: here,
        help: "Beteiligte, Frist, Buchung oder Verknüpfung, mit Begründung.",
        synonyms: ["löschen", "aufheben", "stornieren"], unless: { $0.hindranceToEditCase }
    ) { $0.removeInCase() },
    Command(
        "case-view", "Ansehen", keys: ["f3", "l"], in: here,
        help: "Das Schreiben lesen, die Beilage im eingestellten Programm öffnen.",
        synonyms: ["öffnen", "lesen"]
    ) { $0.viewCaseRow() },
    item("case-item-present", "Vorhanden", "v", .present),
    item("case-item-missing", "Fehlt", "f", .missing),
    item("case-item-deficient", "Mangelhaft", "m", .deficient),
    item("case-item-not-needed", "Nicht erforderlich", "-", .notNeeded),
    Command(
        "case-items-all-present", "Alle Unterlagen vorhanden", keys: ["V"], in: here,
        help: "Vermerkt alles noch Ungeprüfte als vorhanden, nach einer Rückfrage.",
        synonyms: ["vollständig", "prüfliste"], unless: { $0.hindranceToEditCase }
    ) { $0.confirmAllPresent() },
    picture("case-picture-clean", "Bild unbedenklich", "p", .clean),
    picture("case-picture-blur", "Bild unkenntlich machen", "P", .mustBlur),
    deadline("case-deadline-extend", "Frist verlängern", "+") { $0.extendDeadline($1) },
    deadline("case-deadline-suspend", "Frist hemmen", "h") { $0.suspendDeadline($1) },
    deadline("case-deadline-resume", "Frist weiterlaufen lassen", "H") { $0.resumeDeadline($1) },
    deadline("case-deadline-what-if", "Was wäre, wenn", "d", changes: false) {
        $0.whatIfDeadline($1)
    },
]

private func item(_ id: CommandID, _ title: String, _ key: String, _ state: ItemState) -> Command {
    Command(
        id, title, keys: [key], in: here, help: "Befund der Unterlage unter dem Zeiger.",
        synonyms: ["prüfliste", "unterlage"], unless: { $0.hindranceWithoutRow(.item) }
    ) { desk in
        if case .slot(let slot)? = desk.caseRow { desk.setItem(ItemID(slot.key), state) }
    }
}

private func picture(
    _ id: CommandID, _ title: String, _ key: String, _ check: Attachment.PictureCheck
) -> Command {
    Command(
        id, title, keys: [key], in: here, help: "Bildprüfung auf Gesichter und Kennzeichen.",
        synonyms: ["bildprüfung", "foto"], unless: { $0.hindranceWithoutRow(.attachment) }
    ) { desk in
        if case .slot(let slot)? = desk.caseRow {
            desk.checkPicture(AttachmentID(slot.key), check)
        }
    }
}

private func deadline(
    _ id: CommandID, _ title: String, _ key: String, changes: Bool = true,
    run: @escaping @Sendable (inout AppState, String) -> Void
) -> Command {
    Command(
        id, title, keys: [key], in: here, help: "Für die Frist unter dem Zeiger.",
        synonyms: ["frist"],
        unless: { $0.hindranceWithoutRow(.deadline) ?? (changes ? $0.hindranceToEditCase : nil) }
    ) { desk in
        if case .slot(let slot)? = desk.caseRow { run(&desk, slot.key) }
    }
}

private let caseMoves: [Command] = [
    Command(
        "case-open", "Aufklappen", keys: ["enter"], in: here, footer: "öffnen",
        help: "Zeigt die Erklärung der Frist, den Text der Beilage, die Änderung im Verlauf."
    ) { $0.openCaseRow() },
    Command(
        "case-tab-next", "Nächster Reiter", keys: ["tab", "right"], in: here, footer: "Reiter"
    ) { desk in
        if let tab = desk.caseFile?.tab { desk.caseFile?.tab = tab.step(1) }
    },
    Command("case-tab-previous", "Voriger Reiter", keys: ["shift-tab", "left"], in: here) { desk in
        if let tab = desk.caseFile?.tab { desk.caseFile?.tab = tab.step(-1) }
    },
    Command("case-up", "Zeile hinauf", keys: ["up", "k"], in: here) {
        $0.moveInCase { $0.move(-1, $1, height: $2) }
    },
    Command("case-down", "Zeile hinunter", keys: ["down", "j"], in: here) {
        $0.moveInCase { $0.move(1, $1, height: $2) }
    },
    Command("case-page-up", "Seite hinauf", keys: ["pageup", "ctrl-b"], in: here) {
        $0.moveInCase { $0.page(-1, $1, height: $2) }
    },
    Command("case-page-down", "Seite hinunter", keys: ["pagedown", "ctrl-f"], in: here) {
        $0.moveInCase { $0.page(1, $1, height: $2) }
    },
    Command("case-first", "Erste Zeile", keys: ["home"], in: here) {
        $0.moveInCase { $0.toEnd(false, $1, height: $2) }
    },
    Command("case-last", "Letzte Zeile", keys: ["end"], in: here) {
        $0.moveInCase { $0.toEnd(true, $1, height: $2) }
    },
]

private let caseLeaving: [Command] = [
    Command(
        "case-next", "Nächster Akt der Liste", keys: ["J"], in: here, footer: "nächster",
        help: "Ohne den Umweg über die Liste."
    ) { $0.openNeighbour(1) },
    Command("case-previous", "Voriger Akt der Liste", keys: ["K"], in: here) {
        $0.openNeighbour(-1)
    },
    Command("case-back", "Zurück", keys: ["esc", "f12"], in: here, footer: "zurück") {
        $0.leaveCase()
    },
]
