import Casework

/// A piece of a text around words that were looked for, in its own spelling.
struct Excerpt {
    /// Characters before and after the words.
    static let before = 30
    static let after = 70
    /// Characters looked through at most.
    static let reach = 200_000

    var text: String
    /// Offsets of characters in `text`.
    var marked: [Range<Int>]

    /// nil where the words are not in the text.
    init?(of text: String, around phrase: Phrase) {
        let characters = Array(text.prefix(Excerpt.reach))
        let words = Excerpt.words(characters)
        guard let hit = Excerpt.find(phrase, in: words) else { return nil }
        let start = Excerpt.start(hit.lowerBound, characters)
        let end = min(characters.count, hit.upperBound + Excerpt.after)
        let lead = start > 0 ? "… " : ""
        let trail = end < characters.count ? " …" : ""
        let piece = characters[start..<end].map { $0.isNewline ? " " : String($0) }.joined()
        self.text = lead + piece + trail
        let shift = lead.count - start
        marked = [hit.lowerBound + shift..<hit.upperBound + shift]
    }

    /// A few characters before the words, at the beginning of a word.
    private static func start(_ hit: Int, _ characters: [Character]) -> Int {
        let earliest = max(0, hit - before)
        guard earliest > 0 else { return 0 }
        let blank = characters[earliest..<hit].firstIndex { $0.isWhitespace }
        return blank.map { $0 + 1 } ?? earliest
    }

    /// Folded words with where they stand; one stretch of letters can fold to several.
    private static func words(_ characters: [Character]) -> [(word: String, range: Range<Int>)] {
        var words: [(word: String, range: Range<Int>)] = []
        var index = 0
        while index < characters.count {
            guard characters[index].isLetter || characters[index].isNumber else {
                index += 1
                continue
            }
            let start = index
            while index < characters.count,
                characters[index].isLetter || characters[index].isNumber
            { index += 1 }
            for word in foldedWords(String(characters[start..<index])) {
                words.append((word, start..<index))
            }
        }
        return words
    }

    private static func find(
        _ phrase: Phrase, in words: [(word: String, range: Range<Int>)]
    ) -> Range<Int>? {
        let wanted = phrase.words
        guard let last = wanted.last, wanted.count <= words.count else { return nil }
        for start in 0...(words.count - wanted.count) {
            let part = words[start..<(start + wanted.count)]
            guard let end = part.last,
                phrase.prefix ? end.word.hasPrefix(last) : end.word == last,
                zip(part.dropLast(), wanted).allSatisfy({ $0.word == $1 })
            else { continue }
            return words[start].range.lowerBound..<end.range.upperBound
        }
        return nil
    }
}
