@_spi(_Unicode) import Swift

/// Turns text from anywhere into glyphs a terminal shows and never obeys, with the same number of
/// cells in every terminal:
///
/// - controls become their pictures (␛), other invisible characters a marker such as ⟨U+202E⟩;
/// - unassigned and private characters become U+FFFD;
/// - of a joined emoji the first is shown, skin tones, variation selectors and keycaps are dropped,
///   flags become their two letters;
/// - text is composed (NFC) and a cell takes at most two combining marks;
/// - every other space is a space.
struct Sanitiser {
    /// What a line break becomes.
    enum LineBreak {
        /// A visible ↵, for text in one line.
        case shown
        /// The start of a new line.
        case obeyed
    }

    private(set) var lines: [[Glyph]] = [[]]
    private let lineBreak: LineBreak
    private var column = 0

    private static let tabStop = 4

    /// The text as one line if all of it is plain, as nearly everything on a screen is; each of
    /// its glyphs takes one cell.
    static func plainLine(_ text: String) -> [Glyph]? {
        var text = text
        return text.withUTF8 { bytes in
            var glyphs: [Glyph] = []
            glyphs.reserveCapacity(bytes.count)
            var index = 0
            while index < bytes.count {
                guard let (glyph, length) = plain(bytes, index) else { return nil }
                glyphs.append(glyph)
                index += length
            }
            return glyphs
        }
    }

    init(_ text: String, lineBreak: LineBreak) {
        self.lineBreak = lineBreak
        var text = text
        text.withUTF8 { bytes in
            var plain: [Glyph] = []
            plain.reserveCapacity(bytes.count)
            var start = 0
            while start < bytes.count {
                if let (glyph, length) = Self.plain(bytes, start) {
                    plain.append(glyph)
                    start += length
                } else {
                    append(&plain)
                    let end = Self.endOfHardRun(bytes, from: start)
                    let run = String(decoding: bytes[start..<end], as: UTF8.self)
                    for character in run { take(character) }
                    start = end
                }
            }
            append(&plain)
        }
    }

    /// The glyph at `index` with its bytes, if their pattern alone proves it harmless, of one cell,
    /// and not followed by anything that could combine with it: ASCII, Latin letters, and the
    /// dashes, dots, lines and triangles our own screens are made of.
    private static func plain(
        _ bytes: UnsafeBufferPointer<UInt8>, _ index: Int
    ) -> (Glyph, length: Int)? {
        let byte = bytes[index]
        let value: UInt32
        let length: Int
        if byte < 0x80 {
            guard byte >= 0x20, byte < 0x7F else { return nil }
            (value, length) = (UInt32(byte), 1)
        } else if byte >= 0xC2, byte <= 0xC5, index + 1 < bytes.count {
            value = UInt32(byte & 0x1F) << 6 | UInt32(bytes[index + 1] & 0x3F)
            guard value > 0xA0, value != 0xAD else { return nil }
            length = 2
        } else if let symbol = symbol(bytes, index) {
            (value, length) = (symbol, 3)
        } else {
            return nil
        }
        let next = index + length
        guard
            next == bytes.count || bytes[next] < 0x80 || (0xC2...0xC5).contains(bytes[next])
                || symbol(bytes, next) != nil
        else { return nil }
        return (Glyph(value), length)
    }

