/// Whether a command is possible now: the menu greys it by these functions, and `decide` refuses
/// by the same.
extension CaseFile {
    /// nil where `step` can be taken, its form aside.
    package func obstacle(to step: Step, under circumstances: Circumstances) -> Obstacle? {
        if let obstacle = obstacleToWork(roles: step.roles, under: circumstances) {
            return obstacle
        }
        guard step.kinds.isEmpty || step.kinds.contains(kind) else {
            return Obstacle(.wrongKind, [.step: step.title])
        }
        guard step.from.isEmpty || step.from.contains(phase) else {
            let title = circumstances.procedure.phase(phase)?.title ?? phase.raw
            return Obstacle(.wrongPhase, [.step: step.title, .phase: title])
        }
        let check = ConditionCheck(file: self, circumstances: circumstances)
        for need in step.needs where !needsInput(need, of: step) {
            if let obstacle = check.obstacle(need) { return obstacle }
        }
        return nil
    }

    /// Conditions on a field that the step's own form fills are checked with the form.
    func needsInput(_ condition: Condition, of step: Step) -> Bool {
        let own = Set(step.inputs.map(\.field) + step.sets.map(\.field))
        return switch condition {
        case .fieldSet(let field), .fieldIs(let field, _), .amountWithinCalculation(let field),
            .receivedUntil(let field):
            own.contains(field)
        case .amountReaches(let field, let goal):
            own.contains(field) || own.contains(goal)
        case .deMinimisWithin(_, _, let undertaking, let amount, let declared):
            own.contains(undertaking) || own.contains(amount)
                || declared.map(own.contains) == true
        case .competentBodyDecided(let amount, let body, let day):
            own.contains(amount) || own.contains(body) || own.contains(day)
        case .calculationValid:
            !own.isEmpty
        case .not(let inner): needsInput(inner, of: step)
        case .any(let inner): inner.contains { needsInput($0, of: step) }
        default: false
        }
    }

    /// Open, nobody's approval waited for, the right role, and mine to work.
    package func obstacleToWork(
        roles: [Role], under circumstances: Circumstances
    ) -> Obstacle? {
        if let obstacle = obstacleToChange(under: circumstances, roles: roles) { return obstacle }
        if pending != nil { return Obstacle(.approvalPending) }
        if !conflicts.isEmpty { return Obstacle(.conflictOpen) }
        return obstacleOfAssignment(under: circumstances)
    }

    /// Open, and the person holds one of the roles in the case's unit.
    package func obstacleToChange(
        under circumstances: Circumstances, roles: [Role] = [.clerk, .supervisor]
    ) -> Obstacle? {
        guard isOpen else { return Obstacle(.caseClosed) }
        return obstacleOfRole(under: circumstances, roles: roles)
    }

    package func obstacleOfRole(
        under circumstances: Circumstances, roles: [Role]
    ) -> Obstacle? {
        let unit = assignment?.unit ?? circumstances.procedure.unit
        let actor = circumstances.actor
        guard actor.hasAny(of: roles, in: unit) else {
            let name = circumstances.office.units[unit]?.name ?? unit.raw
            let foreign = !actor.readableUnits.contains(unit)
            return Obstacle(
                foreign ? .unitForeign : .roleMissing,
                [.unit: name, .role: roles.map(\.rawValue).joined(separator: ",")])
        }
        guard !biased.contains(actor.id) else { return Obstacle(.biased) }
        return nil
    }

    /// The case is mine, nobody's, or that of someone I stand in for; supervisors may always.
    package func obstacleOfAssignment(under circumstances: Circumstances) -> Obstacle? {
        let actor = circumstances.actor
        guard let assignment, let owner = assignment.person, owner != actor.id else { return nil }
        if actor.standsInFor.contains(owner) { return nil }
        if actor.has(.supervisor, in: assignment.unit) { return nil }
        return Obstacle(
            .assignedToOther, [.person: circumstances.office.persons[owner]?.name ?? owner.raw])
    }

    /// nil where the waiting step can be approved by this person: never by who prepared it or
    /// changed the case since.
    package func obstacleToApprove(under circumstances: Circumstances) -> Obstacle? {
        guard let pending, let held = slots[Slot(.pending)] else {
            return Obstacle(.noApprovalPending)
        }
        if let obstacle = obstacleToChange(under: circumstances, roles: [pending.role]) {
            return obstacle
        }
        let actor = circumstances.actor.id
        guard pending.preparedBy != actor else { return Obstacle(.ownPreparation) }
        let touched = slots.contains { slot, value in
            value.by == actor && value.version >= held.version && slot.family.bearsOnDecision
        }
        return touched ? Obstacle(.editedSincePreparation) : nil
    }

    /// An open case has a next date, somebody it waits for, or an owner.
    package func isAnchored(under procedure: Procedure) -> Bool {
        guard isOpen else { return true }
        if resubmission != nil || assignment?.person != nil { return true }
        if deadlines.contains(where: { $0.record.isRunning }) { return true }
        let whom = waiting(under: procedure).whom
        return whom != .us && whom != .nobody
    }
}

extension Slot.Family {
    /// Slots on which a decision rests: who changes one cannot sign for it.
    var bearsOnDecision: Bool {
        switch self {
        case .field, .item, .letter, .party, .inquiry, .deadline, .place, .subject: true
        default: false
        }
    }
}
