import Casework

/// What of a case a person may look for, in the columns of the index. The parts stand apart, so
/// that words side by side are found within one part only.
struct SearchDocument {
    var number: [String]
    var subject: [String]
    var place: [String]
    var party: [String]
    var content: [String]

    /// - Parameters:
    ///   - reasons: what was given as reason in the history.
    ///   - previews: text of the attachments.
    init(_ file: CaseFile, procedure: Procedure?, reasons: [String], previews: [String]) {
        let withSign = file.number?.withSign ?? ""
        number = [QueryWords.digits(withSign).joined(separator: " ")]
        subject = [file.subject]
        let at = file.place
        place = [at.line, at.district, at.cadastral]
        party = file.parties.flatMap(\.texts)
        content = [withSign, file.source, file.paper]
        content += [at.remark, at.postalCode, at.register, at.parcels]
        content += file.fields.sorted { $0.key < $1.key }.map { id, value in
            procedure?.field(id)?.show(value) ?? value.plain
        }
        content += file.notes.map(\.text)
        content += file.letters.flatMap { [$0.title, $0.text] }
        content += file.attachments.map(\.name)
        content += file.inquiries.flatMap { [$0.draft.addressee, $0.draft.question, $0.answer] }
        content += file.postings.map(\.text)
        if let closing = file.closing { content += [closing.reason, closing.to] }
        if let resubmission = file.resubmission { content.append(resubmission.reason) }
        content += reasons + previews
    }

    /// All parts that say something, as they were written.
    var parts: [String] {
        (subject + place + party + content).filter { !$0.isEmpty }
    }

    /// The columns as the index takes them: folded, a word that nobody can type between parts.
    var columns: [String] {
        [number, subject, place, party, content].map { parts in
            parts.map { fold($0) }.filter { !$0.isEmpty }
                .joined(separator: " \(SearchDocument.border) ")
        }
    }

    private static let border = "\u{E000}"
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
