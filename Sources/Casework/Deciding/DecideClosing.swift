/// Ends that every procedure knows, the way back from them, and undo.
extension Decider {
    func close(_ body: ActBody, _ draft: inout CaseDraft) throws(Obstacle) {
        if case .reopen(let reason) = body { return try reopen(reason, &draft) }
        try require(
            draft.file.obstacleToWork(roles: [.clerk, .supervisor], under: circumstances))
        switch body {
        case .withdraw(let day, let reason):
            try requirePast(day, draft)
            finish(Closing(manner: .withdrawn, day: day, reason: reason), &draft)
        case .transfer(let authority, let day, let reason):
            try requirePast(day, draft)
            guard authority.contains(where: { !$0.isWhitespace }) else {
                throw Obstacle(.fieldEmpty, [.field: "Zuständige Stelle"])
            }
            finish(
                Closing(manner: .transferred, day: day, reason: reason, to: authority), &draft)
        case .void(let reason):
            try requireReason(reason)
            guard !draft.file.letters.contains(where: \.dispatched) else {
                throw Obstacle(.undoLeftHouse)
            }
            finish(Closing(manner: .void, day: today, reason: reason), &draft)
        default: break
        }
    }

    private func requirePast(_ day: CivilDay, _ draft: CaseDraft) throws(Obstacle) {
        guard day <= today, day >= draft.file.received else {
            throw Obstacle(.dayImplausible, [.day: day.austrian])
        }
    }

    /// Opens a closed case again. A case that ended in its procedure's last phase goes back to
    /// the phase it came from, or to the beginning. Periods that only the closing ended run on.
    private func reopen(_ reason: String, _ draft: inout CaseDraft) throws(Obstacle) {
        guard !draft.file.isOpen else { throw Obstacle(.caseOpen) }
        try require(
            draft.file.obstacleOfRole(under: circumstances, roles: [.clerk, .supervisor]))
        try requireReason(reason)
        let revived = draft.file.deadlinesEndedByClosing
        draft.put(Slot(.closing), nil)
        draft.put(Slot(.result), nil)
        for (key, record) in revived { draft.put(.deadline(key), .deadline(record)) }
        if procedure.phase(draft.file.phase)?.closes == true,
            let kind = procedure.kind(draft.file.kind)
        {
            let before = procedure.steps(of: kind.id)
                .filter { $0.to == draft.file.phase && draft.file.taken($0.id) != nil }
                .compactMap(\.from.first).first
            try enter(before ?? kind.start, &draft)
        } else if let status = procedure.phase(draft.file.phase)?.publicStatus {
            draft.put(Slot(.publicStatus), .text(status.raw))
        }
        let unit = draft.file.assignment?.unit ?? procedure.unit
        let owner = draft.file.assignment?.person ?? act.actor
        let stays =
            circumstances.office.persons[owner]?
            .hasAny(of: [.clerk, .supervisor], in: unit) == true
        draft.put(
            Slot(.assignment),
            .assignment(Assignment(unit: unit, person: stays ? owner : act.actor)))
    }

    /// A further act that takes an earlier one back: nothing may have left the house by it, and
    /// nothing may stand on it.
    func undo(_ target: ActID, _ draft: inout CaseDraft) throws(Obstacle) {
        guard let entry = circumstances.facts.entries[target], !entry.changes.isEmpty,
            entry.caseID == draft.file.id
        else { throw Obstacle(.undoNothing) }
        try require(
            draft.file.obstacleOfRole(under: circumstances, roles: [.clerk, .supervisor]))
        let unit = draft.file.assignment?.unit ?? procedure.unit
        guard entry.act.actor == act.actor || circumstances.actor.has(.supervisor, in: unit)
        else { throw Obstacle(.undoNotYours) }
        guard !entry.leftTheHouse else { throw Obstacle(.undoLeftHouse) }
        for change in entry.changes {
            guard draft.file[change.slot] == change.new,
                (draft.file.slots[change.slot]?.version ?? entry.version) <= entry.version
            else { throw Obstacle(.undoBuiltUpon) }
        }
        let wasOpen = draft.file.isOpen
        for change in entry.changes { draft.put(change.slot, change.old) }
        guard wasOpen || draft.file.isOpen else { throw Obstacle(.caseClosed) }
        if !draft.file.isOpen { draft.cancelAllDeadlines(on: today) }
    }
}

extension Entry {
    /// Something of this act reached somebody outside, or opened the case itself.
    package var leftTheHouse: Bool {
        switch act.body {
        case .open, .recordDelivery, .undo, .addNote: true
        default: changes.contains { $0.slot.family == .posting }
        }
    }
}
