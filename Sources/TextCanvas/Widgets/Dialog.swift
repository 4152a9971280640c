/// A question in the middle of the screen. The first choice is the safe one.
package struct Dialog: Sendable {
    package var title: String
    package var lines: [[Span]]
    package var choices: [String]
    package var focus: Int
    package var isGrave: Bool

    package init(
        _ title: String, lines: [[Span]], choices: [String], focus: Int = 0,
        isGrave: Bool = false
    ) {
        self.title = title
        self.lines = lines
        self.choices = choices
        self.focus = focus
        self.isGrave = isGrave
    }

    /// A dialog whose text is wrapped to fit.
    package init(
        _ title: String, text: String, choices: [String], focus: Int = 0, isGrave: Bool = false,
        width: Int = 60
    ) {
        self.init(
            title, lines: SafeText.wrapped(text, to: width).map { [Span($0, .dialog)] },
            choices: choices, focus: focus, isGrave: isGrave)
    }

    /// - Returns: the places of the choices, for the mouse.
    @discardableResult
    package func draw(on canvas: inout Canvas, in rect: Rect) -> [Rect] {
        canvas.within(rect) { drawInside(on: &$0, in: rect) }
    }

    private func drawInside(on canvas: inout Canvas, in rect: Rect) -> [Rect] {
        let buttons = choices.map { SafeText(" \($0) ") }
        let buttonsWidth = buttons.reduce(-2) { $0 + $1.width + 4 }
        let widest = lines.map(\.width).max() ?? 0
        let wide = max(widest, buttonsWidth, SafeText(title).width + 4) + 4
        let place = rect.centred(Size(wide, lines.count + 4))
        var area = Popup(title, isGrave: isGrave).draw(on: &canvas, in: place)
        let bottom = area.takeBottom()
        _ = area.takeBottom()
        for (row, line) in lines.prefix(area.height).enumerated() {
            canvas.write(line, at: Point(area.x, area.y + row), width: area.width)
        }
        var x = max(bottom.x, bottom.right - buttonsWidth)
        return buttons.enumerated().map { index, text in
            let tone: Tone = index == focus ? .buttonFocused : .button
            let framed = index == focus ? "▸" + text : " " + text
            if index == focus { canvas.cursor = Point(x, bottom.y) }
            let end = canvas.write(framed, at: Point(x, bottom.y), tone: tone)
            defer { x = end + 2 }
            return Rect(x, bottom.y, end - x, 1)
        }
    }
}

/// An empty box over the screen, for dialogs, menus and the palette.
package struct Popup: Sendable {
    package var title: String
    package var note: String
    package var isGrave: Bool

    package init(_ title: String, note: String = "", isGrave: Bool = false) {
        self.title = title
        self.note = note
        self.isGrave = isGrave
    }

    /// Clears `rect` and frames it.
    /// - Returns: the inside, with a cell of air at both sides.
    package func draw(on canvas: inout Canvas, in rect: Rect) -> Rect {
        canvas.fill(rect, tone: .dialog)
        canvas.box(rect, style: isGrave ? .double : .rounded, tone: isGrave ? .danger : .border)
        let room = rect.width - 4
        if !title.isEmpty, room > 0 {
            canvas.write(
                SafeText(" \(title) ").truncated(to: room), at: Point(rect.x + 2, rect.y),
                tone: isGrave ? .danger : .dialogTitle)
        }
        if !note.isEmpty, room > 0 {
            let text = SafeText(" \(note) ").truncated(to: room)
            canvas.write(
                text, at: Point(rect.right - 2 - text.width, rect.bottom - 1), tone: .hint)
        }
        return rect.inset(2, 1)
    }
}
