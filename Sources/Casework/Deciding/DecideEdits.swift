/// Fields, parties, notes, attachments: what is written down.
extension Decider {
    func edit(_ body: ActBody, _ draft: inout CaseDraft) throws(Obstacle) {
        try require(
            draft.file.obstacleToWork(roles: [.clerk, .supervisor], under: circumstances))
        try write(body, &draft)
    }

    /// Checks what is written and writes it, whoever may.
    private func write(_ body: ActBody, _ draft: inout CaseDraft) throws(Obstacle) {
        switch body {
        case .setFields(let fields):
            try write(fields, &draft)
        case .setSubject(let subject):
            guard subject.contains(where: { !$0.isWhitespace }) else {
                throw Obstacle(.fieldEmpty, [.field: "Betreff"])
            }
            try requireLength(subject, CaseLimits.subjectLength)
            draft.put(Slot(.subject), .text(subject))
        case .setPlace(let place):
            draft.put(Slot(.place), place == Place() ? nil : .place(place))
        case .setPaper(let paper):
            try requireLength(paper, CaseLimits.subjectLength)
            draft.put(.paper, text: paper)
        case .checkItems(let items):
            for (id, record) in items.sorted(by: { $0.key < $1.key }) {
                guard let item = procedure.item(id) else {
                    throw Obstacle(.partUnknown, [.value: id.raw])
                }
                try requireLength(record.remark, CaseLimits.noteLength)
                let demands = record.state == .missing || record.state == .deficient
                if demands && item.source.isEmpty {
                    throw Obstacle(.demandWithoutSource, [.item: item.title])
                }
                draft.put(.item(id), .item(record))
            }
        default: break
        }
    }

    func collect(_ body: ActBody, _ draft: inout CaseDraft) throws(Obstacle) {
        switch body {
        case .addNote(let note):
            try addNote(note, &draft)
        case .addAttachment(let attachment):
            try require(
                draft.file.obstacleOfRole(
                    under: circumstances, roles: [.intake, .clerk, .supervisor]))
            guard draft.file.attachments.count < CaseLimits.attachments else {
                throw Obstacle(.textTooLong, [.limit: String(CaseLimits.attachments)])
            }
            draft.put(.attachment(attachment.id), .attachment(attachment))
        case .checkPicture(let id, let check):
            try require(draft.file.obstacleToChange(under: circumstances))
            guard case .attachment(var attachment)? = draft.file[.attachment(id)] else {
                throw Obstacle(.partUnknown, [.value: id.raw])
            }
            attachment.picture = check
            draft.put(.attachment(id), .attachment(attachment))
        case .putParty, .removeParty:
            try changeParty(body, &draft)
        default: break
        }
    }

    /// A note is always accepted from whoever may see the case, on a closed one too, and from
    /// whoever registered it, also for another unit: what was heard at the counter goes with it.
    private func addNote(_ note: Note, _ draft: inout CaseDraft) throws(Obstacle) {
        if draft.file.slots[Slot(.received)]?.by != circumstances.actor.id {
            try require(
                draft.file.obstacleOfRole(
                    under: circumstances, roles: [.intake, .clerk, .supervisor]))
        }
        try requireReason(note.text)
        draft.put(.note(note.id), .note(note))
    }

    private func changeParty(_ body: ActBody, _ draft: inout CaseDraft) throws(Obstacle) {
        try require(
            draft.file.obstacleToWork(roles: [.clerk, .supervisor], under: circumstances))
        switch body {
        case .putParty(let party): try put(party, &draft)
        case .removeParty(let id, let reason):
            guard draft.file[.party(id)] != nil else {
                throw Obstacle(.partUnknown, [.value: id.raw])
            }
            try requireReason(reason)
            draft.put(.party(id), nil)
        default: break
        }
    }

    private func put(_ party: Party, _ draft: inout CaseDraft) throws(Obstacle) {
        guard party.name.contains(where: { !$0.isWhitespace }) else {
            throw Obstacle(.fieldEmpty, [.field: "Name"])
        }
        guard procedure.partyRoles.contains(where: { $0.id == party.role }) else {
            throw Obstacle(.partUnknown, [.value: party.role])
        }
        guard draft.file.parties.count < CaseLimits.parties else {
            throw Obstacle(.textTooLong, [.limit: String(CaseLimits.parties)])
        }
        draft.put(.party(party.id), .party(party))
    }

