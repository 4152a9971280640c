import Casework

/// Turns entries of a case's history into the office's words: who did what, and which values
/// moved from what to what. Titles come from the procedure; what it does not know keeps its id.
package struct HistoryWords: Sendable {
    package let procedure: Procedure
    package let office: Office
    /// The entries of the case that is told of, so that what was taken back can be named.
    private let entries: [Entry]

    package init(procedure: Procedure, office: Office, entries: [Entry] = []) {
        self.procedure = procedure
        self.office = office
        self.entries = entries
    }

    /// What was undertaken, without who and when: "Schritt „Verbesserungsauftrag“".
    package func headline(_ body: ActBody) -> String {
        switch body {
        case .open, .takeStep, .approve, .sendBack, .withdraw, .transfer, .void, .reopen, .undo,
            .resolveConflict:
            courseHeadline(body)
        case .setFields, .setSubject, .setPlace, .setPaper, .checkItems, .addNote, .putParty,
            .removeParty, .addAttachment, .checkPicture:
            editHeadline(body)
        case .assign, .resubmit, .cancelResubmission, .relate, .unrelate, .declareBias:
            organiseHeadline(body)
        case .recordDelivery, .answerInquiry, .post:
            recordHeadline(body)
        case .setDeadline, .extendDeadline, .suspendDeadline, .resumeDeadline, .cancelDeadline:
            deadlineHeadline(body)
        }
    }

    /// The reason a person gave, if the act carries one.
    package func reason(_ body: ActBody) -> String? {
        let text: String
        switch body {
        case .takeStep(let taking): text = taking.reason
        case .approve(let note): text = note
        case .sendBack(let reason), .assign(_, let reason), .resubmit(_, let reason),
            .removeParty(_, let reason), .setDeadline(_, _, _, _, let reason),
            .extendDeadline(_, _, let reason), .suspendDeadline(_, _, let reason),
            .cancelDeadline(_, let reason), .declareBias(_, let reason),
            .withdraw(_, let reason), .transfer(_, _, let reason), .void(let reason),
            .reopen(let reason):
            text = reason
        default: text = ""
        }
        return text.trimmed.isEmpty ? nil : text.trimmed
    }

    /// Changed slots in the office's words, one line each; marks of the program itself left out.
    package func lines(_ changes: [Change]) -> [String] {
        changes.compactMap(line)
    }

    /// "Verfahrensstand: Vorprüfung → Verbesserung"; nil for what only the program needs.
    package func line(_ change: Change) -> String? {
        guard change.slot.family != .taken, change.slot.family != .mark else { return nil }
        let values = SlotWords(procedure: procedure, office: office)
        let name = values.title(change.slot, change.new ?? change.old)
        let old = change.old.map { values.show($0, in: change.slot) }
        let new = change.new.map { values.show($0, in: change.slot) }
        switch (old, new) {
        case (let old?, let new?) where old == new: return "\(name): \(new)"
        case (let old?, let new?): return "\(name): \(old) → \(new)"
        case (nil, let new?): return "\(name): \(new)"
        case (let old?, nil): return "\(name): \(old) → entfernt"
        case (nil, nil): return nil
        }
    }
}

// MARK: - Headlines

extension HistoryWords {
    fileprivate func courseHeadline(_ body: ActBody) -> String {
        switch body {
        case .open(let opening):
            let kind = procedure.kind(opening.kind)?.title ?? opening.kind.raw
            return "Akt angelegt: \(kind), eingelangt \(opening.received.austrian) über "
                + IntakeChannel.title(of: opening.channel)
        case .takeStep(let taking):
            return "Schritt „\(procedure.step(taking.step)?.title ?? taking.step.raw)“"
        case .approve: return "Genehmigt"
        case .sendBack: return "Zurückgegeben"
        case .withdraw(let day, _): return "Zurückgezogen am \(day.austrian)"
        case .transfer(let authority, let day, _):
            return "Abgetreten an \(authority) am \(day.austrian) (§ 6 AVG)"
        case .void: return "Als irrtümlich angelegt abgeschlossen"
        case .reopen: return "Wieder geöffnet"
        case .undo(let act):
            guard let undone = entries.first(where: { $0.act.id == act })?.act.body else {
                return "Zurückgenommen"
            }
            return "Zurückgenommen: \(headline(undone))"
        case .resolveConflict(let slot, let value):
            return "Konflikt entschieden: "
                + SlotWords(procedure: procedure, office: office).title(slot, value)
        default: return ""
        }
    }

