/// One line of a menu, a palette or a list of choices.
package struct MenuItem: Hashable, Sendable {
    package var title: String
    /// The key that does the same, at the right.
    package var key: String
    /// A word beside the title, for instance a synonym or a place.
    package var detail: String
    /// Why it is not possible now; the line stands greyed with it.
    package var obstacle: String?
    /// Ticked, in a list where several or one is chosen.
    package var isChosen: Bool

    package init(
        _ title: String, key: String = "", detail: String = "", obstacle: String? = nil,
        isChosen: Bool = false
    ) {
        self.title = title
        self.key = key
        self.detail = detail
        self.obstacle = obstacle
        self.isChosen = isChosen
    }
}

/// A list of commands or choices; it scrolls with its cursor.
package struct Menu: Sendable {
    package var items: [MenuItem]
    package var cursor: Int
    package var empty: String

    package init(_ items: [MenuItem], cursor: Int, empty: String = "nichts gefunden") {
        self.items = items
        self.cursor = cursor
        self.empty = empty
    }

    /// Draws the menu; `takesCursor` puts the terminal's cursor on the chosen line.
    /// - Returns: the item and place of each line on the screen, for the mouse.
    @discardableResult
    package func draw(
        on canvas: inout Canvas, in rect: Rect, takesCursor: Bool = true
    ) -> [(item: Int, place: Rect)] {
        canvas.within(rect) { drawInside(on: &$0, in: rect, takesCursor: takesCursor) }
    }

    private func drawInside(
        on canvas: inout Canvas, in rect: Rect, takesCursor: Bool
    ) -> [(item: Int, place: Rect)] {
        if items.isEmpty {
            canvas.write(empty, at: Point(rect.x + 2, rect.y), tone: .dim)
            return []
        }
        var position = ListPosition(cursor: cursor, top: max(0, cursor - rect.height / 2))
        position.fit(count: items.count, height: rect.height)
        var area = rect
        let visible = position.visible(count: items.count, height: rect.height)
        if items.count > rect.height {
            ScrollMark(first: visible.lowerBound, shown: rect.height, count: items.count)
                .draw(on: &canvas, in: area.takeRight(1))
        }
        return visible.map { index in
            let line = area.row(index - visible.lowerBound)
            draw(items[index], on: &canvas, in: line)
            if index == cursor {
                canvas.write("▸", at: line.origin)
                canvas.paint(line, tone: .selection)
                if takesCursor { canvas.cursor = line.origin }
            }
            return (index, line)
        }
    }

    private func draw(_ item: MenuItem, on canvas: inout Canvas, in line: Rect) {
        var place = line
        _ = place.takeLeft(2)
        let key = SafeText(item.key)
        if key.width > 0, key.width + 12 < place.width {
            canvas.write(key, at: place.takeRight(key.width).origin, tone: .key)
            _ = place.takeRight(1)
        }
        let title = (item.isChosen ? "✓ " : "") + item.title
        var spans = [Span(title, item.obstacle == nil ? .text : .obstacle)]
        if let obstacle = item.obstacle {
            spans.append(Span("  " + obstacle, .obstacle))
        } else if !item.detail.isEmpty {
            spans.append(Span("  " + item.detail, .dim))
        }
        canvas.write(spans, at: place.origin, width: place.width)
    }
}
