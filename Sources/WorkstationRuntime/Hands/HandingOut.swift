import CaseStore
import Casework
import Interchange
import Workstation

extension CaseRegister {
    /// One case as a readable folder, with passages blacked out where that is asked. The caller
    /// has journalled the reading.
    package func handOut(
        _ view: CaseStore.CaseView, by person: PersonID, into parent: String,
        purpose: ExportPurpose, redaction: Redaction, day: CivilDay
    ) throws(DeskFailure) -> ExportSummary {
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
