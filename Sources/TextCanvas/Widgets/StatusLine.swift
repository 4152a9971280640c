/// A line with parts at the left, in the middle and at the right; the middle goes first when there
/// is no room, then the right is cut.
package struct StatusLine: Sendable {
    package var left: [Span]
    package var middle: [Span]
    package var right: [Span]
    package var tone: Tone

    package init(
        left: [Span], middle: [Span] = [], right: [Span] = [], tone: Tone = .statusBar
    ) {
        self.left = left
        self.middle = middle
        self.right = right
        self.tone = tone
    }

    package func draw(on canvas: inout Canvas, in rect: Rect) {
        canvas.within(rect) { drawInside(on: &$0, in: rect) }
    }

    private func drawInside(on canvas: inout Canvas, in rect: Rect) {
        let line = rect.row(0)
        guard !line.isEmpty else { return }
        canvas.fill(line, tone: tone)
        let rightStart = max(line.x, line.right - right.width - 1)
        let showsRight = !right.isEmpty && rightStart > line.x + min(left.width, 12) + 2
        let leftEnd = showsRight ? rightStart - 1 : line.right
        let end = canvas.write(
            left, at: Point(line.x + 1, line.y), width: max(0, leftEnd - line.x - 1))
        if showsRight { canvas.write(right, at: Point(rightStart, line.y)) }
        let centre = line.x + (line.width - middle.width) / 2
        let start = max(centre, end + 2)
        if !middle.isEmpty, start + middle.width + 2 <= (showsRight ? rightStart : line.right) {
            canvas.write(middle, at: Point(start, line.y))
        }
    }
}
