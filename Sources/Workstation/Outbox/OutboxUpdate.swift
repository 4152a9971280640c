import Casework
import TextCanvas
import Texts

extension AppState {
    mutating func openOutbox(_ tab: OutboxState.Tab) {
        outbox.tab = tab
        show(.outbox)
        askOutbox(blocks: true)
    }

    mutating func askOutbox(blocks: Bool = false) {
        ask(.outbox, for: .outbox, blocks: blocks)
    }

    mutating func outboxAnswered(_ answer: Answer) {
        switch answer {
        case .outbox(let page):
            outbox.take(page, height: outboxHeight)
            line.refused = page.refused.count
        case .rehearsed(let rehearsals): offerToTakeBack(rehearsals.first)
        default: break
        }
    }

    /// Rows of the list.
    var outboxHeight: Int { max(1, bodyArea.height - 3 - outboxDetailLines) }
    /// Lines below it: what the act is, and why it is here.
    var outboxDetailLines: Int { min(12, max(8, bodyArea.height * 2 / 5)) }

    // MARK: Taking back what has not gone

    mutating func askToTakeBack() {
        guard let line = outbox.currentWaiting?.line else { return }
        outbox.takingBack = line
        let undoing = Submission(caseID: line.caseID, bodies: [.undo(line.act)])
        ask(.rehearse([undoing]), for: .outbox, blocks: true)
    }

    private mutating func offerToTakeBack(_ rehearsal: Rehearsal?) {
        guard let line = outbox.takingBack, let rehearsal else { return }
        outbox.takingBack = nil
        if let obstacle = rehearsal.obstacle {
            return say("\(line.headline): \(obstacle.sentenceWithCode)", .refusal)
        }
        let lines =
            ["\(rehearsal.row.numberShown) \(rehearsal.row.subject)", line.headline, ""]
            + rehearsal.lines.map { "· \($0)" }
            + ["", "Beides geht zur Zentrale und steht im Verlauf: die Handlung und ihr Ende."]
        let undoing = Submission(caseID: line.caseID, bodies: [.undo(line.act)])
        confirm(
            "Zurücknehmen, was noch hier liegt",
            ConfirmDialog(lines: lines, yes: "Zurücknehmen", no: "Lassen") { state in
                state.submit([undoing], saying: "Zurückgenommen: \(line.headline)")
            })
    }

    // MARK: What to do about a refusal

    /// The act given up: its reason stays, and so does the act.
    mutating func discardRefused() {
        guard let refused = outbox.currentRefused else { return }
        let field = FormField.area("grund", Words.reason, rows: 3, required: true)
        fillIn(
            "Verwerfen: \(refused.line.headline)",
            FormDialog(
                [field],
                lines: [
                    "Was Sie wollten, geschieht nicht mehr. Handlung und Begründung bleiben unter "
                        + "„Erledigt“ stehen."
                ], submit: "Verwerfen"
            ) { state, values in
                let reason = (values["grund"] ?? "").trimmed
                state.clear(
                    Clearing(acts: refused.acts, manner: .discarded, reason: reason),
                    saying: "Verworfen; steht unter „Erledigt“.")
            })
    }

    mutating func clear(_ clearing: Clearing, saying words: String) {
        ask(.clear(clearing), for: .outbox, blocks: true)
        say(words)
    }

    /// The same act again: its form opens in the case, filled with what was typed.
    mutating func redoRefused() {
        guard let refused = outbox.currentRefused else { return }
        if let opening = refused.opening { return redoOpening(opening, refused) }
        openCase(refused.line.caseID)
        caseFile?.redo = CaseRedo(refused: refused, manner: .redone)
    }

    /// What was wanted becomes a note in the case, to be read before it is stored.
    mutating func noteRefused() {
        guard let refused = outbox.currentRefused else { return }
        openCase(refused.line.caseID, tab: CaseTab.notes.rawValue)
        caseFile?.redo = CaseRedo(refused: refused, manner: .noted)
    }
}

extension RefusedAct {
    /// A new case that was refused.
    var opening: Opening? {
        for case .open(let opening) in bodies { return opening }
        return nil
    }

    func words(_ office: Office) -> RefusalWords {
        RefusalWords(
            headline: line.headline, obstacle: obstacle, holder: heldBy.map { office.name(of: $0) })
    }
}
