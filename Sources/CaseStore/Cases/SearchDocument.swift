import Casework
import GRDB

/// What of a case a person may look for, in the columns of the index. The parts stand apart, so
/// that words side by side are found within one part only.
struct SearchDocument {
    /// A text and what it is, in the words of the office.
    struct Part {
        var label: String
        var text: String
    }

    static let subjectLabel = "Betreff"

    private var number: [Part]
    private var subject: [Part]
    private var place: [Part]
    private var party: [Part]
    private var content: [Part]

    init(_ file: CaseFile, _ procedure: Procedure?, blobs: BlobStore, _ db: Database) throws {
        self.init(
            file, procedure, reasons: try SearchDocument.reasons(file.id, db), blobs: blobs)
    }

    /// - Parameter reasons: what persons wrote to what they did.
    init(_ file: CaseFile, _ procedure: Procedure?, reasons: [String], blobs: BlobStore) {
        let withSign = file.number?.withSign ?? ""
        number = [Part("GZ", QueryWords.digits(withSign).joined(separator: " "))]
        subject = [Part(Self.subjectLabel, file.subject)]
        let at = file.place
        place = [at.line, at.district, at.cadastral].map { Part("Ort", $0) }
        party = file.parties.flatMap { party in party.texts.map { Part("Beteiligte", $0) } }
        content = [Part("GZ", withSign), Part("Quelle", file.source)]
        content.append(Part("Papierakt", file.paper))
        content += [at.remark, at.postalCode, at.register, at.parcels].map { Part("Ort", $0) }
        content += file.fields.sorted { $0.key < $1.key }.map { id, value in
            let field = procedure?.field(id)
            return Part(field?.title ?? id.raw, field?.show(value) ?? value.plain)
        }
        content += file.notes.map { Part("Notiz", $0.text) }
        content += file.letters.flatMap { [Part($0.title, $0.title), Part($0.title, $0.text)] }
        content += file.attachments.map { Part("Beilage", $0.name) }
        content += file.inquiries.flatMap { inquiry in
            [inquiry.draft.addressee, inquiry.draft.question, inquiry.answer].map {
                Part("Anfrage", $0)
            }
        }
        content += file.postings.map { Part("Buchung", $0.text) }
        if let closing = file.closing {
            content += [closing.reason, closing.to].map { Part("Erledigung", $0) }
        }
        if let resubmission = file.resubmission {
            content.append(Part("Wiedervorlage", resubmission.reason))
        }
        content += reasons.map { Part("Verlauf", $0) }
        content += file.attachments.compactMap { attachment in
            blobs.text(of: attachment.sha256).map { Part(attachment.name, $0) }
        }
    }

    private static func reasons(_ id: CaseID, _ db: Database) throws -> [String] {
        try String.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT reason FROM entry WHERE "case" = ?1 AND reason != ''
                    UNION ALL SELECT reason FROM overlay WHERE "case" = ?1 AND reason != ''
                    """), arguments: [id.raw])
    }

    /// All parts that say something, as they were written.
    var parts: [Part] { (subject + place + party + content).filter { !$0.text.isEmpty } }

    /// The columns as the index takes them: folded, a word that nobody can type between parts.
    var columns: [String] {
        [number, subject, place, party, content].map { parts in
            parts.map { fold($0.text) }.filter { !$0.isEmpty }
                .joined(separator: " \(SearchDocument.border) ")
        }
    }

    private static let border = "\u{E000}"
}

extension SearchDocument.Part {
    fileprivate init(_ label: String, _ text: String) {
        self.label = label
        self.text = text
    }
}

extension Party {
    fileprivate var texts: [String] {
        [name, representative, street, "\(postalCode) \(town)", email, phone, register]
    }
}

extension ActBody {
    /// What the person wrote to it, apart from what stands in the case anyway.
    var spoken: String {
        switch self {
        case .takeStep(let taking): taking.reason
        case .approve(let note): note
        case .sendBack(let reason), .assign(_, let reason), .removeParty(_, let reason),
            .resubmit(_, let reason), .setDeadline(_, _, _, _, let reason),
            .extendDeadline(_, _, let reason), .suspendDeadline(_, _, let reason),
            .cancelDeadline(_, let reason), .declareBias(_, let reason),
            .withdraw(_, let reason), .transfer(_, _, let reason), .void(let reason),
            .reopen(let reason):
            reason
        default: ""
        }
    }
}
