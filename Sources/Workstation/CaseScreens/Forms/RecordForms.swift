import Casework
import TextCanvas
import Texts

// Facts that arrive: deliveries, answers, money.

extension AppState {
    /// First how the letter went out, then the days that matter for that.
    mutating func recordDelivery(_ letter: LetterID, _ party: PartyID) {
        guard let view = caseFile?.view, let found = view.file.letter(letter),
            let recipient = found.recipients.first(where: { $0.party == party })
        else { return }
        guard found.state == .sealed else {
            return say(.obstacle(Obstacle(.letterMissing, [.letter: found.title])))
        }
        guard !view.isReserved(letter) else {
            return say(.desk("„\(found.title)“ ist vorgemerkt. \(OutboxWords.reservedAdvice)"))
        }
        let needsProof = view.procedure.letter(found.template)?.proof == true
        let options = DeliveryChannel.allCases.map { channel in
            ChoiceOption(
                id: channel.rawValue, title: channel.title, note: channel.rule,
                hindrance: needsProof && !channel.hasProof
                    ? .desk("„\(found.title)“ braucht einen Zustellnachweis.") : nil,
                synonyms: channel.source)
        }
        choose(
            "Zustellung an \(recipient.name)",
            ChooseDialog(options, selected: recipient.delivery?.channel.rawValue) { state, id in
                guard let channel = DeliveryChannel(rawValue: id) else { return }
                state.fillDelivery(found, recipient, channel)
            })
    }

    mutating func fillDelivery(
        _ letter: Letter, _ recipient: Recipient, _ channel: DeliveryChannel
    ) {
        guard let assumptions = caseFile?.view?.assumptions else { return }
        let form = DeliveryForm(
            channel: channel, before: recipient.delivery, sealed: letter.sealedOn, today: today,
            assumptions: assumptions)
        let open = letter.recipients.filter {
            $0.delivery == nil && $0.party != recipient.party
        }
        let spec = CaseFormSpec(
            .delivery, part: "\(letter.id.raw)/\(recipient.party.raw)",
            title: "\(letter.title) an \(recipient.name)",
            lines: ["\(channel.title): gilt als zugestellt \(channel.rule).", channel.source]
                .filter { !$0.isEmpty },
            fields: form.fields + DeliveryForm.others(open.count), submit: "Eintragen"
        ) { (state, texts, spec) throws(Obstacle) in
            let delivery = try form.delivery(texts)
            let all = texts.flag("others") ? [recipient] + open : [recipient]
            let bodies = all.map { ActBody.recordDelivery(letter.id, $0.party, delivery) }
            if let obstacle = state.rehearseCase(bodies).obstacle { throw obstacle }
            let said =
                delivery.deemedDay(assumptions: assumptions)
                .map { "gespeichert: zugestellt \($0.austrianWithWeekday)" }
                ?? "gespeichert, Zustelltag noch offen"
            state.submitCase(bodies, base: texts.base, said: said, draft: spec.draft) {
                state, why in
                state.openCaseForm(spec, texts: texts.all, refusal: why)
            }
        }
        openCaseForm(spec)
    }

    mutating func answerInquiry(_ id: InquiryID) {
        guard let view = caseFile?.view,
            let inquiry = view.file.inquiries.first(where: { $0.id == id })
        else { return }
        let words = SlotWords(procedure: view.procedure, office: view.office)
        openCaseForm(
            CaseFormSpec(
                .answer, part: id.raw,
                title: "Antwort: \(words.addresseeTitle(inquiry.draft.addressee))",
                lines: [inquiry.draft.question, "gefragt am \(inquiry.asked.austrian)"],
                fields: [
                    .day(
                        "day", "eingelangt am", text: today.austrian, required: true,
                        leaning: .past),
                    .area("answer", "Antwort", text: inquiry.answer, rows: 6, required: true),
                ]
            ) { (_, texts) throws(Obstacle) in
                [
                    .answerInquiry(
                        id, day: try texts.requiredDay("day", .past),
                        answer: try texts.required("answer"))
                ]
            })
    }

    /// By the tariff in force where the procedure has one, else by hand.
    mutating func postMoney() {
        guard let view = caseFile?.view else { return }
        var newest: [String: Fee] = [:]
        for fee in view.procedure.fees {
            newest[fee.id] = view.procedure.fee(fee.id, on: today)
        }
        let fees = newest.values.sorted { ($0.title, $0.id) < ($1.title, $1.id) }
        guard !fees.isEmpty else { return fillPosting() }
        let tariff = fees.map { fee in
            let most = fee.maximum.map { " bis \($0.german)" } ?? ""
            return ChoiceOption(
                id: fee.id, title: fee.title, note: "\(fee.amount.german)\(most) · \(fee.source)")
        }
        let other = ChoiceOption(id: "", title: "andere Buchung …")
        choose(
            "Buchung nach Tarif",
            ChooseDialog(tariff + [other]) { state, id in
                state.fillPosting(fees.first { $0.id == id })
            })
    }

