/// The list of contents at the end of a zip archive. Nothing is unpacked.
package struct ZipDirectory: Hashable, Sendable {
    package private(set) var names: [String] = []
    /// Sizes as the archive claims them.
    package private(set) var packed = 0
    package private(set) var unpacked = 0
    /// More entries, or a greater growth, than an honest archive has.
    package private(set) var isSuspicious = false

    /// Entries that are read.
    package static let entryLimit = 10_000
    package static let sizeLimit = 2 << 30
    package static let ratioLimit = 500

    /// Nil when there is no readable list.
    package init?(_ bytes: [UInt8]) {
        guard let end = ZipDirectory.end(bytes) else { return nil }
        let count = Int(ZipDirectory.number(bytes, end + 10, 2))
        var position = Int(ZipDirectory.number(bytes, end + 16, 4))
        for _ in 0..<min(count, ZipDirectory.entryLimit) {
            guard position + 46 <= bytes.count,
                bytes[position..<position + 4].elementsEqual([0x50, 0x4B, 0x01, 0x02])
            else {
                isSuspicious = true
                break
            }
            packed += Int(ZipDirectory.number(bytes, position + 20, 4))
            unpacked += Int(ZipDirectory.number(bytes, position + 24, 4))
            let nameLength = Int(ZipDirectory.number(bytes, position + 28, 2))
            let more =
                Int(ZipDirectory.number(bytes, position + 30, 2))
                + Int(ZipDirectory.number(bytes, position + 32, 2))
            let nameEnd = position + 46 + nameLength
            guard nameEnd <= bytes.count else { return nil }
            names.append(TextEncoding.utf8.decode(Array(bytes[position + 46..<nameEnd])).text)
            position = nameEnd + more
        }
        let grown = unpacked > 16 << 20 && unpacked / ZipDirectory.ratioLimit > packed
        isSuspicious =
            isSuspicious || count > ZipDirectory.entryLimit || grown
            || unpacked > ZipDirectory.sizeLimit
    }

    /// Where the end record begins; at most a comment of 64 KiB stands behind it.
    private static func end(_ bytes: [UInt8]) -> Int? {
        guard bytes.count >= 22 else { return nil }
        let lowest = max(0, bytes.count - 22 - 65_535)
        return stride(from: bytes.count - 22, through: lowest, by: -1).first {
            bytes[$0] == 0x50 && bytes[$0 + 1] == 0x4B && bytes[$0 + 2] == 5 && bytes[$0 + 3] == 6
        }
    }

    private static func number(_ bytes: [UInt8], _ position: Int, _ count: Int) -> UInt32 {
        guard position + count <= bytes.count else { return 0 }
        return (0..<count).reduce(0) { $0 | UInt32(bytes[position + $1]) << (8 * UInt32($1)) }
    }
}
