import Casework
import TextCanvas
import Texts

/// The commands of Ausgang and Klärung.
let outboxCommands: [Command] = [
    Command(
        "outbox-open", "Akt der Zeile öffnen", keys: ["enter"], in: [.outbox], footer: "öffnen",
        help: "Öffnet den Akt der Handlung; die Liste bleibt, wo sie ist.",
        unless: { $0.hindranceToOpenAct }
    ) { state in
        if let id = state.outbox.currentLine?.caseID { state.openCase(id) }
    },
    Command(
        "redo-refused", "Noch einmal", keys: ["n"], in: [.outbox], footer: "nochmals",
        help: "Öffnet dasselbe Formular mit den eigenen Angaben auf dem heutigen Stand.",
        synonyms: ["wiederholen", "nochmals"], unless: { $0.hindranceToRedo }
    ) { $0.redoRefused() },
    Command(
        "note-refused", "In eine Notiz", keys: ["t"], in: [.outbox], footer: "Notiz",
        help: "Schreibt, was gewollt war und warum es nicht ging, als Notiz in den Akt.",
        synonyms: ["übernehmen", "vermerk"], unless: { $0.hindranceToNoteRefused }
    ) { $0.noteRefused() },
    Command(
        "discard-refused", "Verwerfen", keys: ["x", "f8"], in: [.outbox], footer: "verwerfen",
        help: "Gibt die Handlung mit Begründung auf; sie bleibt unter „Erledigt“ stehen.",
        synonyms: ["löschen", "aufgeben"], unless: { $0.hindranceWithoutRefused }
    ) { $0.discardRefused() },
    Command(
        "take-back", "Zurücknehmen", keys: ["u"], in: [.outbox], footer: "zurücknehmen",
        help: "Nimmt eine eigene Handlung zurück, die noch hier liegt; zeigt vorher, was bleibt.",
        synonyms: ["rückgängig", "nicht senden", "widerrufen"],
        unless: { $0.hindranceToTakeBack }
    ) { $0.askToTakeBack() },
    Command(
        "outbox-next", "Nächste Liste", keys: ["tab", "right"], in: [.outbox], footer: "Liste",
        help: "Ausgang, Klärung, Erledigt."
    ) { $0.stepOutbox(1) },
    Command("outbox-previous", "Vorige Liste", keys: ["shift-tab", "left"], in: [.outbox]) {
        $0.stepOutbox(-1)
    },
]

/// Reached from everywhere: what has not arrived, and what was refused.
let lineCommands: [Command] = [
    Command(
        "outbox", "Ausgang", keys: ["f2", "A"], in: .deskWithoutTyping,
        help: "Jede Handlung ohne Ergebnis der Zentrale, und warum sie noch hier liegt.",
        synonyms: ["nicht abgeglichen", "outbox", "warteschlange", "gesendet"]
    ) { $0.openOutbox(.waiting) },
    Command(
        "clearing", "Klärung", keys: ["K"], in: [.worklist, .approvals, .workload, .outbox],
        help: "Was die Zentrale nicht übernommen hat, mit dem Grund und dem, was zu tun ist.",
        synonyms: ["abgelehnt", "nicht übernommen"]
    ) { $0.openOutbox(.refused) },
    Command(
        "log-in", "Anmelden", keys: ["L"], in: .deskWithoutTyping,
        help: "Meldet an der Zentrale an; das Passwort steht nirgends und wird nirgends gemerkt.",
        synonyms: ["passwort", "kennwort", "sitzung"], unless: { $0.hindranceToLogIn }
    ) { $0.askPassword(of: $0.person) },
]

extension AppState {
    private var nothingHere: Hindrance { .desk("Hier liegt nichts.") }

    fileprivate var hindranceToOpenAct: Hindrance? {
        guard let line = outbox.currentLine else { return nothingHere }
        return line.row == nil
            ? .desk("Diesen Akt gibt es nicht, oder er ist für Sie nicht einsehbar.") : nil
    }

    fileprivate var hindranceToTakeBack: Hindrance? {
        guard outbox.tab == .waiting else {
            return .desk("Die Zentrale hat schon entschieden; zurücknehmen geht im Akt mit u.")
        }
        guard let waiting = outbox.currentWaiting else { return nothingHere }
        switch waiting.why {
        case .parked:
            return .desk("Die Zentrale hat diese Handlung schon; zurücknehmen geht danach.")
        case .colleague:
            let name = session.office.name(of: waiting.line.actor)
            return .desk("Zurücknehmen kann das nur, wer es war: \(name).")
        case .line, .reserved: return hindranceToOpenAct
        }
    }

    fileprivate var hindranceWithoutRefused: Hindrance? {
        guard outbox.currentRefused == nil else { return nil }
        return outbox.tab == .refused
            ? nothingHere
            : .desk("Das gilt für abgelehnte Handlungen; Tab führt zur Klärung.")
    }

    fileprivate var hindranceToRedo: Hindrance? {
        if let hindrance = hindranceWithoutRefused { return hindrance }
        guard let refused = outbox.currentRefused else { return nil }
        return refused.line.row == nil && refused.opening == nil
            ? .desk("Den Akt gibt es hier nicht mehr; es lässt sich nur verwerfen.") : nil
    }

    fileprivate var hindranceToNoteRefused: Hindrance? {
        if let hindrance = hindranceWithoutRefused { return hindrance }
        return outbox.currentRefused?.line.row == nil
            ? .desk("Ohne Akt gibt es keine Notiz; es lässt sich nur verwerfen.") : nil
    }

    fileprivate mutating func stepOutbox(_ steps: Int) {
        let all = OutboxState.Tab.allCases
        let index = all.firstIndex(of: outbox.tab) ?? 0
        outbox.tab = all[(index + steps + all.count) % all.count]
    }
}
