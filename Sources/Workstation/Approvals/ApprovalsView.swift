import Casework
import TextCanvas
import Texts

extension AppState {
    func drawApprovals(on canvas: inout Canvas, in area: Rect) {
        var rest = area
        let marked = approvals.marked.isEmpty ? "" : "✓ \(approvals.marked.count) markiert · "
        let note =
            approvals.total > approvals.rows.count
            ? "die ersten \(approvals.rows.count) von \(Words.grouped(approvals.total))"
            : Words.count(approvals.rows.count, "Akt", "Akten")
        canvas.rule(rest.takeTop(), title: "wartet auf Genehmigung", note: marked + note)
        drawDetail(
            of: approvals.current.flatMap { approvals.rehearsals[$0.id] }, on: &canvas, in: &rest)
        let visible = approvals.position.visible(
            count: approvals.rows.count, height: max(1, rest.height - 1))
        let rows = approvals.rows[visible].map { row -> TableRow in
            let rehearsal = approvals.rehearsals[row.id]
            let words: Span =
                switch rehearsal {
                case nil: Span("wird geprüft …", .dim)
                case .some(let known) where known.obstacle != nil:
                    Span("✗ " + (known.obstacle?.sentenceWithCode ?? ""), .obstacle)
                case .some(let known): Span("→ " + known.lines.joined(separator: " · "))
                }
            return TableRow(
                [
                    [Span(row.numberShown)], [Span(kindTitle(row))],
                    [Span(row.subject)],
                    [Span(row.preparedBy.map { session.office.name(of: $0) } ?? "–")], [words],
                ], isMarked: approvals.marked.contains(row.id))
        }
        Table(
            columns: [
                TableColumn("GZ", minimum: 12),
                TableColumn("Verfahren", minimum: 12, flex: 1, maximum: 24, dropOrder: 2),
                TableColumn("Betreff", minimum: 16, flex: 2, maximum: 40),
                TableColumn("vorbereitet von", minimum: 10, flex: 1, maximum: 20, dropOrder: 1),
                TableColumn("Was die Unterschrift bewirkt", minimum: 28, flex: 4),
            ], rows: Array(rows), cursor: approvals.position.cursor - visible.lowerBound,
            empty: "Nichts wartet auf Ihre Genehmigung."
        ).draw(on: &canvas, in: rest)
    }
}
