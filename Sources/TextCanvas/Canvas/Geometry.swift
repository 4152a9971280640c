/// A place on a canvas, counted in cells from the top left corner.
package struct Point: Hashable, Sendable {
    package var x: Int
    package var y: Int

    package init(_ x: Int, _ y: Int) {
        self.x = x
        self.y = y
    }
}

package struct Size: Hashable, Sendable {
    package var width: Int
    package var height: Int

    package init(_ width: Int, _ height: Int) {
        self.width = max(0, width)
        self.height = max(0, height)
    }

    /// The smallest terminal the workstation opens on: 80×24 less the two lines of tmux.
    package static let smallest = Size(80, 22)

    package func holds(_ other: Size) -> Bool {
        width >= other.width && height >= other.height
    }
}

/// A rectangle of cells. `take…` cuts a strip off and leaves the rest, which is how screens are
/// laid out: title from the top, hints from the bottom, the list gets what remains.
package struct Rect: Hashable, Sendable {
    package var x: Int
    package var y: Int
    package var width: Int
    package var height: Int

    package init(_ x: Int, _ y: Int, _ width: Int, _ height: Int) {
        self.x = x
        self.y = y
        self.width = max(0, width)
        self.height = max(0, height)
    }

    package init(_ size: Size) {
        self.init(0, 0, size.width, size.height)
    }

    package var origin: Point { Point(x, y) }
    package var size: Size { Size(width, height) }
    package var right: Int { x + width }
    package var bottom: Int { y + height }
    package var isEmpty: Bool { width == 0 || height == 0 }

    package func contains(_ point: Point) -> Bool {
        point.x >= x && point.x < right && point.y >= y && point.y < bottom
    }

    package func intersection(_ other: Rect) -> Rect {
        let left = max(x, other.x)
        let top = max(y, other.y)
        return Rect(left, top, min(right, other.right) - left, min(bottom, other.bottom) - top)
    }

    package func inset(_ columns: Int, _ rows: Int) -> Rect {
        Rect(x + columns, y + rows, width - 2 * columns, height - 2 * rows)
    }

    /// One line of the rectangle, counted from its top; empty below its bottom.
    package func row(_ index: Int) -> Rect {
        guard index >= 0, index < height else { return Rect(x, y + height, width, 0) }
        return Rect(x, y + index, width, 1)
    }

    /// A rectangle of at most `size` in the middle of this one.
    package func centred(_ size: Size) -> Rect {
        let wide = min(width, size.width)
        let high = min(height, size.height)
        return Rect(x + (width - wide) / 2, y + (height - high) / 2, wide, high)
    }

    package mutating func takeTop(_ rows: Int = 1) -> Rect {
        let taken = min(max(0, rows), height)
        defer {
            y += taken
            height -= taken
        }
        return Rect(x, y, width, taken)
    }

    package mutating func takeBottom(_ rows: Int = 1) -> Rect {
        let taken = min(max(0, rows), height)
        height -= taken
        return Rect(x, y + height, width, taken)
    }

    package mutating func takeLeft(_ columns: Int) -> Rect {
        let taken = min(max(0, columns), width)
        defer {
            x += taken
            width -= taken
        }
        return Rect(x, y, taken, height)
    }

    package mutating func takeRight(_ columns: Int) -> Rect {
        let taken = min(max(0, columns), width)
        width -= taken
        return Rect(x + width, y, taken, height)
    }

    /// Columns of equal width side by side, `gap` cells apart; the last takes the remainder.
    package func columns(_ count: Int, gap: Int = 1) -> [Rect] {
        guard count > 0 else { return [] }
        let wide = max(0, (width - gap * (count - 1)) / count)
        return (0..<count).map { index in
            let left = x + index * (wide + gap)
            return Rect(left, y, index == count - 1 ? right - left : wide, height)
        }
    }
}
