/// Decides an act on a case: the one rule for what the desk shows and what the centre orders.
///
/// - Parameter file: the case as it stands now; nil for one that does not exist yet.
/// - Returns: the changes that result, or why not. Deterministic: same input, same answer.
package func decide(
    _ act: Act, on file: CaseFile?, under circumstances: Circumstances
) -> Decision {
    do {
        return try Decider(act: act, circumstances: circumstances).decide(file)
    } catch {
        return .refused(error)
    }
}

struct Decider {
    let act: Act
    let circumstances: Circumstances

    var procedure: Procedure { circumstances.procedure }
    var today: CivilDay { circumstances.today }

    func decide(_ file: CaseFile?) throws(Obstacle) -> Decision {
        if case .open(let opening) = act.body {
            guard file == nil else { throw Obstacle(.caseExists) }
            return .applied(try open(opening))
        }
        guard let file else { throw Obstacle(.caseUnknown) }
        for (slot, seen) in act.unmoved where (file.slots[slot]?.version ?? 0) != seen {
            throw Obstacle(.movedOn)
        }
        var draft = CaseDraft(file: file, act: act, circumstances: circumstances)
        if let merge = try mergeOfStaleWrites(file) {
            return merge
        }
        try apply(act.body, to: &draft)
        guard leavesAnchored(draft, from: file) else { throw Obstacle(.noNextDate) }
        return .applied(draft.changes)
    }

    /// A case that was anchored stays so, whatever is done to it.
    private func leavesAnchored(_ draft: CaseDraft, from file: CaseFile) -> Bool {
        draft.file.isAnchored(under: procedure) || !file.isAnchored(under: procedure)
    }

    func apply(_ body: ActBody, to draft: inout CaseDraft) throws(Obstacle) {
        switch body {
        case .open: throw Obstacle(.caseExists)
        case .takeStep(let taking): try take(taking, on: &draft)
        case .approve: try approve(&draft)
        case .sendBack(let reason): try sendBack(reason, &draft)
        case .setFields, .setSubject, .setPlace, .setPaper, .checkItems:
            try edit(body, &draft)
        case .addNote, .addAttachment, .checkPicture, .putParty, .removeParty:
            try collect(body, &draft)
        case .assign, .resubmit, .cancelResubmission, .relate, .unrelate, .declareBias:
            try organise(body, &draft)
        case .recordDelivery, .answerInquiry, .post:
            try record(body, &draft)
        case .setDeadline, .extendDeadline, .suspendDeadline, .resumeDeadline, .cancelDeadline:
            try changeDeadline(body, &draft)
        case .withdraw, .transfer, .void, .reopen:
            try close(body, &draft)
        case .undo(let target): try undo(target, &draft)
        case .resolveConflict(let slot, let value): try resolve(slot, value, &draft)
        }
    }

    func require(_ obstacle: Obstacle?) throws(Obstacle) {
        if let obstacle { throw obstacle }
    }

    func requireReason(_ text: String) throws(Obstacle) {
        guard text.contains(where: { !$0.isWhitespace }) else { throw Obstacle(.reasonMissing) }
        try requireLength(text, CaseLimits.noteLength)
    }

    func requireLength(_ text: String, _ limit: Int) throws(Obstacle) {
        guard text.utf8.count <= limit * 4, text.count <= limit else {
            throw Obstacle(.textTooLong, [.limit: String(limit)])
        }
    }
}
