import Casework

/// What a case is called, when nobody has called it anything.
enum Subject {
    /// As much as a list shows.
    static let length = 80

    /// The first words of the text; where it says too little, the category, and the place.
    static func derive(
        text: String, category: String, place: String, fallback: String
    ) -> (text: String, derived: Bool) {
        let line = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        if line.unicodeScalars.count(where: { $0.properties.isAlphabetic }) >= 4 {
            return (firstWords(line), false)
        }
        let head = category.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        let parts = [head.isEmpty ? fallback : head, place].filter { !$0.isEmpty }
        return (firstWords(parts.joined(separator: ", ")), true)
    }

    private static func firstWords(_ line: String) -> String {
        guard line.count > length || line.utf8.count > CaseLimits.subjectLength * 4 else {
            return line
        }
        let head = line.prefix(length - 1)
        let cut = head.lastIndex(of: " ") ?? head.endIndex
        let whole = head.distance(from: head.startIndex, to: cut) >= length / 2
        let kept = whole ? head[..<cut] : head
        // A character can be made of any number of marks.
        let short = kept.utf8.count <= CaseLimits.subjectLength * 3
        return (short ? String(kept) : String(kept.unicodeScalars.prefix(length))) + "…"
    }
}
