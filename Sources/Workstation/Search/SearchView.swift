import Casework
import TextCanvas
import Texts

extension AppState {
    func drawSearch(on canvas: inout Canvas, in area: Rect) {
        var rest = area
        let line = rest.takeTop()
        canvas.fill(line, tone: .dialog)
        canvas.write(" Suche › ", at: line.origin, tone: .key)
        InputLine(
            search.input, placeholder: "Wörter, Geschäftszahl, frist<3t, verfahren:…, \"genau so\"",
            isFocused: dialogs.isEmpty, isInvalid: search.error != nil
        ).draw(on: &canvas, in: Rect(line.x + 9, line.y, line.width - 10, 1))
        let cursor = canvas.cursor
        drawSearchHelp(on: &canvas, in: rest.takeTop())
        canvas.rule(rest.takeTop(), title: searchSummary, note: searchLimit)
        drawHits(on: &canvas, in: rest)
        if dialogs.isEmpty { canvas.cursor = cursor }
    }

    private var searchSummary: String {
        if search.input.text.trimmed.isEmpty { return "Treffer" }
        let count = Words.count(search.page.total, "Treffer", "Treffer")
        let hits = search.page.more ? "mehr als \(count)" : count
        guard search.request != nil else { return hits }
        return search.page.hits.isEmpty ? "wird gesucht …" : "\(hits) · wird gesucht …"
    }

    /// A desk of a centre on another machine begins with the cases as they stand; what happened
    /// before comes with those that are opened.
    private var searchLimit: String {
        line.connection == .alone ? "" : "Begründungen: nur aus Akten, die hier geöffnet wurden"
    }

    private func drawSearchHelp(on canvas: inout Canvas, in place: Rect) {
        if let error = search.error {
            canvas.write(
                "△ Zeichen \(error.position + 1): \(error.sentence)",
                at: Point(place.x + 9, place.y), tone: .warning, width: place.width - 9)
            return
        }
        let spans = search.completions.flatMap { completion in
            [Span(completion.text, .key), Span(" \(completion.title)  ", .dim)]
        }
        canvas.write(spans, at: Point(place.x + 9, place.y), width: place.width - 9)
    }

    /// Two lines for each hit: the case, and where the words were found.
    private func drawHits(on canvas: inout Canvas, in area: Rect) {
        if search.page.hits.isEmpty {
            let words =
                search.input.text.trimmed.isEmpty
                ? "Gesucht wird in allem, was ein Akt enthält."
                : search.request == nil ? "Nichts gefunden." : ""
            canvas.write(words, at: Point(area.x + 3, area.y), tone: .dim)
            return
        }
        let visible = search.position.visible(
            count: search.page.hits.count, height: max(1, area.height / 2))
        for (line, index) in visible.enumerated() {
            let hit = search.page.hits[index]
            let place = area.row(line * 2)
            let row = hit.row
            let due = row.open ? row.due?.austrianWithWeekday ?? "ohne Frist" : "abgeschlossen"
            canvas.write(
                [
                    Span(index == search.position.cursor ? "▸  " : "   ", .key),
                    Span("\(row.numberShown)  ", .heading),
                    Span("\(row.subject)  "),
                    Span(
                        [kindTitle(row), row.place, due].filter { !$0.isEmpty }
                            .joined(separator: " · "), .dim),
                ], at: place.origin, width: place.width)
            canvas.write(
                hit.excerpt, at: Point(place.x + 17, place.y + 1), tone: .dim,
                width: place.width - 18)
            if index == search.position.cursor { canvas.paint(place, tone: .selection) }
        }
    }
}
