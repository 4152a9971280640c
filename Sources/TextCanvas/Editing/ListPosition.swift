/// The place in a list: the row under the cursor and the first row on the screen. A value, so that
/// it survives opening a case, a resize and a restart.
package struct ListPosition: Hashable, Sendable {
    package private(set) var cursor: Int
    package private(set) var top: Int

    package init(cursor: Int = 0, top: Int = 0) {
        self.cursor = max(0, cursor)
        self.top = max(0, top)
    }

    /// Puts the cursor on a row and scrolls as little as needed.
    package mutating func move(to row: Int, count: Int, height: Int) {
        cursor = min(max(0, row), max(0, count - 1))
        fit(count: count, height: height)
    }

    package mutating func move(by rows: Int, count: Int, height: Int) {
        move(to: cursor + rows, count: count, height: height)
    }

    /// A page keeps one row of the last.
    package mutating func page(_ pages: Int, count: Int, height: Int) {
        let rows = pages * max(1, height - 1)
        top = min(max(0, top + rows), max(0, count - height))
        move(by: rows, count: count, height: height)
    }

    /// Scrolls without moving the cursor more than needed to keep it visible.
    package mutating func scroll(by rows: Int, count: Int, height: Int) {
        top = min(max(0, top + rows), max(0, count - height))
        cursor = min(max(cursor, top), max(0, min(top + height, count) - 1))
    }

    /// Keeps the place valid when the list or the screen changed its size.
    package mutating func fit(count: Int, height: Int) {
        cursor = min(cursor, max(0, count - 1))
        top = min(top, max(0, count - max(1, height)))
        if cursor < top { top = cursor }
        if height > 0, cursor >= top + height { top = cursor - height + 1 }
    }

    /// The rows on the screen.
    package func visible(count: Int, height: Int) -> Range<Int> {
        let first = min(top, max(0, count))
        return first..<max(first, min(count, first + max(0, height)))
    }

    /// Does what a moving key does.
    /// - Returns: whether the key was one.
    package mutating func handle(_ event: KeyEvent, count: Int, height: Int) -> Bool {
        switch (event.key, event.modifiers) {
        case (.up, []): move(by: -1, count: count, height: height)
        case (.down, []): move(by: 1, count: count, height: height)
        case (.pageUp, []): page(-1, count: count, height: height)
        case (.pageDown, []): page(1, count: count, height: height)
        case (.home, []): move(to: 0, count: count, height: height)
        case (.end, []): move(to: count - 1, count: count, height: height)
        default: return false
        }
        return true
    }
}
