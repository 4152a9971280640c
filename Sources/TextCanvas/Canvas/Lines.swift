/// The strokes of a box.
package enum BoxStyle: Sendable {
    case rounded
    case square
    case double

    /// Top left, top right, bottom left, bottom right, horizontal, vertical.
    var strokes: [Glyph] {
        let scalars: String.UnicodeScalarView =
            switch self {
            case .rounded: "╭╮╰╯─│".unicodeScalars
            case .square: "┌┐└┘─│".unicodeScalars
            case .double: "╔╗╚╝═║".unicodeScalars
            }
        return scalars.map { Glyph($0.value) }
    }
}

extension Canvas {
    /// Draws the border of a rectangle; its inside stays.
    package mutating func box(_ rect: Rect, style: BoxStyle = .rounded, tone: Tone = .border) {
        guard rect.width >= 2, rect.height >= 2 else { return }
        let strokes = style.strokes
        let right = rect.right - 1
        let bottom = rect.bottom - 1
        fill(Rect(rect.x + 1, rect.y, rect.width - 2, 1), with: strokes[4], tone: tone)
        fill(Rect(rect.x + 1, bottom, rect.width - 2, 1), with: strokes[4], tone: tone)
        fill(Rect(rect.x, rect.y + 1, 1, rect.height - 2), with: strokes[5], tone: tone)
        fill(Rect(right, rect.y + 1, 1, rect.height - 2), with: strokes[5], tone: tone)
        put(strokes[0], x: rect.x, y: rect.y, tone: tone)
        put(strokes[1], x: right, y: rect.y, tone: tone)
        put(strokes[2], x: rect.x, y: bottom, tone: tone)
        put(strokes[3], x: right, y: bottom, tone: tone)
    }

    /// A rule across a rectangle's first line with a title at the left and a note at the right:
    /// `─ nach Frist ─────────── 1–8 von 142 ─`.
    package mutating func rule(
        _ rect: Rect, title: String = "", note: String = "", tone: Tone = .border,
        titleTone: Tone = .heading
    ) {
        within(rect) { $0.drawRule(rect, title, note, tone, titleTone) }
    }

    private mutating func drawRule(
        _ rect: Rect, _ title: String, _ note: String, _ tone: Tone, _ titleTone: Tone
    ) {
        guard !rect.isEmpty else { return }
        fill(rect.row(0), with: Glyph(0x2500), tone: tone)
        let noteText = SafeText(note.isEmpty ? "" : " \(note) ")
        let showsNote = !note.isEmpty && noteText.width + 4 <= rect.width
        if showsNote {
            write(noteText, at: Point(rect.right - 1 - noteText.width, rect.y), tone: tone)
        }
        let room = rect.width - 2 - (showsNote ? noteText.width + 1 : 0)
        guard !title.isEmpty, room > 2 else { return }
        write(
            SafeText(" \(title) ").truncated(to: room), at: Point(rect.x + 1, rect.y),
            tone: titleTone)
    }
}
