/// Something wrong in a mapping file, for its author.
package struct MappingFinding: Hashable, Sendable, CustomStringConvertible {
    package var position: MappingPosition
    /// A German sentence.
    package var message: String
    package var suggestion: String?

    /// `konstanz.yaml:12:5: … Gemeint: „fields“?`
    package var description: String {
        let hint = suggestion.map { " Gemeint: „\($0)“?" } ?? ""
        return "\(position.file):\(position.line):\(position.column): \(message)\(hint)"
    }
}

/// The candidate that was probably meant: at most a third of its letters differ.
func nearest(to word: String, in candidates: some Sequence<String>) -> String? {
    let limit = max(1, word.count / 3)
    return candidates.map { (distance: editDistance(word, $0), word: $0) }
        .filter { $0.distance <= limit }
        .min { ($0.distance, $0.word) < ($1.distance, $1.word) }?.word
}

private func editDistance(_ left: String, _ right: String) -> Int {
    let (left, right) = (Array(left.lowercased()), Array(right.lowercased()))
    guard left.count <= 100, right.count <= 100 else { return .max }
    var row = Array(0...right.count)
    for (i, letter) in left.enumerated() {
        var diagonal = row[0]
        row[0] = i + 1
        for (j, other) in right.enumerated() {
            let change = diagonal + (letter == other ? 0 : 1)
            diagonal = row[j + 1]
            row[j + 1] = min(change, row[j] + 1, diagonal + 1)
        }
    }
    return row[right.count]
}
