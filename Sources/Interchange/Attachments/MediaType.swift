/// What bytes are, by how they begin; never by what their name says.
package enum MediaType {
    package static let unknown = "application/octet-stream"

    private static let marks: [(mark: [UInt8], type: String)] = [
        (Array("%PDF-".utf8), "application/pdf"),
        ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], "image/png"),
        ([0xFF, 0xD8, 0xFF], "image/jpeg"),
        (Array("GIF87a".utf8), "image/gif"),
        (Array("GIF89a".utf8), "image/gif"),
        ([0x49, 0x49, 0x2A, 0x00], "image/tiff"),
        ([0x4D, 0x4D, 0x00, 0x2A], "image/tiff"),
        ([0x1F, 0x8B], "application/gzip"),
        ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], "application/x-ole-storage"),
        (Array("{\\rtf".utf8), "application/rtf"),
        (
            Array("7z\u{BC}\u{AF}".unicodeScalars.map { UInt8($0.value & 0xFF) }),
            "application/x-7z-compressed"
        ),
        (Array("Rar!".utf8), "application/vnd.rar"),
        ([0x7F, 0x45, 0x4C, 0x46], "application/x-executable"),
        ([0x4D, 0x5A], "application/x-msdownload"),
    ]

    package static func detect(_ bytes: [UInt8]) -> String {
        if let found = marks.first(where: { bytes.starts(with: $0.mark) }) { return found.type }
        if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04])
            || bytes.starts(with: [0x50, 0x4B, 0x05, 0x06])
        {
            return office(bytes)
        }
        if bytes.count >= 12, bytes.starts(with: "RIFF".utf8),
            bytes[8..<12].elementsEqual("WEBP".utf8)
        {
            return "image/webp"
        }
        if bytes.count >= 12, bytes[4..<8].elementsEqual("ftyp".utf8) {
            return bytes[8..<11].elementsEqual("hei".utf8) ? "image/heic" : "video/mp4"
        }
        return isText(bytes) ? text(bytes) : unknown
    }

    /// Office documents are zip archives with known parts.
    private static func office(_ bytes: [UInt8]) -> String {
        let names = ZipDirectory(bytes)?.names ?? []
        let word = "application/vnd.openxmlformats-officedocument"
        if names.contains("word/document.xml") { return word + ".wordprocessingml.document" }
        if names.contains("xl/workbook.xml") { return word + ".spreadsheetml.sheet" }
        if names.contains("content.xml"), names.contains("mimetype") {
            return "application/vnd.oasis.opendocument"
        }
        return "application/zip"
    }

    /// Text has no control characters but those of lines and tabs.
    private static func isText(_ bytes: [UInt8]) -> Bool {
        let head = bytes.prefix(8_192)
        return !head.isEmpty
            && head.allSatisfy { $0 >= 0x20 && $0 != 0x7F || Ascii.isBlank($0) || $0 == 0x0C }
    }

    private static func text(_ bytes: [UInt8]) -> String {
        let start = String(decoding: bytes.prefix(512), as: UTF8.self).lowercased().trimmedStart
        if start.hasPrefix("<!doctype html") || start.hasPrefix("<html") { return "text/html" }
        if start.hasPrefix("<?xml") || start.hasPrefix("<svg") { return "text/xml" }
        return "text/plain"
    }

    /// The usual ending of a file of this kind.
    package static func ending(_ type: String) -> String {
        switch type {
        case "application/pdf": "pdf"
        case "image/png": "png"
        case "image/jpeg": "jpg"
        case "image/gif": "gif"
        case "image/tiff": "tif"
        case "image/webp": "webp"
        case "image/heic": "heic"
        case "application/gzip": "gz"
        case "application/zip": "zip"
        case "application/rtf": "rtf"
        case "text/plain": "txt"
        case "text/html": "html.txt"
        case "text/xml": "xml"
        case "video/mp4": "mp4"
        case let office where office.hasSuffix("wordprocessingml.document"): "docx"
        case let office where office.hasSuffix("spreadsheetml.sheet"): "xlsx"
        case let office where office.hasSuffix("opendocument"): "odt"
        default: "bin"
        }
    }
}

extension String {
    fileprivate var trimmedStart: Substring { drop { $0.isWhitespace || $0 == "\u{FEFF}" } }
}
