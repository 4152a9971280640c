import Casework
import TextCanvas
import Texts

/// Acts on the open case on their way to the store.
struct CaseSubmission: Sendable {
    /// What is said when they are stored.
    var said: String
    /// Drafts that have done their duty then: names that begin so.
    var draft: String?
    /// Where the store refuses: opens what was typed again, with the reason.
    var again: (@Sendable (inout AppState, String) -> Void)?
}

extension AppState {
    /// Sends acts on the open case off. The screen waits; keys typed meanwhile come after.
    /// - Parameter base: what the person saw when the form was opened, where that is longer ago.
    mutating func submitCase(
        _ bodies: [ActBody], base: Base? = nil, said: String = Words.saved, draft: String? = nil,
        again: (@Sendable (inout AppState, String) -> Void)? = nil
    ) {
        guard let view = caseFile?.view else { return }
        guard !view.readOnly else { return say(.obstacle(Obstacle(.editionUnknown))) }
        let submission = Submission(
            caseID: view.file.id, base: base ?? Base(of: view.file), bodies: bodies)
        let id = ask(.submit([submission]), for: .caseFile, blocks: true)
        caseFile?.awaited[id] = .submission(
            CaseSubmission(said: said, draft: draft, again: again))
    }

    mutating func caseSubmitted(_ submission: CaseSubmission, _ result: SubmissionResult) {
        switch result.outcome {
        case .applied where result.isPending:
            say("\(submission.said), \(result.pendingWords)", .news)
        case .applied: say(submission.said)
        case .merged: say("\(submission.said), mit einer fremden Änderung zusammengeführt")
        case .parked:
            say("Konflikt: beide Werte sind aufgehoben; bitte mit c entscheiden.", .news)
        case .refused(let obstacle):
            say(held(result, obstacle), .refusal)
            followRefused(result.refusedActs, draft: submission.draft)
            submission.again?(&self, obstacle.sentenceWithCode)
            return
        }
        if case .letter = caseFile?.sheet { caseFile?.sheet = nil }
        if let draft = submission.draft { dropCaseDrafts(draft) }
        settleRedo(draft: submission.draft)
        if let id = caseFile?.id { ask(.reloadCase(id), for: .caseFile, blocks: true) }
    }

    /// What the acts would change on the case as it is shown, or why they are refused: the same
    /// decision that the centre takes.
    func rehearseCase(_ bodies: [ActBody]) -> (lines: [String], obstacle: Obstacle?) {
        guard let view = caseFile?.view, let circumstances = caseCircumstances else {
            return ([], nil)
        }
        let words = HistoryWords(procedure: view.procedure, office: view.office)
        var file = view.file
        var lines: [String] = []
        for body in bodies {
            let act = Act(
                id: "vorschau", device: "vorschau", counter: 1, actor: person.id,
                caseID: file.id, base: Base(of: file), body: body, at: now)
            let decision = decide(act, on: file, under: circumstances)
            if let obstacle = decision.obstacle { return (lines, obstacle) }
            lines += words.lines(decision.changes)
            file.apply(decision.changes, version: file.version + 1, by: person.id, at: now)
        }
        return (lines, nil)
    }

    // MARK: Drafts

    func caseDraft(_ name: String) -> DraftKey { DraftKey(caseID: caseFile?.id, name: name) }

    mutating func dropCaseDrafts(_ name: String) {
        let id = caseFile?.id
        let done = session.drafts.keys.filter {
            $0.caseID == id && ($0.name == name || $0.name.hasPrefix(name + "/"))
        }
        for key in done.sorted(by: { $0.name < $1.name }) { dropDraft(key) }
    }

    /// Texts that were typed here and not sent off are named when the case is opened.
    mutating func offerCaseDrafts(_ view: CaseView) {
        let names = session.drafts.filter { $0.key.caseID == view.file.id && !$0.value.isEmpty }
            .map(\.key.name)
        guard !names.isEmpty else { return }
        let titles = Set(names.map { draftTitle($0, view) }).sorted()
        say("Entwurf liegt noch da: \(titles.joined(separator: ", "))", .news)
    }

    private func draftTitle(_ name: String, _ view: CaseView) -> String {
        let parts = name.split(separator: "/").map(String.init)
        if parts.count > 1, parts[0] == "schritt" {
            return view.procedure.step(StepID(parts[1]))?.title ?? parts[1]
        }
        return CaseFormName(rawValue: parts.first ?? "")?.title ?? parts.first ?? name
    }
}
