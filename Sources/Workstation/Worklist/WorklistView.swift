import Casework
import TextCanvas
import Texts

extension AppState {
    func drawWorklist(on canvas: inout Canvas, in area: Rect) {
        let layout = WorklistLayout(area, showsPreview: settings.preview)
        queueTabs.draw(on: &canvas, in: layout.tabs)
        drawRule(on: &canvas, in: layout.rule)
        drawList(on: &canvas, layout)
        if settings.preview {
            canvas.rule(layout.previewRule, title: "Vorschau", note: previewNote)
            drawPreview(on: &canvas, in: layout.preview.inset(2, 0))
        }
        if worklist.filterLine != nil { drawFilter(on: &canvas, in: layout.rule, layout) }
        if worklist.showsQueues { drawQueuePane(on: &canvas, in: area) }
    }

    var queueTabs: TabsLine {
        let tabs = queues.enumerated().map { index, queue in
            let count = worklist.counts[queue]
            let fresh = (count?.fresh ?? 0) > 0 && queue != .fresh ? "•" : ""
            return TabsLine.Tab(
                size.width < 120 ? shortTitle(of: queue) : title(of: queue),
                key: index < 9 ? String(index + 1) : "",
                note: count.map { Words.grouped($0.total) + fresh } ?? "")
        }
        return TabsLine(
            tabs, active: queues.firstIndex(of: worklist.query.queue) ?? 0)
    }

    // MARK: The list

    private func drawRule(on canvas: inout Canvas, in area: Rect) {
        var title = "nach \(worklist.query.order.title)"
        if !worklist.query.filter.isEmpty { title += " · Filter: \(worklist.query.filter)" }
        canvas.rule(area, title: title, note: positionWords)
    }

    /// "1–8 von 142", with the number of marks.
    var positionWords: String {
        let mark = ScrollMark(
            first: worklist.position.top, shown: listHeight, count: worklist.total)
        let marked = worklist.marked.isEmpty ? "" : "✓ \(worklist.marked.count) markiert · "
        return marked + mark.text
    }

    private func drawList(on canvas: inout Canvas, _ layout: WorklistLayout) {
        let columns = WorklistColumn.all(for: self)
        let visible = worklist.position.visible(
            count: worklist.total, height: layout.rows.height)
        let rows = visible.map { index -> TableRow in
            guard let row = worklist.row(at: index) else { return TableRow(["·"], tone: .dim) }
            return TableRow(
                columns.map { [$0.cell(row, self)] }, isMarked: worklist.markedSet.contains(row.id))
        }
        let list = Rect(
            layout.header.x, layout.header.y, layout.header.width, layout.rows.height + 1)
        Table(
            columns: columns.map(\.column), rows: rows,
            cursor: worklist.total == 0 ? nil : worklist.position.cursor - visible.lowerBound,
            isFocused: top == .worklist && dialogs.isEmpty && worklist.filterLine == nil,
            empty: emptyWords
        ).draw(on: &canvas, in: list)
    }

    private var emptyWords: String {
        if worklist.loading != nil { return "wird gelesen …" }
        if !worklist.query.filter.isEmpty { return "Nichts entspricht dem Filter. F löscht ihn." }
        return switch worklist.query.queue {
        case .mine: "Der Tisch ist leer. n schlägt den nächsten Fall vor, 2 zeigt Unzugeteiltes."
        case .overdue: "Nichts ist überfällig."
        case .approval: "Nichts wartet auf Ihre Genehmigung."
        case .adrift: "Jeder offene Akt hat einen nächsten Schritt."
        case .conflicts: "Kein Konflikt: nirgends haben zwei dasselbe geändert."
        case .fresh: "Seit dem letzten Hinsehen hat sich nichts geändert."
        default: "Hier liegt nichts."
        }
    }

    // MARK: Filter and queues

    private func drawFilter(
        on canvas: inout Canvas, in rule: Rect, _ layout: WorklistLayout
    ) {
        guard let line = worklist.filterLine else { return }
        var place = rule
        canvas.fill(place, tone: .dialog)
        let count = line.error == nil ? " \(Words.count(worklist.total, "Akt", "Akten")) " : " △ "
        let note = SafeText(count)
        canvas.write(note, at: place.takeRight(note.width).origin, tone: .heading)
        canvas.write(" Filter › ", at: place.takeLeft(10).origin, tone: .key)
        InputLine(
            line.input, placeholder: "frist<3t verfahren:… zugeteilt:ich \"Wort\"",
            isInvalid: line.error != nil
        ).draw(on: &canvas, in: place)
        let cursor = canvas.cursor
        drawFilterHelp(line, on: &canvas, in: layout.header, inputX: place.x)
        canvas.cursor = cursor
    }

    /// Below the line: where the text goes wrong, or how it may go on.
    private func drawFilterHelp(
        _ line: FilterLine, on canvas: inout Canvas, in place: Rect, inputX: Int
    ) {
        canvas.fill(place, tone: .dialog)
        if let error = line.error {
            let column = min(place.right - 1, inputX + error.position)
            let sentence = "△ Zeichen \(error.position + 1): \(error.sentence)"
            canvas.put(Canvas.caret, x: column, y: place.y, tone: .danger)
            let before = column - place.x - 1
            let width = SafeText(sentence).width
            let x = before >= width + 1 ? place.x + 1 : min(column + 2, place.right - 20)
            canvas.write(
                sentence, at: Point(x, place.y), tone: .warning, width: min(width, place.right - x))
            return
        }
        var x = place.x + 10
        for (index, completion) in line.completions.enumerated() where x < place.right - 8 {
            let tone: Tone = index == line.chosen ? .buttonFocused : .key
            x = canvas.write(completion.text, at: Point(x, place.y), tone: tone) + 1
            if !completion.title.isEmpty {
                x = canvas.write(
                    SafeText(completion.title).truncated(to: 18), at: Point(x, place.y),
                    tone: .dim)
            }
            x += 2
        }
    }

    private func drawQueuePane(on canvas: inout Canvas, in area: Rect) {
        let items = queues.enumerated().map { index, queue in
            MenuItem(
                title(of: queue), key: index < 9 ? String(index + 1) : "",
                detail: worklist.counts[queue].map { count in
                    Words.grouped(count.total)
                        + (count.fresh > 0 ? " · \(Words.grouped(count.fresh)) neu" : "")
                } ?? "", isChosen: queue == worklist.query.queue)
        }
        let place = Rect(area.x, area.y, min(46, area.width), min(area.height, items.count + 2))
        let inside = Popup("Vorräte").draw(on: &canvas, in: place)
        Menu(items, cursor: worklist.queuePosition.cursor).draw(on: &canvas, in: inside)
    }
}

extension Canvas {
    fileprivate static let caret = SafeText("^").glyphs.first ?? .space
}

extension WorklistOrder {
    package var title: String { by.title + (descending ? ", absteigend" : "") }
}

extension WorklistOrder.By {
    package var title: String {
        switch self {
        case .due: "Frist"
        case .received: "Eingang"
        case .number: "Geschäftszahl"
        case .subject: "Betreff"
        case .place: "Ort"
        case .waiting: "wartet auf"
        case .assignee: "Bearbeitung"
        case .procedure: "Verfahren"
        }
    }
}
