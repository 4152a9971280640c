/// Lines of text with meanings that can be scrolled; the lines are wrapped by whoever makes them.
package struct TextView: Sendable {
    package var lines: [[Span]]
    package var top: Int
    /// The column at the right that shows how far one has scrolled.
    package var showsScroll: Bool

    package init(_ lines: [[Span]], top: Int = 0, showsScroll: Bool = true) {
        self.lines = lines
        self.top = top
        self.showsScroll = showsScroll
    }

    /// Text wrapped to `width` cells, all in one tone.
    package init(_ text: String, width: Int, tone: Tone = .text, top: Int = 0) {
        self.init(SafeText.wrapped(text, to: max(1, width)).map { [Span($0, tone)] }, top: top)
    }

    /// The last line that may stand at the top.
    package func lastTop(height: Int) -> Int { max(0, lines.count - height) }

    package func draw(on canvas: inout Canvas, in rect: Rect) {
        canvas.within(rect) { drawInside(on: &$0, in: rect) }
    }

    private func drawInside(on canvas: inout Canvas, in rect: Rect) {
        var area = rect
        let first = min(max(0, top), lastTop(height: rect.height))
        if showsScroll, lines.count > rect.height {
            ScrollMark(first: first, shown: rect.height, count: lines.count)
                .draw(on: &canvas, in: area.takeRight(1))
        }
        for (row, line) in lines.dropFirst(first).prefix(area.height).enumerated() {
            canvas.write(line, at: Point(area.x, area.y + row), width: area.width)
        }
    }
}

/// A text area as it is typed in.
package struct TextAreaView: Sendable {
    package var area: TextArea
    package var isFocused: Bool
    package var placeholder: String

    package init(_ area: TextArea, isFocused: Bool = true, placeholder: String = "") {
        self.area = area
        self.isFocused = isFocused
        self.placeholder = placeholder
    }

    package func draw(on canvas: inout Canvas, in rect: Rect) {
        canvas.within(rect) { drawInside(on: &$0, in: rect) }
    }

    private func drawInside(on canvas: inout Canvas, in rect: Rect) {
        guard !rect.isEmpty else { return }
        let tone: Tone = isFocused ? .inputFocused : .input
        canvas.fill(rect, tone: tone)
        if area.isEmpty, !placeholder.isEmpty {
            canvas.write(placeholder, at: rect.origin, tone: .placeholder, width: rect.width)
        }
        let lines = area.lines(width: rect.width)
        let place = area.cursorPosition(width: rect.width)
        let top = max(0, min(place.y - rect.height / 2, lines.count - rect.height))
        for (row, line) in lines.dropFirst(top).prefix(rect.height).enumerated() {
            canvas.write(
                area.text(of: line).prefix(rect.width), at: Point(rect.x, rect.y + row),
                tone: tone)
        }
        if isFocused { canvas.cursor = Point(rect.x + place.x, rect.y + place.y - top) }
    }
}

/// Where in a list one is: a thumb at the right edge, and in words `1–8 von 142`.
package struct ScrollMark: Sendable {
    package var first: Int
    package var shown: Int
    package var count: Int

    package init(first: Int, shown: Int, count: Int) {
        self.first = first
        self.shown = shown
        self.count = count
    }

    /// `1–8 von 142`, or `keine`.
    package var text: String {
        guard count > 0 else { return "keine" }
        let last = min(count, first + shown)
        return
            "\(Numerals.grouped(first + 1))–\(Numerals.grouped(last)) von \(Numerals.grouped(count))"
    }

    package func draw(on canvas: inout Canvas, in rect: Rect) {
        guard !rect.isEmpty, count > shown else { return }
        let size = max(1, rect.height * shown / count)
        let span = rect.height - size
        let start = span * first / max(1, count - shown)
        for row in 0..<rect.height {
            let isThumb = row >= start && row < start + size
            canvas.write(
                isThumb ? "┃" : "│", at: Point(rect.x, rect.y + row),
                tone: isThumb ? .heading : .border)
        }
    }
}

package enum Numerals {
    /// A whole number with points between thousands: `12.345`.
    package static func grouped(_ number: Int) -> String {
        var rest = Array(String(number.magnitude))
        var groups: [String] = []
        while rest.count > 3 {
            groups.insert(String(rest.suffix(3)), at: 0)
            rest.removeLast(3)
        }
        groups.insert(String(rest), at: 0)
        return (number < 0 ? "−" : "") + groups.joined(separator: ".")
    }
}