    /// A dash, a quotation mark, a line or a triangle: one cell, and no emoji in any terminal.
    private static func symbol(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> UInt32? {
        guard bytes[index] == 0xE2, index + 2 < bytes.count else { return nil }
        let value = 0x2000 | UInt32(bytes[index + 1] & 0x3F) << 6 | UInt32(bytes[index + 2] & 0x3F)
        return switch value {
        case 0x2010...0x2027, 0x2500...0x25A9, 0x25B2...0x25B5, 0x25B7...0x25BF: value
        default: nil
        }
    }

    /// A printable ASCII letter after anything else always begins a new cluster.
    private static func endOfHardRun(
        _ bytes: UnsafeBufferPointer<UInt8>, from start: Int
    ) -> Int {
        var end = start + 1
        while end < bytes.count {
            if bytes[end] >= 0x20, bytes[end] < 0x7F, plain(bytes, end) != nil { break }
            end += 1
        }
        return end
    }

    /// Glyphs of one cell each, which then are here and no longer there.
    private mutating func append(_ plain: inout [Glyph]) {
        guard !plain.isEmpty else { return }
        column += plain.count
        if lines[lines.count - 1].isEmpty {
            swap(&lines[lines.count - 1], &plain)
        } else {
            lines[lines.count - 1] += plain
            plain.removeAll(keepingCapacity: true)
        }
    }

    private mutating func append(_ glyph: Glyph) {
        lines[lines.count - 1].append(glyph)
        column += Int(glyph.width)
    }

    private mutating func breakLine() {
        switch lineBreak {
        case .shown:
            append(Glyph(0x21B5, isNeutralised: true))
        case .obeyed:
            lines.append([])
            column = 0
        }
    }

    private mutating func take(_ character: Character) {
        let start = lines[lines.count - 1].count
        let line = lines.count
        var isJoined = false
        var last: UInt32 = 0
        for scalar in String(character)._nfc {
            if isJoined, scalar.properties.isEmoji { return }
            if scalar.value == 0x200D, last > 0x2000 {
                isJoined = true
                continue
            }
            if isJoined {
                showCode(0x200D)
                isJoined = false
            }
            let isFirst = line == lines.count && start == lines[lines.count - 1].count
            if scalar.value == 0x0A, last == 0x0D { continue }
            take(scalar, isFirst: isFirst)
            last = scalar.value
        }
        if isJoined { showCode(0x200D) }
    }

    private mutating func take(_ scalar: Unicode.Scalar, isFirst: Bool) {
        let value = scalar.value
        switch value {
        case 0x09:
            repeat { append(.space) } while column % Self.tabStop != 0
        case 0x0A, 0x0D, 0x2028, 0x2029:
            breakLine()
        case 0..<0x20:
            append(Glyph(0x2400 + value, isNeutralised: true))
        case 0x7F:
            append(Glyph(0x2421, isNeutralised: true))
        case 0x80..<0xA0:
            showCode(value)
        case 0xAD:
            append(Glyph(0x2D, isNeutralised: true))
        case 0xFE00...0xFE0F, 0xE0100...0xE01EF, 0x20E3:
            break
        case 0x1F3FB...0x1F3FF where !isFirst:
            break
        case 0x1F1E6...0x1F1FF:
            append(Glyph(value - 0x1F1E6 + 0x41))
        default:
            takeByCategory(scalar, isFirst: isFirst)
        }
    }

    private mutating func takeByCategory(_ scalar: Unicode.Scalar, isFirst: Bool) {
        let value = scalar.value
        switch scalar.properties.generalCategory {
        case .unassigned, .privateUse, .surrogate, .control:
            append(Glyph(0xFFFD, isNeutralised: true))
        case .format:
            showCode(value)
        case _ where scalar.properties.isDefaultIgnorableCodePoint:
            showCode(value)
        case .spaceSeparator:
            for _ in 0..<WidthTable.cells(scalar) { append(.space) }
        case .nonspacingMark, .enclosingMark:
            combine(value, isFirst: isFirst)
        case _ where Self.isInnerJamo(value):
            combine(value, isFirst: isFirst)
        default:
            append(Glyph(value, width: WidthTable.cells(scalar)))
        }
    }

    /// Vowels and finals of a Hangul syllable that has no composed form.
    private static func isInnerJamo(_ value: UInt32) -> Bool {
        (0x1160...0x11FF).contains(value) || (0xD7B0...0xD7FF).contains(value)
    }

    private mutating func combine(_ mark: UInt32, isFirst: Bool) {
        let line = lines.count - 1
        let last = lines[line].count - 1
        if isFirst || last < 0 || lines[line][last].isNeutralised {
            var carrier = Glyph(0x25CC)
            carrier.add(mark: mark)
            append(carrier)
        } else {
            lines[line][last].add(mark: mark)
        }
    }

    private mutating func showCode(_ value: UInt32) {
        var digits = String(value, radix: 16, uppercase: true)
        while digits.utf8.count < 4 { digits = "0" + digits }
        for scalar in "⟨U+\(digits)⟩".unicodeScalars {
            append(Glyph(scalar.value, isNeutralised: true))
        }
    }
}
