import CaseStore
import Casework
import Interchange
import SyncProtocol
import Workstation

extension CaseRegister {
    /// One case as a readable folder, with passages blacked out where that is asked. The caller
    /// has journalled the reading.
    package func handOut(
        _ view: CaseStore.CaseView, by person: PersonID, into parent: String,
        purpose: ExportPurpose, redaction: Redaction, day: CivilDay
    ) throws(DeskFailure) -> ExportSummary {
        guard view.reserved.isEmpty else {
            throw DeskFailure(
                code: "F013",
                sentence: "In diesem Akt ist etwas vorgemerkt, das erst mit dem Ergebnis der "
                    + "Zentrale gilt. Bis dahin wird nichts abgelegt, gedruckt oder versendet.")
        }
        let entries: [Entry] = try stored { () throws(StoreFailure) -> [Entry] in
            try history(of: view.file.id, by: person, limit: DeskHands.historyLimit)
        }
        let office: Office = try stored { () throws(StoreFailure) -> Office in
            try self.office()
        }
        let export = CaseExport(
            file: view.file, procedure: DeskHands.procedure(of: view), office: office,
            history: entries.reversed() + view.pending.map(\.entry), redaction: redaction,
            purpose: purpose, day: day, by: person)
        do {
            return try export.write(into: parent) { attachment in
                blobs.holds(attachment.sha256) ? try blobs.read(attachment.sha256) : nil
            }
        } catch let error as InterchangeError {
            throw DeskFailure(code: "F011", sentence: error.sentence)
        } catch let failure as StoreFailure {
            throw DeskFailure(failure)
        } catch {
            throw DeskFailure(code: "F012", sentence: "Der Akt ließ sich nicht ablegen.")
        }
    }
}

extension DeskHands {
    func handOut(_ order: HandOut) throws(DeskFailure) -> Answer {
        let view = try view(order.caseID)
        try stored { () throws(StoreFailure) in
            try desk.noteReading([order.caseID], by: personID, purpose: .export)
        }
        if desk.isRemote { for attachment in view.file.attachments { try bring(attachment) } }
        let summary = try register.handOut(
            view, by: personID, into: order.path ?? surroundings.exportFolder,
            purpose: ExportPurpose(order.purpose), redaction: order.redaction(of: view.file),
            day: today)
        return .handedOut(path: summary.path, files: summary.files, blacked: summary.blacked)
    }
}

extension HandOut {
    /// What the clerk chose, as rules of blacking out.
    fileprivate func redaction(of file: CaseFile) -> Redaction {
        var passages: [Redaction.Passage] = parties.sorted().map { .party($0) }
        passages += groups.sorted().map { .fieldGroup($0) }
        if notes { passages += file.notes.map { .note($0.id) } }
        passages += self.passages.map { .text($0) }
        return Redaction(passages.map { Redaction.Rule($0, ground: ground) })
    }
}

extension ExportPurpose {
    fileprivate init(_ purpose: HandOut.Purpose) {
        switch purpose {
        case .fileAccess: self = .fileAccess
        case .informationRequest: self = .informationRequest
        case .court: self = .court
        case .handover: self = .handover
        }
    }
}
