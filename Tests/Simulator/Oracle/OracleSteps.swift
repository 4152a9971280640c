import Casework

/// Steps, approvals, ends and undo in the plainest words.
extension Trial {
    mutating func open(_ opening: Opening) throws(No) {
        try need(opening.kind == "klein" || opening.kind == "gross")
        let may = actor.memberships.contains {
            $0.role == .intake || $0.role == .clerk || $0.role == .supervisor
        }
        try need(actor.active && may)
        let wanted = opening.assignment ?? Assignment(unit: procedure.unit)
        if let person = wanted.person { try need(worksIn(wanted.unit, person)) }
        try needText(opening.subject, limit: 300)
        try need(opening.received <= today)
        values[Slot(.subject)] = .text(opening.subject)
        if opening.place != Place() { values[Slot(.place)] = .place(opening.place) }
        values[Slot(.received)] = .day(opening.received)
        for (family, text) in [
            (Slot.Family.channel, opening.channel), (.source, opening.source),
            (.paper, opening.paper),
        ] where !text.isEmpty { values[Slot(family)] = .text(text) }
        values[Slot(.assignment)] = .assignment(wanted)
        for party in opening.parties {
            values[Slot(.party, party.id.raw)] = .party(party)
        }
        for item in opening.attachments {
            values[Slot(.attachment, item.id.raw)] = .attachment(item)
        }
        values[Slot(.phase)] = .text("neu")
        values[Slot(.publicStatus)] = .text("offen")
        try fill(opening.fields.mapValues { Optional($0) })
    }

    mutating func take(_ taking: StepTaking) throws(No) {
        let from: [PhaseID]
        switch taking.step.raw {
        case "beginnen": from = ["neu", "wartet"]
        case "warten", "erledigen", "genehmigen", "ablehnen": from = ["arbeit"]
        case "merken": from = []
        default: throw No()
        }
        try needWork()
        if !from.isEmpty {
            guard let phase else { throw No() }
            try need(from.contains(phase))
        }
        try needInputs(taking)
        if assignment.person == nil {
            values[Slot(.assignment)] = .assignment(Assignment(unit: unit, person: actor.id))
        }
        if needsSignature(taking) {
            values[Slot(.pending)] = .pending(
                PendingApproval(
                    step: taking.step, inputs: taking.inputs, letter: nil,
                    inquiry: taking.inquiry, reason: taking.reason, preparedBy: actor.id,
                    preparedOn: today, role: .supervisor))
            values[Slot(.mark, "returned")] = nil
        } else {
            try effect(taking)
        }
    }

    private func needInputs(_ taking: StepTaking) throws(No) {
        let allowed: [FieldID] = taking.step == "genehmigen" ? ["betrag"] : []
        for field in taking.inputs.keys { try need(allowed.contains(field)) }
        var filled = self
        try filled.fill(taking.inputs.mapValues { Optional($0) })
        switch taking.step.raw {
        case "genehmigen": try need(filled.values[Slot(.field, "betrag")] != nil)
        case "erledigen": try need(values[Slot(.field, "zahl")] != nil)
        case "ablehnen": try needText(taking.reason)
        default: break
        }
    }

    private func needsSignature(_ taking: StepTaking) -> Bool {
        switch taking.step.raw {
        case "genehmigen": true
        case "ablehnen": values[Slot(.field, "wahl")] == .field(.text("b"))
        default: false
        }
    }

    private mutating func effect(_ taking: StepTaking) throws(No) {
        try fill(taking.inputs.mapValues { Optional($0) })
        values[Slot(.taken, taking.step.raw)] = .day(today)
        values[Slot(.mark, "returned")] = nil
        switch taking.step.raw {
        case "beginnen": enter("arbeit")
        case "warten": enter("wartet")
        case "merken": values[Slot(.field, "tag")] = .field(.day(today))
        case "erledigen":
            values[Slot(.result)] = .text("ja")
            enter("fertig")
        case "ablehnen":
            values[Slot(.result)] = .text("nein")
            enter("fertig")
        case "genehmigen":
            guard case .field(.money(let amount))? = values[Slot(.field, "betrag")] else {
                throw No()
            }
            let id = PostingID("\(act.id.raw).posting")
            values[Slot(.posting, id.raw)] = .posting(
                Posting(id: id, kind: .grant, amount: amount, day: today, text: "Genehmigen"))
            values[Slot(.result)] = .text("ja")
            enter("fertig")
        default: throw No()
        }
    }

