import Casework
import TextCanvas
import Texts

// The last line: what can be done here, or what just happened.

extension AppState {
    /// Milliseconds after which a waiting desk says that it waits.
    static let patience: Int64 = 700

    /// Hints from the command table: those with a footer word, in its order.
    var footerHints: KeyHints {
        var hints: [KeyHint] = []
        var fixed: [KeyHint] = []
        for command in footerCommands {
            let hint = KeyHint(
                keys.label(of: command), command.footer,
                isAvailable: command.hindrance(self) == nil)
            if CommandTable.fixedInFooter.contains(command.id) {
                fixed.append(hint)
            } else {
                hints.append(hint)
            }
        }
        return KeyHints(hints, fixed: fixed)
    }

    private var footerCommands: [Command] {
        CommandTable.of(top).filter { !$0.footer.isEmpty && !keys.label(of: $0).isEmpty }
    }

    func drawFooter(on canvas: inout Canvas, in area: Rect) {
        if let progress {
            canvas.fill(area, tone: .notice)
            NoticeLine(.info, progress.words(typed: !held.isEmpty)).draw(on: &canvas, in: area)
        } else if let first = held.first, first.at.milliseconds(until: now) > AppState.patience {
            canvas.fill(area, tone: .notice)
            NoticeLine(
                .info, "Der Speicher antwortet noch nicht; Getipptes wird danach ausgeführt."
            )
            .draw(on: &canvas, in: area)
        } else if let notice {
            draw(notice, on: &canvas, above: area)
        } else if !dialogs.isEmpty {
            KeyHints(dialogHints).draw(on: &canvas, in: area)
        } else if let hints = typingHints {
            KeyHints(hints).draw(on: &canvas, in: area)
        } else {
            footerHints.draw(on: &canvas, in: area)
        }
    }

    /// A sentence that is longer than the line takes the lines above it: what it says last is
    /// often what to do.
    private func draw(_ notice: Notice, on canvas: inout Canvas, above footer: Rect) {
        let lines = SafeText.wrapped(notice.text, to: footer.width - 4).prefix(4)
        let place = Rect(
            footer.x, footer.bottom - max(1, lines.count), footer.width, max(1, lines.count))
        canvas.fill(place, tone: .notice)
        notice.line(lines.first?.plain ?? "").draw(on: &canvas, in: place.row(0))
        for (row, line) in lines.enumerated().dropFirst() {
            canvas.write(line, at: Point(place.x + 3, place.y + row), tone: .notice)
        }
    }

    /// While something is typed, letters are no commands: say what Enter, Tab and Esc do.
    private var typingHints: [KeyHint]? {
        switch top {
        case .worklist where worklist.filterLine != nil:
            [
                KeyHint("Enter", "übernehmen"), KeyHint("Tab", "ergänzen"),
                KeyHint("↑ ↓", "in der Liste"), KeyHint("Esc", "verwerfen"),
            ]
        case .worklist where worklist.showsQueues:
            [KeyHint("Enter", "öffnen"), KeyHint("1-9", "gleich öffnen"), KeyHint("Esc", "zu")]
        case .palette:
            [KeyHint("Enter", "ausführen"), KeyHint("↑ ↓", "wählen"), KeyHint("Esc", "zurück")]
        case .caseFile: caseSheetHints
        case .intake: intakeHints
        default: nil
        }
    }

    private var dialogHints: [KeyHint] {
        switch dialogs.last?.content {
        case .confirm(let confirm):
            [
                KeyHint("j", confirm.yes), KeyHint("n", confirm.no),
                KeyHint("Enter", confirm.stands ? confirm.yes : confirm.no),
                KeyHint("Esc", "zurück"),
            ]
        case .choose:
            [
                KeyHint("Enter", "wählen"), KeyHint("↑ ↓", "blättern"),
                KeyHint("Buchstaben", "suchen"), KeyHint("Esc", "zurück"),
            ]
        case .form(let form):
            [
                KeyHint("Tab", "weiter"), KeyHint("Strg-S", form.submit),
                KeyHint("F4", "Werte", isAvailable: form.valueList != nil),
                KeyHint("Esc", "zurück"),
            ]
        case nil: []
        }
    }

    /// A click on a hint is its command.
    mutating func footerTakes(_ mouse: MouseEvent) -> Bool {
        guard mouse.action == .press, mouse.at.y == size.height - 1, notice == nil else {
            return false
        }
        var canvas = Canvas(size)
        let places = footerHints.draw(on: &canvas, in: Rect(0, size.height - 1, size.width, 1))
        guard let place = places.first(where: { $0.place.contains(mouse.at) }),
            let command = footerCommands.first(where: { $0.footer == place.hint.label })
        else { return true }
        perform(command)
        return true
    }
}

extension Progress {
    fileprivate func words(typed: Bool) -> String {
        let what =
            switch phase {
            case .checking: "Wird geprüft"
            case .doing: "Wird ausgeführt"
            }
        let count = "\(Words.grouped(done)) von \(Words.grouped(total)) Akten"
        return "\(what): \(count)." + (typed ? " Getipptes wird danach ausgeführt." : "")
    }
}

extension Notice {
    /// The first line, behind the sign of its kind.
    fileprivate func line(_ text: String) -> NoticeLine {
        let sign: NoticeLine.Kind =
            switch kind {
            case .done: .done
            case .news: .info
            case .refusal: .warning
            case .failure: .failure
            }
        return NoticeLine(sign, text)
    }
}
