import Casework

/// Names and values of slots in the office's words.
package struct SlotWords: Sendable {
    package let procedure: Procedure
    package let office: Office

    package init(procedure: Procedure, office: Office) {
        self.procedure = procedure
        self.office = office
    }

    /// "Verfahrensstand", "Anlagenleistung", "Frist „Untersagungsfrist“".
    package func title(_ slot: Slot, _ value: SlotValue? = nil) -> String {
        switch slot.family {
        case .field: return procedure.field(FieldID(slot.key))?.title ?? slot.key
        case .item: return procedure.item(ItemID(slot.key))?.title ?? slot.key
        case .deadline:
            let id = slot.key.split(separator: "#").first.map(String.init) ?? slot.key
            if case .deadline(let record)? = value { return "Frist „\(record.title)“" }
            return procedure.deadline(DeadlineID(id)).map { "Frist „\($0.title)“" } ?? "Frist"
        case .note:
            if case .note(let note)? = value { return note.kind.title }
        case .party:
            if case .party(let party)? = value { return roleTitle(party.role) }
        case .conflict:
            if let inner = Slot(slot.key) { return "Konflikt um \(title(inner))" }
        default: break
        }
        return slot.family.title
    }

    /// The value in one line.
    package func show(_ value: SlotValue, in slot: Slot) -> String {
        switch value {
        case .text(let text): showText(text, in: slot)
        case .day(let day): day.austrian
        case .number(let number): number.withSign
        case .place(let place): place.fullLine
        case .field(let value): procedure.field(FieldID(slot.key))?.show(value) ?? value.plain
        case .assignment(let assignment): office.line(of: assignment)
        case .closing(let closing): show(closing)
        case .pending(let pending): show(pending)
        case .item(let record):
            record.remark.isEmpty ? record.state.title : "\(record.state.title) (\(record.remark))"
        case .party(let party): party.summary
        case .attachment(let attachment): show(attachment)
        case .note(let note): note.text
        case .letter(let letter): show(letter)
        case .inquiry(let inquiry): show(inquiry)
        case .deadline(let record): record.summary
        case .resubmission(let resubmission):
            resubmission.reason.isEmpty
                ? resubmission.day.austrian
                : "\(resubmission.day.austrian), \(resubmission.reason)"
        case .posting(let posting):
            "\(posting.kind.title) \(posting.amount.german) am \(posting.day.austrian)"
        case .conflict(let conflict): showConflict(conflict)
        }
    }

    package func roleTitle(_ role: String) -> String {
        procedure.partyRoles.first { $0.id == role }?.title ?? role
    }

    package func addresseeTitle(_ id: String) -> String {
        procedure.addressees.first { $0.id == id }?.title ?? id
    }

    private func showText(_ text: String, in slot: Slot) -> String {
        switch slot.family {
        case .phase: procedure.phase(PhaseID(text))?.title ?? text
        case .result: procedure.result(ResultID(text))?.title ?? text
        case .publicStatus: procedure.publicStatus(StatusID(text))?.title ?? text
        case .channel: IntakeChannel.title(of: text)
        default: text
        }
    }

    private func show(_ closing: Closing) -> String {
        var text = "\(closing.manner.title) am \(closing.day.austrian)"
        if !closing.to.isEmpty { text += ", an \(closing.to)" }
        return closing.reason.isEmpty ? text : text + ", \(closing.reason)"
    }

    private func show(_ pending: PendingApproval) -> String {
        let step = procedure.step(pending.step)?.title ?? pending.step.raw
        return "„\(step)“ vorbereitet von \(office.name(of: pending.preparedBy)), "
            + "wartet auf \(pending.role.title)"
    }

    private func show(_ attachment: Attachment) -> String {
        let size = Words.size(attachment.size)
        return attachment.isPicture
            ? "\(attachment.name) (\(size), \(attachment.picture.title))"
            : "\(attachment.name) (\(size))"
    }

    private func show(_ letter: Letter) -> String {
        let deliveries = letter.recipients.compactMap { recipient in
            recipient.delivery.map { "\(recipient.name): \($0.sentence)" }
        }
        return ([letter.title + " " + letter.state.title] + deliveries).joined(separator: "; ")
    }

    private func show(_ inquiry: Inquiry) -> String {
        let who = addresseeTitle(inquiry.draft.addressee)
        return inquiry.answered.map { "\(who), beantwortet am \($0.austrian)" }
            ?? "\(who), gefragt am \(inquiry.asked.austrian)"
    }

    private func showConflict(_ conflict: Conflict) -> String {
        let mine = conflict.mine.map { show($0, in: conflict.slot) } ?? Words.none
        return "\(mine) (\(office.name(of: conflict.mineBy)))"
    }
}

extension Place {
    /// Everything known, in one line.
    package var fullLine: String {
        var parts: [String] = line.isEmpty ? [] : [line]
        let town = [postalCode, district].filter { !$0.isEmpty }.joined(separator: " ")
        if !town.isEmpty { parts.append(town) }
        if !cadastral.isEmpty { parts.append("KG \(cadastral)") }
        if !register.isEmpty { parts.append("EZ \(register)") }
        if !parcels.isEmpty { parts.append("GSt-Nr \(parcels)") }
        if !street.isEmpty, !remark.isEmpty { parts.append(remark) }
        return parts.isEmpty ? Words.none : parts.joined(separator: ", ")
    }
}

extension Party {
    /// "Elif Yıldız, Denkstraße 12, 4030 Linz"
    package var summary: String {
        let town = [postalCode, self.town].filter { !$0.isEmpty }.joined(separator: " ")
        return [name, street, town].filter { !$0.isEmpty }.joined(separator: ", ")
    }
}
