/// A box with a title in its upper and a note in its lower border.
package struct Panel: Sendable {
    package var title: String
    package var note: String
    package var isActive: Bool
    package var style: BoxStyle

    package init(
        _ title: String = "", note: String = "", isActive: Bool = false,
        style: BoxStyle = .rounded
    ) {
        self.title = title
        self.note = note
        self.isActive = isActive
        self.style = style
    }

    /// - Returns: the inside.
    @discardableResult
    package func draw(on canvas: inout Canvas, in rect: Rect) -> Rect {
        canvas.within(rect) { drawBorder(on: &$0, in: rect) }
        return rect.inset(1, 1)
    }

    private func drawBorder(on canvas: inout Canvas, in rect: Rect) {
        canvas.box(rect, style: style)
        let room = rect.width - 4
        if !title.isEmpty, room > 0 {
            canvas.write(
                SafeText(" \(title) ").truncated(to: room), at: Point(rect.x + 2, rect.y),
                tone: isActive ? .dialogTitle : .heading)
        }
        if !note.isEmpty, room > 0, rect.height > 1 {
            let text = SafeText(" \(note) ").truncated(to: room)
            canvas.write(
                text, at: Point(rect.right - 2 - text.width, rect.bottom - 1), tone: .hint)
        }
    }
}