    private mutating func enter(_ phase: PhaseID) {
        values[Slot(.phase)] = .text(phase.raw)
        values[Slot(.publicStatus)] = .text(phase == "fertig" ? "erledigt" : "offen")
        if phase == "fertig" { end(Closing(manner: .finished, day: today)) }
    }

    private mutating func end(_ closing: Closing) {
        values[Slot(.closing)] = .closing(closing)
        values[Slot(.pending)] = nil
        values[Slot(.resubmission)] = nil
        stopDeadlines(closing.day)
    }

    private mutating func stopDeadlines(_ day: CivilDay) {
        for (slot, value) in values {
            guard case .deadline(var record) = value, record.state == .running else { continue }
            record.state = .cancelled
            record.settled = day
            values[slot] = .deadline(record)
        }
    }

    mutating func approve() throws(No) {
        guard let pending, let held = before[Slot(.pending)] else { throw No() }
        try needChange([.supervisor])
        try need(pending.preparedBy != actor.id)
        let touched = before.contains { slot, value in
            value.by == actor.id && value.version >= held.version
                && [.field, .item, .party, .deadline, .place, .subject].contains(slot.family)
        }
        try need(!touched)
        values[Slot(.pending)] = nil
        let taking = StepTaking(
            step: pending.step, inputs: pending.inputs, reason: pending.reason)
        if taking.step == "erledigen" { try need(values[Slot(.field, "zahl")] != nil) }
        try effect(taking)
    }

    mutating func sendBack(_ reason: String) throws(No) {
        guard let pending else { throw No() }
        if pending.preparedBy != actor.id { try needChange([.supervisor]) }
        try needText(reason)
        values[Slot(.pending)] = nil
        if pending.preparedBy != actor.id {
            values[Slot(.mark, "returned")] = .text(pending.preparedBy.raw)
        }
    }

    mutating func close(_ body: ActBody) throws(No) {
        if case .reopen(let reason) = body { return try reopen(reason) }
        try needWork()
        switch body {
        case .withdraw(let day, let reason):
            try needPast(day)
            end(Closing(manner: .withdrawn, day: day, reason: reason))
        case .transfer(let authority, let day, let reason):
            try needPast(day)
            try needText(authority, limit: .max)
            end(Closing(manner: .transferred, day: day, reason: reason, to: authority))
        case .void(let reason):
            try needText(reason)
            end(Closing(manner: .void, day: today, reason: reason))
        default: throw No()
        }
    }

    private func needPast(_ day: CivilDay) throws(No) {
        guard case .day(let received)? = values[Slot(.received)] else { throw No() }
        try need(day <= today && day >= received)
    }

    private mutating func reopen(_ reason: String) throws(No) {
        try need(!isOpen)
        try needRole([.clerk, .supervisor])
        try needText(reason)
        values[Slot(.closing)] = nil
        values[Slot(.result)] = nil
        try resumeDeadlines()
        if phase == "fertig" {
            let came = ["erledigen", "genehmigen", "ablehnen"].contains {
                values[Slot(.taken, $0)] != nil
            }
            enter(came ? "arbeit" : "neu")
        } else {
            values[Slot(.publicStatus)] = .text("offen")
        }
        let owner = assignment.person ?? actor.id
        let next = worksIn(unit, owner) ? owner : actor.id
        values[Slot(.assignment)] = .assignment(Assignment(unit: unit, person: next))
    }

    /// What ended with the closing, and for no other reason, runs on.
    private mutating func resumeDeadlines() throws(No) {
        guard let closed = before[Slot(.closing)] else { throw No() }
        for (slot, held) in before where held.version == closed.version {
            guard case .deadline(var record) = held.value, record.state == .cancelled
            else { continue }
            record.state = .running
            record.settled = nil
            values[slot] = .deadline(record)
        }
    }

    mutating func undo(_ target: ActID) throws(No) {
        guard let line = oracle.lines[target], line.act.caseID == act.caseID,
            !line.changes.isEmpty
        else { throw No() }
        try needRole([.clerk, .supervisor])
        let supervises = actor.memberships.contains {
            $0.unit == unit && $0.role == .supervisor
        }
        try need(line.act.actor == actor.id || supervises)
        switch line.act.body {
        case .open, .undo, .addNote: throw No()
        default: try need(!line.changes.contains { $0.slot.family == .posting })
        }
        let version = line.version
        for change in line.changes {
            try need(values[change.slot] == change.new)
            try need((before[change.slot]?.version ?? version) <= version)
        }
        let wasOpen = isOpen
        for change in line.changes { values[change.slot] = change.old }
        try need(wasOpen || isOpen)
        if !isOpen { stopDeadlines(today) }
    }
}
