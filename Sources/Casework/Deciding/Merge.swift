/// What happens to a write that was made without having seen a newer one.
///
/// Notes, attachments and parts with their own id never collide. A scalar that somebody else
/// changed meanwhile keeps its value, and the other one is stored beside it until a person
/// decides; the same value twice is no conflict. Moves are judged by where the case stands now.
extension Decider {
    func mergeOfStaleWrites(_ file: CaseFile) throws(Obstacle) -> Decision? {
        guard act.base.version < file.version else { return nil }
        let wanted = act.body.writtenSlots
        guard !wanted.isEmpty else { return nil }
        let stale = wanted.filter { slot, value in
            guard let held = file.slots[slot] else { return false }
            let seen = act.base.slots[slot] ?? act.base.version
            return held.version > seen && held.value != value
        }
        guard !stale.isEmpty else { return nil }
        var draft = CaseDraft(file: file, act: act, circumstances: circumstances)
        // The whole must be sound in itself, also what will only be kept beside.
        var whole = draft
        try apply(act.body, to: &whole)
        if let rest = act.body.leavingOut(Set(stale.keys)) { try apply(rest, to: &draft) }
        for (slot, value) in stale.sorted(by: { $0.key < $1.key }) {
            let conflict = Conflict(
                slot: slot, base: act.base.old[slot], mine: value, mineBy: act.actor,
                mineAt: act.at)
            draft.put(.conflict(slot), .conflict(conflict))
        }
        return .candidate(draft.changes)
    }
}

extension ActBody {
    /// The scalar slots it writes as they are: those on which two people can collide.
    package var writtenSlots: [Slot: SlotValue?] {
        switch self {
        case .setFields(let fields):
            var slots: [Slot: SlotValue?] = [:]
            for (id, value) in fields { slots[.field(id)] = .some(value.map { .field($0) }) }
            return slots
        case .setSubject(let text): return [Slot(.subject): .text(text)]
        case .setPlace(let place): return [Slot(.place): .place(place)]
        case .setPaper(let text): return [Slot(.paper): .text(text)]
        case .checkItems(let items):
            var slots: [Slot: SlotValue?] = [:]
            for (id, record) in items { slots[.item(id)] = .some(.item(record)) }
            return slots
        case .putParty(let party): return [.party(party.id): .party(party)]
        default: return [:]
        }
    }
}

extension ActBody {
    /// The same act without what it writes to `slots`; nil where nothing is left.
    fileprivate func leavingOut(_ slots: Set<Slot>) -> ActBody? {
        switch self {
        case .setFields(let fields):
            let rest = fields.filter { !slots.contains(.field($0.key)) }
            return rest.isEmpty ? nil : .setFields(rest)
        case .checkItems(let items):
            let rest = items.filter { !slots.contains(.item($0.key)) }
            return rest.isEmpty ? nil : .checkItems(rest)
        default: return nil
        }
    }
}

extension Base {
    /// What somebody saw of a whole case: every slot with its version and its value.
    package init(of file: CaseFile) {
        self.init(
            version: file.version, slots: file.slots.mapValues(\.version),
            old: file.slots.mapValues(\.value))
    }

    /// What somebody saw of a whole case, cut down to what `body` writes.
    package func trimmed(to body: ActBody) -> Base {
        let written = body.writtenSlots
        return Base(
            version: version, slots: slots.filter { written[$0.key] != nil },
            old: old.filter { written[$0.key] != nil })
    }
}
