import Casework

/// Steps.
extension Compiler {
    func step(_ part: Part) -> Step? {
        guard let table = part.table(Vocabulary.step) else { return nil }
        var step = Step(id: StepID(table.define(.step)), title: table.filled("title"))
        step.help = table.text("help")
        step.source = table.text("source")
        step.kinds = kinds(table)
        step.from = table.refers("from", .phase).map { PhaseID($0) }
        step.to = table.optionalRefer("to", .phase).map { PhaseID($0) }
        if table.has("roles") {
            step.roles = table.list("roles").map { $0.name(Role.self, else: .clerk) }
        }
        step.needs = table.elements("needs").map { condition($0) }
        step.inputs = table.elements("inputs").compactMap(input)
        step.sets = table.elements("sets").compactMap(setting)
        step.approval = table.part("approval").flatMap(approval)
        step.letter = table.optionalRefer("letter", .letter).map { TemplateID($0) }
        step.inquiry = table.part("inquiry")?.name(InquiryKind.self, else: .expert)
        step.result = table.optionalRefer("result", .result).map { ResultID($0) }
        step.publicStatus = table.optionalRefer("publicStatus", .publicStatus)
            .map { StatusID($0) }
        step.posting = table.part("posting").flatMap(posting)
        step.reason = table.name("reason", else: .optional)
        return step
    }

    private func input(_ part: Part) -> StepInput? {
        if part.scalar != nil { return StepInput(field: refer(part, .any), required: false) }
        guard let table = part.table(Vocabulary.input) else { return nil }
        return StepInput(
            field: refer(table.required("field"), .any), required: table.flag("required"))
    }

    private func setting(_ part: Part) -> FieldSetting? {
        guard let table = part.table(Vocabulary.setting) else { return nil }
        let given = table.members.keys.filter { $0 != "field" }.sorted()
        guard given.count == 1, let key = given.first, let value = table.part(key) else {
            part.report("Neben „field“ wird genau eine Angabe erwartet, woher der Wert kommt.")
            return nil
        }
        let target = table.required("field")
        switch key {
        case "constant":
            let field = refer(target, .any)
            return FieldSetting(field: field, value: .constant(self.value(value, for: field)))
        case "today":
            return FieldSetting(field: refer(target, .day), value: .today)
        case "dayAfter":
            return FieldSetting(
                field: refer(target, .day),
                value: .dayAfter(DeadlineID(value.refer(.deadline))))
        case "calculatedAmount":
            return FieldSetting(field: refer(target, .money), value: .calculatedAmount)
        case "competentBody":
            return FieldSetting(
                field: refer(target, .choice), value: .competentBody(amount: refer(value, .money)))
        default: return nil
        }
    }

    private func approval(_ part: Part) -> ApprovalRule? {
        guard let table = part.table(Vocabulary.approval) else { return nil }
        return ApprovalRule(
            role: table.requiredName("role", else: .supervisor),
            when: table.part("when").map { condition($0) })
    }

    private func posting(_ part: Part) -> PostingRule? {
        guard let table = part.table(Vocabulary.posting) else { return nil }
        return PostingRule(
            kind: table.requiredName("kind", else: .payment),
            amount: refer(table.required("amount"), .money))
    }
}
