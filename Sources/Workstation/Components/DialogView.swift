import TextCanvas

extension AppState {
    func draw(_ dialog: Dialog, on canvas: inout Canvas, in area: Rect) {
        switch dialog.content {
        case .confirm(let confirm): _ = draw(confirm, dialog.title, on: &canvas, in: area)
        case .choose(let choose): _ = draw(choose, dialog.title, on: &canvas, in: area)
        case .form(let form): draw(form, dialog.title, on: &canvas, in: area)
        }
    }

    /// - Returns: the places of no and yes.
    func draw(
        _ confirm: ConfirmDialog, _ title: String, on canvas: inout Canvas, in area: Rect
    ) -> [Rect] {
        let width = min(area.width - 8, 72)
        let lines = confirm.lines.flatMap { SafeText.wrapped($0, to: width) }
            .prefix(max(1, area.height - 6)).map { [Span($0, .dialog)] }
        return TextCanvas.Dialog(
            title, lines: Array(lines), choices: [confirm.no, confirm.yes],
            focus: confirm.stands ? 1 : 0, isGrave: confirm.isDestructive
        ).draw(on: &canvas, in: area)
    }

    /// - Returns: the places of the options on the screen.
    func draw(
        _ choose: ChooseDialog, _ title: String, on canvas: inout Canvas, in area: Rect
    ) -> [(item: Int, place: Rect)] {
        let rows = choose.rows(screenHeight: size.height)
        let width = min(area.width - 4, 96)
        let place = area.centred(Size(width, rows + 7))
        var inside = Popup(title).draw(on: &canvas, in: place)
        var input = inside.takeTop()
        canvas.write("› ", at: input.takeLeft(2).origin, tone: .key)
        InputLine(choose.typed, placeholder: "tippen zum Suchen").draw(on: &canvas, in: input)
        let cursor = canvas.cursor
        _ = inside.takeTop()
        drawNote(of: choose, on: &canvas, in: inside.takeBottom(2))
        _ = inside.takeBottom()
        let items = choose.shown.map {
            MenuItem($0.title, detail: $0.note, obstacle: $0.hindrance?.sentence)
        }
        let places = Menu(items, cursor: choose.position.cursor)
            .draw(on: &canvas, in: inside, takesCursor: choose.typed.isEmpty)
        if !choose.typed.isEmpty { canvas.cursor = cursor }
        return places
    }

    /// Of the line the cursor stands on, whole: why it cannot be chosen, else its note.
    private func drawNote(of choose: ChooseDialog, on canvas: inout Canvas, in place: Rect) {
        let shown = choose.shown
        guard shown.indices.contains(choose.position.cursor) else { return }
        let option = shown[choose.position.cursor]
        let text = option.hindrance.map { "△ " + $0.sentence } ?? option.note
        let tone: Tone = option.hindrance == nil ? .hint : .warning
        var rest = place
        for line in SafeText.wrapped(text, to: place.width).prefix(place.height) {
            canvas.write(line, at: rest.takeTop().origin, tone: tone)
        }
    }

    private func draw(
        _ form: FormDialog, _ title: String, on canvas: inout Canvas, in area: Rect
    ) {
        let width = formWidth
        let above = form.lines.flatMap { SafeText.wrapped($0, to: width) }
        let wanted = form.fields.reduce(0) { $0 + $1.rows + ($1.rows > 1 ? 1 : 0) }
        let height = min(area.height, above.count + (above.isEmpty ? 0 : 1) + wanted + 5)
        let place = area.centred(Size(width + 4, height))
        var inside = Popup(title).draw(on: &canvas, in: place)
        let button = inside.takeBottom()
        let message = inside.takeBottom()
        for line in above { canvas.write(line, at: inside.takeTop().origin, tone: .dialog) }
        if !above.isEmpty { _ = inside.takeTop() }
        drawFields(form, on: &canvas, in: inside)
        drawMessage(of: form, on: &canvas, in: message)
        let text = "[ \(form.submit) ]"
        canvas.write(
            text, at: Point(button.right - SafeText(text).width, button.y),
            tone: form.isOnButton ? .buttonFocused : .button)
        if form.isOnButton {
            canvas.cursor = Point(button.right - SafeText(text).width, button.y)
        }
    }

