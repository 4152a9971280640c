import Casework

/// Thrown where the oracle would refuse.
struct No: Error {}

/// A case while the oracle tries an act on it.
struct Trial {
    let oracle: Oracle
    let act: Act
    let actor: Person
    let today: CivilDay
    let procedure: Procedure
    let kind: KindID
    let before: [Slot: Held]
    var values: [Slot: SlotValue]

    var unit: UnitID { assignment.unit }
    var assignment: Assignment {
        if case .assignment(let found)? = values[Slot(.assignment)] { return found }
        return Assignment(unit: procedure.unit)
    }
    var isOpen: Bool { values[Slot(.closing)] == nil }
    var pending: PendingApproval? { values.pending }
    var phase: PhaseID? {
        if case .text(let id)? = values[Slot(.phase)] { return PhaseID(id) }
        return nil
    }

    func need(_ fact: Bool) throws(No) {
        if !fact { throw No() }
    }

    func holds(_ roles: [Role]) -> Bool {
        actor.active
            && actor.memberships.contains { $0.unit == unit && roles.contains($0.role) }
            && values[Slot(.bias, actor.id.raw)] == nil
    }

    func needRole(_ roles: [Role]) throws(No) { try need(holds(roles)) }

    func needChange(_ roles: [Role] = [.clerk, .supervisor]) throws(No) {
        try need(isOpen)
        try needRole(roles)
    }

    func needWork(_ roles: [Role] = [.clerk, .supervisor]) throws(No) {
        try needChange(roles)
        try need(pending == nil)
        try need(!values.keys.contains { $0.family == .conflict })
        guard let owner = assignment.person, owner != actor.id else { return }
        let supervises = actor.memberships.contains {
            $0.unit == unit && $0.role == .supervisor
        }
        try need(supervises || actor.standsInFor.contains(owner))
    }

    func needText(_ text: String, limit: Int = 20_000) throws(No) {
        try need(text.contains { !$0.isWhitespace })
        try need(text.count <= limit)
    }

    /// Somebody is responsible, something runs, or it waits for another.
    var anchored: Bool {
        guard isOpen, values[Slot(.resubmission)] == nil, assignment.person == nil else {
            return true
        }
        let runs = values.values.contains {
            if case .deadline(let record) = $0 { return record.state == .running }
            return false
        }
        return runs || pending != nil || phase == "wartet"
    }

    /// May hold cases of a unit.
    func worksIn(_ unit: UnitID, _ id: PersonID) -> Bool {
        guard let person = oracle.office.persons[id], person.active else { return false }
        return person.memberships.contains {
            $0.unit == unit && ($0.role == .clerk || $0.role == .supervisor)
        }
    }
}

extension [Slot: SlotValue] {
    var pending: PendingApproval? {
        if case .pending(let found)? = self[Slot(.pending)] { return found }
        return nil
    }
}

extension Oracle.Dossier {
    var pending: PendingApproval? {
        if case .pending(let found)? = self[Slot(.pending)] { return found }
        return nil
    }
}
