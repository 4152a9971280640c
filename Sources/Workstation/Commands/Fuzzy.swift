/// Finds what a person means by some letters in the right order.
enum Fuzzy {
    /// How well `typed` fits `text`: higher is better, nil is not at all. Beginnings of words
    /// and letters that stand together count more; case and umlaut spelling do not count.
    static func score(_ typed: String, in text: String) -> Int? {
        let wanted = Array(fold(typed).filter { $0 != " " })
        guard !wanted.isEmpty else { return 0 }
        let letters = Array(fold(text))
        var score = 0
        var index = 0
        var run = 0
        for letter in wanted {
            guard let found = letters[index...].firstIndex(of: letter) else { return nil }
            let starts = found == 0 || letters[found - 1] == " " || letters[found - 1] == "-"
            run = found == index && found > 0 ? run + 1 : 0
            score += 1 + (starts ? 6 : 0) + run * 3 - min(found - index, 5)
            index = found + 1
        }
        return score - letters.count / 16
    }

    /// Lower case, ä as a, ß as ss.
    static func fold(_ text: String) -> String {
        var out = ""
        for character in text.lowercased() {
            switch character {
            case "ä": out += "a"
            case "ö": out += "o"
            case "ü": out += "u"
            case "ß": out += "ss"
            default: out.append(character)
            }
        }
        return out
    }
}
