/// Cells of one line that changed and stand together.
package struct CanvasChange: Equatable, Sendable {
    package let start: Point
    package let cells: ArraySlice<Cell>

    package static func == (left: CanvasChange, right: CanvasChange) -> Bool {
        left.start == right.start && left.cells.elementsEqual(right.cells)
    }
}

extension Canvas {
    /// The runs in which this canvas differs from `old`; all lines if the sizes differ. A run never
    /// begins or ends within a wide glyph.
    package func diff(from old: Canvas) -> [CanvasChange] {
        guard old.size == size else {
            return (0..<size.height).map { CanvasChange(start: Point(0, $0), cells: line($0)) }
        }
        var changes: [CanvasChange] = []
        for y in 0..<size.height {
            let start = y * size.width
            let end = start + size.width
            var place = start
            while place < end {
                if cells[place] == old.cells[place] {
                    place += 1
                    continue
                }
                var first = place
                while first > start, cells[first].glyph.isContinuation { first -= 1 }
                while place < end, isPartOfRun(place, old) { place += 1 }
                changes.append(
                    CanvasChange(start: Point(first - start, y), cells: cells[first..<place]))
            }
        }
        return changes
    }

    private func isPartOfRun(_ place: Int, _ old: Canvas) -> Bool {
        cells[place] != old.cells[place] || cells[place].glyph.isContinuation
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
