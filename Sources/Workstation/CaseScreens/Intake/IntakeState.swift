import Casework
import TextCanvas
import Texts

/// The state of the intake screen: one form, and what may be the same already.
package struct IntakeState: Sendable {
    var form: FormDialog
    /// The procedure and kind the fields belong to: "baum|pate".
    var kind: String
    package internal(set) var duplicates: [PossibleDuplicate] = []
    var duplicateRequest: RequestID?
    /// What was last asked about, so that nothing is asked twice.
    var asked: DuplicateQuestion?
    /// Files still to be taken in, and those that lie in the store.
    var paths: [String] = []
    var attachments: [Attachment] = []
    var openRequest: RequestID?
    var fileRequest: RequestID?
    /// The refused case that this one is to take the place of.
    var redo: RefusedAct?

    static let draft = DraftKey(caseID: nil, name: "einlauf")
}

extension AppState {
    mutating func openIntake() {
        let draft = session.drafts[DraftKey(caseID: nil, name: "einlauf/kind")] ?? ""
        let kinds = IntakeForm.kinds(session)
        let kind = kinds.contains { $0.id == draft } ? draft : kinds.first?.id ?? ""
        var typed: [String: String] = [:]
        for (key, text) in session.drafts where key.name.hasPrefix("einlauf/feld:") {
            typed[String(key.name.dropFirst("einlauf/".count))] = text
        }
        var form = IntakeForm.form(session, kind: kind, typed: typed, today: today)
        form.takeUpDrafts(session.drafts)
        form.check(today: today)
        intake = IntakeState(form: form, kind: kind)
        show(.intake)
        let kept = session.drafts.contains {
            $0.key.caseID == nil && $0.key.name.hasPrefix("einlauf/") && !$0.value.isEmpty
        }
        if kept { say("Der angefangene Einlauf liegt noch da; F8 beginnt neu.", .news) }
        askDuplicates()
    }

    @discardableResult
    mutating func updateIntake(_ event: CaseEvent) -> Bool {
        guard intake != nil else { return false }
        switch event {
        case .input(let input): return intakeTakes(input)
        case .answered(let id, let answer): intakeAnswered(id, answer)
        case .failed(let id, _):
            if intake?.duplicateRequest == id { intake?.duplicateRequest = nil }
            intake?.paths = []
        case .changed, .resized: break
        }
        return false
    }

    private mutating func intakeTakes(_ input: InputEvent) -> Bool {
        if case .key(let key) = input, let used = intakeKey(key) { return used }
        if case .mouse = input { return true }
        guard var form = intake?.form else { return false }
        let outcome = form.take(input, width: IntakeForm.width(size), today: today)
        intake?.form = form
        switch outcome {
        case .stays: break
        case .cancelled: leaveScreen()
        case .openList: chooseIntakeValue()
        case .done: submitIntake()
        }
        intakeChanged()
        return true
    }

    /// Keys of the screen itself; nil where the form decides.
    private mutating func intakeKey(_ key: KeyEvent) -> Bool? {
        switch (key.key, key.modifiers) {
        case (.function(1), []), (.function(10), []), (.character("l"), .ctrl),
            (.character("z"), .ctrl):
            return false
        case (.function(3), []):
            chooseDuplicate()
            return true
        case (.function(8), []):
            askToDiscardIntake()
            return true
        default: return nil
        }
    }

    private mutating func chooseIntakeValue() {
        guard let form = intake?.form, !form.isOnButton else { return }
        let field = form.fields[form.focus]
        guard case .choice(let options, let selected) = field.input else { return }
        let now = selected.map { options[$0].id }
        choose(
            field.label,
            ChooseDialog(options, selected: now) { state, id in
                state.setIntake(field.id, id)
            })
    }

    mutating func setIntake(_ field: String, _ text: String) {
        guard let index = intake?.form.fields.firstIndex(where: { $0.id == field }) else { return }
        intake?.form.fields[index].set(text)
        let day = today
        intake?.form.check(today: day)
        intakeChanged()
    }

