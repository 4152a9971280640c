/// What is wrong in a settings file: where, what, and what may have been meant. Line and column
/// count from 1; 0 means the file as a whole.
package struct SettingsFinding: Hashable, Sendable, CustomStringConvertible {
    package var file: String
    package var line: Int
    package var column: Int
    /// A German sentence.
    package var message: String
    package var suggestion: String?

    /// One line: `config.yaml:3:5: Der Schlüssel „farbe“ ist hier unbekannt. Gemeint: „theme“?`
    package var description: String {
        let hint = suggestion.map { " Gemeint: „\($0)“?" } ?? ""
        return "\(file):\(line):\(column): \(message)\(hint)"
    }
}

/// The word of `words` that differs least from `word`, if it is near at all.
func nearest(to word: String, in words: [String]) -> String? {
    let limit = word.count < 4 ? 1 : max(2, word.count / 3)
    return words.map { (word: $0, distance: distance(word, $0)) }
        .filter { $0.distance <= limit || $0.word.hasPrefix(word) && word.count >= 3 }
        .min { $0.distance < $1.distance }?.word
}

/// How many letters have to be changed, added or removed.
private func distance(_ first: String, _ second: String) -> Int {
    let one = Array(first.lowercased())
    let other = Array(second.lowercased())
    var row = Array(0...other.count)
    for (index, letter) in one.enumerated() {
        var diagonal = row[0]
        row[0] = index + 1
        for place in other.indices {
            let above = row[place + 1]
            let change = diagonal + (letter == other[place] ? 0 : 1)
            row[place + 1] = min(change, above + 1, row[place] + 1)
            diagonal = above
        }
    }
    return row[other.count]
}
