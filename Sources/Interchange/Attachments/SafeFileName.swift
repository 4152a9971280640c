/// Names of files that came from outside, made harmless.
package enum SafeFileName {
    /// UTF-8 bytes, the ending included.
    package static let limit = 120

    /// A name without path, control and direction characters, leading dots and names that some
    /// systems keep for themselves. Never empty.
    package static func make(_ name: String) -> String {
        let last = name.split { $0 == "/" || $0 == "\\" }.last.map(String.init) ?? ""
        var kept = String.UnicodeScalarView()
        for scalar in last.unicodeScalars { kept.append(isHarmless(scalar) ? scalar : "_") }
        var text = String(kept).split(whereSeparator: \.isWhitespace).joined(separator: " ")
        while let first = text.first, first == "." || first == "-" || first == "~" || first == " " {
            text.removeFirst()
        }
        while let end = text.last, end == "." || end == " " { text.removeLast() }
        if text.allSatisfy({ $0 == "_" }) { text = "" }
        if text.isEmpty { return "Beilage" }
        let base = text.prefix { $0 != "." }.uppercased()
        if reserved.contains(base) { text = "_" + text }
        return shortened(text)
    }

    private static func isHarmless(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
            .paragraphSeparator:
            false
        default: !"<>:\"|?*\u{FFFD}".unicodeScalars.contains(scalar)
        }
    }

    private static let reserved: Set<String> = Set(
        ["CON", "PRN", "AUX", "NUL"] + (1...9).flatMap { ["COM\($0)", "LPT\($0)"] })

    /// Cut before the ending, so that the ending stays.
    private static func shortened(_ text: String) -> String {
        guard text.utf8.count > limit else { return text }
        let dot = text.lastIndex(of: ".") ?? text.endIndex
        let ending = text[dot...].utf8.count <= 12 ? String(text[dot...]) : ""
        var head = ending.isEmpty ? text : String(text[..<dot])
        while head.utf8.count + ending.utf8.count > limit {
            // A character can be longer than the limit.
            head.unicodeScalars.removeLast()
        }
        return (head.isEmpty ? "Beilage" : head) + ending
    }
}
