import CaseStore
import Casework
import Foundation
import Interchange
import SyncProtocol
import Texts
import Workstation

extension DeskHands {
    /// Rows of one list file at most.
    static let listLimit = 100_000

    func takeFile(_ path: String) throws(DeskFailure) -> Attachment {
        let url = URL(fileURLWithPath: (path as NSString).expandingTildeInPath)
        let values = try? url.resourceValues(forKeys: [.fileSizeKey, .isRegularFileKey])
        guard values?.isRegularFile == true, let size = values?.fileSize else {
            throw DeskFailure(code: "F001", sentence: "Diese Datei gibt es nicht: \(path)")
        }
        guard size <= IncomingAttachment.sizeLimit, let data = try? Data(contentsOf: url) else {
            throw DeskFailure(
                code: "F002", sentence: "Diese Datei ist zu groß oder nicht lesbar: \(path)")
        }
        let bytes = Array(data)
        let incoming: IncomingAttachment
        do {
            incoming = try IncomingAttachment(name: url.lastPathComponent, bytes: bytes)
        } catch {
            throw DeskFailure(code: "F003", sentence: error.sentence)
        }
        _ = try stored { () throws(StoreFailure) in try desk.blobs.store(bytes) }
        return incoming.attachment(id: AttachmentID(newID()), received: today)
    }

    private func attachment(
        _ id: CaseID, _ attachment: AttachmentID
    ) throws(DeskFailure) -> Attachment {
        let found = try view(id).file.attachments.first { $0.id == attachment }
        guard let found else {
            throw DeskFailure(code: "F004", sentence: "Diese Beilage gibt es im Akt nicht.")
        }
        return found
    }

    /// Fetches an attachment that is not here, and says in the office's words why it cannot.
    func bring(_ attachment: Attachment) throws(DeskFailure) {
        do {
            try desk.fetch(attachment, by: personID)
        } catch let failure as StoreFailure where failure.code == .blob {
            throw DeskFailure(code: "F006", sentence: AttachmentWords.notHere(attachment.name))
        } catch let failure as StoreFailure {
            throw DeskFailure(failure)
        } catch let failure as CentreFailure {
            throw DeskFailure(code: "F008", sentence: failure.words(for: attachment.name))
        } catch {
            throw DeskFailure(code: "F009", sentence: AttachmentWords.broken(attachment.name))
        }
    }

    func attachmentText(
        _ id: CaseID, _ attachment: AttachmentID
    ) throws(DeskFailure) -> String {
        let found = try self.attachment(id, attachment)
        try stored { () throws(StoreFailure) in
            try desk.noteReading([id], by: personID, purpose: .attachment)
        }
        try bring(found)
        let bytes = try stored { () throws(StoreFailure) in try desk.blobs.read(found.sha256) }
        let preview = TextPreview(bytes)
        let more = preview.isCut ? "\n… (gekürzt)" : ""
        return (preview.facts.joined(separator: " · ") + "\n\n" + preview.text + more).trimmed
    }

    /// Shown by the configured viewer, without a shell and without our terminal.
    func show(_ id: CaseID, _ attachment: AttachmentID) throws(DeskFailure) -> Answer {
        let found = try self.attachment(id, attachment)
        guard let viewer = surroundings.viewer(found.mediaType), let program = viewer.first else {
            throw DeskFailure(
                code: "F005",
                sentence: "Für diese Art von Datei ist kein Programm zum Ansehen eingestellt "
                    + "(viewers in der Konfiguration).")
        }
        try stored { () throws(StoreFailure) in
            try desk.noteReading([id], by: personID, purpose: .attachment)
        }
        try bring(found)
        guard let path = desk.blobs.path(found.sha256) else {
            throw DeskFailure(code: "F006", sentence: AttachmentWords.notHere(found.name))
        }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = Array(viewer.dropFirst()) + [path]
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        do {
            try process.run()
        } catch {
            throw DeskFailure(
                code: "F007", sentence: "Das Programm zum Ansehen ließ sich nicht starten.")
        }
        return .done
    }

    // MARK: Exports

    func exportList(_ list: WorklistQuery, to path: String?) throws(DeskFailure) -> Answer {
        let request = try Queues.request(list, person: person(), today: today)
        let person = personID
        let day = today
        let ids = try stored { () throws(StoreFailure) in
            try register.ids(request, limit: Self.listLimit)
        }
        let rows = try stored { () throws(StoreFailure) -> [WorklistRow] in
            var rows: [WorklistRow] = []
            for start in stride(from: 0, to: ids.count, by: CaseRegister.pageLimit) {
                let part = Array(ids[start..<min(start + CaseRegister.pageLimit, ids.count)])
                rows += try register.rows(part, by: person)
            }
            try desk.noteReading(ids, by: person, purpose: .export)
            return rows
        }
        let target =
            path ?? surroundings.exportFolder + "/Liste_\(day.iso)_\(newID().prefix(8)).csv"
        let table = try stored { () throws(StoreFailure) in
            let procedures = try register.currentProcedures().map(\.1)
            return ListTable(
                office: try register.office(), procedures: procedures,
                of: request.query.soleProcedure(among: procedures)
            ).table(rows, today: day)
        }
        guard
            FileManager.default.createFile(
                atPath: target, contents: Data(table.bytes()),
                attributes: [.posixPermissions: 0o600])
        else {
            throw DeskFailure(code: "F010", sentence: "Die Datei ließ sich nicht schreiben.")
        }
        return .exported(path: target, count: rows.count)
    }
}

extension CentreFailure {
    /// Why an attachment does not come.
    fileprivate func words(for name: String) -> String {
        switch code {
        case .unauthenticated, .tokenExpired, .stepUpRequired: AttachmentWords.loginNeeded(name)
        case .notFound, .forbidden: AttachmentWords.notAtCentre(name)
        case .malformed, .rangeInvalid: AttachmentWords.broken(name)
        case .deviceRevoked: LineWords.deviceLockedSentence
        default: AttachmentWords.offline(name)
        }
    }
}
