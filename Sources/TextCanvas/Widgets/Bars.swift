/// A bar that shows a part of a whole, in eighths of a cell.
package struct Bar: Sendable {
    package var value: Int
    package var whole: Int
    package var tone: Tone

    package init(_ value: Int, of whole: Int, tone: Tone = .chart) {
        self.value = value
        self.whole = whole
        self.tone = tone
    }

    package func draw(on canvas: inout Canvas, in rect: Rect) {
        guard whole > 0, !rect.isEmpty else { return }
        let part = min(max(0, value), whole)
        let eighths = part * rect.width * 8 / whole
        let full = eighths / 8
        canvas.fill(Rect(rect.x, rect.y, full, 1), with: Glyph(0x2588), tone: tone)
        if full < rect.width, eighths % 8 > 0 {
            canvas.put(
                Glyph(0x2590 - UInt32(eighths % 8)), x: rect.x + full, y: rect.y, tone: tone)
        }
    }
}

/// How far a long job is: `Einlesen ███████░░░░ 1.204 von 5.000`.
package struct ProgressBar: Sendable {
    package var label: String
    package var done: Int
    package var total: Int

    package init(_ label: String, done: Int, total: Int) {
        self.label = label
        self.done = done
        self.total = total
    }

    package func draw(on canvas: inout Canvas, in rect: Rect) {
        canvas.within(rect) { drawInside(on: &$0, in: rect) }
    }

    private func drawInside(on canvas: inout Canvas, in rect: Rect) {
        var line = rect.row(0)
        guard !line.isEmpty else { return }
        let note = SafeText(
            " \(Numerals.grouped(done)) von \(Numerals.grouped(total))")
        let title = SafeText(label + " ")
        canvas.write(note, at: line.takeRight(note.width).origin)
        canvas.write(
            title, at: line.takeLeft(min(title.width, line.width / 2)).origin, tone: .label)
        canvas.fill(line, with: Glyph(0x2591), tone: .dim)
        Bar(done, of: total).draw(on: &canvas, in: line)
    }
}

/// A row of small columns: `▂▃▅▄▆▇`.
package struct Sparkline: Sendable {
    package var values: [Int]
    package var tone: Tone

    package init(_ values: [Int], tone: Tone = .chart) {
        self.values = values
        self.tone = tone
    }

    /// The last values that fit, at the right end of the line.
    package func draw(on canvas: inout Canvas, in rect: Rect) {
        let shown = values.suffix(rect.width)
        guard let most = shown.max(), !rect.isEmpty else { return }
        let start = rect.right - shown.count
        for (offset, value) in shown.enumerated() {
            let step = most > 0 ? max(0, value) * 7 / most : 0
            canvas.put(
                Glyph(0x2581 + UInt32(step)), x: start + offset, y: rect.y, tone: tone)
        }
    }
}

/// One sentence to the person, without a bell: what was done, what went wrong.
package struct NoticeLine: Sendable {
    package enum Kind: Hashable, Sendable {
        case done, info, warning, failure

        var sign: String {
            switch self {
            case .done: "✓ "
            case .info: "• "
            case .warning: "△ "
            case .failure: "✗ "
            }
        }

        var tone: Tone {
            switch self {
            case .done: .ok
            case .info: .notice
            case .warning: .warning
            case .failure: .danger
            }
        }
    }

    package var kind: Kind
    package var text: String

    package init(_ kind: Kind, _ text: String) {
        self.kind = kind
        self.text = text
    }

    package func draw(on canvas: inout Canvas, in rect: Rect) {
        canvas.within(rect) { drawInside(on: &$0, in: rect) }
    }

    private func drawInside(on canvas: inout Canvas, in rect: Rect) {
        guard !rect.isEmpty else { return }
        canvas.write(
            kind.sign + text, at: Point(rect.x + 1, rect.y), tone: kind.tone,
            width: max(0, rect.width - 1))
    }
}
