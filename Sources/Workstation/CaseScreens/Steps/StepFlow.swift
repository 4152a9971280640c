import Casework
import TextCanvas
import Texts

// A step: its form, the letter it writes, and what it does, before it is done.

extension AppState {
    mutating func beginStep(_ step: Step) {
        guard let view = caseFile?.view else { return }
        let fields = StepForm.fields(step, view, today: today)
        guard !fields.isEmpty else { return goOn(StepTaking(step: step.id), step) }
        openCaseForm(stepForm(step, fields, view))
    }

    private func stepForm(_ step: Step, _ fields: [FormField], _ view: CaseView) -> CaseFormSpec {
        let required = fields.filter(\.isRequired).map(\.label)
        var lines = [step.help, step.source].filter { !$0.isEmpty }
        if !required.isEmpty { lines.append("Nötig: \(required.joined(separator: ", "))") }
        return CaseFormSpec(
            .step, part: step.id.raw, title: step.title, lines: lines, fields: fields,
            submit: "Weiter"
        ) { (state, texts, _) throws(Obstacle) in
            let taking = try StepForm.taking(step, texts, view.procedure)
            state.goOn(taking, step)
        }
    }

    /// After the form: the letter if the step writes one, else what the step does.
    mutating func goOn(_ taking: StepTaking, _ step: Step) {
        guard let view = caseFile?.view else { return }
        guard let id = step.letter, let template = view.procedure.letter(id) else {
            return confirmStep(taking, step)
        }
        let fixed = StepForm.addressee(of: step, taking, view)
        let sheet = LetterSheet(
            step: step, taking: taking, template: template, parties: view.file.parties,
            chosen: fixed == nil
                ? Set(view.procedure.recipients(of: template, in: view.file).map(\.id)) : [],
            addressee: fixed,
            publishes: view.procedure.publishes(template, in: view.file))
        caseFile?.sheet = .letter(sheet)
        fillLetter()
    }

    /// Asks for the letter's text with the recipients chosen so far.
    mutating func fillLetter() {
        guard case .letter(let sheet)? = caseFile?.sheet, let id = caseFile?.id else { return }
        let question = LetterQuestion(
            caseID: id, template: sheet.template.id, taking: sheet.taking,
            recipients: sheet.chosenParties)
        let request = ask(.letterText(question), for: .caseFile, blocks: true)
        caseFile?.awaited[request] = .letterText
    }

    mutating func letterFilled(_ text: String) {
        guard case .letter(var sheet)? = caseFile?.sheet else { return }
        sheet.text = text
        caseFile?.sheet = .letter(sheet)
    }

    /// What the step will do, as the same decision says it; then it is done or goes back.
    mutating func confirmStep(_ taking: StepTaking, _ step: Step) {
        guard let view = caseFile?.view else { return }
        let rehearsal = rehearseCase([.takeStep(taking)])
        if let obstacle = rehearsal.obstacle { return refuseStep(step, obstacle) }
        let held = view.file.pending == nil && pendingAfter(taking) != nil
        let lines = StepForm.consequences(rehearsal.lines, held: pendingAfter(taking))
        confirm(
            step.title,
            ConfirmDialog(
                lines: lines, yes: held ? "Zur Genehmigung vorlegen" : "Schritt setzen",
                no: "Zurück"
            ) { state in
                let said = held ? "zur Genehmigung vorgelegt" : "„\(step.title)“ \(Words.saved)"
                state.submitCase(
                    [.takeStep(taking)], said: said,
                    draft: "\(CaseFormName.step.rawValue)/\(step.id.raw)"
                ) { state, why in
                    state.reopenStep(step, why)
                }
            })
    }

    /// The role that must sign, if the step waits for one.
    private func pendingAfter(_ taking: StepTaking) -> Role? {
        guard let view = caseFile?.view, let circumstances = caseCircumstances else { return nil }
        let act = Act(
            id: "vorschau", device: "vorschau", counter: 1, actor: person.id,
            caseID: view.file.id, base: Base(of: view.file), body: .takeStep(taking), at: now)
        for change in decide(act, on: view.file, under: circumstances).changes {
            if case .pending(let pending)? = change.new { return pending.role }
        }
        return nil
    }

