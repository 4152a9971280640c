/// The word that was probably meant by what was typed; nil where none is near. Case does not count.
package func nearest(to typed: String, in words: some Sequence<String>) -> String? {
    let limit = typed.count < 4 ? 1 : max(2, typed.count / 3)
    let near = words.map { (distance: distance(typed, $0), word: $0) }
        .min { ($0.distance, $0.word) < ($1.distance, $1.word) }
    if let near, near.distance <= limit { return near.word }
    guard typed.count >= 3 else { return nil }
    return words.first { $0.contains(typed) }
}

/// Letters to insert, remove or replace; of very long words the beginnings.
private func distance(_ left: String, _ right: String) -> Int {
    let (from, to) = (Array(left.lowercased().prefix(64)), Array(right.lowercased().prefix(64)))
    var row = Array(0...to.count)
    for (index, letter) in from.enumerated() {
        var diagonal = row[0]
        row[0] = index + 1
        for (column, other) in to.enumerated() {
            let replaced = diagonal + (letter == other ? 0 : 1)
            diagonal = row[column + 1]
            row[column + 1] = min(replaced, row[column] + 1, row[column + 1] + 1)
        }
    }
    return row[to.count]
}
