/// A grid of cells that a screen draws itself on. Drawing outside is clipped and never fails.
package struct Canvas: Equatable, Sendable {
    package let size: Size
    package private(set) var cells: [Cell]
    /// Where the terminal's cursor stands: on the focused row or field, also for screen readers.
    package var cursor: Point? {
        didSet {
            if let place = cursor, !clip.contains(place) { cursor = oldValue }
        }
    }
    /// Nothing is drawn outside of it.
    private var clip: Rect

    package init(_ size: Size, tone: Tone = .text) {
        self.size = size
        clip = Rect(size)
        cells = Array(repeating: Cell(.space, tone), count: size.width * size.height)
    }

    package var bounds: Rect { Rect(size) }

    package subscript(x: Int, y: Int) -> Cell {
        guard bounds.contains(Point(x, y)) else { return Cell() }
        return cells[y * size.width + x]
    }

    /// The cells of one line.
    package func line(_ y: Int) -> ArraySlice<Cell> {
        guard y >= 0, y < size.height else { return [] }
        return cells[(y * size.width)..<((y + 1) * size.width)]
    }

    /// Draws with everything outside of `rect` protected; texts are cut at its right edge.
    package mutating func within<Result>(
        _ rect: Rect, _ draw: (inout Canvas) -> Result
    ) -> Result {
        let outer = clip
        clip = outer.intersection(rect)
        defer { clip = outer }
        return draw(&self)
    }

    /// Writes one line of text. What does not fit into `width` cells (default: up to the right
    /// edge) is cut with an ellipsis; a given `width` is filled up with the tone.
    /// - Returns: the column after the text.
    @discardableResult
    package mutating func write(
        _ text: SafeText, at point: Point, tone: Tone = .text, width: Int? = nil,
        align: Alignment = .left
    ) -> Int {
        let room = min(width ?? Int.max, clip.right - point.x)
        guard room > 0, point.y >= clip.y, point.y < clip.bottom else { return point.x }
        if width != nil { fill(Rect(point.x, point.y, room, 1), tone: tone) }
        let cut = text.truncated(to: room)
        var x = point.x
        if width != nil { x += align.space(before: room - cut.width) }
        for glyph in cut.glyphs {
            put(glyph, x: x, y: point.y, tone: glyph.isNeutralised ? .hostile : tone)
            x += Int(glyph.width)
        }
        return x
    }

    @discardableResult
    package mutating func write(
        _ text: String, at point: Point, tone: Tone = .text, width: Int? = nil,
        align: Alignment = .left
    ) -> Int {
        write(SafeText(text), at: point, tone: tone, width: width, align: align)
    }

    /// Writes spans one after the other; the whole is cut to `width` cells.
    @discardableResult
    package mutating func write(_ spans: [Span], at point: Point, width: Int? = nil) -> Int {
        let end = min(clip.right, width.map { point.x + $0 } ?? clip.right)
        var x = point.x
        for (index, span) in spans.enumerated() {
            guard x < end else { break }
            let isLast = index == spans.count - 1
            let room = end - x
            if !isLast, span.text.width >= room,
                spans[(index + 1)...].contains(where: { !$0.text.isEmpty })
            {
                let cut = span.text.prefix(room - 1) + "…"
                return write(cut, at: Point(x, point.y), tone: span.tone)
            }
            x = write(span.text.truncated(to: room), at: Point(x, point.y), tone: span.tone)
        }
        return x
    }

    /// Puts one glyph; halves of wide glyphs that lose their other half become spaces.
    package mutating func put(_ glyph: Glyph, x: Int, y: Int, tone: Tone) {
        let wide = Int(glyph.width)
        guard wide > 0, y >= clip.y, y < clip.bottom, x >= clip.x, x + wide <= clip.right else {
            return
        }
        let place = y * size.width + x
        mend(place)
        if wide == 2 { mend(place + 1) }
        cells[place] = Cell(glyph, tone)
        if wide == 2 { cells[place + 1] = Cell(.continuation, tone) }
    }

    /// Before a cell is replaced: clears the half of a wide glyph that would remain beside it.
    private mutating func mend(_ place: Int) {
        let cell = cells[place]
        if cell.glyph.isContinuation, place > 0 {
            cells[place - 1] = Cell(.space, cells[place - 1].tone)
        } else if cell.glyph.width == 2, place + 1 < cells.count {
            cells[place + 1] = Cell(.space, cells[place + 1].tone)
        }
    }

    /// Clears a rectangle to one glyph of one cell.
    package mutating func fill(_ rect: Rect, with glyph: Glyph = .space, tone: Tone = .text) {
        let area = rect.intersection(clip)
        guard !area.isEmpty, glyph.width == 1 else { return }
        for y in area.y..<area.bottom {
            let start = y * size.width
            mend(start + area.x)
            mend(start + area.right - 1)
            for x in area.x..<area.right { cells[start + x] = Cell(glyph, tone) }
        }
    }

    /// Gives what stands in a rectangle another meaning; neutralised characters keep theirs.
    package mutating func paint(_ rect: Rect, tone: Tone) {
        let area = rect.intersection(clip)
        guard !area.isEmpty else { return }
        for y in area.y..<area.bottom {
            for x in area.x..<area.right where !cells[y * size.width + x].glyph.isNeutralised {
                cells[y * size.width + x].tone = tone
            }
        }
    }
}
