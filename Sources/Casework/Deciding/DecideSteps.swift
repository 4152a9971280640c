/// Steps: checked, perhaps held for a second person, then effective.
extension Decider {
    func take(_ taking: StepTaking, on draft: inout CaseDraft) throws(Obstacle) {
        guard let step = procedure.step(taking.step) else {
            throw Obstacle(.stepUnknown, [.step: taking.step.raw])
        }
        try require(draft.file.obstacle(to: step, under: circumstances))
        try checkForm(of: step, taking, draft)
        claim(&draft)
        if needsApproval(step, draft, taking) {
            try prepare(step, taking, &draft)
        } else {
            let letter = try writeLetter(of: step, taking, sealed: true, &draft)
            try effect(step, taking, letter: letter, &draft)
        }
    }

    /// Working a case that nobody has makes it mine.
    private func claim(_ draft: inout CaseDraft) {
        let assignment = draft.file.assignment ?? Assignment(unit: procedure.unit)
        guard assignment.person == nil else { return }
        draft.put(
            Slot(.assignment),
            .assignment(Assignment(unit: assignment.unit, person: act.actor)))
    }

    private func checkForm(
        of step: Step, _ taking: StepTaking, _ draft: CaseDraft
    ) throws(Obstacle) {
        for input in step.inputs where input.required {
            guard taking.inputs[input.field] != nil || draft.file.field(input.field) != nil else {
                let title = procedure.field(input.field)?.title ?? input.field.raw
                throw Obstacle(.fieldEmpty, [.field: title])
            }
        }
        let allowed = Set(step.inputs.map(\.field))
        for field in taking.inputs.keys.sorted() where !allowed.contains(field) {
            throw Obstacle(.fieldUnknown, [.field: field.raw])
        }
        if step.reason == .required { try requireReason(taking.reason) }
        if step.inquiry != nil {
            guard let inquiry = taking.inquiry, !inquiry.addressee.isEmpty else {
                throw Obstacle(.inquiryIncomplete)
            }
        }
        var filled = draft
        try write(taking.inputs, &filled)
        try fillSettings(of: step, &filled)
        let check = ConditionCheck(file: filled.file, circumstances: circumstances)
        for need in step.needs where draft.file.needsInput(need, of: step) {
            try require(check.obstacle(need))
        }
    }

    private func needsApproval(_ step: Step, _ draft: CaseDraft, _ taking: StepTaking) -> Bool {
        guard let rule = step.approval else { return false }
        guard let condition = rule.when else { return true }
        var filled = draft
        do { try write(taking.inputs, &filled) } catch { return true }
        let check = ConditionCheck(file: filled.file, circumstances: circumstances)
        return check.obstacle(condition) == nil
    }

    private func prepare(
        _ step: Step, _ taking: StepTaking, _ draft: inout CaseDraft
    ) throws(Obstacle) {
        let letter = try writeLetter(of: step, taking, sealed: false, &draft)
        let pending = PendingApproval(
            step: step.id, inputs: taking.inputs, letter: letter, inquiry: taking.inquiry,
            reason: taking.reason, preparedBy: act.actor, preparedOn: today,
            role: step.approval?.role ?? .supervisor)
        draft.put(Slot(.pending), .pending(pending))
        draft.put(Slot(.mark, "returned"), nil)
    }

    func approve(_ draft: inout CaseDraft) throws(Obstacle) {
        try require(draft.file.obstacleToApprove(under: circumstances))
        guard let pending = draft.file.pending, let step = procedure.step(pending.step) else {
            throw Obstacle(.noApprovalPending)
        }
        draft.put(Slot(.pending), nil)
        if let id = pending.letter, var letter = draft.file.letter(id) {
            letter.state = .sealed
            letter.sealedBy = act.actor
            letter.sealedOn = today
            draft.put(.letter(id), .letter(letter))
        }
        let taking = StepTaking(
            step: step.id, inputs: pending.inputs, inquiry: pending.inquiry,
            reason: pending.reason)
        try checkStillPossible(step, taking, draft)
        try effect(step, taking, letter: pending.letter, &draft)
    }

    /// What was prepared must still hold on the day it is signed.
    private func checkStillPossible(
        _ step: Step, _ taking: StepTaking, _ draft: CaseDraft
    ) throws(Obstacle) {
        var filled = draft
        try write(taking.inputs, &filled)
        try fillSettings(of: step, &filled)
        let check = ConditionCheck(file: filled.file, circumstances: circumstances)
        for need in step.needs { try require(check.obstacle(need)) }
    }

