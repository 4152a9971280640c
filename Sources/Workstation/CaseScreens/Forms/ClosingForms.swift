import Casework
import TextCanvas
import Texts

// Ends that every procedure knows, the way back, and undo.

extension AppState {
    mutating func withdrawCase() {
        guard caseFile?.view != nil else { return }
        openCaseForm(
            CaseFormSpec(
                .withdrawal, lines: ["Der Antrag wird zurückgezogen, der Akt abgeschlossen."],
                fields: [
                    .day("day", "am", text: today.austrian, required: true, leaning: .past),
                    .reason(required: false),
                ], submit: "Abschließen", said: "zurückgezogen"
            ) { (_, texts) throws(Obstacle) in
                [
                    .withdraw(
                        day: try texts.requiredDay("day", .past), reason: texts.string("reason"))
                ]
            })
    }

    mutating func transferCase() {
        guard caseFile?.view != nil else { return }
        openCaseForm(
            CaseFormSpec(
                .transfer, lines: ["An die zuständige Stelle; hier wird der Akt abgeschlossen."],
                fields: [
                    .line("to", "Zuständige Stelle", required: true, limit: 300),
                    .day("day", "am", text: today.austrian, required: true, leaning: .past),
                    .reason(required: false),
                ], submit: "Abtreten", said: "abgetreten"
            ) { (_, texts) throws(Obstacle) in
                [
                    .transfer(
                        to: try texts.required("to"), day: try texts.requiredDay("day", .past),
                        reason: texts.string("reason"))
                ]
            })
    }

    mutating func voidCase() {
        guard caseFile?.view != nil else { return }
        openCaseForm(
            CaseFormSpec(
                .void, lines: ["Nur für Akten, die es nicht geben sollte."],
                fields: [.reason()], submit: "Abschließen", said: "abgeschlossen"
            ) { (_, texts) throws(Obstacle) in
                [.void(reason: try texts.required("reason"))]
            })
    }

    mutating func reopenCase() {
        guard let view = caseFile?.view else { return }
        openCaseForm(
            CaseFormSpec(
                .reopening, lines: Self.revived(view.file), fields: [.reason()], submit: "Öffnen",
                said: "wieder geöffnet"
            ) { (_, texts) throws(Obstacle) in
                [.reopen(reason: try texts.required("reason"))]
            })
    }

    /// What runs on when the case is opened again: a period must not come back unseen.
    private static func revived(_ file: CaseFile) -> [String] {
        let periods = file.deadlinesEndedByClosing.map(\.record).sorted { $0.end < $1.end }
        guard !periods.isEmpty else {
            return ["Mit dem Abschluss hat keine Frist geendet; was zu beachten ist, neu setzen."]
        }
        let shown = periods.prefix(4).map { "· \($0.title) bis \($0.end.austrianWithWeekday)" }
        let more = periods.count > 4 ? ["· und \(periods.count - 4) weitere"] : []
        return ["Wieder laufen, als wäre nie abgeschlossen worden:"] + shown + more
            + ["Ein neuer Antrag ist ein neuer Akt."]
    }

    // MARK: Approval

    mutating func approveCase() {
        guard let view = caseFile?.view, let circumstances = caseCircumstances else { return }
        if let obstacle = view.file.obstacleToApprove(under: circumstances) {
            return say(.obstacle(obstacle))
        }
        if let id = view.file.pending?.letter, let letter = view.file.letter(id) {
            caseFile?.sheet = .reader(ReaderSheet(letter, approving: true))
            return
        }
        confirmApproval()
    }

    /// After the letter was read: what signing does, line by line.
    mutating func confirmApproval() {
        guard let view = caseFile?.view, let pending = view.file.pending else { return }
        let step = view.procedure.step(pending.step)?.title ?? pending.step.raw
        let rehearsal = rehearseCase([.approve(note: "")])
        if let obstacle = rehearsal.obstacle { return say(.obstacle(obstacle)) }
        openCaseForm(
            CaseFormSpec(
                .approval, title: "Genehmigen: \(step)",
                lines: [
                    "Vorbereitet von \(view.office.name(of: pending.preparedBy)) am "
                        + pending.preparedOn.austrian
                ] + rehearsal.lines.prefix(6),
                fields: [.area("note", "Bemerkung", rows: 2)], submit: "Genehmigen",
                said: "genehmigt"
            ) { (state, texts) throws(Obstacle) in
                state.caseFile?.sheet = nil
                return [.approve(note: texts.string("note"))]
            })
    }

    mutating func sendCaseBack() {
        guard let view = caseFile?.view else { return }
        guard let pending = view.file.pending else {
            return say(.obstacle(Obstacle(.noApprovalPending)))
        }
        let own = pending.preparedBy == person.id
        openCaseForm(
            CaseFormSpec(
                .sendingBack, title: own ? "Zurücknehmen" : CaseFormName.sendingBack.title,
                lines: own
                    ? ["Der vorbereitete Schritt wird zurückgenommen."]
                    : ["Zurück an \(view.office.name(of: pending.preparedBy))."],
                fields: [.reason("Was ist zu ändern?")],
                submit: own ? "Zurücknehmen" : "Zurückgeben",
                said: own ? "zurückgenommen" : "zurückgegeben"
            ) { (state, texts) throws(Obstacle) in
                state.caseFile?.sheet = nil
                return [.sendBack(reason: try texts.required("reason"))]
            })
    }

    // MARK: Undo

    mutating func undoInCase() {
        guard let id = caseFile?.id else { return }
        let request = ask(.undoOffer(id), for: .caseFile, blocks: true)
        caseFile?.awaited[request] = .undo
    }

    mutating func offerCaseUndo(_ offer: UndoOffer?) {
        guard let offer else { return say(.obstacle(Obstacle(.undoNothing))) }
        if let obstacle = offer.obstacle { return say(.obstacle(obstacle)) }
        let bodies = offer.submissions.filter { $0.caseID == offer.caseID }.flatMap(\.bodies)
        confirm(
            "Zurücknehmen: \(offer.headline)",
            ConfirmDialog(lines: offer.lines, yes: "Zurücknehmen", no: "Lassen") { state in
                state.submitCase(bodies, said: "zurückgenommen")
            })
    }
}
