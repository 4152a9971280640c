/// The signs a terminal can show. Canvases carry all of them; the terminal replaces what it lacks,
/// cell by cell, so that nothing moves.
package enum GlyphSet: Hashable, Sendable {
    case full
    /// The Linux console: single and double lines, blocks and little else.
    case console
    /// Lines and signs in ASCII.
    case ascii

    package func glyph(_ glyph: Glyph) -> Glyph {
        guard self != .full, glyph.base >= 0xA0, let scalar = Unicode.Scalar(glyph.base),
            !scalar.properties.isAlphabetic, scalar.properties.numericType != .decimal
        else { return glyph }
        if self == .console {
            if let square = Self.squares[glyph.base] { return Glyph(square) }
            if Self.consoleSigns.contains(glyph.base) { return glyph }
        }
        return Glyph(UInt32(glyph.ascii), isNeutralised: glyph.isNeutralised)
    }

    private static let squares: [UInt32: UInt32] = [
        0x256D: 0x250C, 0x256E: 0x2510, 0x2570: 0x2514, 0x256F: 0x2518, 0x2503: 0x2502,
    ]

    private static let consoleSigns: Set<UInt32> = Set(
        "─│┌┐└┘├┤┬┴┼═║╔╗╚╝╠╣╦╩╬█▌▐▀▄░▒▓■·«»±²°§€".unicodeScalars.map(\.value))
}

extension Glyph {
    /// What a terminal without Unicode shows instead: one ASCII character for each cell.
    package var ascii: UInt8 {
        if base >= 0x20, base < 0x7F { return UInt8(base) }
        return Self.asciiTable[base] ?? Self.latin(base) ?? 0x3F
    }

    private static let asciiTable: [UInt32: UInt8] = {
        let pairs: [(String, String)] = [
            ("─━═╌┄", "-"), ("│┃║╎┆", "|"), ("╭╮╰╯┌┐└┘├┤┬┴┼╔╗╚╝╠╣╦╩╬", "+"),
            ("▸▶►›»⟩→", ">"), ("◂◀◄‹«⟨←", "<"), ("▲△↑⏶", "^"), ("▼▽↓▾⏷", "v"),
            ("●◉•◆■▪", "*"), ("○◇□▫·", "."), ("✓✔", "+"), ("✗✘×", "x"), ("⚠", "!"),
            ("█▉▊▋▓", "#"), ("▌▍▎▏▒", "="), ("░", "."), ("▁▂", "_"), ("▃▄", "-"), ("▅▆", "="),
            ("▇", "#"), ("…", "."), ("–—−‑", "-"), ("„“”", "\""), ("‚‘’", "'"), ("€", "E"),
            ("§", "S"), ("↵", "<"), ("◌", "o"), ("²", "2"), ("³", "3"), ("°", "o"), ("♪", "*"),
        ]
        var table: [UInt32: UInt8] = [:]
        for (glyphs, replacement) in pairs {
            for scalar in glyphs.unicodeScalars { table[scalar.value] = replacement.utf8.first }
        }
        return table
    }()

    /// Letters with marks lose them; ß and ligatures become their first letter.
    private static func latin(_ value: UInt32) -> UInt8? {
        guard let scalar = Unicode.Scalar(value), scalar.properties.isAlphabetic else { return nil }
        if value == 0xDF { return 0x73 }
        return scalar.properties.name.flatMap(latinLetter)
    }

    /// The letter of a name such as `LATIN SMALL LETTER U WITH DIAERESIS`.
    private static func latinLetter(_ name: String) -> UInt8? {
        let words = name.split(separator: " ")
        guard words.count >= 4, words[0] == "LATIN", words[2] == "LETTER",
            let letter = words[3].utf8.first
        else { return nil }
        return words[1] == "SMALL" ? letter | 0x20 : letter
    }
}
