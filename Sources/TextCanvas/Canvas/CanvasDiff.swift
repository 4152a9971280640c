/// Cells of one line that changed and stand together.
package struct CanvasChange: Equatable, Sendable {
    package let start: Point
    package let cells: ArraySlice<Cell>

    package static func == (left: CanvasChange, right: CanvasChange) -> Bool {
        left.start == right.start && left.cells.elementsEqual(right.cells)
    }
}

extension Canvas {
    /// The lines in which this canvas differs from `old`, each whole; all of them if the sizes differ.
    package func diff(from old: Canvas) -> [CanvasChange] {
        (0..<size.height).lazy
            .filter { old.size != size || line($0) != old.line($0) }
            .map { CanvasChange(start: Point(0, $0), cells: line($0)) }
    }

    /// Applies changes made by `diff`.
    package mutating func apply(_ changes: [CanvasChange]) {
        for change in changes {
            for (offset, cell) in change.cells.enumerated() where !cell.glyph.isContinuation {
                put(cell.glyph, x: change.start.x + offset, y: change.start.y, tone: cell.tone)
            }
        }
    }
}
