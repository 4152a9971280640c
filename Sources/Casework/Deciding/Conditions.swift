/// Whether a condition holds on a case, and what stands in the way.
struct ConditionCheck {
    let file: CaseFile
    let circumstances: Circumstances

    private var procedure: Procedure { circumstances.procedure }
    private var today: CivilDay { circumstances.today }

    /// nil where the condition holds.
    func obstacle(_ condition: Condition) -> Obstacle? {
        switch condition {
        case .checklistComplete, .somethingToDemand, .checklistReviewed:
            checklist(condition)
        case .fieldSet(let field), .fieldIs(let field, _):
            fieldObstacle(condition, field)
        case .letterSealed(let template), .letterDelivered(let template):
            letter(condition, template)
        case .deadlineRunning(let id), .deadlineExpired(let id), .deadlineNotExpired(let id):
            deadline(condition, id)
        case .stepTaken(let step):
            file.taken(step) == nil ? Obstacle(.stepMissing, [.step: title(step)]) : nil
        case .stepNotTaken(let step):
            file.taken(step) != nil ? Obstacle(.stepAlreadyTaken, [.step: title(step)]) : nil
        case .partyPresent(let role), .partiesAgree(let role):
            parties(condition, role)
        case .inquiriesAnswered(let kind):
            file.inquiries.first { $0.draft.kind == kind && $0.answered == nil }
                .map { Obstacle(.inquiryOpen, [.value: addressee($0.draft.addressee)]) }
        case .picturesChecked:
            file.attachments.first { $0.isPicture && $0.picture != .clean }
                .map { Obstacle(.picturesUnchecked, [.value: $0.name]) }
        case .placeKnown:
            file.place.isKnown ? nil : Obstacle(.fieldEmpty, [.field: "Ort"])
        case .receivedUntil(let field):
            tooLate(field)
        case .not(.partyPresent(let role)):
            file.parties.first { $0.role == role }
                .map { Obstacle(.partyKnown, [.party: $0.name, .role: roleTitle(role)]) }
        case .not(let inner):
            obstacle(inner) == nil ? Obstacle(.conditionNotMet) : nil
        case .any(let inner):
            nearest(inner)
        default:
            MoneyCheck(file: file, circumstances: circumstances).obstacle(condition)
        }
    }

    /// Of several ways none of which is open the reason of the nearest: one whose period runs or
    /// whose letter is written before one where nothing has begun.
    private func nearest(_ ways: [Condition]) -> Obstacle? {
        let obstacles = ways.compactMap(obstacle)
        guard obstacles.count == ways.count else { return nil }
        let begun = obstacles.first {
            $0.code != .deadlineNotRunning && $0.code != .letterMissing
        }
        let reason = begun ?? obstacles.first
        return reason?.code == .fieldEmpty ? undecided(ways) ?? reason : reason
    }

    /// Which of the ways it is, where the case does not say so yet: that is asked before what one
    /// of them needs.
    private func undecided(_ ways: [Condition]) -> Obstacle? {
        for case .fieldIs(let field, _) in ways where file.field(field) == nil {
            return fieldObstacle(.fieldSet(field), field)
        }
        return nil
    }

    private func title(_ step: StepID) -> String { procedure.step(step)?.title ?? step.raw }
    private func addressee(_ id: String) -> String {
        procedure.addressees.first { $0.id == id }?.title ?? id
    }

    private func roleTitle(_ role: String) -> String {
        procedure.partyRoles.first { $0.id == role }?.title ?? role
    }