    func organise(_ body: ActBody, _ draft: inout CaseDraft) throws(Obstacle) {
        switch body {
        case .assign(let assignment, let reason):
            try assign(assignment, reason, &draft)
        case .resubmit(let day, let reason):
            try require(draft.file.obstacleToChange(under: circumstances))
            try requireLength(reason, CaseLimits.subjectLength)
            guard day > today else { throw Obstacle(.dayImplausible, [.day: day.austrian]) }
            let value = Resubmission(day: day, reason: reason, by: act.actor)
            draft.put(Slot(.resubmission), .resubmission(value))
        case .cancelResubmission:
            try require(draft.file.obstacleToChange(under: circumstances))
            draft.put(Slot(.resubmission), nil)
        case .relate(let other, let relation):
            try require(
                draft.file.obstacleOfRole(
                    under: circumstances, roles: [.intake, .clerk, .supervisor]))
            guard other != draft.file.id else { throw Obstacle(.caseToItself) }
            draft.put(.relation(other), .text(relation))
        case .unrelate(let other):
            try require(
                draft.file.obstacleOfRole(under: circumstances, roles: [.clerk, .supervisor]))
            draft.put(.relation(other), nil)
        case .declareBias(let person, let reason):
            try declareBias(person, reason, &draft)
        default: break
        }
    }

    private func assign(
        _ assignment: Assignment, _ reason: String, _ draft: inout CaseDraft
    ) throws(Obstacle) {
        guard draft.file.isOpen else { throw Obstacle(.caseClosed) }
        let before = draft.file.assignment ?? Assignment(unit: procedure.unit)
        let actor = circumstances.actor
        let supervises = actor.has(.supervisor, in: before.unit)
        let takesFree =
            before.person == nil && assignment.person == actor.id
            && actor.hasAny(of: [.clerk, .supervisor], in: before.unit)
        let givesOwn = before.person == actor.id
        let free = before.person == nil && actor.has(.intake, in: before.unit)
        guard supervises || takesFree || givesOwn || free else {
            let unit = circumstances.office.units[before.unit]?.name ?? before.unit.raw
            throw Obstacle(.roleMissing, [.unit: unit, .role: Role.supervisor.rawValue])
        }
        guard circumstances.office.units[assignment.unit] != nil else {
            throw Obstacle(.partUnknown, [.value: assignment.unit.raw])
        }
        if let person = assignment.person {
            try requireAssignable(person, unit: assignment.unit)
            guard !draft.file.biased.contains(person) else { throw Obstacle(.biased) }
        }
        try requireLength(reason, CaseLimits.noteLength)
        draft.put(Slot(.assignment), .assignment(assignment))
    }

    func requireAssignable(_ id: PersonID, unit: UnitID) throws(Obstacle) {
        guard let person = circumstances.office.persons[id],
            person.hasAny(of: [.clerk, .supervisor], in: unit)
        else { throw Obstacle(.personUnknown, [.person: id.raw]) }
    }

    /// § 7 AVG: whoever is biased steps aside; the case loses its owner if it is them.
    private func declareBias(
        _ person: PersonID, _ reason: String, _ draft: inout CaseDraft
    ) throws(Obstacle) {
        let unit = draft.file.assignment?.unit ?? procedure.unit
        guard person == act.actor || circumstances.actor.has(.supervisor, in: unit) else {
            throw Obstacle(.roleMissing, [.role: Role.supervisor.rawValue])
        }
        try require(
            draft.file.obstacleOfRole(
                under: circumstances, roles: [.intake, .clerk, .supervisor]))
        try requireReason(reason)
        draft.put(.bias(person), .text(reason))
        if let assignment = draft.file.assignment, assignment.person == person {
            draft.put(Slot(.assignment), .assignment(Assignment(unit: assignment.unit)))
        }
    }

    func resolve(
        _ slot: Slot, _ value: SlotValue?, _ draft: inout CaseDraft
    ) throws(Obstacle) {
        try require(draft.file.obstacleToChange(under: circumstances))
        guard draft.file[.conflict(slot)] != nil else {
            throw Obstacle(.partUnknown, [.value: slot.description])
        }
        draft.put(.conflict(slot), nil)
        // What holds may go on holding; anything else is checked like what is newly written.
        guard draft.file[slot] != value else { return }
        guard let body = ActBody(writing: value, to: slot) else {
            throw Obstacle(.partUnknown, [.value: slot.description])
        }
        if case .putParty(let party) = body {
            try put(party, &draft)
        } else {
            try write(body, &draft)
        }
    }
}

extension ActBody {
    /// The act that writes exactly this; nil where a slot cannot hold it.
    fileprivate init?(writing value: SlotValue?, to slot: Slot) {
        switch (slot.family, value) {
        case (.field, nil): self = .setFields([FieldID(slot.key): nil])
        case (.field, .field(let value)): self = .setFields([FieldID(slot.key): value])
        case (.subject, .text(let text)): self = .setSubject(text)
        case (.subject, nil): self = .setSubject("")
        case (.place, .place(let place)): self = .setPlace(place)
        case (.place, nil): self = .setPlace(Place())
        case (.paper, .text(let text)): self = .setPaper(text)
        case (.paper, nil): self = .setPaper("")
        case (.item, .item(let record)): self = .checkItems([ItemID(slot.key): record])
        case (.party, .party(let party)) where slot == .party(party.id): self = .putParty(party)
        default: return nil
        }
    }
}
