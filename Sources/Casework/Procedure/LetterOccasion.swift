/// A letter about to be written: all that a template may draw on.
package struct LetterOccasion: Sendable {
    package var procedure: Procedure
    /// The case as the letter sees it, with what the step's form already says.
    package var file: CaseFile
    package var template: LetterTemplate
    package var recipients: [Party]
    /// The reason typed with the step.
    package var reason: String
    package var author: Person
    package var unit: Unit
    package var today: CivilDay
    /// A second person signs: who that will be is not known while the letter is written.
    package var awaitsApproval: Bool

    package init(
        procedure: Procedure, file: CaseFile, template: LetterTemplate, recipients: [Party],
        reason: String = "", author: Person, unit: Unit, today: CivilDay,
        awaitsApproval: Bool = false
    ) {
        self.procedure = procedure
        self.file = file
        self.template = template
        self.recipients = recipients
        self.reason = reason
        self.author = author
        self.unit = unit
        self.today = today
        self.awaitsApproval = awaitsApproval
    }
}

extension Procedure {
    /// To whom a letter goes unless others are chosen: the parties in the template's roles, else
    /// those in the roles marked as recipients.
    package func recipients(of template: LetterTemplate, in file: CaseFile) -> [Party] {
        let roles =
            template.recipients.isEmpty
            ? partyRoles.filter(\.recipient).map(\.id) : template.recipients
        return file.parties.filter { roles.contains($0.role) }
    }

    /// The letter is written without recipients and its text published: its template allows that,
    /// and nobody is known to whom it could go.
    package func publishes(_ template: LetterTemplate, in file: CaseFile) -> Bool {
        template.published && recipients(of: template, in: file).isEmpty
    }
}

extension CaseFile {
    /// The letter that `taking` would write; nil where its step writes none. The step's inputs
    /// and what it fills by itself are in the text already.
    package func occasion(
        of taking: StepTaking, recipients: [PartyID]? = nil, under circumstances: Circumstances
    ) -> LetterOccasion? {
        let procedure = circumstances.procedure
        guard let step = procedure.step(taking.step),
            let template = step.letter.flatMap({ procedure.letter($0) })
        else { return nil }
        let unit = assignment?.unit ?? procedure.unit
        let known = circumstances.office.units[unit] ?? Unit(id: unit, name: unit.raw, sign: "")
        var to = procedure.recipients(of: template, in: self)
        if let recipients { to = parties.filter { recipients.contains($0.id) } }
        if let asked = taking.inquiry, step.inquiry != nil, step.inquiry != .party {
            let name = procedure.addressees.first { $0.id == asked.addressee }?.title
            to = [Party(id: PartyID(asked.addressee), role: "", name: name ?? asked.addressee)]
        }
        return LetterOccasion(
            procedure: procedure, file: filled(by: step, taking, under: circumstances),
            template: template, recipients: to, reason: taking.reason,
            author: circumstances.actor, unit: known, today: circumstances.today,
            awaitsApproval: step.approval != nil)
    }

    /// Inputs and settings of a step written, so far as they can be.
    private func filled(
        by step: Step, _ taking: StepTaking, under circumstances: Circumstances
    ) -> CaseFile {
        let act = Act(
            id: "", device: "", counter: 0, actor: circumstances.actor.id, caseID: id,
            base: Base(version: version), body: .takeStep(taking), at: .epoch)
        let decider = Decider(act: act, circumstances: circumstances)
        var draft = CaseDraft(file: self, act: act, circumstances: circumstances)
        try? decider.write(taking.inputs, &draft)
        try? decider.fillSettings(of: step, &draft)
        return draft.file
    }
}
