import Casework

/// A text that must not be read, as its folded letters and digits.
struct Secret: Hashable {
    let key: [UInt8]

    init(_ text: String) { key = Secret.folded(text) }

    /// Letters and digits alone, so that blanks, hyphens, line breaks, accents and characters
    /// without width hide nothing.
    static func folded(_ text: String) -> [UInt8] {
        var key: [UInt8] = []
        for character in text { key += folded(character) }
        return key
    }

    static func folded(_ character: Character) -> [UInt8] {
        if let ascii = character.asciiValue {
            if isDigit(ascii) || (97...122).contains(ascii) { return [ascii] }
            return (65...90).contains(ascii) ? [ascii + 32] : []
        }
        return Array(fold(String(character)).utf8.filter { $0 != Ascii.space })
    }
}

/// Puts black bars over secrets. The bar has one length, so that it tells nothing.
struct Blackener {
    static let bar = "█████"
    private let secrets: [Secret]

    init(_ secrets: [Secret]) { self.secrets = secrets.filter { !$0.key.isEmpty } }

    /// A secret is found where its letters stand in order: from the beginning of a word, or
    /// anywhere when it is long or has digits. A word that goes on behind it ("Karls") is black
    /// to its end; a secret of up to three letters must be a whole word.
    func blacken(_ text: String) -> String {
        guard !secrets.isEmpty else { return text }
        let characters = Array(text)
        var key: [UInt8] = []
        var owners: [Int] = []
        for (index, character) in characters.enumerated() {
            for byte in Secret.folded(character) {
                key.append(byte)
                owners.append(index)
            }
        }
        var black = [Bool](repeating: false, count: characters.count)
        for secret in secrets { mark(secret.key, in: key, owners, characters, &black) }
        return draw(characters, black)
    }

    private func mark(
        _ secret: [UInt8], in key: [UInt8], _ owners: [Int], _ characters: [Character],
        _ black: inout [Bool]
    ) {
        guard key.count >= secret.count else { return }
        let anywhere = secret.contains(where: isDigit) && secret.count >= 4
        for start in 0...(key.count - secret.count) where key[start] == secret[0] {
            guard key[start..<(start + secret.count)].elementsEqual(secret) else { continue }
            let first = owners[start]
            guard anywhere || secret.count >= 6 || beginsWord(first, characters) else { continue }
            var last = owners[start + secret.count - 1]
            if secret.count < 4, !endsWord(last, characters) { continue }
            while !endsWord(last, characters) { last += 1 }
            for index in first...last { black[index] = true }
        }
    }

    private func beginsWord(_ index: Int, _ characters: [Character]) -> Bool {
        index == 0 || !isWord(characters[index - 1])
    }

    private func endsWord(_ index: Int, _ characters: [Character]) -> Bool {
        index + 1 >= characters.count || !isWord(characters[index + 1])
    }

    private func isWord(_ character: Character) -> Bool { !Secret.folded(character).isEmpty }

    private func draw(_ characters: [Character], _ black: [Bool]) -> String {
        var text = ""
        for (index, character) in characters.enumerated() {
            if !black[index] {
                text.append(character)
            } else if index == 0 || !black[index - 1] {
                text += Blackener.bar
            }
        }
        return text
    }
}
