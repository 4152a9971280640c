/// Text as search compares it: lower case, ä→ae, ö→oe, ü→ue, ß→ss, other letters without their
/// marks (Šimić→simic, Đ→d, Ł→l), words parted by one blank, punctuation gone.
///
/// Words that end in Straße, Strasse or Str. end in "str"; so does what is on the way there
/// ("stra", "stras", "strass"), so that a word half typed finds what it will be.
package func fold(_ text: String) -> String {
    var out: [UInt8] = []
    out.reserveCapacity(text.utf8.count + 8)
    var folder = Folder()
    for scalar in text.unicodeScalars { folder.take(scalar, &out) }
    folder.endWord(&out)
    if out.last == Folder.blank { out.removeLast() }
    return String(decoding: out, as: UTF8.self)
}

/// The folded words of a text, in order.
package func foldedWords(_ text: String) -> [String] {
    fold(text).split(separator: " ").map(String.init)
}

private struct Folder {
    static let blank = UInt8(ascii: " ")
    private var wordStart = 0

    mutating func take(_ scalar: Unicode.Scalar, _ out: inout [UInt8]) {
        switch scalar.value {
        case 0x30...0x39, 0x61...0x7A: out.append(UInt8(scalar.value))
        case 0x41...0x5A: out.append(UInt8(scalar.value) + 0x20)
        case 0...0x7F: endWord(&out)
        case 0x308: markUmlaut(&out)
        // Marks on a letter, the soft hyphen and what has no width.
        case 0x300...0x36F, 0xAD, 0x200B...0x200F, 0x2060, 0xFEFF: break
        default: takeOther(scalar, &out)
        }
    }

    private mutating func takeOther(_ scalar: Unicode.Scalar, _ out: inout [UInt8]) {
        if let letters = FoldingTable.letters(for: scalar) {
            out += letters
        } else if isWord(scalar) {
            // Some small letters come with a mark of their own, or are in the table.
            for lower in scalar.properties.lowercaseMapping.unicodeScalars
            where !(0x300...0x36F).contains(lower.value) {
                out += FoldingTable.letters(for: lower) ?? Array(String(lower).utf8)
            }
        } else {
            endWord(&out)
        }
    }

    private func isWord(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.properties.isAlphabetic { return true }
        return switch scalar.properties.generalCategory {
        case .decimalNumber, .nonspacingMark, .spacingMark: true
        default: false
        }
    }

    /// Two dots that come after their letter.
    private func markUmlaut(_ out: inout [UInt8]) {
        guard out.count > wordStart, let last = out.last,
            [UInt8(ascii: "a"), UInt8(ascii: "o"), UInt8(ascii: "u")].contains(last)
        else { return }
        out.append(UInt8(ascii: "e"))
    }

    mutating func endWord(_ out: inout [UInt8]) {
        guard out.count > wordStart else { return }
        for ending in Folder.streets where out[wordStart...].hasEnding(ending) {
            out.removeLast(ending.count - 3)
            break
        }
        out.append(Folder.blank)
        wordStart = out.count
    }

    private static let streets = ["strasse", "strass", "stras", "stra"].map { Array($0.utf8) }
}

extension ArraySlice<UInt8> {
    fileprivate func hasEnding(_ ending: [UInt8]) -> Bool {
        count >= ending.count && suffix(ending.count).elementsEqual(ending)
    }
}

/// Latin letters with marks, by code point; a point stands for what is no letter of that kind.
private enum FoldingTable {
    static func letters(for scalar: Unicode.Scalar) -> [UInt8]? {
        let found: [UInt8] =
            switch scalar.value {
            case 0xC0...0x24F: latin[Int(scalar.value) - 0xC0]
            case 0x1E00...0x1EFF: additional[Int(scalar.value) - 0x1E00]
            default: []
            }
        return found.isEmpty ? nil : found
    }

    private static func read(_ table: String) -> [[UInt8]] {
        table.split(separator: " ").map { $0 == "." ? [] : Array($0.utf8) }
    }

    /// U+00C0 to U+024F.
    private static let latin = read(
        """
        a a a a ae a ae c e e e e i i i i d n o o o o oe . o u u u ue y th ss a a a a ae a ae c \
        e e e e i i i i d n o o o o oe . o u u u ue y th y a a a a a a c c c c c c c c d d d d e \
        e e e e e e e e e g g g g g g g g h h h h i i i i i i i i i i ij ij j j k k k l l l l l \
        l l l l l n n n n n n n n n o o o o o o oe oe r r r r r r s s s s s s s s t t t t t t u \
        u u u u u u u u u u u w w y y y z z z z z z s . . . . . . . . . . . . . . . e . f f . . \
        . . . . . . . . . . . o o . . . . . . . . . . . . . u u . . . . . . . . . . . . . . . . \
        . . . dz dz dz lj lj lj nj nj nj a a i i o o u u u u u u u u u u . a a a a ae ae . . g g \
        k k o o o o . . j dz dz dz g g . . n n a a ae ae o o a a a a e e e e i i i i o o o o r r \
        r r u u u u s s t t . . h h . . . . . . a a e e o o o o o o o o y y . . . . . . . . . . \
        . . . . . . . . . . . . . . . . . .
        """)

    /// U+1E00 to U+1EFF.
    private static let additional = read(
        """
        a a b b b b b b c c d d d d d d d d d d e e e e e e e e e e f f g g h h h h h h h h h h \
        i i i i k k k k k k l l l l l l l l m m m m m m n n n n n n n n o o o o o o o o p p p p \
        r r r r r r r r s s s s s s s s s s t t t t t t t t u u u u u u u u u u v v v v w w w w \
        w w w w w w x x x x y y z z z z z z h t w y . s . . ss . a a a a a a a a a a a a a a a a \
        a a a a a a a a e e e e e e e e e e e e e e e e i i i i o o o o o o o o o o o o o o o o \
        o o o o o o o o u u u u u u u u u u u u u u y y y y y y y y . . . . . .
        """)
}
