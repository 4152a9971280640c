import Casework
import Texts

/// Writes the pages of a case as text. Black slots never reach a page.
struct CaseDocuments {
    typealias Page = (path: String, text: String)

    let export: CaseExport
    let blackening: Blackening
    private let words: SlotWords
    private let historyWords: HistoryWords
    private var file: CaseFile { export.file }

    init(export: CaseExport, blackening: Blackening) {
        self.export = export
        self.blackening = blackening
        words = SlotWords(procedure: export.procedure, office: export.office)
        historyWords = HistoryWords(
            procedure: export.procedure, office: export.office, entries: export.history)
    }

    func pages() -> [Page] {
        var pages: [Page] = [
            ("Deckblatt.txt", cover()), ("Beteiligte.txt", parties()),
            ("Verlauf.txt", historyText()), ("Verlauf.csv", historyTable()),
        ]
        let further: [Page] = [
            ("Unterlagen.txt", checklist()), ("Vermerke.txt", notes()),
            ("Anfragen.txt", inquiries()), ("Buchungen.txt", postings()),
            ("Beilagen.txt", attachments()),
        ]
        pages += further.filter { !$0.text.isEmpty }
        for (index, letter) in file.letters.enumerated() {
            pages.append((letterPath(letter, index + 1), text(of: letter)))
        }
        return pages
    }

    private func show(_ slot: Slot, _ text: @autoclosure () -> String) -> String {
        blackening.isBlack(slot) ? Blackener.bar : text()
    }

    private func heading(_ title: String) -> String {
        "\(title)\n" + String(repeating: "=", count: title.count) + "\n\n"
    }

    private func row(_ name: String, _ value: String) -> String {
        guard !value.isEmpty, value != Words.none else { return "" }
        let blanks = String(repeating: " ", count: max(1, 28 - name.count))
        return
            "\(name):\(blanks)\(value.replacing("\n", with: "\n" + String(repeating: " ", count: 29)))\n"
    }

    // MARK: Cover

    private func cover() -> String {
        let procedure = export.procedure
        var text = heading("Magistrat der Landeshauptstadt Linz")
        text += row("Geschäftszahl", file.number?.withSign ?? "")
        text += row("Verfahren", procedure.title)
        text += row("Fallart", procedure.kind(file.kind)?.title ?? file.kind.raw)
        text += row("Betreff", show(Slot(.subject), file.subject))
        text += row("Ort", show(Slot(.place), file.place.fullLine))
        text += row("Eingelangt", file.received.austrian)
        text += row("Weg", IntakeChannel.title(of: file.channel))
        text += row("Herkunft", file.source)
        text += row("Papierakt", file.paper)
        text += row("Verfahrensstand", procedure.phase(file.phase)?.title ?? file.phase.raw)
        text += row("Ergebnis", file.result.flatMap { procedure.result($0)?.title } ?? "")
        text += row("Zuständig", export.office.line(of: file.assignment))
        if let closing = file.closing {
            text += row("Erledigt", words.show(.closing(closing), in: Slot(.closing)))
        }
        text += "\n" + fields() + deadlines()
        text += "\n" + row("Zweck der Ausfertigung", export.purpose.title)
        text += row("Ausgefertigt am", export.day.austrian)
        text += row("Ausgefertigt von", export.office.name(of: export.by))
        if !export.redaction.isEmpty { text += row("Schwärzungen", Sentences.seeRedactions) }
        return text
    }

    private func fields() -> String {
        let held = file.fields
        var text = ""
        for field in export.procedure.fields {
            guard let value = held[field.id] else { continue }
            text += row(field.title, show(.field(field.id), field.show(value)))
        }
        return text
    }

    private func deadlines() -> String {
        var text = ""
        for (key, record) in file.deadlines {
            text += row(
                record.title,
                show(Slot(.deadline, key), "\(record.end.austrian) (\(record.state.title))"))
        }
        return text.isEmpty ? "" : "\nFristen\n-------\n" + text
    }

    // MARK: Lists

    private func parties() -> String {
        var text = heading("Beteiligte")
        for party in file.parties {
            let slot = Slot.party(party.id)
            text += row(words.roleTitle(party.role), show(slot, party.summary))
            guard !blackening.isBlack(slot) else { continue }
            text += row("E-Mail", party.email) + row("Telefon", party.phone)
            text += row("Register", party.register)
            text += row("Vertreten durch", party.representative)
        }
        return text
    }

    private func checklist() -> String {
        var text = ""
        for item in export.procedure.checklist {
            guard let record = file.item(item.id) else { continue }
            let remark = record.remark.isEmpty ? "" : " – \(record.remark)"
            text += row(item.title, show(.item(item.id), record.state.title + remark))
        }
        return text.isEmpty ? "" : heading("Unterlagen") + text
    }

    private func isShown(_ note: Note) -> Bool {
        note.kind == .memorandum || export.purpose.withInternalNotes
    }

    private func notes() -> String {
        var text = ""
        for note in file.notes where isShown(note) {
            let held = file.slots[.note(note.id)]
            let day = held.map { $0.at.civil.austrian } ?? ""
            let who = held.map { export.office.name(of: $0.by) } ?? ""
            text += "\(note.kind.title), \(day), \(who)\n"
            text += show(.note(note.id), note.text) + "\n\n"
        }
        return text.isEmpty ? "" : heading("Vermerke") + text
    }

