import Casework
import SyncProtocol
import Texts

/// What a case is handed out for.
package enum ExportPurpose: String, CaseIterable, Hashable, Sendable {
    /// § 17 AVG
    case fileAccess
    /// Informationsfreiheitsgesetz
    case informationRequest
    /// Verwaltungsgericht, Gericht
    case court
    /// Ablage, Skartierung, Übergabe
    case handover

    package var title: String { Sentences.purpose(self) }

    /// Remarks and hand-over notes for colleagues go along.
    var withInternalNotes: Bool { self == .court || self == .handover }
}

/// One file of the folder.
package struct ExportDocument: Hashable, Sendable {
    package var path: String
    package var bytes: [UInt8]

    package var sha256: String { sha256Hex(bytes) }
}

/// One whole case as a folder that a court or an archive reads without this program.
package struct CaseExport: Sendable {
    package var file: CaseFile
    package var procedure: Procedure
    package var office: Office
    /// The entries of the case, oldest first.
    package var history: [Entry]
    package var redaction: Redaction
    package var purpose: ExportPurpose
    /// The day of the export, and who makes it.
    package var day: CivilDay
    package var by: PersonID

    package init(
        file: CaseFile, procedure: Procedure, office: Office, history: [Entry],
        redaction: Redaction = Redaction(), purpose: ExportPurpose, day: CivilDay, by: PersonID
    ) {
        self.file = file
        self.procedure = procedure
        self.office = office
        self.history = history
        self.redaction = redaction
        self.purpose = purpose
        self.day = day
        self.by = by
    }

    /// The folder's name: the case number and nothing of its content.
    package var folderName: String {
        let number = file.number?.description.replacing("/", with: "-") ?? "ohne-Zahl"
        return "Akt_\(number)"
    }

    /// Every file but the attachments and the list of contents, blacked out as asked.
    package func documents() -> [ExportDocument] { pages().documents }

    func pages() -> (documents: [ExportDocument], blacked: Int) {
        let blackening = Blackening(
            redaction, file: file, procedure: procedure, history: history)
        let blackener = Blackener(blackening.secrets)
        let writer = CaseDocuments(export: self, blackening: blackening)
        var pages = writer.pages()
        var counts: [(path: String, bars: Int)] = []
        for index in pages.indices {
            let text = blackener.blacken(pages[index].text)
            pages[index].text = text
            counts.append((pages[index].path, text.occurrences(of: Blackener.bar)))
        }
        if !redaction.isEmpty {
            pages.append((Sentences.redactionFile, writer.redactionLog(counts)))
        }
        let documents = pages.map { page in
            let text = page.path.hasSuffix(".csv") ? "\u{FEFF}" + page.text : page.text
            return ExportDocument(path: page.path, bytes: Array(text.utf8))
        }
        return (documents, counts.reduce(0) { $0 + $1.bars })
    }

    /// What goes out of an attachment.
    enum AttachmentFate: Hashable {
        case whole, blackedCopy, withheld
    }

    /// Only plain text can be blacked out here. With a redaction, everything else stays in the
    /// house until somebody has looked it through and released it.
    func fate(of attachment: Attachment) -> AttachmentFate {
        if redaction.rules.contains(where: { $0.passage == .attachment(attachment.id) }) {
            return .withheld
        }
        if redaction.isEmpty || redaction.released.contains(attachment.id) { return .whole }
        return attachment.mediaType.hasPrefix("text/") ? .blackedCopy : .withheld
    }

    /// An attachment's file, by its place and kind; nothing of its own name.
    func path(of attachment: Attachment, number: Int) -> String {
        let digits = number < 10 ? "0\(number)" : String(number)
        let kind =
            fate(of: attachment) == .blackedCopy ? "txt" : MediaType.ending(attachment.mediaType)
        return "\(Sentences.attachmentFolder)/B\(digits).\(kind)"
    }

    /// The bytes of an attachment as they go out.
    func bytes(of attachment: Attachment, content: [UInt8]) -> [UInt8] {
        guard fate(of: attachment) == .blackedCopy else { return content }
        let blackening = Blackening(
            redaction, file: file, procedure: procedure, history: history)
        let text = TextEncoding.utf8.decode(content).text
        return Array(Blackener(blackening.secrets).blacken(text).utf8)
    }
}

extension String {
    fileprivate func occurrences(of piece: String) -> Int { ranges(of: piece).count }
}
