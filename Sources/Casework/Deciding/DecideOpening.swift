/// A new case: registered, in its first phase, its periods running.
extension Decider {
    func open(_ opening: Opening) throws(Obstacle) -> [Change] {
        guard let kind = procedure.kind(opening.kind) else { throw Obstacle(.wrongKind) }
        let assignment = opening.assignment ?? Assignment(unit: procedure.unit)
        try requireMayOpen(assignment)
        guard opening.subject.contains(where: { !$0.isWhitespace }) else {
            throw Obstacle(.fieldEmpty, [.field: "Betreff"])
        }
        try requireLength(opening.subject, CaseLimits.subjectLength)
        guard opening.received <= today else {
            throw Obstacle(.dayImplausible, [.day: opening.received.austrian])
        }
        guard opening.parties.count <= CaseLimits.parties,
            opening.attachments.count <= CaseLimits.attachments
        else { throw Obstacle(.textTooLong, [.limit: String(CaseLimits.parties)]) }
        let empty = CaseFile(
            id: act.caseID, procedure: procedure.id, edition: opening.edition, kind: kind.id)
        var draft = CaseDraft(file: empty, act: act, circumstances: circumstances)
        try fill(&draft, from: opening, kind: kind, assignment: assignment)
        return draft.changes
    }

    /// Whoever works or takes in anywhere may register for any unit: the case goes where it belongs.
    private func requireMayOpen(_ assignment: Assignment) throws(Obstacle) {
        let may = circumstances.actor.memberships.contains {
            [.intake, .clerk, .supervisor].contains($0.role)
        }
        guard circumstances.actor.active, may else {
            throw Obstacle(.roleMissing, [.role: Role.intake.rawValue])
        }
        guard let person = assignment.person else { return }
        try requireAssignable(person, unit: assignment.unit)
    }

    private func fill(
        _ draft: inout CaseDraft, from opening: Opening, kind: Kind, assignment: Assignment
    ) throws(Obstacle) {
        draft.put(Slot(.subject), .text(opening.subject))
        draft.put(Slot(.place), opening.place == Place() ? nil : .place(opening.place))
        draft.put(Slot(.received), .day(opening.received))
        draft.put(.channel, text: opening.channel)
        draft.put(.source, text: opening.source)
        draft.put(.paper, text: opening.paper)
        draft.put(Slot(.assignment), .assignment(assignment))
        for party in opening.parties { draft.put(.party(party.id), .party(party)) }
        for item in opening.attachments { draft.put(.attachment(item.id), .attachment(item)) }
        try enter(kind.start, &draft)
        try write(opening.fields, &draft)
        try draft.fire(.received, on: opening.received)
        if let result = opening.result { draft.put(Slot(.result), .text(result.raw)) }
        if let closing = opening.closed {
            if let phase = end(with: opening.result, kind) { try enter(phase, &draft) }
            finish(closing, &draft)
        }
    }

    /// Where a case of this kind stands when it has ended with a result; nil where no step says.
    private func end(with result: ResultID?, _ kind: Kind) -> PhaseID? {
        guard let result else { return nil }
        return procedure.steps(of: kind.id).lazy.filter { $0.result == result }.compactMap(\.to)
            .first { procedure.phase($0)?.closes == true }
    }

    /// Stands the case in a phase: public status, and the end where the phase is one.
    func enter(_ id: PhaseID, _ draft: inout CaseDraft) throws(Obstacle) {
        guard let phase = procedure.phase(id) else { throw Obstacle(.wrongPhase) }
        draft.put(Slot(.phase), .text(id.raw))
        if let status = phase.publicStatus { draft.put(Slot(.publicStatus), .text(status.raw)) }
        if phase.closes { finish(Closing(manner: .finished, day: today), &draft) }
    }

    /// Ends the case: nothing runs on, nothing waits.
    func finish(_ closing: Closing, _ draft: inout CaseDraft) {
        draft.put(Slot(.closing), .closing(closing))
        // A phase that closes has told the citizen already how it ended.
        let told = closing.manner == .finished && procedure.phase(draft.file.phase)?.closes == true
        if !told, let status = procedure.publicStatus(at: closing.manner) {
            draft.put(Slot(.publicStatus), .text(status.id.raw))
        }
        draft.put(Slot(.pending), nil)
        draft.put(Slot(.resubmission), nil)
        draft.cancelAllDeadlines(on: closing.day)
    }

    /// Writes checked fields and lets the days among them start their periods.
    func write(
        _ fields: [FieldID: FieldValue?], _ draft: inout CaseDraft
    ) throws(Obstacle) {
        for (id, value) in fields.sorted(by: { $0.key < $1.key }) {
            guard let field = procedure.field(id),
                field.kinds.isEmpty || field.kinds.contains(draft.file.kind)
            else { throw Obstacle(.fieldUnknown, [.field: id.raw]) }
            if let value { try require(field.obstacle(to: value, today: today)) }
            let before = draft.file.field(id)
            draft.put(.field(id), value.map { .field($0) })
            if case .day(let day)? = value, before != value {
                try draft.fire(.day(id), on: day)
            }
        }
    }

    func write(
        _ fields: [FieldID: FieldValue], _ draft: inout CaseDraft
    ) throws(Obstacle) {
        try write(fields.mapValues { Optional($0) }, &draft)
    }
}
