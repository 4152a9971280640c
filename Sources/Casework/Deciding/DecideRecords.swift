/// Facts that arrive: deliveries, answers, money.
extension Decider {
    func record(_ body: ActBody, _ draft: inout CaseDraft) throws(Obstacle) {
        try require(draft.file.obstacleToChange(under: circumstances))
        switch body {
        case .recordDelivery(let letter, let party, let delivery):
            try recordDelivery(letter, party, delivery, &draft)
        case .answerInquiry(let id, let day, let answer):
            try answerInquiry(id, day, answer, &draft)
        case .post(let posting):
            try post(posting, &draft)
        default: break
        }
    }

    /// Writes what is known of a delivery. The deemed day follows from the facts by the rules of
    /// the Zustellgesetz; when it becomes known or moves, the periods it starts move with it.
    private func recordDelivery(
        _ id: LetterID, _ party: PartyID, _ delivery: Delivery, _ draft: inout CaseDraft
    ) throws(Obstacle) {
        guard var letter = draft.file.letter(id),
            let index = letter.recipients.firstIndex(where: { $0.party == party })
        else { throw Obstacle(.partUnknown, [.value: id.raw]) }
        guard letter.state == .sealed else {
            throw Obstacle(.letterMissing, [.letter: letter.title])
        }
        let template = procedure.letter(letter.template)
        guard template?.proof != true || delivery.channel.hasProof else {
            throw Obstacle(.inputInvalid, [.value: letter.title])
        }
        try checkDays(of: delivery, sealed: letter.sealedOn)
        var known = delivery
        known.delivered = delivery.deemedDay(assumptions: circumstances.assumptions)
        let before = letter.recipients[index].delivery
        letter.recipients[index].delivery = known
        draft.put(.letter(id), .letter(letter))
        if before == nil {
            try draft.fire(.dispatched(letter.template), on: delivery.dispatched)
        }
        if let day = known.delivered, before?.delivered != day {
            try draft.fire(.delivered(letter.template), on: day, party: party)
        }
    }

    private func checkDays(of delivery: Delivery, sealed: CivilDay?) throws(Obstacle) {
        let known = [
            delivery.dispatched, delivery.noticed, delivery.handedOver, delivery.undeliverable,
            delivery.returnedHome,
        ]
        for day in known.compactMap({ $0 }) where day > today || day < delivery.dispatched {
            throw Obstacle(.dayImplausible, [.day: day.austrian])
        }
        if let sealed, delivery.dispatched < sealed {
            throw Obstacle(.dayImplausible, [.day: delivery.dispatched.austrian])
        }
        if let deposited = delivery.deposited, deposited < delivery.dispatched {
            throw Obstacle(.dayImplausible, [.day: deposited.austrian])
        }
    }

    private func answerInquiry(
        _ id: InquiryID, _ day: CivilDay, _ answer: String, _ draft: inout CaseDraft
    ) throws(Obstacle) {
        guard case .inquiry(var inquiry)? = draft.file[.inquiry(id)] else {
            throw Obstacle(.partUnknown, [.value: id.raw])
        }
        guard day <= today, day >= inquiry.asked else {
            throw Obstacle(.dayImplausible, [.day: day.austrian])
        }
        try requireReason(answer)
        inquiry.answered = day
        inquiry.answer = answer
        draft.put(.inquiry(id), .inquiry(inquiry))
        let open = draft.file.inquiries.contains {
            $0.draft.kind == inquiry.draft.kind && $0.answered == nil
        }
        if !open { try draft.fire(.answered(inquiry.draft.kind), on: day) }
    }

    private func post(_ posting: Posting, _ draft: inout CaseDraft) throws(Obstacle) {
        guard draft.file[.posting(posting.id)] == nil else {
            throw Obstacle(.partUnknown, [.value: posting.id.raw])
        }
        if let reversed = posting.reverses {
            guard case .posting(let original)? = draft.file[.posting(reversed)],
                original.kind == posting.kind, posting.amount == -original.amount,
                !draft.file.postings.contains(where: { $0.reverses == reversed })
            else { throw Obstacle(.partUnknown, [.value: reversed.raw]) }
        } else {
            guard posting.amount > Money(cents: 0) else {
                throw Obstacle(.inputInvalid, [.value: posting.amount.german])
            }
        }
        draft.put(.posting(posting.id), .posting(posting))
    }
}