    /// After each key: the draft goes out, the fields follow the kind, duplicates are looked for.
    private mutating func intakeChanged() {
        guard let state = intake else { return }
        keepDrafts(of: state.form)
        if state.form.isStarted {
            keepDraft(DraftKey(caseID: nil, name: "einlauf/kind"), state.kind)
        }
        let kind = state.form.values["kind"] ?? state.kind
        if kind != state.kind || asksForOthers(state) { changeIntakeKind(kind) }
        askDuplicates()
    }

    /// What was typed last changes what is asked: another programme, another applicant.
    private func asksForOthers(_ state: IntakeState) -> Bool {
        guard let (procedure, kind) = IntakeForm.meaning(state.kind, session) else { return false }
        let asked = IntakeForm.asked(procedure, kind.id, state.form.values, today)
        return asked.map(IntakeForm.name)
            != state.form.fields.map(\.id).filter { $0.hasPrefix("feld:") }
    }

    private mutating func changeIntakeKind(_ kind: String) {
        guard let old = intake?.form else { return }
        let texts = old.values
        var form = IntakeForm.form(session, kind: kind, typed: texts, today: today)
        for index in form.fields.indices {
            let id = form.fields[index].id
            if let text = texts[id], id != "role" || kind == intake?.kind {
                form.fields[index].set(text)
            }
            guard let before = old.fields.first(where: { $0.id == id }) else { continue }
            form.fields[index].isFresh = before.isFresh
            form.fields[index].isTouched = before.isTouched
        }
        let focused = old.isOnButton ? nil : old.fields[old.focus].id
        form.focus =
            focused.flatMap { id in form.fields.firstIndex { $0.id == id } }
            ?? min(old.focus, form.fields.count)
        form.check(today: today)
        intake?.form = form
        intake?.kind = kind
    }

    private mutating func askToDiscardIntake() {
        guard let form = intake?.form, form.isStarted else { return discardIntake() }
        confirm(
            "Neu beginnen",
            ConfirmDialog(
                lines: ["Was hier getippt ist, wird verworfen."], yes: "Verwerfen", no: "Lassen"
            ) { $0.discardIntake() })
    }

    private mutating func discardIntake() {
        dropIntakeDrafts()
        let kind = intake?.kind ?? ""
        intake = IntakeState(
            form: IntakeForm.form(session, kind: kind, today: today), kind: kind)
        say("Neu begonnen.")
    }

    mutating func dropIntakeDrafts() {
        let keys = session.drafts.keys.filter {
            $0.caseID == nil && $0.name.hasPrefix("einlauf/")
        }
        for key in keys.sorted(by: { $0.name < $1.name }) { dropDraft(key) }
    }

    // MARK: Duplicates

    /// Asks again once the last answer is there and something was typed since.
    mutating func askDuplicates() {
        guard let state = intake, state.duplicateRequest == nil,
            let question = IntakeForm.question(state, session), question != state.asked
        else { return }
        intake?.asked = question
        let said =
            question.subject.count >= 4 || !question.place.street.isEmpty
            || question.partyName.count >= 4
        guard said else {
            intake?.duplicates = []
            return
        }
        let request = ask(.duplicates(question), for: .intake)
        intake?.duplicateRequest = request
    }

    private mutating func chooseDuplicate() {
        guard let found = intake?.duplicates, !found.isEmpty else {
            return say(.desk("Nichts Ähnliches gefunden."))
        }
        let options = found.map { duplicate in
            ChoiceOption(
                id: duplicate.row.id.raw,
                title: "\(duplicate.row.numberShown) \(duplicate.row.subject)",
                note: duplicate.reasons.joined(separator: ", "))
        }
        choose(
            "Vielleicht schon da",
            ChooseDialog(options) { state, id in
                state.openCase(CaseID(id))
            })
    }

    // MARK: Answers

    private mutating func intakeAnswered(_ id: RequestID, _ answer: Answer) {
        switch answer {
        case .duplicates(let found) where intake?.duplicateRequest == id:
            intake?.duplicateRequest = nil
            intake?.duplicates = found
            askDuplicates()
        case .attachment(let attachment) where intake?.fileRequest == id:
            intake?.attachments.append(attachment)
            takeNextFile()
        case .submitted(let results) where intake?.openRequest == id:
            if let result = results.first { intakeStored(result) }
        default: break
        }
    }
}
