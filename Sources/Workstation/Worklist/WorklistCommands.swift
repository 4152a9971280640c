import Casework
import TextCanvas

/// The commands of the Arbeitsvorrat.
let worklistCommands: [Command] =
    [
        Command(
            "open", "Akt öffnen", keys: ["enter"], in: [.worklist], footer: "öffnen",
            help: "Öffnet den Akt; die Liste bleibt, wo sie ist.", synonyms: ["bearbeiten"],
            unless: { $0.hindranceWithoutRow }
        ) { $0.openCurrent() },
        Command(
            "next-case", "Nächster Fall", keys: ["n"], in: [.worklist],
            footer: "nächster Fall",
            help: "Schlägt vor, was als Nächstes zu tun ist, und sagt warum. Entscheidet nichts.",
            synonyms: ["vorschlag", "weiter", "was jetzt"]
        ) { $0.askNext() },
        Command(
            "assign", "Zuteilen", keys: ["z"], in: [.worklist], footer: "zuteilen",
            help: "Teilt den Akt oder die markierten einer Person zu.",
            synonyms: ["zuteilung", "weitergeben", "umteilen"], unless: { $0.hindranceWithoutRow }
        ) { $0.chooseAssignee() },
        Command(
            "mark", "Markieren", keys: ["space", "insert"], in: [.worklist], footer: "markieren",
            help: "Markiert die Zeile und geht weiter; Handlungen gelten dann allen markierten.",
            unless: { $0.hindranceWithoutRow }
        ) { $0.toggleMark() },
        Command(
            "assign-me", "Mir zuteilen", keys: ["m"], in: [.worklist],
            help: "Nimmt den Akt oder die markierten auf den eigenen Tisch.",
            synonyms: ["übernehmen", "nehmen"], unless: { $0.hindranceWithoutRow }
        ) { $0.assign(to: $0.person.id) },
        Command(
            "resubmit", "Wiedervorlage", keys: ["w"], in: [.worklist],
            help: "Legt fest, wann der Akt wieder auftaucht.",
            synonyms: ["kalendieren", "termin", "später"], unless: { $0.hindranceWithoutRow }
        ) { $0.fillInResubmission() },
        Command(
            "note", "Notiz", keys: ["t"], in: [.worklist],
            help: "Schreibt eine Notiz zum Akt oder zu allen markierten.",
            synonyms: ["vermerk", "anmerkung"], unless: { $0.hindranceWithoutRow }
        ) { $0.fillInNote(.remark) },
        Command(
            "handover", "Übergabenotiz", keys: ["h"], in: [.worklist],
            help: "Was die nächste Person wissen muss; steht in der Vorschau ganz oben.",
            synonyms: ["übergabe", "vertretung", "urlaub"], unless: { $0.hindranceWithoutRow }
        ) { $0.fillInNote(.handover) },
        Command(
            "bulk-step", "Schritt für markierte", keys: ["x"], in: [.worklist],
            help: "Setzt denselben Schritt in allen markierten Akten; zeigt vorher, was geschieht.",
            synonyms: ["sammelbearbeitung", "massenerledigung"],
            unless: { $0.hindranceToBulkStep }
        ) { $0.chooseBulkStep() },
    ] + worklistViewCommands + queueCommands

private let worklistViewCommands: [Command] = [
    Command(
        "mark-range", "Bereich markieren", keys: ["V"], in: [.worklist],
        help: "Vom zuletzt markierten bis zu diesem Akt.", unless: { $0.hindranceWithoutRow }
    ) { $0.markRange() },
    Command(
        "mark-all", "Alle markieren", keys: ["+"], in: [.worklist],
        help: "Alles, was die Liste mit ihrem Filter zeigt, höchstens 1.000.",
        unless: { $0.hindranceWithoutRow }
    ) { $0.markAll() },
    Command(
        "unmark", "Markierungen löschen", keys: ["-"], in: [.worklist],
        help: "Die Akten selbst bleiben, wie sie sind.",
        unless: { $0.worklist.marked.isEmpty ? .desk("Nichts ist markiert.") : nil }
    ) { $0.unmarkAll() },
    Command(
        "filter", "Filtern", keys: ["f"], in: [.worklist],
        help: "frist<3t verfahren:… zugeteilt:ich \"Wort\"; die Liste folgt beim Tippen.",
        synonyms: ["einschränken"]
    ) { $0.openFilter() },
    Command(
        "clear-filter", "Filter löschen", keys: ["F"], in: [.worklist],
        help: "Die Liste zeigt wieder den ganzen Vorrat.",
        unless: { $0.worklist.query.filter.isEmpty ? .desk("Kein Filter ist gesetzt.") : nil }
    ) { $0.clearFilter() },
    Command(
        "saved-filters", "Gespeicherte Filter", keys: ["l"], in: [.worklist],
        help: "Wählt einen gespeicherten Filter für diese Liste.", synonyms: ["ansichten"],
        unless: {
            $0.settings.filters.isEmpty ? .desk("Noch kein Filter ist gespeichert (S).") : nil
        }
    ) { $0.chooseFilter() },
    Command(
        "save-filter", "Filter speichern", keys: ["S"], in: [.worklist],
        help: "Gibt dem Filter dieser Liste einen Namen.",
        unless: { $0.worklist.query.filter.isEmpty ? .desk("Kein Filter ist gesetzt.") : nil }
    ) { $0.nameFilter() },
    Command(
        "sort", "Sortieren", keys: ["s"], in: [.worklist],
        help: "Wählt die Ordnung; dieselbe noch einmal kehrt sie um.",
        synonyms: ["ordnen", "reihenfolge"]
    ) { $0.chooseOrder() },
    Command(
        "preview", "Vorschau ein oder aus", keys: ["f3", "v"], in: [.worklist],
        help: "Ohne Vorschau zeigt die Liste mehr Zeilen.", synonyms: ["ansehen"]
    ) { $0.togglePreview() },
    Command(
        "copy-number", "Geschäftszahl kopieren", keys: ["y"], in: [.worklist],
        help: "In die Zwischenablage des eigenen Rechners, auch über ssh.",
        unless: {
            $0.worklist.current?.number == nil ? .desk("Der Akt hat noch keine Zahl.") : nil
        }
    ) { $0.copyNumber() },
    Command(
        "export-list", "Liste ausgeben", keys: ["c"], in: [.worklist],
        help: "Schreibt die ganze Liste mit ihrem Filter als CSV-Datei.",
        synonyms: ["csv", "tabelle", "exportieren"]
    ) { $0.exportList() },
]

private let queueCommands: [Command] =
    [
        Command(
            "queues", "Vorräte zeigen", keys: ["g"], in: [.worklist],
            help: "Alle Vorräte mit ihren Zahlen, zum Auswählen.", synonyms: ["listen", "gehe zu"]
        ) { $0.openQueuePane() },
        Command(
            "next-queue", "Nächster Vorrat", keys: ["tab", "right"], in: [.worklist],
            help: "Jeder Vorrat behält seinen Ort, Filter und seine Ordnung."
        ) { $0.stepQueue(1) },
        Command(
            "previous-queue", "Voriger Vorrat", keys: ["shift-tab", "left"], in: [.worklist]
        ) { $0.stepQueue(-1) },
    ]
    + (1...9).map { number in
        Command(
            CommandID("queue-\(number)"), "\(number). Vorrat", keys: ["\(number)"],
            in: [.worklist], help: "Öffnet den Vorrat mit dieser Nummer.",
            unless: { state in
                state.queues.count < number ? .desk("So viele Vorräte gibt es nicht.") : nil
            }
        ) { $0.openQueue(at: number - 1) }
    }
