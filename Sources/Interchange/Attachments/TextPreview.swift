import Casework
import Texts

/// What can be said of an attachment without opening it.
package struct TextPreview: Hashable, Sendable {
    /// Facts: kind, size, pages, pixels.
    package var facts: [String]
    /// The beginning of a text; empty where there is none. As written: harmful characters are
    /// made visible where it is shown.
    package var text: String
    /// There is more than `text`.
    package var isCut: Bool

    package static let limit = 65_536

    /// `bytes` may be the whole file or its beginning.
    package init(_ bytes: [UInt8], size: Int? = nil) {
        let type = MediaType.detect(bytes)
        facts = [type, Words.size(size ?? bytes.count)]
        text = ""
        isCut = false
        switch type {
        case "application/pdf": facts += TextPreview.pdf(bytes)
        case "image/png", "image/jpeg":
            if let (width, height) = TextPreview.pixels(bytes) {
                facts.append("\(width) × \(height) Bildpunkte")
            }
        case let kind where kind.hasPrefix("text/"): takeText(bytes)
        default:
            if let zip = ZipDirectory(bytes) {
                facts.append(Sentences.entries(zip.names.count))
                if zip.isSuspicious { facts.append(Sentences.doubt(.suspiciousArchive)) }
                text = zip.names.prefix(200).joined(separator: "\n")
                isCut = zip.names.count > 200
            }
        }
    }

    private mutating func takeText(_ bytes: [UInt8]) {
        var head = Array(bytes.prefix(TextPreview.limit))
        isCut = bytes.count > head.count
        // Not in the middle of a character.
        while isCut, let last = head.last, last & 0xC0 == 0x80 { head.removeLast() }
        if isCut, let last = head.last, last & 0xC0 == 0xC0 { head.removeLast() }
        text = TextEncoding.utf8.decode(head).text.replacing("\r\n", with: "\n")
        if text.first == "\u{FEFF}" { text.removeFirst() }
    }

    /// Version and pages, as far as they stand unpacked in the file.
    private static func pdf(_ bytes: [UInt8]) -> [String] {
        var facts: [String] = []
        let version = bytes.dropFirst(5).prefix { isDigit($0) || $0 == UInt8(ascii: ".") }
        if !version.isEmpty { facts.append("PDF " + String(decoding: version, as: UTF8.self)) }
        let pages = pageCount(bytes)
        if pages > 0 { facts.append(pages == 1 ? "1 Seite" : "\(pages) Seiten") }
        return facts
    }

    private static func pageCount(_ bytes: [UInt8]) -> Int {
        let mark = Array("/Page".utf8)
        var count = 0
        var position = 0
        while let found = bytes[position...].firstIndex(of: mark[0]) {
            let end = found + mark.count
            if end < bytes.count, bytes[found..<end].elementsEqual(mark),
                bytes[end] != UInt8(ascii: "s"), !(97...122).contains(bytes[end]),
                !(65...90).contains(bytes[end]), isTyped(bytes, before: found)
            {
                count += 1
            }
            position = found + 1
        }
        return count
    }

    /// "/Type" stands before it.
    private static func isTyped(_ bytes: [UInt8], before position: Int) -> Bool {
        let head = bytes[max(0, position - 8)..<position].filter { !Ascii.isBlank($0) }
        return head.suffix(5).elementsEqual("/Type".utf8)
    }

    private static func pixels(_ bytes: [UInt8]) -> (Int, Int)? {
        if bytes.starts(with: [0x89, 0x50]), bytes.count >= 24 {
            return (number(bytes[16..<20]), number(bytes[20..<24]))
        }
        var position = 2
        while position + 9 < bytes.count, bytes[position] == 0xFF {
            let kind = bytes[position + 1]
            let isFrame = (0xC0...0xCF).contains(kind) && ![0xC4, 0xC8, 0xCC].contains(kind)
            if isFrame {
                return (
                    number(bytes[(position + 7)..<(position + 9)]),
                    number(bytes[(position + 5)..<(position + 7)])
                )
            }
            position += 2 + max(2, number(bytes[(position + 2)..<(position + 4)]))
        }
        return nil
    }

    private static func number(_ bytes: ArraySlice<UInt8>) -> Int {
        bytes.reduce(0) { $0 << 8 | Int($1) }
    }
}
