import Casework
import FoundationEssentials
import Glibc
import SyncProtocol

/// What was written.
package struct ExportSummary: Hashable, Sendable {
    package var path: String
    package var files = 0
    package var blacked = 0
    /// Attachments that stayed in the house.
    package var withheld: [AttachmentID] = []
}

extension CaseExport {
    /// Writes the folder below `parent` and gives its path. It appears complete or not at all.
    ///
    /// `content` gives the bytes of an attachment by its hash; nil where they are not here.
    package func write(
        into parent: String, content: (Attachment) throws -> [UInt8]?
    ) throws -> ExportSummary {
        let path = parent + "/" + folderName
        let manager = FileManager.default
        guard !manager.fileExists(atPath: path) else {
            throw InterchangeError(.folderNotEmpty, Sentences.folderThere)
        }
        let draft = path + ".teil"
        try? manager.removeItem(atPath: draft)
        var summary = ExportSummary(path: path)
        do {
            try writeFiles(into: draft, &summary, content)
        } catch {
            try? manager.removeItem(atPath: draft)
            throw error
        }
        guard rename(draft, path) == 0 else {
            let cause = String(cString: strerror(errno))
            try? manager.removeItem(atPath: draft)
            throw InterchangeError(.folderUnwritable, Sentences.folderUnwritable, cause: cause)
        }
        return summary
    }

    private func writeFiles(
        into folder: String, _ summary: inout ExportSummary,
        _ content: (Attachment) throws -> [UInt8]?
    ) throws {
        let (documents, blacked) = pages()
        summary.blacked = blacked
        var manifest = ""
        func write(_ document: ExportDocument) throws(InterchangeError) {
            try OutputFile.write(document.bytes, to: folder + "/" + document.path)
            manifest += "\(document.sha256)  \(document.path)\n"
            summary.files += 1
        }
        try OutputFile.makeFolder(folder)
        try OutputFile.makeFolder(folder + "/" + Sentences.letterFolder)
        try OutputFile.makeFolder(folder + "/" + Sentences.attachmentFolder)
        for document in documents { try write(document) }
        for (index, attachment) in file.attachments.enumerated() {
            guard fate(of: attachment) != .withheld else {
                summary.withheld.append(attachment.id)
                continue
            }
            let stored = try stored(attachment, try content(attachment))
            try write(
                ExportDocument(
                    path: self.path(of: attachment, number: index + 1),
                    bytes: bytes(of: attachment, content: stored)))
        }
        try OutputFile.write(Array(manifest.utf8), to: folder + "/" + Sentences.manifestFile)
        summary.files += 1
    }

    private func stored(
        _ attachment: Attachment, _ bytes: [UInt8]?
    ) throws(InterchangeError) -> [UInt8] {
        guard let bytes else {
            throw InterchangeError(
                .attachmentMissing, Sentences.attachmentMissing, cause: attachment.id.raw)
        }
        guard sha256Hex(bytes) == attachment.sha256 else {
            throw InterchangeError(
                .attachmentChanged, Sentences.attachmentChanged, cause: attachment.id.raw)
        }
        return bytes
    }
}

/// Files and folders that only their owner reads.
enum OutputFile {
    static func makeFolder(_ path: String) throws(InterchangeError) {
        guard mkdir(path, 0o700) == 0 else { throw failure(errno) }
    }

    /// A new file, on the disk when this returns; never one that is there already.
    static func write(_ bytes: [UInt8], to path: String) throws(InterchangeError) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw failure(errno) }
        defer { close(descriptor) }
        var rest = bytes[...]
        while !rest.isEmpty {
            let written = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if written < 0, errno == EINTR { continue }
            guard written > 0 else { throw failure(errno) }
            rest = rest.dropFirst(written)
        }
        guard fsync(descriptor) == 0 else { throw failure(errno) }
    }

    private static func failure(_ code: Int32) -> InterchangeError {
        InterchangeError(
            .folderUnwritable, Sentences.folderUnwritable, cause: String(cString: strerror(code)))
    }
}
