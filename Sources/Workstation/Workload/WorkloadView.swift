import Casework
import TextCanvas
import Texts

extension AppState {
    func drawWorkload(on canvas: inout Canvas, in area: Rect) {
        var rest = area
        let total = workload.lines.reduce(0) { $0 + $1.open }
        canvas.rule(
            rest.takeTop(), title: workloadTitle,
            note: "\(Words.count(total, "offener Akt", "offene Akten"))")
        let visible = workload.position.visible(
            count: workload.lines.count, height: max(1, rest.height - 1))
        let most = max(1, workload.lines.map(\.open).max() ?? 1)
        let rows = workload.lines[visible].map { row($0, most: most) }
        Table(
            columns: [
                TableColumn("Person", minimum: 18, flex: 1, maximum: 30),
                TableColumn("offen", minimum: 6, align: .right),
                TableColumn("überfällig", minimum: 10, align: .right),
                TableColumn("≤ 7 Tage", minimum: 8, align: .right),
                TableColumn("bei uns", minimum: 7, align: .right),
                TableColumn("erledigt/Wo", minimum: 11, align: .right, dropOrder: 1),
                TableColumn("", minimum: 10, flex: 2, maximum: 40, dropOrder: 2),
            ], rows: Array(rows), cursor: workload.position.cursor - visible.lowerBound,
            empty: "Niemand ist dieser Einheit zugeordnet."
        ).draw(on: &canvas, in: rest)
    }

    /// "Teleservice Center (2 von 3 · Tab: nächste)" for whoever leads several.
    private var workloadTitle: String {
        let led = session.ledUnits
        let name = workloadUnit?.name ?? "Auslastung"
        guard led.count > 1, let here = led.firstIndex(where: { $0.id == workloadUnit?.id }) else {
            return name
        }
        return "\(name) (\(here + 1) von \(led.count) · Tab: nächste)"
    }

    private func row(_ line: WorkloadLine, most: Int) -> TableRow {
        let name = line.person.map { session.office.name(of: $0) } ?? Words.nobodyAssigned
        let bar = String(repeating: "█", count: max(line.open > 0 ? 1 : 0, line.open * 40 / most))
        return TableRow([
            [Span(name)], [Span(Words.grouped(line.open))],
            [
                Span(
                    line.overdue > 0 ? "! \(Words.grouped(line.overdue))" : "–",
                    line.overdue > 0 ? .overdue : .dim)
            ],
            [Span(Words.grouped(line.soon), line.soon > 0 ? .dueSoon : .text)],
            [Span(Words.grouped(line.waitingForUs))], [Span(Words.grouped(line.closedLastWeek))],
            [Span(bar, line.overdue > 0 ? .chartAlert : .chart)],
        ])
    }
}
