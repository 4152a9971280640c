/// Text of several lines being typed: a value, with the cursor between characters.
package struct TextArea: Hashable, Sendable {
    package private(set) var characters: [Character]
    /// Characters before the cursor, 0…count.
    package private(set) var cursor: Int
    package let limit: Int
    /// The column that ↑ and ↓ try to keep.
    private var wantedColumn: Int?

    package static let standardLimit = 20_000

    package init(_ text: String = "", limit: Int = TextArea.standardLimit) {
        characters = Array(Self.normalised(text).prefix(limit))
        cursor = characters.count
        self.limit = limit
    }

    package var text: String { String(characters) }
    package var isEmpty: Bool { characters.isEmpty }

    package mutating func insert(_ text: String) {
        let added = Self.normalised(text).prefix(max(0, limit - characters.count))
        characters.insert(contentsOf: added, at: cursor)
        cursor += added.count
        wantedColumn = nil
        compose()
    }

    /// A combining mark joins the character before it.
    private mutating func compose() {
        let from = max(0, cursor - 8)
        let near = String(characters[from..<cursor])
        guard near.count != cursor - from else { return }
        characters.replaceSubrange(from..<cursor, with: Array(near))
        cursor = from + near.count
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

    package mutating func move(to place: Int) {
        cursor = min(max(0, place), characters.count)
        wantedColumn = nil
    }

    /// Does what an editing key does in an area of `width` cells.
    /// - Returns: whether the key was one; Tab and Esc belong to the screen.
    package mutating func handle(_ event: KeyEvent, width: Int, height: Int = 10) -> Bool {
        if let character = event.typed {
            insert(String(character))
            return true
        }
        switch (event.key, event.modifiers) {
        case (.up, []):
            moveLine(-1, width)
            return true
        case (.down, []):
            moveLine(1, width)
            return true
        case (.pageUp, []):
            moveLine(1 - height, width)
            return true
        case (.pageDown, []):
            moveLine(height - 1, width)
            return true
        default:
            wantedColumn = nil
            return handleInLine(event, width)
        }
    }

    private mutating func handleInLine(_ event: KeyEvent, _ width: Int) -> Bool {
        switch (event.key, event.modifiers) {
        case (.enter, []): insert("\n")
        case (.left, []): move(to: cursor - 1)
        case (.right, []): move(to: cursor + 1)
        case (.left, .ctrl), (.left, .alt): move(to: WordMoves.previous(characters, cursor))
        case (.right, .ctrl), (.right, .alt): move(to: WordMoves.next(characters, cursor))
        case (.home, []), (.character("a"), .ctrl): move(to: line(width).lowerBound)
        case (.end, []), (.character("e"), .ctrl): move(to: endOfLine(width))
        case (.home, .ctrl): move(to: 0)
        case (.end, .ctrl): move(to: characters.count)
        case (.backspace, []): deleteBackward()
        case (.delete, []), (.character("d"), .ctrl): deleteForward()
        case (.backspace, .alt), (.backspace, .ctrl), (.character("w"), .ctrl):
            delete(from: WordMoves.previous(characters, cursor))
        case (.character("u"), .ctrl): delete(from: line(width).lowerBound)
        case (.character("k"), .ctrl):
            characters.removeSubrange(cursor..<max(cursor, endOfLine(width)))
        default: return false
        }
        return true
    }

    private mutating func delete(from start: Int) {
        characters.removeSubrange(start..<cursor)
        cursor = start
    }

    /// The shown lines as ranges of characters; a line break belongs to the line it ends.
    package func lines(width: Int) -> [Range<Int>] {
        var result: [Range<Int>] = []
        var start = 0
        for index in 0...characters.count
        where index == characters.count || characters[index] == "\n" {
            let part = characters[start..<index]
            let ranges = Wrap.ranges(
                widths: part.map(Self.width), isSpace: part.map { $0 == " " },
                width: max(1, width - 1))
            for range in ranges {
                result.append((start + range.lowerBound)..<(start + range.upperBound))
            }
            start = index + 1
        }
        return result
    }

    /// The text of a shown line.
    package func text(of line: Range<Int>) -> SafeText {
        SafeText(String(characters[line]))
    }

    /// The cursor as line and cell column in an area of `width` cells.
    package func cursorPosition(width: Int) -> Point {
        let lines = lines(width: width)
        let row = lines.lastIndex { $0.lowerBound <= cursor } ?? 0
        let before = characters[lines[row].lowerBound..<max(lines[row].lowerBound, cursor)]
        return Point(min(width - 1, before.reduce(0) { $0 + Self.width($1) }), row)
    }

    private func line(_ width: Int) -> Range<Int> {
        lines(width: width).last { $0.lowerBound <= cursor } ?? 0..<0
    }

    /// The last place of the cursor's line: before the break, or before the next wrapped line.
    private func endOfLine(_ width: Int) -> Int {
        let range = line(width)
        let isWrapped = range.upperBound < characters.count && characters[range.upperBound] != "\n"
        return max(range.lowerBound, isWrapped ? range.upperBound - 1 : range.upperBound)
    }

    private mutating func moveLine(_ rows: Int, _ width: Int) {
        let lines = lines(width: width)
        let place = cursorPosition(width: width)
        let column = wantedColumn ?? place.x
        let target = lines[min(max(0, place.y + rows), lines.count - 1)]
        var index = target.lowerBound
        var used = 0
        while index < target.upperBound, used + Self.width(characters[index]) <= column {
            used += Self.width(characters[index])
            index += 1
        }
        let isWrapped = index < characters.count && characters[index] != "\n"
        if index == target.upperBound, index > target.lowerBound, isWrapped { index -= 1 }
        cursor = index
        wantedColumn = column
    }

    private static func width(_ character: Character) -> Int {
        SafeText(String(character)).width
    }

    /// CR LF and CR become line feeds, tabs two spaces.
    private static func normalised(_ text: String) -> [Character] {
        text.flatMap { character -> [Character] in
            if character == "\t" { return [" ", " "] }
            return character.isNewline ? ["\n"] : [character]
        }
    }
}
