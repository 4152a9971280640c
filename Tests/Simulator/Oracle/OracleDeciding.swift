import Casework

extension Oracle {
    func decide(_ act: Act, today: CivilDay) -> Expectation {
        do {
            return try judge(act, today: today)
        } catch {
            return .refused
        }
    }

    private func judge(_ act: Act, today: CivilDay) throws(No) -> Expectation {
        guard let actor = office.persons[act.actor], actor.active else { throw No() }
        let dossier = cases[act.caseID]
        if case .open(let opening) = act.body {
            guard dossier == nil else { throw No() }
            var trial = try trial(act, actor, today, opening.procedure, opening.kind, [:])
            guard opening.edition == edition(of: opening.procedure) else { throw No() }
            try trial.open(opening)
            var changes = trial.changes
            let sign = office.units[opening.assignment?.unit ?? trial.procedure.unit]?.sign
            let number = CaseNumber(
                serial: nextSerial(today.year), year: today.year, sign: sign ?? "")
            changes[Slot(.number)] = .number(number)
            return .accepted(changes, conflict: false)
        }
        guard let dossier, knows(actor, dossier, act) else { throw No() }
        var trial = try trial(
            act, actor, today, dossier.procedure, dossier.kind, dossier.slots)
        if let kept = try clash(dossier, trial) { return kept }
        let wasAnchored = trial.anchored
        try trial.perform(act.body)
        try trial.need(trial.anchored || !wasAnchored)
        return .accepted(trial.changes, conflict: false)
    }

    /// The unit a case is in.
    func unit(of dossier: Dossier) -> UnitID {
        if case .assignment(let found)? = dossier[Slot(.assignment)] { return found.unit }
        return dossier.procedure == "alpha" ? "bbv" : "sgs"
    }

    /// Across a network a case of another unit does not exist; only who registered it may still
    /// say something about it.
    private func knows(_ actor: Person, _ dossier: Dossier, _ act: Act) -> Bool {
        guard networked else { return true }
        let unit = unit(of: dossier)
        if actor.memberships.contains(where: { $0.unit == unit && $0.role != .administrator }) {
            return true
        }
        if case .addNote = act.body { return dossier.slots[Slot(.received)]?.by == actor.id }
        return false
    }

    /// Cases that a desk with these persons must hold.
    func visible(to persons: [PersonID]) -> Set<CaseID> {
        guard networked else { return Set(cases.keys) }
        var units = Set<UnitID>()
        for id in persons {
            guard let person = office.persons[id], person.active else { continue }
            for membership in person.memberships where membership.role != .administrator {
                units.insert(membership.unit)
            }
        }
        return Set(cases.filter { units.contains(unit(of: $0.value)) }.keys)
    }

    private func edition(of procedure: ProcedureID) -> EditionID {
        procedure == "alpha" ? ProbeOffice.application : ProbeOffice.report
    }

    private func trial(
        _ act: Act, _ actor: Person, _ today: CivilDay, _ procedure: ProcedureID,
        _ kind: KindID, _ slots: [Slot: Held]
    ) throws(No) -> Trial {
        guard let found = try? ProbeOffice.read(Array(procedure.raw.utf8)) else { throw No() }
        return Trial(
            oracle: self, act: act, actor: actor, today: today, procedure: found, kind: kind,
            before: slots, values: slots.mapValues(\.value))
    }

    /// Somebody wrote the same thing meanwhile, and something else: theirs stays, this one is
    /// kept beside it.
    private func clash(_ dossier: Dossier, _ trial: Trial) throws(No) -> Expectation? {
        let act = trial.act
        guard act.base.version < dossier.version else { return nil }
        let wanted = act.body.written
        let lost = wanted.filter { slot, value in
            guard let held = dossier.slots[slot] else { return false }
            let seen = act.base.slots[slot] ?? act.base.version
            return held.version > seen && .some(held.value) != value
        }
        guard !lost.isEmpty else { return nil }
        var whole = trial
        try whole.perform(act.body)
        var kept = trial
        for (slot, value) in wanted where lost[slot] == nil { kept.values[slot] = value }
        for (slot, value) in lost {
            kept.values[Slot(.conflict, slot.description)] = .conflict(
                Conflict(
                    slot: slot, base: act.base.old[slot], mine: value, mineBy: act.actor,
                    mineAt: act.at))
        }
        return .accepted(kept.changes, conflict: true)
    }
}

extension Trial {
    /// What is different now.
    var changes: [Slot: SlotValue?] {
        var changes: [Slot: SlotValue?] = [:]
        for (slot, value) in values where before[slot]?.value != value { changes[slot] = value }
        for slot in before.keys where values[slot] == nil {
            changes[slot] = SlotValue?.none
        }
        return changes
    }
}

extension ActBody {
    /// Things on which two people can collide.
    var written: [Slot: SlotValue?] {
        var slots: [Slot: SlotValue?] = [:]
        switch self {
        case .setSubject(let text): slots[Slot(.subject)] = .text(text)
        case .setPaper(let text): slots[Slot(.paper)] = .text(text)
        case .setPlace(let place): slots[Slot(.place)] = .place(place)
        case .putParty(let party): slots[Slot(.party, party.id.raw)] = .party(party)
        case .setFields(let fields):
            for (id, value) in fields {
                slots[Slot(.field, id.raw)] = .some(value.map { .field($0) })
            }
        case .checkItems(let items):
            for (id, record) in items { slots[Slot(.item, id.raw)] = .item(record) }
        default: break
        }
        return slots
    }
}
