/// A line of text being typed: a value, with the cursor between characters.
package struct TextInput: Hashable, Sendable {
    package private(set) var characters: [Character]
    /// Characters before the cursor, 0…count.
    package private(set) var cursor: Int
    /// Longest text in characters.
    package let limit: Int

    package static let standardLimit = 1_000

    package init(_ text: String = "", limit: Int = TextInput.standardLimit) {
        characters = Array(Self.oneLine(text).prefix(limit))
        cursor = characters.count
        self.limit = limit
    }

    package var text: String { String(characters) }
    package var isEmpty: Bool { characters.isEmpty }

    /// Cells before the cursor.
    package var cursorColumn: Int { SafeText(String(characters[..<cursor])).width }

    /// Replaces everything; the cursor goes to the end.
    package mutating func set(_ text: String) {
        self = TextInput(text, limit: limit)
    }

    /// Inserts typed or pasted text at the cursor; line breaks become spaces.
    package mutating func insert(_ text: String) {
        let added = Self.oneLine(text).prefix(max(0, limit - characters.count))
        characters.insert(contentsOf: added, at: cursor)
        cursor += added.count
        compose()
    }

    /// A combining mark joins the character before it.
    private mutating func compose() {
        let before = String(characters[..<cursor])
        let whole = String(characters)
        guard whole.count != characters.count else { return }
        characters = Array(whole)
        cursor = min(before.count, characters.count)
    }

    package mutating func deleteBackward() {
        guard cursor > 0 else { return }
        cursor -= 1
        characters.remove(at: cursor)
    }

    package mutating func deleteForward() {
        guard cursor < characters.count else { return }
        characters.remove(at: cursor)
    }

    package mutating func deleteWordBackward() {
        let start = WordMoves.previous(characters, cursor)
        characters.removeSubrange(start..<cursor)
        cursor = start
    }

    package mutating func deleteToStart() {
        characters.removeSubrange(..<cursor)
        cursor = 0
    }

    package mutating func deleteToEnd() {
        characters.removeSubrange(cursor...)
    }

    /// Moves the cursor to a place between characters; out of range goes to the nearest end.
    package mutating func move(to place: Int) {
        cursor = min(max(0, place), characters.count)
    }

    package mutating func moveWord(forward: Bool) {
        cursor =
            forward
            ? WordMoves.next(characters, cursor) : WordMoves.previous(characters, cursor)
    }

    /// Does what an editing key does.
    /// - Returns: whether the key was one; other keys belong to the screen.
    package mutating func handle(_ event: KeyEvent) -> Bool {
        if let character = event.typed {
            insert(String(character))
            return true
        }
        switch (event.key, event.modifiers) {
        case (.left, []): move(to: cursor - 1)
        case (.right, []): move(to: cursor + 1)
        case (.left, .ctrl), (.left, .alt): moveWord(forward: false)
        case (.right, .ctrl), (.right, .alt): moveWord(forward: true)
        case (.home, []), (.character("a"), .ctrl): move(to: 0)
        case (.end, []), (.character("e"), .ctrl): move(to: characters.count)
        case (.backspace, []): deleteBackward()
        case (.delete, []), (.character("d"), .ctrl): deleteForward()
        case (.backspace, .alt), (.backspace, .ctrl), (.character("w"), .ctrl):
            deleteWordBackward()
        case (.character("u"), .ctrl): deleteToStart()
        case (.character("k"), .ctrl): deleteToEnd()
        default: return false
        }
        return true
    }

    private static func oneLine(_ text: String) -> [Character] {
        text.map { $0.isNewline || $0 == "\t" ? " " : $0 }
    }
}

/// Where words begin, for text as characters.
enum WordMoves {
    static func previous(_ text: [Character], _ place: Int) -> Int {
        var index = place
        while index > 0, !isWord(text[index - 1]) { index -= 1 }
        while index > 0, isWord(text[index - 1]) { index -= 1 }
        return index
    }

    static func next(_ text: [Character], _ place: Int) -> Int {
        var index = place
        while index < text.count, isWord(text[index]) { index += 1 }
        while index < text.count, !isWord(text[index]) { index += 1 }
        return index
    }

    private static func isWord(_ character: Character) -> Bool {
        character.isLetter || character.isNumber || character == "_"
    }
}