    fileprivate func editHeadline(_ body: ActBody) -> String {
        switch body {
        case .setFields(let fields):
            let titles = procedure.fields.filter { fields.keys.contains($0.id) }.map(\.title)
            return titles.isEmpty ? "Felder" : "Felder: " + titles.joined(separator: ", ")
        case .setSubject: return "Betreff"
        case .setPlace: return "Ort"
        case .setPaper: return "Papierakt"
        case .checkItems(let items):
            return items.count == 1
                ? "Prüfliste: " + (items.keys.first.flatMap { procedure.item($0)?.title } ?? "")
                : "Prüfliste: \(items.count) Unterlagen"
        case .addNote(let note): return "\(note.kind.title): \(excerpt(note.text))"
        case .putParty(let party): return "Beteiligte: \(party.name)"
        case .removeParty: return "Beteiligte entfernt"
        case .addAttachment(let attachment): return "Beilage: \(attachment.name)"
        case .checkPicture(_, let check): return "Bildprüfung: \(check.title)"
        default: return ""
        }
    }

    fileprivate func organiseHeadline(_ body: ActBody) -> String {
        switch body {
        case .assign(let assignment, _):
            return assignment.person.map { "Zugeteilt an \(office.name(of: $0))" }
                ?? "Zugeteilt an \(office.name(of: assignment.unit)), ohne Person"
        case .resubmit(let day, _): return "Wiedervorlage am \(day.austrianWithWeekday)"
        case .cancelResubmission: return "Wiedervorlage aufgehoben"
        case .relate(_, let relation):
            return relation.isEmpty ? "Akt verknüpft" : "Akt verknüpft: \(relation)"
        case .unrelate: return "Verknüpfung aufgehoben"
        case .declareBias(let person, _):
            return "Befangenheit vermerkt: \(office.name(of: person)) (§ 7 AVG)"
        default: return ""
        }
    }

    fileprivate func recordHeadline(_ body: ActBody) -> String {
        switch body {
        case .recordDelivery(_, _, let delivery):
            return "Zustellung: \(delivery.factsLine)"
        case .answerInquiry(_, let day, _): return "Antwort eingelangt am \(day.austrian)"
        case .post(let posting):
            let word = posting.reverses == nil ? posting.kind.title : "Storno \(posting.kind.title)"
            return "\(word): \(posting.amount.german)"
        default: return ""
        }
    }

    fileprivate func deadlineHeadline(_ body: ActBody) -> String {
        switch body {
        case .setDeadline(_, let title, let end, _, _):
            return "Frist gesetzt: \(title), \(end.austrian)"
        case .extendDeadline(let key, let extent, _):
            return "Frist verlängert: \(name(key)), \(extent.phrase)"
        case .suspendDeadline(let key, let day, _):
            return "Frist gehemmt: \(name(key)), ab \(day.austrian)"
        case .resumeDeadline(let key, let day):
            return "Frist läuft weiter: \(name(key)), ab \(day.austrian)"
        case .cancelDeadline(let key, _): return "Frist aufgehoben: \(name(key))"
        default: return ""
        }
    }

    /// The beginning of a text, in one line.
    func excerpt(_ text: String) -> String {
        let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return words.count <= 80 ? words : String(words.prefix(79)) + "…"
    }

    private func name(_ key: String) -> String {
        let id = key.split(separator: "#").first.map(String.init) ?? key
        return procedure.deadline(DeadlineID(id))?.title ?? "von Hand gesetzt"
    }
}