    /// Back to who prepared it; the letter is discarded, its text stays in the history.
    /// Whoever prepared it may take it back the same way.
    func sendBack(_ reason: String, _ draft: inout CaseDraft) throws(Obstacle) {
        guard let pending = draft.file.pending else { throw Obstacle(.noApprovalPending) }
        if pending.preparedBy != act.actor {
            try require(
                draft.file.obstacleToChange(under: circumstances, roles: [pending.role]))
        }
        try requireReason(reason)
        draft.put(Slot(.pending), nil)
        if let id = pending.letter, var letter = draft.file.letter(id) {
            letter.state = .discarded
            draft.put(.letter(id), .letter(letter))
        }
        if pending.preparedBy != act.actor {
            draft.put(Slot(.mark, "returned"), .text(pending.preparedBy.raw))
        }
    }

    private func writeLetter(
        of step: Step, _ taking: StepTaking, sealed: Bool, _ draft: inout CaseDraft
    ) throws(Obstacle) -> LetterID? {
        guard let id = step.letter, let template = procedure.letter(id) else { return nil }
        guard let written = taking.letter, written.text.contains(where: { !$0.isWhitespace }) else {
            throw Obstacle(.letterMissing, [.letter: template.title])
        }
        try requireLength(written.text, CaseLimits.letterLength)
        let recipients = recipients(of: step, taking, written, draft)
        let publishes =
            written.recipients.isEmpty && procedure.publishes(template, in: draft.file)
        guard publishes || !recipients.isEmpty else {
            throw Obstacle(.recipientsMissing, [.letter: template.title])
        }
        let letter = Letter(
            id: LetterID(draft.partName("letter")), template: id, title: template.title,
            text: written.text, state: sealed ? .sealed : .prepared, preparedBy: act.actor,
            sealedBy: sealed ? act.actor : nil, sealedOn: sealed ? today : nil,
            recipients: recipients)
        draft.put(.letter(letter.id), .letter(letter))
        return letter.id
    }

    /// A letter that asks an expert, a unit or an outside body goes there and to nobody else;
    /// every other one goes to the parties chosen, all of whom must be known.
    private func recipients(
        of step: Step, _ taking: StepTaking, _ written: LetterDraft, _ draft: CaseDraft
    ) -> [Recipient] {
        if let kind = step.inquiry, kind != .party, let asked = taking.inquiry {
            let known = procedure.addressees.first { $0.id == asked.addressee }
            return [
                Recipient(
                    party: PartyID(asked.addressee), name: known?.title ?? asked.addressee)
            ]
        }
        let parties = draft.file.parties
        let chosen = written.recipients.compactMap { id in parties.first { $0.id == id } }
        guard chosen.count == written.recipients.count else { return [] }
        return chosen.map { Recipient(party: $0.id, name: $0.name) }
    }

    /// What a step does, once nothing stands in its way.
    private func effect(
        _ step: Step, _ taking: StepTaking, letter: LetterID?, _ draft: inout CaseDraft
    ) throws(Obstacle) {
        try write(taking.inputs, &draft)
        try fillSettings(of: step, &draft)
        if let inquiry = taking.inquiry, step.inquiry != nil {
            let id = InquiryID(draft.partName("inquiry"))
            draft.put(.inquiry(id), .inquiry(Inquiry(id: id, draft: inquiry, asked: today)))
        }
        if let rule = step.posting { try book(rule, step, &draft) }
        if let result = step.result { draft.put(Slot(.result), .text(result.raw)) }
        draft.put(.taken(step.id), .day(today))
        draft.put(Slot(.mark, "returned"), nil)
        try draft.fire(.step(step.id), on: today)
        if let phase = step.to { try enter(phase, &draft) }
        if let status = step.publicStatus { draft.put(Slot(.publicStatus), .text(status.raw)) }
    }

    private func book(
        _ rule: PostingRule, _ step: Step, _ draft: inout CaseDraft
    ) throws(Obstacle) {
        guard case .money(let amount)? = draft.file.field(rule.amount) else {
            let title = procedure.field(rule.amount)?.title ?? rule.amount.raw
            throw Obstacle(.fieldEmpty, [.field: title])
        }
        let id = PostingID(draft.partName("posting"))
        let posting = Posting(
            id: id, kind: rule.kind, amount: amount, day: today, text: step.title)
        draft.put(.posting(id), .posting(posting))
    }

    func fillSettings(of step: Step, _ draft: inout CaseDraft) throws(Obstacle) {
        for setting in step.sets {
            guard let value = value(of: setting.value, draft) else { continue }
            try write([setting.field: value], &draft)
        }
    }

    private func value(of setting: SettingValue, _ draft: CaseDraft) -> FieldValue? {
        switch setting {
        case .constant(let value): return value
        case .today: return .day(today)
        case .dayAfter(let deadline):
            return draft.file.deadlines.map(\.record)
                .filter { $0.definition == deadline && $0.state != .cancelled }
                .map(\.end).max().map { .day($0.adding(days: 1)) }
        case .calculatedAmount:
            return procedure.calculation(for: draft.file).map { .money($0.amount) }
        case .competentBody(let field):
            guard case .money(let amount)? = draft.file.field(field) else { return nil }
            return procedure.competentBody(for: amount, on: today).map { .text($0.raw) }
        }
    }
}
