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
