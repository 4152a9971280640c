import Casework

/// One line of `play` as the acts it stands for.
struct ExampleMove {
    let runner: ExampleRunner
    let table: Table
    let part: Part

    private var stage: ExampleStage { runner.stage }
    private var procedure: Procedure { runner.procedure }
    private var today: CivilDay { stage.today }
    private var reason: String { table.text("reason") }

    var bodies: [ActBody] {
        for (key, read) in readers {
            if let value = table.part(key) { return read(value) }
        }
        return []
    }

    /// In this order, because a step too has `inputs`, `letter` and `reason`.
    private var readers: [(String, (Part) -> [ActBody])] {
        [
            ("step", step), ("approve", { _ in [.approve(note: "")] }),
            ("sendBack", { [.sendBack(reason: $0.filled())] }), ("deliver", deliver),
            ("answer", answer), ("check", check), ("fields", fields), ("party", party),
            ("attach", attach), ("picture", pictures), ("note", note), ("assign", assign),
            ("resubmit", { [.resubmit($0.day(), reason: reason)] }),
            ("withdraw", { [.withdraw(day: today, reason: $0.filled())] }),
            ("transfer", { [.transfer(to: $0.filled(), day: today, reason: reason)] }),
            ("void", { [.void(reason: $0.filled())] }),
            ("reopen", { [.reopen(reason: $0.filled())] }), ("post", post),
            ("place", { [.setPlace(runner.place($0))] }), ("extend", extend),
            (
                "suspend",
                { deadline($0).map { .suspendDeadline(key: $0, from: today, reason: reason) } }
            ),
            ("resume", { deadline($0).map { .resumeDeadline(key: $0, to: today) } }),
            ("cancel", { deadline($0).map { .cancelDeadline(key: $0, reason: reason) } }),
            ("undo", { _ in stage.lastAct.map { [.undo($0)] } ?? [] }),
        ]
    }

    // MARK: Steps and letters

    private func step(_ value: Part) -> [ActBody] {
        let all = procedure.steps
        guard
            let step = runner.known(
                value, all.first { $0.id.raw == value.scalar }, of: all.map(\.id.raw), .step)
        else { return [] }
        var taking = StepTaking(
            step: step.id, inputs: runner.values(table.part("inputs")),
            inquiry: inquiry(of: step), reason: reason)
        do {
            taking.letter = try stage.letter(for: taking, to: recipients)
        } catch {
            value.report(
                "Das Schriftstück kann nicht gefüllt werden: die Vorlage ist nicht lesbar.")
        }
        return [.takeStep(taking)]
    }

    private func inquiry(of step: Step) -> InquiryDraft? {
        guard let kind = step.inquiry else { return nil }
        let given = table.part("inquiry")?.table(Vocabulary.inquiry)
        let first = procedure.addressees.first { $0.kind == kind }?.id
        let addressee = given?.text("to") ?? ""
        return InquiryDraft(
            kind: kind, addressee: addressee.isEmpty ? first ?? "" : addressee,
            question: given.map { $0.text("question") } ?? step.title,
            due: given?.optionalDay("due"))
    }

    /// Parties named by role or name.
    private var recipients: [PartyID]? {
        guard let to = table.part("to") else { return nil }
        let wanted = to.elements?.compactMap(\.scalar) ?? [to.text()]
        return (stage.file?.parties ?? [])
            .filter { wanted.contains($0.role) || wanted.contains($0.name) }.map(\.id)
    }

    private func deliver(_ value: Part) -> [ActBody] {
        let all = procedure.letters
        guard
            let template = runner.known(
                value, all.first { $0.id.raw == value.scalar }, of: all.map(\.id.raw), .letter)
        else { return [] }
        let sealed = stage.file?.letters.filter { $0.template == template.id } ?? []
        guard let letter = sealed.last(where: { $0.state == .sealed }) ?? sealed.last else {
            value.report("Dieses Schriftstück ist noch nicht geschrieben.")
            return []
        }
        var delivery = Delivery(
            channel: table.name("channel", else: .post),
            dispatched: table.optionalDay("dispatched") ?? today)
        delivery.handedOver = table.optionalDay("handedOver")
        delivery.noticed = table.optionalDay("noticed")
        delivery.deposited = table.optionalDay("deposited")
        delivery.returnedHome = table.optionalDay("returnedHome")
        delivery.undeliverable = table.optionalDay("undeliverable")
        if let early = [delivery.handedOver, delivery.noticed].compactMap({ $0 }).min(),
            !table.has("dispatched")
        {
            delivery.dispatched = min(delivery.dispatched, early)
        }
        let chosen = recipients
        return letter.recipients.map(\.party).filter { chosen?.contains($0) ?? true }
            .map { .recordDelivery(letter.id, $0, delivery) }
    }

    // MARK: Records

