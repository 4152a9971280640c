import Casework
import TextCanvas
import Texts

/// A refused act that is being dealt with in its case. What was typed is put into the form's
/// drafts, so that it survives like anything else that is typed.
struct CaseRedo: Sendable {
    /// nil where the centre has refused only now, and the form is open again.
    let refused: RefusedAct?
    let acts: [ActID]
    let manner: ClearingManner
    /// The draft of the form that was opened for it; nil until then, or where it needs no form.
    var draft: String?
    /// It was sent off without a form.
    var isDirect = false
    var hasBegun = false

    init(refused: RefusedAct, manner: ClearingManner) {
        self.refused = refused
        acts = refused.acts
        self.manner = manner
    }

    init(acts: [ActID], draft: String) {
        refused = nil
        self.acts = acts
        manner = .redone
        self.draft = draft
        hasBegun = true
    }
}

/// The form of an act, and what was typed into it.
struct RedoForm: Sendable {
    var name: CaseFormName
    var part = ""
    /// By field.
    var texts: [String: String]
    var open: @Sendable (inout AppState) -> Void

    var draft: String { part.isEmpty ? name.rawValue : "\(name.rawValue)/\(part)" }
}

extension AppState {
    /// Once the case is there: the form opens, or the question.
    mutating func beginRedo() {
        guard let redo = caseFile?.redo, let refused = redo.refused, !redo.hasBegun,
            let view = caseFile?.view
        else { return }
        caseFile?.redo?.hasBegun = true
        switch redo.manner {
        case .noted: fill(noteForm(refused), refused, redo.manner)
        case .redone:
            if refused.bodies.count == 1, let body = refused.bodies.first,
                let form = view.redoForm(body)
            {
                fill(form, refused, redo.manner)
            } else {
                askAgain(refused)
            }
        case .discarded: break
        }
    }

    private mutating func fill(
        _ form: RedoForm, _ refused: RefusedAct, _ manner: ClearingManner
    ) {
        caseFile?.redo?.draft = form.draft
        for (field, text) in form.texts.sorted(by: { $0.key < $1.key }) where !text.isEmpty {
            keepDraft(caseDraft("\(form.draft)/\(field)"), text)
        }
        let count = dialogs.count
        form.open(&self)
        let words = refused.words(session.office)
        guard dialogs.count > count, case .form(var opened)? = dialogs.last?.content else { return }
        opened.lines.insert(manner == .noted ? words.what : words.why, at: 0)
        dialogs[dialogs.count - 1].content = .form(opened)
    }

    private func noteForm(_ refused: RefusedAct) -> RedoForm {
        let text = refused.words(session.office)
            .note(lines: refused.line.lines, at: refused.line.at)
        return RedoForm(name: .note, texts: ["text": text]) { $0.writeNote() }
    }

    /// Acts without a form of their own: what they would do today, then the same again.
    private mutating func askAgain(_ refused: RefusedAct) {
        let rehearsal = rehearseCase(refused.bodies)
        if let obstacle = rehearsal.obstacle { return say(.obstacle(obstacle)) }
        let lines = rehearsal.lines.isEmpty ? ["Es ändert sich nichts mehr."] : rehearsal.lines
        confirm(
            "Noch einmal: \(refused.line.headline)",
            ConfirmDialog(lines: Array(lines.prefix(12)), yes: "Noch einmal", no: "Lassen") {
                state in
                state.caseFile?.redo?.isDirect = true
                state.submitCase(refused.bodies, said: "noch einmal getan")
            })
    }

    /// An act was accepted: the one that was refused is dealt with, if this was it.
    mutating func settleRedo(draft: String?) {
        guard let redo = caseFile?.redo else { return }
        let isIt = redo.isDirect ? draft == nil : redo.draft != nil && redo.draft == draft
        guard isIt else { return }
        caseFile?.redo = nil
        ask(.clear(Clearing(acts: redo.acts, manner: redo.manner)), for: .outbox)
    }

    /// The centre refused what was just typed and the form comes back with it: stored from there,
    /// the refused act is dealt with. Left, it stays in the tray.
    mutating func followRefused(_ acts: [ActID], draft: String?) {
        guard !acts.isEmpty, let draft else { return }
        caseFile?.redo = CaseRedo(acts: acts, draft: draft)
    }
}

extension CaseView {
    /// nil where the act has no form, or its form cannot say all of it.
    func redoForm(_ body: ActBody) -> RedoForm? {
        switch body {
        case .setFields(let fields): redo(fields)
        case .takeStep(let taking): redo(taking)
        case .setSubject, .setPlace, .setPaper, .checkItems, .addNote, .putParty, .removeParty:
            redoEdit(body)
        case .assign, .resubmit, .declareBias, .withdraw, .transfer, .void, .reopen, .approve,
            .sendBack:
            redoCourse(body)
        case .answerInquiry, .post, .recordDelivery: redoRecord(body)
        case .setDeadline, .extendDeadline, .suspendDeadline, .resumeDeadline, .cancelDeadline:
            redoDeadline(body)
        default: nil
        }
    }