    mutating func fillPosting(_ fee: Fee? = nil) {
        let id: PostingID = newID()
        let kinds = PostingKind.allCases.map { ChoiceOption(id: $0.rawValue, title: $0.title) }
        var amount = FormField.money("amount", "Betrag", required: true)
        if let fee { amount.set(fee.amount.plain) }
        openCaseForm(
            CaseFormSpec(
                .posting, part: fee?.id ?? "",
                lines: fee.map { ["\($0.source), gültig ab \($0.validFrom.austrian)"] } ?? [],
                fields: [
                    .choice(
                        "kind", "Art", kinds, selected: PostingKind.fee.rawValue, required: true),
                    amount,
                    .day(
                        "day", "am", text: today.austrian, required: true, leaning: .past),
                    .line("text", "Text", text: fee?.title ?? "", required: true, limit: 300),
                ], submit: "Buchen"
            ) { (_, texts) throws(Obstacle) in
                [
                    .post(
                        Posting(
                            id: id, kind: PostingKind(rawValue: texts.string("kind")) ?? .fee,
                            amount: try texts.money("amount"),
                            day: try texts.requiredDay("day", .past),
                            text: try texts.required("text")))
                ]
            })
    }

    /// Money is never changed: the wrong posting is taken back by another.
    mutating func reversePosting(_ id: PostingID) {
        guard let file = caseFile?.view?.file,
            let posting = file.postings.first(where: { $0.id == id })
        else { return }
        guard posting.reverses == nil, !file.postings.contains(where: { $0.reverses == id })
        else { return say(.desk("Diese Buchung ist schon storniert.")) }
        let reversal = Posting(
            id: newID(), kind: posting.kind, amount: -posting.amount, day: today,
            text: "Storno: \(posting.text)", reverses: id)
        confirm(
            "Buchung stornieren",
            ConfirmDialog(
                lines: ["\(posting.kind.title) \(posting.amount.german), \(posting.text)"],
                yes: "Stornieren", destructive: true
            ) { state in
                state.submitCase([.post(reversal)], said: "storniert")
            })
    }
}

/// The days that a way of delivery asks for.
struct DeliveryForm: Sendable {
    let channel: DeliveryChannel
    let before: Delivery?
    let sealed: CivilDay?
    let today: CivilDay
    let assumptions: Assumptions

    var fields: [FormField] {
        var fields = [
            day("dispatched", dispatchTitle, before?.dispatched ?? sealed, required: true) {
                var delivery = $0
                delivery.noticed = nil
                return [.post, .electronic, .message, .publicNotice].contains(channel)
                    ? delivery : nil
            }
        ]
        switch channel {
        case .registered, .registeredPersonal:
            fields.append(
                part("handedOver", "übernommen am", before?.handedOver) { $0.handedOver = $1 })
            fields.append(
                part("deposited", "hinterlegt, Abholfrist ab", before?.deposited) {
                    $0.deposited = $1
                })
            fields.append(
                day("returnedHome", "ortsabwesend, zurück am", before?.returnedHome) { _ in nil })
        case .electronicProof:
            fields.append(
                part("noticed", "erste Verständigung", before?.noticed) { $0.noticed = $1 })
            fields.append(day("handedOver", "abgeholt am", before?.handedOver) { _ in nil })
        case .electronic:
            fields.append(part("noticed", "abrufbar ab", before?.noticed) { $0.noticed = $1 })
        case .handover:
            fields.append(
                part("handedOver", "übernommen am", before?.handedOver) { $0.handedOver = $1 })
        case .post, .publicNotice, .message: break
        }
        fields.append(
            day("undeliverable", "unzustellbar zurück", before?.undeliverable) { _ in nil })
        return fields
    }

    /// The same days for those to whom nothing was recorded yet: neighbours by the dozen.
    static func others(_ count: Int) -> [FormField] {
        guard count > 0 else { return [] }
        return [
            .choice(
                "others", "auch für die übrigen \(count)", FormField.yesNo, selected: "nein")
        ]
    }

    private var dispatchTitle: String {
        channel == .publicNotice ? "angeschlagen am" : "abgefertigt am"
    }

    /// A day that alone says when it counts: the day meant stands beside it.
    private func part(
        _ id: String, _ title: String, _ value: CivilDay?,
        _ set: @escaping @Sendable (inout Delivery, CivilDay) -> Void
    ) -> FormField {
        day(id, title, value) { typed in
            var delivery = Delivery(channel: channel, dispatched: typed.dispatched)
            set(&delivery, typed.dispatched)
            return delivery
        }
    }

    /// - Parameter meaning: a delivery of which the typed day is the dispatch, or nil.
    private func day(
        _ id: String, _ title: String, _ value: CivilDay?, required: Bool = false,
        meaning: @escaping @Sendable (Delivery) -> Delivery?
    ) -> FormField {
        let channel = channel
        let assumptions = assumptions
        return .day(
            id, title, text: value?.austrian ?? "", required: required, leaning: .past
        ) { day, today in
            guard day <= today || id == "deposited" else {
                return .wrong("Ein Tag, der noch kommt.")
            }
            let delivery = meaning(Delivery(channel: channel, dispatched: day))
            return delivery?.deemedDay(assumptions: assumptions)
                .map { .fine("gilt als zugestellt \($0.austrianWithWeekday)") }
        }
    }

    func delivery(_ texts: CaseFormTexts) throws(Obstacle) -> Delivery {
        var delivery = Delivery(
            channel: channel, dispatched: try texts.requiredDay("dispatched", .past))
        delivery.noticed = try texts.day("noticed", .past)
        delivery.handedOver = try texts.day("handedOver", .past)
        delivery.deposited = try texts.day("deposited", .past)
        delivery.returnedHome = try texts.day("returnedHome", .past)
        delivery.undeliverable = try texts.day("undeliverable", .past)
        return delivery
    }
}
