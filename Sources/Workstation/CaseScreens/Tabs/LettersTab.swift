import Casework
import TextCanvas
import Texts

extension TabMaker {
    func letters(_ made: inout BlockMaker) {
        let letters = file.letters
        if letters.isEmpty {
            made.remark("Noch kein Schreiben; b zeigt, was geschrieben werden kann.")
        }
        for letter in newestFirst(letters) { row(letter, &made) }
        let inquiries = file.inquiries
        guard !inquiries.isEmpty else { return }
        made.heading("Anfragen", note: "Enter trägt die Antwort ein")
        for inquiry in inquiries.sorted(by: { ($0.asked, $0.id) > ($1.asked, $1.id) }) {
            row(inquiry, &made)
        }
    }

    /// What still waits for a signature stands first.
    private func newestFirst(_ letters: [Letter]) -> [Letter] {
        letters.sorted { left, right in
            let (l, r) = (left.sealedOn ?? .last, right.sealedOn ?? .last)
            return (l, left.id) > (r, right.id)
        }
    }

    private func row(_ letter: Letter, _ made: inout BlockMaker) {
        let key = CaseRowKey.slot(.letter(letter.id))
        let reserved = view.isReserved(letter.id)
        let (sign, tone): (String, Tone) =
            switch letter.state {
            case _ where reserved: ("▲", .warning)
            case .prepared: ("▲", .warning)
            case .sealed: ("■", .text)
            case .discarded: ("–", .dim)
            }
        let author = view.office.name(of: letter.preparedBy)
        let signed = letter.sealedBy.flatMap { signer in
            signer == letter.preparedBy ? nil : "gefertigt von \(view.office.name(of: signer))"
        }
        let state =
            reserved
            ? "vorgemerkt, gilt erst mit dem Ergebnis der Zentrale" : letter.stateLine
        made.row(
            key, [Span("\(sign) ", tone), Span(letter.title + "  ", tone)],
            [state, "verfasst von \(author)", signed].compactMap { $0 }
                .joined(separator: " · "), tone: .dim)
        guard letter.state == .sealed, !reserved else { return }
        for recipient in letter.recipients {
            let state =
                recipient.delivery?.state ?? "nicht abgefertigt · Enter trägt die Zustellung ein"
            let tone: Tone =
                recipient.delivery?.undeliverable != nil
                ? .danger : recipient.delivery?.delivered == nil ? .warning : .ok
            made.row(
                .recipient(letter.id, recipient.party),
                [Span("    an ", .dim), Span(recipient.name + "  ")],
                [recipient.delivery?.channel.title, state].compactMap { $0 }.joined(
                    separator: ", "),
                tone: tone)
        }
    }

    private func row(_ inquiry: Inquiry, _ made: inout BlockMaker) {
        let key = CaseRowKey.slot(.inquiry(inquiry.id))
        let open = inquiry.answered == nil
        var facts = [inquiry.draft.kind.title, "gefragt am \(inquiry.asked.austrian)"]
        if let due = inquiry.draft.due { facts.append("bis \(due.austrian)") }
        if let day = inquiry.answered { facts.append("beantwortet am \(day.austrian)") }
        var details: [String] = []
        if !inquiry.draft.question.isEmpty { details.append("Frage: \(inquiry.draft.question)") }
        if !inquiry.answer.isEmpty { details.append("Antwort: \(inquiry.answer)") }
        let late = open && inquiry.draft.due.map { $0 < today } ?? false
        made.row(
            key,
            [
                Span(open ? "? " : "✓ ", late ? .overdue : open ? .warning : .ok),
                Span(words.addresseeTitle(inquiry.draft.addressee) + "  "),
            ], facts.joined(separator: " · "), tone: late ? .overdue : .dim,
            details: isOpened(key) || open ? made.details(details) : [])
    }
}
