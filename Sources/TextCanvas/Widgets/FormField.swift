/// One line of a form: label, value, and beside it what is wrong with the value or a hint.
package struct FormField: Sendable {
    package enum Message: Hashable, Sendable {
        case none
        case hint(String)
        case warning(String)
        case invalid(String)
    }

    package var label: String
    package var input: TextInput
    package var message: Message
    package var placeholder: String
    package var isFocused: Bool
    package var isRequired: Bool
    /// Differs from what is stored.
    package var isChanged: Bool
    /// Shown but not to be typed in, for instance a choice opened with Enter.
    package var isFixed: Bool

    package init(
        _ label: String, _ input: TextInput, message: Message = .none, placeholder: String = "",
        isFocused: Bool = false, isRequired: Bool = false, isChanged: Bool = false,
        isFixed: Bool = false
    ) {
        self.label = label
        self.input = input
        self.message = message
        self.placeholder = placeholder
        self.isFocused = isFocused
        self.isRequired = isRequired
        self.isChanged = isChanged
        self.isFixed = isFixed
    }

    /// Draws into the first line of `rect`.
    package func draw(
        on canvas: inout Canvas, in rect: Rect, labelWidth: Int = 24, inputWidth: Int = 32
    ) {
        canvas.within(rect) {
            drawInside(on: &$0, in: rect, labelWidth: labelWidth, inputWidth: inputWidth)
        }
    }

    private func drawInside(
        on canvas: inout Canvas, in rect: Rect, labelWidth: Int, inputWidth: Int
    ) {
        var line = rect.row(0)
        guard !line.isEmpty else { return }
        let sign = line.takeLeft(2)
        canvas.write(
            [Span(isFocused ? "▸" : " ", .key), Span(isChanged ? "•" : "", .changed)],
            at: sign.origin, width: sign.width)
        let labelPlace = line.takeLeft(labelWidth)
        canvas.write(
            label + (isRequired ? " *" : ""), at: labelPlace.origin,
            tone: isFocused ? .heading : .label, width: max(0, labelPlace.width - 1))
        InputLine(
            input, placeholder: placeholder, isFocused: isFocused, isInvalid: isInvalid,
            isFixed: isFixed
        ).draw(on: &canvas, in: line.takeLeft(inputWidth))
        _ = line.takeLeft(1)
        drawMessage(on: &canvas, in: line)
    }

    private var isInvalid: Bool {
        if case .invalid = message { return true }
        return false
    }

    private func drawMessage(on canvas: inout Canvas, in place: Rect) {
        guard !place.isEmpty else { return }
        let spans: [Span] =
            switch message {
            case .none: []
            case .hint(let text): [Span(text, .hint)]
            case .warning(let text): [Span("△ " + text, .warning)]
            case .invalid(let text): [Span("✗ " + text, .danger)]
            }
        canvas.write(spans, at: place.origin, width: place.width)
    }
}

/// The line a text is typed in; it scrolls sideways so that the cursor stays in sight.
package struct InputLine: Sendable {
    package var input: TextInput
    package var placeholder: String
    package var isFocused: Bool
    package var isInvalid: Bool
    package var isFixed: Bool

    package init(
        _ input: TextInput, placeholder: String = "", isFocused: Bool = true,
        isInvalid: Bool = false, isFixed: Bool = false
    ) {
        self.input = input
        self.placeholder = placeholder
        self.isFocused = isFocused
        self.isInvalid = isInvalid
        self.isFixed = isFixed
    }

    package func draw(on canvas: inout Canvas, in rect: Rect) {
        canvas.within(rect) { drawInside(on: &$0, in: rect) }
    }

    private func drawInside(on canvas: inout Canvas, in rect: Rect) {
        let line = rect.row(0)
        guard !line.isEmpty else { return }
        let tone: Tone = isInvalid ? .inputInvalid : isFocused ? .inputFocused : .input
        canvas.fill(line, tone: tone)
        if input.isEmpty, !placeholder.isEmpty {
            canvas.write(placeholder, at: line.origin, tone: .placeholder, width: line.width)
            if isFocused { canvas.cursor = line.origin }
            return
        }
        let text = SafeText(input.text)
        let column = input.cursorColumn
        guard isFocused, !isFixed else {
            canvas.write(text.truncated(to: line.width), at: line.origin, tone: tone)
            if isFocused { canvas.cursor = line.origin }
            return
        }
        let hidden = max(0, column - line.width + 1)
        let shown = text.dropping(hidden)
        canvas.write(shown.text.prefix(line.width), at: line.origin, tone: tone)
        if hidden > 0 { canvas.write("‹", at: line.origin, tone: tone) }
        if text.width - shown.dropped > line.width {
            canvas.write("›", at: Point(line.right - 1, line.y), tone: tone)
        }
        canvas.cursor = Point(line.x + min(line.width - 1, column - shown.dropped), line.y)
    }
}

extension SafeText {
    /// The text without its first glyphs of at least `cells` cells together.
    func dropping(_ cells: Int) -> (text: SafeText, dropped: Int) {
        var dropped = 0
        var count = 0
        while dropped < cells, count < glyphs.count {
            dropped += Int(glyphs[count].width)
            count += 1
        }
        return (SafeText(glyphs: Array(glyphs[count...])), dropped)
    }
}