    private func text(_ field: Field, _ value: FieldValue?) -> String {
        FormField.of(field, value).value
    }

    private func redo(_ fields: [FieldID: FieldValue?]) -> RedoForm? {
        let known = procedure.fields(of: file.kind).filter { fields.keys.contains($0.id) }
        // A value taken away cannot be told from one not typed.
        let values = known.map { text($0, fields[$0.id] ?? nil) }
        guard known.count == fields.count, !known.isEmpty, !values.contains("") else { return nil }
        let groups = Set(known.map(\.group))
        let group = groups.count == 1 ? groups.first : nil
        let focus = known.first?.id
        return RedoForm(
            name: .fields, part: group ?? "",
            texts: Dictionary(
                zip(known.map(\.id.raw), values).map { ($0, $1) }, uniquingKeysWith: { $1 })
        ) { $0.editFields(group: group, focus: focus) }
    }

    private func redo(_ taking: StepTaking) -> RedoForm? {
        guard procedure.step(taking.step) != nil else { return nil }
        var texts = ["reason": taking.reason]
        for field in procedure.fields {
            if let value = taking.inputs[field.id] { texts[field.id.raw] = text(field, value) }
        }
        if let inquiry = taking.inquiry {
            texts["addressee"] = inquiry.addressee
            texts["question"] = inquiry.question
            texts["due"] = inquiry.due?.austrian ?? ""
        }
        return RedoForm(name: .step, part: taking.step.raw, texts: texts) { state in
            guard let view = state.caseFile?.view, let circumstances = state.caseCircumstances,
                let offer = view.allSteps(circumstances).first(where: {
                    $0.step.id == taking.step
                })
            else { return }
            state.begin(offer)
        }
    }

    private static func texts(_ fields: [FormField]) -> [String: String] {
        Dictionary(fields.map { ($0.id, $0.value) }, uniquingKeysWith: { $1 })
    }

    private func redoEdit(_ body: ActBody) -> RedoForm? {
        switch body {
        case .setSubject(let text):
            return RedoForm(name: .subject, texts: ["subject": text]) { $0.editSubject() }
        case .setPlace(let place):
            return RedoForm(name: .place, texts: Self.texts(PlaceFields.fields(place))) {
                $0.editPlace()
            }
        case .setPaper(let text):
            return RedoForm(name: .paper, texts: ["paper": text]) { $0.editPaper() }
        case .checkItems(let items):
            guard items.count == 1, let (id, record) = items.first else { return nil }
            return RedoForm(
                name: .item, part: id.raw,
                texts: ["state": record.state.rawValue, "remark": record.remark]
            ) { $0.editItem(id) }
        case .addNote(let note):
            return RedoForm(
                name: .note, texts: ["text": note.text, "kind": note.kind.rawValue]
            ) { $0.writeNote(note.kind) }
        case .putParty(let party):
            let known = file.parties.contains { $0.id == party.id }
            return RedoForm(
                name: .party, part: known ? party.id.raw : "neu",
                texts: Self.texts(PartyFields.fields(party, roles: roles))
            ) { $0.editParty(known ? party.id : nil) }
        case .removeParty(let id, let reason):
            return RedoForm(name: .partyRemoval, part: id.raw, texts: ["reason": reason]) {
                $0.removeParty(id)
            }
        default: return nil
        }
    }

    private func redoCourse(_ body: ActBody) -> RedoForm? {
        switch body {
        case .assign(let assignment, let reason):
            let who = "\(assignment.unit.raw)|\(assignment.person?.raw ?? "")"
            return RedoForm(name: .assignment, texts: ["who": who, "reason": reason]) {
                $0.assignCase()
            }
        case .resubmit(let day, let reason):
            return RedoForm(
                name: .resubmission, texts: ["day": day.austrian, "reason": reason]
            ) { $0.resubmitCase() }
        case .declareBias(let person, let reason):
            return RedoForm(name: .bias, texts: ["person": person.raw, "reason": reason]) {
                $0.declareBias()
            }
        case .withdraw(let day, let reason):
            return RedoForm(name: .withdrawal, texts: ["day": day.austrian, "reason": reason]) {
                $0.withdrawCase()
            }
        case .transfer(let authority, let day, let reason):
            return RedoForm(
                name: .transfer,
                texts: ["to": authority, "day": day.austrian, "reason": reason]
            ) { $0.transferCase() }
        case .void(let reason):
            return RedoForm(name: .void, texts: ["reason": reason]) { $0.voidCase() }
        case .reopen(let reason):
            return RedoForm(name: .reopening, texts: ["reason": reason]) { $0.reopenCase() }
        case .approve(let note):
            return RedoForm(name: .approval, texts: ["note": note]) { $0.approveCase() }
        case .sendBack(let reason):
            return RedoForm(name: .sendingBack, texts: ["reason": reason]) { $0.sendCaseBack() }
        default: return nil
        }
    }

