/// How a source writes text. What it says stays what it says: broken text is not mended here.
package enum TextEncoding: String, CaseIterable, Hashable, Sendable {
    case utf8 = "utf-8"
    case latin1
    case cp1252

    /// The text, and whether it had to be guessed: bytes that are no UTF-8 are read as
    /// Windows-1252, which has a character for each byte, so that nothing is lost.
    package func decode(_ bytes: [UInt8]) -> (text: String, guessed: Bool) {
        switch self {
        case .utf8:
            if let text = String(validating: bytes, as: UTF8.self) { return (text, false) }
            return (TextEncoding.windows(bytes), true)
        case .latin1:
            var text = String.UnicodeScalarView()
            for byte in bytes { text.append(Unicode.Scalar(byte)) }
            return (String(text), false)
        case .cp1252: return (TextEncoding.windows(bytes), false)
        }
    }

    private static func windows(_ bytes: [UInt8]) -> String {
        var text = String.UnicodeScalarView()
        for byte in bytes {
            let special = (0x80...0x9F).contains(byte) ? high[Int(byte) - 0x80] : nil
            text.append(special ?? Unicode.Scalar(byte))
        }
        return String(text)
    }

    /// 0x80 to 0x9F. Five are not assigned and stay control characters.
    private static let high: [Unicode.Scalar?] = [
        "€", nil, "‚", "ƒ", "„", "…", "†", "‡", "ˆ", "‰", "Š", "‹", "Œ", nil, "Ž", nil,
        nil, "‘", "’", "“", "”", "•", "–", "—", "˜", "™", "š", "›", "œ", nil, "ž", "Ÿ",
    ]
}
