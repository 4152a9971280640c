import Casework
import TextCanvas
import Texts

/// Commands of the whole desk. Letters are left out where something is typed: there the F-keys
/// work, and on the other screens their letter twins do too.
let deskCommands: [Command] =
    [
        Command(
            "search", "Suchen", keys: ["/", "f7"], in: .deskWithoutTyping, footer: "suchen",
            help: "Volltext und Merkmale über alle Akten, während des Tippens.",
            synonyms: ["finden", "volltext", "geschäftszahl"]
        ) { $0.openSearch() },
        Command(
            "palette", "Befehl suchen", keys: [":", "ctrl-p"], in: .deskWithoutTyping,
            footer: "Befehl", help: "Jeder Befehl nach seinem Namen, mit seiner Taste.",
            synonyms: ["palette", "menü", "kommando"]
        ) { $0.openPalette() },
        Command(
            "undo", "Rückgängig", keys: ["u"], in: [.worklist, .approvals, .bulk],
            help: "Nimmt die letzte eigene Amtshandlung zurück; zeigt vorher, was sich ändert.",
            synonyms: ["zurücknehmen", "storno", "undo"]
        ) { $0.askUndo(of: nil) },
        Command(
            "repeat", "Wiederholen", keys: ["."], in: [.worklist],
            help: "Dieselbe Handlung noch einmal, an diesem Akt oder den markierten.",
            synonyms: ["nochmals", "wie vorher"],
            unless: { $0.hindranceToRepeat }
        ) { $0.repeatLast() },
        Command(
            "new-case", "Einlauf erfassen", keys: ["i"], in: [.worklist, .search],
            help: "Legt einen neuen Akt an: Parteienverkehr, Telefon, Post, E-Mail.",
            synonyms: ["neu", "anlegen", "eingang", "protokollieren"],
            unless: { $0.hindranceToIntake }
        ) { $0.openIntake() },
        Command(
            "approvals", "Genehmigungen", keys: ["a"], in: [.worklist],
            help: "Was auf Ihre Unterschrift wartet, mit dem, was sie bewirkt.",
            synonyms: ["approbation", "vier augen", "unterschreiben", "freigeben"],
            unless: { $0.hindranceToSign }
        ) { $0.openApprovals() },
        Command(
            "workload", "Auslastung", keys: ["p"], in: [.worklist],
            help: "Wer wie viel hat; von hier aus wird zugeteilt.",
            synonyms: ["personen", "verteilung", "leitstand", "wer hat wie viel"],
            unless: { $0.hindranceOfSupervisor }
        ) { $0.openWorkload() },
        Command(
            "switch-person", "Benutzer wechseln", keys: ["P"], in: [.worklist],
            help: "Eine andere Person setzt sich an diesen Platz; jede hat ihren eigenen Ort.",
            synonyms: ["anmelden", "abmelden", "person"]
        ) { $0.choosePerson() },
        Command(
            "options", "Einstellungen", keys: ["o"], in: [.worklist, .caseFile],
            help: "Farben, Maus, Vorschau, gespeicherte Filter.",
            synonyms: ["optionen", "konfiguration"]
        ) { $0.show(.options) },
        Command(
            "theme", "Farben wählen", keys: ["T"], in: [.worklist],
            help: "Hell, dunkel, hoher Kontrast, ohne Farben.", synonyms: ["thema", "theme"]
        ) { $0.chooseTheme() },
        Command(
            "mouse", "Maus ein oder aus", keys: ["f6"], in: .desk,
            help: "Ohne Maus geht das Markieren von Text durch das Terminal.",
            synonyms: ["text auswählen", "kopieren"]
        ) { $0.toggleMouse() },
    ] + outermostCommands

private let outermostCommands: [Command] = [
    Command(
        "synchronise", "Abgleichen", keys: ["f5", "r"], in: .desk,
        help: "Tauscht mit der Zentrale aus und liest alles neu.",
        synonyms: ["aktualisieren", "neu laden", "sync"]
    ) { $0.synchronise() },
    Command(
        "repaint", "Bildschirm neu zeichnen", keys: ["ctrl-l"], in: .desk,
        help: "Wenn ein anderes Programm in das Fenster geschrieben hat."
    ) { $0.tell(.repaint) },
    Command(
        "suspend", "Anhalten", keys: ["ctrl-z"], in: .desk,
        help: "Zurück zur Shell; mit fg geht es hier weiter."
    ) { state in
        state.keepPlace()
        state.tell(.suspend)
    },
    Command(
        "help", "Hilfe", keys: ["f1", "?"], in: .desk, footer: "Hilfe",
        help: "Alle Tasten dieses Bildschirms, mit Erklärung.", synonyms: ["tasten", "handbuch"]
    ) { $0.openHelp() },
    Command(
        "quit", "Ende", keys: ["f10", "Q"], in: .desk, footer: "Ende",
        help: "Beendet das Programm; alles bleibt, wo es ist.", synonyms: ["schließen", "beenden"]
    ) { $0.quit() },
]

extension AppState {
    var hindranceOfSupervisor: Hindrance? {
        session.isSupervisor
            ? nil : .obstacle(Obstacle(.roleMissing, [.role: Role.supervisor.rawValue]))
    }

    /// A second pair of eyes may be a colleague's; which role signs is the step's matter.
    var hindranceToSign: Hindrance? { hindranceWithout([.clerk, .supervisor]) }
    var hindranceToIntake: Hindrance? { hindranceWithout([.intake, .clerk, .supervisor]) }

    private func hindranceWithout(_ roles: [Role]) -> Hindrance? {
        let may = person.active && person.memberships.contains { roles.contains($0.role) }
        return may
            ? nil
            : .obstacle(
                Obstacle(.roleMissing, [.role: roles.map(\.rawValue).joined(separator: ",")]))
    }

    var hindranceWithoutRow: Hindrance? {
        targets.isEmpty ? .desk("Hier liegt kein Akt.") : nil
    }
}