    private func redoRecord(_ body: ActBody) -> RedoForm? {
        switch body {
        case .answerInquiry(let id, let day, let answer):
            return RedoForm(
                name: .answer, part: id.raw, texts: ["day": day.austrian, "answer": answer]
            ) { $0.answerInquiry(id) }
        case .post(let posting) where posting.reverses == nil:
            return RedoForm(
                name: .posting,
                texts: [
                    "kind": posting.kind.rawValue, "amount": posting.amount.plain,
                    "day": posting.day.austrian, "text": posting.text,
                ]
            ) { $0.fillPosting() }
        case .recordDelivery(let letter, let party, let delivery):
            guard let found = file.letter(letter),
                let recipient = found.recipients.first(where: { $0.party == party })
            else { return nil }
            let form = DeliveryForm(
                channel: delivery.channel, before: delivery, sealed: found.sealedOn,
                today: delivery.dispatched, assumptions: assumptions)
            return RedoForm(
                name: .delivery, part: "\(letter.raw)/\(party.raw)", texts: Self.texts(form.fields)
            ) { $0.fillDelivery(found, recipient, delivery.channel) }
        default: return nil
        }
    }

    private func redoDeadline(_ body: ActBody) -> RedoForm? {
        switch body {
        case .setDeadline(_, let title, let end, let binds, let reason):
            return RedoForm(
                name: .deadline,
                texts: [
                    "title": title, "end": end.austrian, "binds": binds.rawValue,
                    "reason": reason,
                ]
            ) { $0.setDeadline() }
        case .extendDeadline(let key, let extent, let reason):
            let text =
                switch extent {
                case .by(let period): period.token
                case .to(let day): day.austrian
                }
            return RedoForm(
                name: .deadlineExtension, part: key, texts: ["extent": text, "reason": reason]
            ) { $0.extendDeadline(key) }
        case .suspendDeadline(let key, let day, let reason):
            return RedoForm(
                name: .deadlineSuspension, part: key,
                texts: ["from": day.austrian, "reason": reason]
            ) { $0.suspendDeadline(key) }
        case .resumeDeadline(let key, let day):
            return RedoForm(name: .deadlineResumption, part: key, texts: ["to": day.austrian]) {
                $0.resumeDeadline(key)
            }
        case .cancelDeadline(let key, let reason):
            return RedoForm(name: .deadlineCancellation, part: key, texts: ["reason": reason]) {
                $0.cancelDeadline(key)
            }
        default: return nil
        }
    }
}

extension AppState {
    /// A new case that was refused: the intake form opens with everything that was typed.
    mutating func redoOpening(_ opening: Opening, _ refused: RefusedAct) {
        let texts = openingTexts(opening)
        dropIntakeDrafts()
        for (field, text) in texts.sorted(by: { $0.key < $1.key }) where !text.isEmpty {
            keepDraft(DraftKey(caseID: nil, name: "einlauf/\(field)"), text)
        }
        for case .addNote(let note) in refused.bodies where note.kind == .remark {
            keepDraft(DraftKey(caseID: nil, name: "einlauf/note"), note.text)
        }
        openIntake()
        intake?.attachments = opening.attachments
        intake?.redo = refused
        say(refused.words(session.office).why, .refusal)
    }

    private func openingTexts(_ opening: Opening) -> [String: String] {
        var texts = [
            "kind": "\(opening.procedure.raw)|\(opening.kind.raw)", "channel": opening.channel,
            "received": opening.received.austrian, "subject": opening.subject,
        ]
        let place = opening.place
        texts["street"] = place.street
        texts["houseNumber"] = place.houseNumber
        texts["cadastral"] = place.cadastral
        texts["parcels"] = place.parcels
        texts["remark"] = place.remark
        texts["paper"] = opening.paper
        if let party = opening.parties.first {
            let town = [party.postalCode, party.town].filter { !$0.isEmpty }
            texts["name"] = party.name
            texts["role"] = party.role
            texts["address"] = [party.street, town.joined(separator: " ")]
                .filter { !$0.isEmpty }.joined(separator: ", ")
            texts["email"] = party.email
            texts["phone"] = party.phone
        }
        let procedure = session.procedureByID[opening.procedure]
        for field in procedure?.fields ?? [] {
            guard let value = opening.fields[field.id] else { continue }
            texts["feld:\(field.id.raw)"] = FormField.of(field, value).value
        }
        return texts
    }
}
