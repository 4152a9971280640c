import Casework
import SyncProtocol

/// A file that comes into a case: what it is, what is doubtful about it.
package struct IncomingAttachment: Hashable, Sendable {
    package enum Doubt: Hashable, Sendable, CustomStringConvertible {
        /// The name promises another kind of file.
        case nameMismatch(ending: String)
        case executable
        /// An archive whose contents are many or grow beyond measure.
        case suspiciousArchive
        case empty
        case renamed

        package var description: String { Sentences.doubt(self) }
    }

    package var name: String
    package var sha256: String
    package var mediaType: String
    package var size: Int
    package var doubts: [Doubt]

    package static let sizeLimit = 100 << 20

    /// Refuses what is larger than `sizeLimit`.
    package init(name: String, bytes: [UInt8]) throws(InterchangeError) {
        guard bytes.count <= IncomingAttachment.sizeLimit else {
            throw InterchangeError(
                .fileTooLarge, Sentences.tooLarge(IncomingAttachment.sizeLimit))
        }
        self.name = SafeFileName.make(name)
        sha256 = sha256Hex(bytes)
        mediaType = MediaType.detect(bytes)
        size = bytes.count
        doubts = []
        if bytes.isEmpty { doubts.append(.empty) }
        if self.name != name { doubts.append(.renamed) }
        if mediaType.hasSuffix("executable") || mediaType.hasSuffix("msdownload") {
            doubts.append(.executable)
        }
        if let zip = ZipDirectory(bytes), zip.isSuspicious { doubts.append(.suspiciousArchive) }
        if let ending = mismatch() { doubts.append(.nameMismatch(ending: ending)) }
    }

    /// The attachment as a case keeps it.
    package func attachment(id: AttachmentID, received: CivilDay) -> Attachment {
        Attachment(
            id: id, name: name, sha256: sha256, mediaType: mediaType, size: size,
            received: received)
    }

    private func mismatch() -> String? {
        guard let dot = name.lastIndex(of: ".") else { return nil }
        let ending = name[name.index(after: dot)...].lowercased()
        guard let promised = IncomingAttachment.promises[ending] else { return nil }
        return mediaType.hasPrefix(promised) ? nil : ending
    }

    private static let promises: [String: String] = [
        "pdf": "application/pdf", "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg",
        "gif": "image/gif", "tif": "image/tiff", "tiff": "image/tiff", "txt": "text/",
        "csv": "text/", "docx": "application/vnd.openxml", "xlsx": "application/vnd.openxml",
        "odt": "application/vnd.oasis", "zip": "application/zip", "heic": "image/heic",
    ]
}