    private func answer(_ value: Part) -> [ActBody] {
        let kind = value.name(InquiryKind.self, else: .expert)
        let open = stage.file?.inquiries.first { inquiry in
            inquiry.draft.kind == kind && inquiry.answered == nil
                && (table.text("to").isEmpty || inquiry.draft.addressee == table.text("to"))
        }
        guard let open else {
            value.report("Es ist keine Anfrage dieser Art offen.")
            return []
        }
        return [.answerInquiry(open.id, day: today, answer: table.text("text"))]
    }

    private func check(_ value: Part) -> [ActBody] {
        var items: [ItemID: ItemRecord] = [:]
        for member in value.members ?? [] {
            guard procedure.item(ItemID(member.key)) != nil else {
                runner.findings.report(
                    "Unterlage „\(member.key)“ ist nicht definiert.", at: member.at,
                    suggestion: nearest(
                        to: member.key, in: procedure.checklist.map(\.id.raw)))
                continue
            }
            let state = member.value
            if state.scalar != nil {
                items[ItemID(member.key)] = ItemRecord(
                    state: state.name(ItemState.self, else: .missing))
            } else if let table = state.table(["state", "remark"]) {
                items[ItemID(member.key)] = ItemRecord(
                    state: table.requiredName("state", else: .missing), remark: table.text("remark")
                )
            }
        }
        return [.checkItems(items)]
    }

    private func fields(_ value: Part) -> [ActBody] {
        var fields: [FieldID: FieldValue?] = [:]
        for member in value.members ?? [] {
            let id = FieldID(member.key)
            let empties = member.value.scalar == "~"
            let value = empties ? nil : runner.value(member.value, for: id, at: member.at)
            fields[id] = .some(value)
        }
        return [.setFields(fields)]
    }

    private func party(_ value: Part) -> [ActBody] {
        let count = stage.file?.parties.count ?? 0
        return runner.party(value, id: PartyID("p\(count + 10)")).map { [.putParty($0)] } ?? []
    }

    private func attach(_ value: Part) -> [ActBody] {
        guard let table = value.table(Vocabulary.attachment) else { return [] }
        let count = stage.file?.attachments.count ?? 0
        let item = table.text("item")
        return [
            .addAttachment(
                Attachment(
                    id: AttachmentID("b\(count + 10)"), name: table.filled("name"), sha256: "",
                    mediaType: table.text("mediaType"), size: 1,
                    item: item.isEmpty ? nil : ItemID(item), received: today))
        ]
    }

    private func pictures(_ value: Part) -> [ActBody] {
        let check = value.name(Attachment.PictureCheck.self, else: .clean)
        return (stage.file?.attachments ?? []).filter { $0.isPicture && $0.picture != check }
            .map { .checkPicture($0.id, check) }
    }

    private func note(_ value: Part) -> [ActBody] {
        let count = stage.file?.notes.count ?? 0
        return [.addNote(Note(id: NoteID("n\(count + 10)"), kind: .remark, text: value.filled()))]
    }

    private func assign(_ value: Part) -> [ActBody] {
        let unit = stage.file?.assignment?.unit ?? procedure.unit
        if value.scalar == "none" { return [.assign(Assignment(unit: unit), reason: reason)] }
        return runner.person(value).map {
            [.assign(Assignment(unit: unit, person: $0), reason: reason)]
        } ?? []
    }

    private func post(_ value: Part) -> [ActBody] {
        guard let table = value.table(Vocabulary.postingMove) else { return [] }
        let count = stage.file?.postings.count ?? 0
        return [
            .post(
                Posting(
                    id: PostingID("z\(count + 10)"),
                    kind: table.requiredName("kind", else: .payment),
                    amount: table.money("amount"), day: today, text: table.text("text")))
        ]
    }

    // MARK: Periods

    /// The keys of a period that runs: one, or one for each recipient.
    private func deadline(_ value: Part) -> [String] {
        let all = procedure.deadlines
        guard
            let definition = runner.known(
                value, all.first { $0.id.raw == value.scalar }, of: all.map(\.id.raw), .deadline)
        else { return [] }
        let keys = (stage.file?.deadlines ?? []).filter {
            $0.record.definition == definition.id
                && [.running, .suspended].contains($0.record.state)
        }.map(\.key)
        return keys.isEmpty ? [definition.id.raw] : keys
    }

    private func extend(_ value: Part) -> [ActBody] {
        let more: Extension
        if let day = table.optionalDay("until") {
            more = .to(day)
        } else if let period = table.part("period").flatMap({ Period(token: $0.text()) }) {
            more = .by(period)
        } else {
            part.report("Eine Verlängerung braucht „until“ oder „period“.")
            return []
        }
        return deadline(value).map { .extendDeadline(key: $0, more, reason: reason) }
    }
}
