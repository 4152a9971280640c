import Casework

/// Checklist items, periods and what moves them.
extension Compiler {
    func item(_ part: Part) -> ChecklistItem? {
        guard let table = part.table(Vocabulary.item) else { return nil }
        return ChecklistItem(
            id: ItemID(table.define(.item)), title: table.filled("title"),
            source: table.text("source"), kinds: kinds(table),
            need: table.part("need").map(need) ?? .always, demand: table.text("demand"))
    }

    private func need(_ part: Part) -> Need {
        if part.scalar == "always" { return .always }
        guard let condition = part.table(Vocabulary.need)?.required("when") else { return .always }
        return .when(self.condition(condition))
    }

    func deadline(_ part: Part) -> DeadlineDefinition? {
        guard let table = part.table(Vocabulary.deadline) else { return nil }
        let id = table.define(.deadline)
        let title = table.filled("title")
        let formula = formula(table)
        let starts = table.list("starts").compactMap(trigger)
        if table.has("starts"), starts.isEmpty {
            findings.report("Diese Frist beginnt nie.", at: table.position(of: "starts"))
        }
        return DeadlineDefinition(
            id: DeadlineID(id), title: title, source: table.filled("source"),
            kinds: kinds(table), formula: formula,
            binds: table.requiredName("binds", else: .us), starts: starts,
            stops: table.elements("stops").compactMap(trigger),
            suspends: table.elements("suspends").compactMap(trigger),
            resumes: table.elements("resumes").compactMap(trigger),
            warnDays: table.part("warnDays")?.integer(0...2000) ?? 7,
            consequence: table.text("consequence"),
            when: table.part("when").map { condition($0) })
    }

    private func formula(_ table: Table) -> DeadlineFormula {
        let rule = table.filled("rule")
        let period = table.filled("period")
        guard !rule.isEmpty, !period.isEmpty else { return .fixed }
        do {
            return try DeadlineFormula(rule: rule, period: period)
        } catch {
            findings.report(error.sentence, at: table.position(of: "rule"))
            return .fixed
        }
    }

    func trigger(_ part: Part) -> Trigger? {
        switch part.scalar {
        case "received": return .received
        case "closed": return .closed
        default: break
        }
        guard let (key, _, value) = part.single else {
            part.report(
                "Hier wird ein Auslöser erwartet: received, closed oder zum Beispiel {step: x}.")
            return nil
        }
        switch key {
        case "step": return .step(StepID(value.refer(.step)))
        case "dispatched": return .dispatched(TemplateID(value.refer(.letter)))
        case "delivered": return .delivered(TemplateID(value.refer(.letter)))
        case "day": return .day(refer(value, .day))
        case "answered": return .answered(value.name(InquiryKind.self, else: .expert))
        default:
            part.report(
                "Den Auslöser „\(key)“ gibt es nicht.",
                suggestion: nearest(to: key, in: Vocabulary.trigger))
            return nil
        }
    }
}
