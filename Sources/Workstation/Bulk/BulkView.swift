import Casework
import TextCanvas
import Texts

extension AppState {
    func drawBulk(on canvas: inout Canvas, in area: Rect) {
        guard let bulk else { return }
        var rest = area
        canvas.rule(rest.takeTop(), title: bulk.title, note: bulk.summary)
        let chosen = bulk.rehearsals.dropFirst(bulk.position.cursor).first
        drawDetail(
            of: chosen, result: chosen.flatMap { bulk.results[$0.row.id] }, on: &canvas, in: &rest)
        let height = max(1, rest.height - 1)
        let visible = bulk.position.visible(count: bulk.rehearsals.count, height: height)
        let rows = bulk.rehearsals[visible].map { rehearsal -> TableRow in
            let (sign, words, tone) = bulk.verdict(on: rehearsal)
            return TableRow([
                [Span(sign, tone)], [Span(rehearsal.row.numberShown)],
                [Span(rehearsal.row.subject)], [Span(words, tone)],
            ])
        }
        Table(
            columns: [
                TableColumn("", minimum: 1), TableColumn("GZ", minimum: 12),
                TableColumn("Betreff", minimum: 16, flex: 2, maximum: 50),
                TableColumn(
                    bulk.isDone ? "Ergebnis" : "Was geschehen wird", minimum: 30, flex: 4),
            ], rows: Array(rows), cursor: bulk.position.cursor - visible.lowerBound,
            empty: "wird geprüft …"
        ).draw(on: &canvas, in: rest)
    }
}

extension BulkState {
    fileprivate var summary: String {
        if isDone { return "\(results.count - refused) erledigt, \(refused) abgelehnt" }
        let stopped = rehearsals.filter { $0.obstacle != nil }.count
        let count = Words.count(rehearsals.count, "Akt", "Akten")
        return stopped == 0 ? count : "\(count), nicht möglich bei \(stopped)"
    }

    fileprivate func verdict(on rehearsal: Rehearsal) -> (sign: String, words: String, tone: Tone) {
        if let result = results[rehearsal.row.id] {
            switch result.outcome {
            case .applied: return ("✓", "erledigt", .ok)
            case .merged: return ("✓", "erledigt, zusammengeführt", .ok)
            case .parked: return ("⚠", "Konflikt, beide Werte aufgehoben", .warning)
            case .refused(let obstacle): return ("✗", obstacle.sentenceWithCode, .danger)
            }
        }
        if let obstacle = rehearsal.obstacle {
            return ("✗", obstacle.sentenceWithCode, .obstacle)
        }
        let words = rehearsal.lines.joined(separator: " · ")
        return ("→", words.isEmpty ? "keine Änderung" : words, .text)
    }
}