    private func inquiries() -> String {
        var text = ""
        for inquiry in file.inquiries {
            let slot = Slot.inquiry(inquiry.id)
            text += row("An", words.addresseeTitle(inquiry.draft.addressee))
            text += row("Gefragt am", inquiry.asked.austrian)
            text += row("Frage", show(slot, inquiry.draft.question))
            text += row("Beantwortet am", inquiry.answered?.austrian ?? "")
            text += row("Antwort", show(slot, inquiry.answer)) + "\n"
        }
        return text.isEmpty ? "" : heading("Anfragen und Stellungnahmen") + text
    }

    private func postings() -> String {
        var text = ""
        for posting in file.postings {
            let slot = Slot.posting(posting.id)
            text += row(
                posting.day.austrian,
                show(slot, "\(posting.kind.title) \(posting.amount.german) \(posting.text)"))
        }
        return text.isEmpty ? "" : heading("Buchungen") + text
    }

    private func attachments() -> String {
        var text = ""
        for (index, attachment) in file.attachments.enumerated() {
            let fate = export.fate(of: attachment)
            let path = fate == .withheld ? "" : export.path(of: attachment, number: index + 1)
            text += "Beilage \(index + 1)\n"
            text += row("Datei", path)
            text += row("Name", show(.attachment(attachment.id), attachment.name))
            text += row("Eingelangt", attachment.received.austrian)
            text += row("Art", "\(attachment.mediaType), \(Words.size(attachment.size))")
            switch fate {
            case .whole: text += row("SHA-256", attachment.sha256)
            case .blackedCopy: text += row("Hinweis", Sentences.blackedCopy)
            case .withheld: text += row("Hinweis", Sentences.withheld)
            }
            text += "\n"
        }
        return text.isEmpty ? "" : heading("Beilagen") + text
    }

    // MARK: Letters

    private func letterPath(_ letter: Letter, _ number: Int) -> String {
        let digits = number < 10 ? "0\(number)" : String(number)
        let template = letter.template.raw.filter {
            $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-")
        }
        return "\(Sentences.letterFolder)/S\(digits)_\(template).txt"
    }

    private func text(of letter: Letter) -> String {
        let slot = Slot.letter(letter.id)
        var text = row("Schriftstück", letter.title) + row("Stand", letter.state.title)
        text += row("Gefertigt am", letter.sealedOn?.austrian ?? "")
        text += row("Gefertigt von", letter.sealedBy.map { export.office.name(of: $0) } ?? "")
        for recipient in letter.recipients {
            let name = show(.party(recipient.party), recipient.name)
            text += row("An", name + (recipient.delivery.map { ", \($0.sentence)" } ?? ""))
        }
        return text + "\n" + show(slot, letter.text) + "\n"
    }

    // MARK: History

    private struct Happening {
        var entry: Entry
        var headline: String
        var lines: [String]
    }

    private func happenings() -> [Happening] {
        export.history.compactMap { entry in
            if case .addNote(let note) = entry.act.body, !isShown(note) { return nil }
            let hidden = hides(entry.act.body)
            var lines = entry.changes.compactMap(line)
            let reason = historyWords.reason(entry.act.body)
            if let reason { lines.append("\(Words.reason): \(reason)") }
            return Happening(
                entry: entry,
                headline: hidden ? Blackener.bar : historyWords.headline(entry.act.body),
                lines: lines)
        }
    }

    /// A headline that names what is black.
    private func hides(_ body: ActBody) -> Bool {
        switch body {
        case .putParty(let party): blackening.isBlack(.party(party.id))
        case .addAttachment(let attachment): blackening.isBlack(.attachment(attachment.id))
        case .undo(let act):
            export.history.contains { $0.act.id == act && hides($0.act.body) }
        default: false
        }
    }

    private func line(_ change: Change) -> String? {
        for case .note(let note)? in [change.new, change.old] where !isShown(note) { return nil }
        guard let line = historyWords.line(change) else { return nil }
        guard blackening.isBlack(change.slot) else { return line }
        return "\(words.title(change.slot, change.new ?? change.old)): \(Blackener.bar)"
    }

    private func historyText() -> String {
        var text = heading("Verlauf")
        for happening in happenings() {
            let who = export.office.name(of: happening.entry.act.actor)
            text += "\(happening.entry.at.civil.austrian)  \(who)\n  \(happening.headline)\n"
            for line in happening.lines {
                text += "    \(line.replacing("\n", with: "\n    "))\n"
            }
            text += "\n"
        }
        return text
    }

    private func historyTable() -> String {
        let rows = happenings().map { happening -> [String] in
            let at = happening.entry.at.civil
            return [
                String(happening.entry.sequence), at.day.austrian, at.time.description,
                export.office.name(of: happening.entry.act.actor), happening.headline,
                happening.lines.joined(separator: "\n"),
            ]
        }
        return CSVTable(header: Sentences.historyColumns, rows: rows).text
    }

    // MARK: Log

    func redactionLog(_ counts: [(path: String, bars: Int)]) -> String {
        var text = heading("Schwärzungen")
        for (index, line) in blackening.lines.enumerated() {
            text += "\(index + 1). \(line.what)"
            text += line.ground.isEmpty ? "\n" : " – \(line.ground)\n"
        }
        text += "\nGeschwärzte Stellen\n-------------------\n"
        for count in counts where count.bars > 0 { text += row(count.path, String(count.bars)) }
        return text
    }
}
