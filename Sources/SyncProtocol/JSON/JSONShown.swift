extension JSONValue {
    /// The canonical text with everything escaped that a terminal would obey or that would turn
    /// what is read: controls, marks of direction, what has no width. Parsed it is the same value.
    package var shownText: String {
        var shown = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if Self.isHarmless(scalar) {
                shown.append(scalar)
            } else {
                // Outside of strings there is none of these.
                for unit in String(scalar).utf16 {
                    let digits = String(unit, radix: 16)
                    let zeros = String(repeating: "0", count: 4 - digits.count)
                    shown.append(contentsOf: "\\u\(zeros)\(digits)".unicodeScalars)
                }
            }
        }
        return String(shown)
    }

    private static func isHarmless(_ scalar: Unicode.Scalar) -> Bool {
        if (0x20..<0x7F).contains(scalar.value) { return true }
        return switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned:
            false
        default: true
        }
    }
}