    private func checklist(_ condition: Condition) -> Obstacle? {
        let needed = neededItems
        switch condition {
        case .checklistComplete:
            for item in needed {
                let state = file.item(item.id)?.state
                if state != .present && state != .notNeeded {
                    return Obstacle(.itemMissing, [.item: item.title])
                }
            }
            return nil
        case .checklistReviewed:
            let open = needed.filter { file.item($0.id) == nil }
            return open.first.map {
                Obstacle(.itemsUnchecked, [.item: $0.title, .count: String(open.count)])
            }
        default:
            let demanded = procedure.demanded(in: file, today: today)
            guard !demanded.isEmpty else { return Obstacle(.nothingToDemand) }
            return demanded.first { $0.source.isEmpty }
                .map { Obstacle(.demandWithoutSource, [.item: $0.title]) }
        }
    }

    var neededItems: [ChecklistItem] {
        procedure.checklist.filter { item in
            guard item.kinds.isEmpty || item.kinds.contains(file.kind) else { return false }
            switch item.need {
            case .always: return true
            case .when(let condition): return obstacle(condition) == nil
            }
        }
    }

    private func fieldObstacle(_ condition: Condition, _ id: FieldID) -> Obstacle? {
        let title = procedure.field(id)?.title ?? id.raw
        guard let value = file.field(id) else { return Obstacle(.fieldEmpty, [.field: title]) }
        if case .fieldIs(_, let allowed) = condition, !allowed.contains(value) {
            return Obstacle(.fieldValue, [.field: title])
        }
        return nil
    }

    private func tooLate(_ id: FieldID) -> Obstacle? {
        let title = procedure.field(id)?.title ?? id.raw
        guard case .day(let last)? = file.field(id) else {
            return Obstacle(.fieldEmpty, [.field: title])
        }
        return file.received <= last
            ? nil : Obstacle(.deadlineOver, [.deadline: title, .day: last.austrian])
    }

    private func letter(_ condition: Condition, _ template: TemplateID) -> Obstacle? {
        let title = procedure.letter(template)?.title ?? template.raw
        let last = file.letters.last { $0.template == template && $0.state == .sealed }
        guard let last else { return Obstacle(.letterMissing, [.letter: title]) }
        if case .letterDelivered = condition {
            guard let day = last.deliveredToAll, day <= today else {
                return Obstacle(.letterNotDelivered, [.letter: title])
            }
        }
        return nil
    }

    private func deadline(_ condition: Condition, _ id: DeadlineID) -> Obstacle? {
        let title = procedure.deadline(id)?.title ?? id.raw
        let records = file.deadlines.map(\.record)
            .filter { $0.definition == id && [.running, .suspended].contains($0.state) }
        guard !records.isEmpty else {
            if case .deadlineNotExpired = condition { return nil }
            return Obstacle(.deadlineNotRunning, [.deadline: title])
        }
        let end = records.map(\.end).max() ?? today
        let over = records.allSatisfy { $0.isExpired(on: today) }
        switch condition {
        case .deadlineExpired where !over:
            return Obstacle(.deadlineNotOver, [.deadline: title, .day: end.austrian])
        case .deadlineNotExpired where over:
            return Obstacle(.deadlineOver, [.deadline: title, .day: end.austrian])
        default:
            return nil
        }
    }

    private func parties(_ condition: Condition, _ role: String) -> Obstacle? {
        let title = roleTitle(role)
        let parties = file.parties.filter { $0.role == role }
        if parties.isEmpty { return Obstacle(.partyMissing, [.party: title]) }
        guard case .partiesAgree = condition else { return nil }
        return parties.first { !$0.agrees }
            .map { Obstacle(.partyDisagrees, [.party: $0.name, .role: title]) }
    }
}

extension Procedure {
    /// The checklist items that this case needs.
    package func neededItems(
        in file: CaseFile, under circumstances: Circumstances
    ) -> [ChecklistItem] {
        ConditionCheck(file: file, circumstances: circumstances).neededItems
    }

    /// Items found missing or deficient: what an order to complete must name one by one.
    package func demanded(in file: CaseFile, today: CivilDay) -> [ChecklistItem] {
        checklist.filter {
            let state = file.item($0.id)?.state
            return state == .missing || state == .deficient
        }
    }
}