    /// The fields that fit, so that the focused one is among them.
    func drawFields(_ form: FormDialog, on canvas: inout Canvas, in area: Rect) {
        func height(_ field: FormField) -> Int { field.rows + (field.rows > 1 ? 1 : 0) }
        var first = 0
        while first < min(form.focus, form.fields.count - 1),
            form.fields[first...min(form.focus, form.fields.count - 1)]
                .reduce(0, { $0 + height($1) }) > area.height
        {
            first += 1
        }
        var rest = area
        let labels = form.labelWidth(in: area.width)
        for index in form.fields.indices.dropFirst(first) where !rest.isEmpty {
            let place = rest.takeTop(height(form.fields[index]))
            draw(
                form.fields[index], isFocused: index == form.focus, labelWidth: labels,
                on: &canvas, in: place)
        }
    }

    private func draw(
        _ field: FormField, isFocused: Bool, labelWidth: Int, on canvas: inout Canvas,
        in place: Rect
    ) {
        switch field.input {
        case .area(let text, _):
            var rest = place
            let label = rest.takeTop()
            canvas.write(
                [
                    Span(isFocused ? "▸ " : "  ", .key),
                    Span(field.label + (field.isRequired ? " *" : ""), .label),
                    Span("  " + (field.isTouched ? field.message : ""), .danger),
                ], at: label.origin, width: label.width)
            _ = rest.takeLeft(2)
            TextAreaView(text, isFocused: isFocused, placeholder: field.help)
                .draw(on: &canvas, in: rest)
        default:
            TextCanvas.FormField(
                field.label, field.shownInput, message: field.widgetMessage,
                placeholder: field.help, isFocused: isFocused, isRequired: field.isRequired,
                isFixed: field.isFixed
            ).draw(
                on: &canvas, in: place, labelWidth: labelWidth,
                inputWidth: field.inputWidth(in: place.width - labelWidth - 2))
        }
    }

    private func drawMessage(of form: FormDialog, on canvas: inout Canvas, in place: Rect) {
        if let refusal = form.refusal {
            canvas.write("△ " + refusal, at: place.origin, tone: .warning, width: place.width)
        } else if let said = form.focusedMessage {
            canvas.write(said.text, at: place.origin, tone: said.tone, width: place.width)
        } else if !form.isOnButton, !form.fields[form.focus].help.isEmpty {
            canvas.write(
                form.fields[form.focus].help, at: place.origin, tone: .hint, width: place.width)
        }
    }
}

extension FormDialog {
    /// As wide as the longest label, but leaving room to type.
    fileprivate func labelWidth(in width: Int) -> Int {
        let longest = fields.map { SafeText($0.label).width + ($0.isRequired ? 2 : 0) }.max() ?? 0
        return min(max(longest + 2, width / 4), width * 2 / 5)
    }

    /// What is said of the focused field, whole: beside it there may be too little room.
    var focusedMessage: (text: String, tone: Tone)? {
        guard !isOnButton else { return nil }
        switch fields[focus].checked {
        case .wrong(let text), .warn(let text): return (text, .warning)
        case .fine(let text): return text.count > 22 ? ("→ " + text, .hint) : nil
        case .missing: return nil
        }
    }
}

extension FormField {
    fileprivate var message: String {
        switch checked {
        case .fine(let text), .warn(let text), .wrong(let text): text
        case .missing: "fehlt noch"
        }
    }

    fileprivate var widgetMessage: TextCanvas.FormField.Message {
        switch checked {
        case .fine(let text): text.isEmpty ? .none : .hint(text)
        case .warn(let text): .warning(text)
        case .wrong(let text): .invalid(text)
        case .missing: isTouched ? .invalid("fehlt noch") : .none
        }
    }

    /// Half of the room while something is said beside the value, else all of it.
    fileprivate func inputWidth(in room: Int) -> Int {
        if case .none = widgetMessage { return room }
        return max(12, room / 2)
    }

    fileprivate var isFixed: Bool {
        switch input {
        case .line, .secret: false
        case .area, .choice, .flag: true
        }
    }

    /// What stands in the line: an option's title rather than its id.
    fileprivate var shownInput: TextInput {
        switch input {
        case .line(let line): line
        case .area: TextInput()
        case .choice(let options, let selected):
            TextInput(selected.map { "‹ \(options[$0].title) ›" } ?? "‹ bitte wählen ›")
        case .flag(let flag): TextInput(flag ? "[x] ja" : "[ ] nein")
        case .secret(let line): line.dotted
        }
    }
}

extension TextInput {
    /// As many dots as characters, the cursor in the same place.
    fileprivate var dotted: TextInput {
        var dots = TextInput(String(repeating: "•", count: characters.count), limit: limit)
        dots.move(to: cursor)
        return dots
    }
}
