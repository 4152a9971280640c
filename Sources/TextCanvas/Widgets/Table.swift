/// A column of a list: how wide it wants to be, and whether it may go when there is no room.
package struct TableColumn: Hashable, Sendable {
    package var title: String
    /// Stands there where the title does not fit.
    package var shortTitle: String?
    /// Cells it needs to be of use.
    package var minimum: Int
    /// Share in the room that is left; 0 keeps the minimum.
    package var flex: Int
    /// Wider than this it does not get, whatever is left.
    package var maximum: Int
    package var align: Alignment
    /// 0 always stays; else columns leave in descending order.
    package var dropOrder: Int

    package init(
        _ title: String, short: String? = nil, minimum: Int, flex: Int = 0, maximum: Int = .max,
        align: Alignment = .left, dropOrder: Int = 0
    ) {
        self.title = title
        shortTitle = short
        self.minimum = minimum
        self.flex = flex
        self.maximum = maximum
        self.align = align
        self.dropOrder = dropOrder
    }

    func title(in width: Int) -> String {
        [Span(title)].width <= width ? title : shortTitle ?? title
    }
}

package struct TableRow: Hashable, Sendable {
    /// One entry for each column.
    package var cells: [[Span]]
    package var isMarked: Bool

    package init(_ cells: [[Span]], isMarked: Bool = false) {
        self.cells = cells
        self.isMarked = isMarked
    }

    /// A row of one tone.
    package init(_ cells: [String], tone: Tone = .text, isMarked: Bool = false) {
        self.init(cells.map { [Span($0, tone)] }, isMarked: isMarked)
    }
}

/// A list with columns, of which only the rows on the screen are given.
package struct Table: Sendable {
    package var columns: [TableColumn]
    package var rows: [TableRow]
    /// The row under the cursor, counted in `rows`.
    package var cursor: Int?
    package var showsHeader = true
    /// The terminal's cursor goes to the row.
    package var isFocused = true
    /// What stands there when there are no rows.
    package var empty = ""

    /// Cells at the left for the cursor sign ▸ and the mark ✓.
    package static let gutter = 3
    static let gap = 2

    package init(
        columns: [TableColumn], rows: [TableRow], cursor: Int? = nil, showsHeader: Bool = true,
        isFocused: Bool = true, empty: String = ""
    ) {
        self.columns = columns
        self.rows = rows
        self.cursor = cursor
        self.showsHeader = showsHeader
        self.isFocused = isFocused
        self.empty = empty
    }

    /// The rows that fit into `height` lines.
    package static func visibleRows(height: Int, showsHeader: Bool = true) -> Int {
        max(0, height - (showsHeader ? 1 : 0))
    }

    /// The row at a place of the screen, for the mouse.
    package func row(at point: Point, in rect: Rect) -> Int? {
        let index = point.y - rect.y - (showsHeader ? 1 : 0)
        return rect.contains(point) && rows.indices.contains(index) ? index : nil
    }

    package func draw(on canvas: inout Canvas, in rect: Rect) {
        canvas.within(rect) { drawInside(on: &$0, in: rect) }
    }

    private func drawInside(on canvas: inout Canvas, in rect: Rect) {
        var area = rect
        let places = Self.layout(columns, width: area.width - Self.gutter)
        if showsHeader { drawHeader(on: &canvas, area.takeTop(), places) }
        if rows.isEmpty, !empty.isEmpty {
            canvas.write(
                empty, at: Point(area.x + Self.gutter, area.y), tone: .dim,
                width: area.width - Self.gutter)
        }
        for (index, row) in rows.prefix(area.height).enumerated() {
            draw(row, isCursor: index == cursor, on: &canvas, area.row(index), places)
        }
    }

    private func drawHeader(on canvas: inout Canvas, _ line: Rect, _ places: [ColumnPlace]) {
        canvas.fill(line, tone: .label)
        for place in places {
            canvas.write(
                columns[place.column].title(in: place.width),
                at: Point(line.x + Self.gutter + place.x, line.y), tone: .label,
                width: place.width, align: columns[place.column].align)
        }
    }

    private func draw(
        _ row: TableRow, isCursor: Bool, on canvas: inout Canvas, _ line: Rect,
        _ places: [ColumnPlace]
    ) {
        guard !line.isEmpty else { return }
        for place in places where place.column < row.cells.count {
            let spans = row.cells[place.column]
            let missing = max(0, place.width - spans.width)
            let shift = columns[place.column].align.space(before: missing)
            canvas.write(
                spans, at: Point(line.x + Self.gutter + place.x + shift, line.y),
                width: place.width - shift)
        }
        if row.isMarked { canvas.write("✓", at: Point(line.x + 1, line.y), tone: .marked) }
        if row.isMarked { canvas.paint(line, tone: .marked) }
        if isCursor {
            canvas.write("▸", at: line.origin)
            canvas.paint(bar(line, places), tone: .selection)
            if isFocused { canvas.cursor = line.origin }
        }
    }

    /// From this width on the bar ends with the most flexible column: what stands right of it then need
    /// not be sent anew when the cursor moves.
    private static let fullBarWidth = 100

    private func bar(_ line: Rect, _ places: [ColumnPlace]) -> Rect {
        guard line.width > Self.fullBarWidth,
            let flexible = places.max(by: { columns[$0.column].flex < columns[$1.column].flex })
        else { return line }
        return Rect(line.x, line.y, Self.gutter + flexible.x + flexible.width, 1)
    }
}

/// Where a column stands, in cells from the left edge of the first.
struct ColumnPlace: Equatable {
    let column: Int
    let x: Int
    let width: Int
}

extension Table {
    /// Chooses the columns that fit and shares out the room that is left.
    static func layout(_ columns: [TableColumn], width: Int) -> [ColumnPlace] {
        var kept = Array(columns.indices)
        func needed() -> Int {
            kept.reduce(0) { $0 + columns[$1].minimum } + gap * max(0, kept.count - 1)
        }
        while needed() > width,
            let leaving = kept.filter({ columns[$0].dropOrder > 0 })
                .max(by: { columns[$0].dropOrder < columns[$1].dropOrder })
        {
            kept.removeAll { $0 == leaving }
        }
        let widths = shares(kept.map { columns[$0] }, left: max(0, width - needed()))
        var places: [ColumnPlace] = []
        var x = 0
        for (index, column) in kept.enumerated() {
            let wide = min(widths[index], max(0, width - x))
            if wide > 0 { places.append(ColumnPlace(column: column, x: x, width: wide)) }
            x += widths[index] + gap
        }
        return places
    }

    private static func shares(_ columns: [TableColumn], left: Int) -> [Int] {
        var widths = columns.map(\.minimum)
        var left = left
        var hungry = columns.indices.filter { columns[$0].flex > 0 }
        while left > 0, !hungry.isEmpty {
            let total = hungry.reduce(0) { $0 + columns[$1].flex }
            var given = 0
            for index in hungry {
                let share = max(1, left * columns[index].flex / total)
                let room = columns[index].maximum - widths[index]
                let add = min(share, room, left - given)
                widths[index] += add
                given += add
            }
            hungry.removeAll { widths[$0] >= columns[$0].maximum }
            left -= given
            if given == 0 { break }
        }
        return widths
    }
}