    /// Refused: the form comes back with its texts, or the reason is said. Where a field is
    /// missing that the step does not ask for, that field is opened; the step's texts stay drafts.
    private mutating func refuseStep(_ step: Step, _ obstacle: Obstacle) {
        say(.obstacle(obstacle))
        if let field = missingField(obstacle, of: step) {
            if case .letter = caseFile?.sheet { caseFile?.sheet = nil }
            return editFields(group: field.group, focus: field.id)
        }
        reopenStep(step, obstacle.sentenceWithCode)
    }

    private func missingField(_ obstacle: Obstacle, of step: Step) -> Field? {
        guard obstacle.code == .fieldEmpty, let view = caseFile?.view else { return nil }
        let asked = Set(step.inputs.map(\.field))
        return view.procedure.fields(of: view.file.kind).first {
            $0.title == obstacle.parameters[.field] && !asked.contains($0.id)
        }
    }

    private mutating func reopenStep(_ step: Step, _ why: String) {
        guard let view = caseFile?.view else { return }
        let fields = StepForm.fields(step, view, today: today)
        guard !fields.isEmpty else { return }
        if case .letter = caseFile?.sheet { caseFile?.sheet = nil }
        openCaseForm(stepForm(step, fields, view), refusal: why)
    }
}

/// What a step asks for, and what becomes of it.
enum StepForm {
    static func fields(_ step: Step, _ view: CaseView, today: CivilDay) -> [FormField] {
        var fields: [FormField] = []
        for input in step.inputs {
            guard let field = view.procedure.field(input.field) else { continue }
            fields.append(.of(field, view.file.field(field.id), required: input.required))
        }
        if let kind = step.inquiry {
            fields += inquiryFields(kind, view.procedure, parties: view.file.parties)
        }
        switch step.reason {
        case .required: fields.append(.reason())
        case .optional where !fields.isEmpty || step.letter == nil:
            fields.append(.reason(required: false))
        case .optional, .none: break
        }
        return fields
    }

    static func inquiryFields(
        _ kind: InquiryKind, _ procedure: Procedure, parties: [Party]
    ) -> [FormField] {
        let known: [ChoiceOption] =
            kind == .party
            ? parties.map { ChoiceOption(id: $0.id.raw, title: $0.name) }
            : procedure.addressees.filter { $0.kind == kind }
                .map { ChoiceOption(id: $0.id, title: $0.title) }
        let whom: FormField =
            known.isEmpty
            ? .line("addressee", "Gefragt wird", required: true, limit: 300)
            : .choice("addressee", "Gefragt wird", known, required: true)
        return [
            whom, .area("question", "Frage", rows: 4),
            .day("due", "Antwort bis", leaning: .future) { day, today in
                day < today ? .wrong("Ein Tag, der schon vorbei ist.") : nil
            },
        ]
    }

    static func taking(
        _ step: Step, _ texts: CaseFormTexts, _ procedure: Procedure
    ) throws(Obstacle) -> StepTaking {
        var taking = StepTaking(step: step.id, reason: texts.string("reason"))
        for input in step.inputs {
            guard let field = procedure.field(input.field),
                let value = try texts.value(field)
            else { continue }
            taking.inputs[field.id] = value
        }
        if let kind = step.inquiry {
            taking.inquiry = InquiryDraft(
                kind: kind, addressee: try texts.required("addressee"),
                question: texts.string("question"), due: try texts.day("due", .future))
        }
        return taking
    }

    /// Who is asked gets the letter, and nobody else.
    static func addressee(of step: Step, _ taking: StepTaking, _ view: CaseView) -> String? {
        guard let kind = step.inquiry, kind != .party, let inquiry = taking.inquiry else {
            return nil
        }
        return SlotWords(procedure: view.procedure, office: view.office)
            .addresseeTitle(inquiry.addressee)
    }

    /// The lines of a confirmation: the most telling first, no more than fit.
    static func consequences(_ lines: [String], held: Role?) -> [String] {
        var shown: [String] = []
        if let held { shown.append("Wirksam erst mit Genehmigung: \(held.title)") }
        let most = 10
        shown += lines.prefix(most)
        if lines.count > most { shown.append("… und \(lines.count - most) weitere") }
        return shown.isEmpty ? ["Es ändert sich sonst nichts."] : shown
    }
}
