import Casework
import TextCanvas
import Texts

/// A list as lines for people, in the words of the office.
struct ListLines {
    private let procedures: [ProcedureID: Procedure]
    /// The procedure that all cases of the list are of: its columns follow the others.
    private let sole: Procedure?
    private let today: CivilDay

    init(procedures: [Procedure], query: Query, today: CivilDay) {
        self.procedures = Dictionary(
            procedures.map { ($0.id, $0) }, uniquingKeysWith: { $1 })
        sole = query.soleProcedure(among: procedures)
        self.today = today
    }

    func line(_ row: WorklistRow) -> String {
        let days = row.daysLeft(on: today).map(Words.daysLeftShort) ?? ""
        let left = String(repeating: " ", count: max(0, 6 - days.count)) + days
        let day = row.due?.austrianWithWeekday ?? ""
        let kind = procedures[row.procedure]?.kind(row.kind)?.title ?? row.kind.raw
        var columns = [
            (left, 6), (day, 14), (row.number?.description ?? "vorl.", 13), (kind, 24),
            (row.subject, 40), (row.place, 26), (row.waitingFor(on: today).title, 16),
        ]
        for column in sole?.columns ?? [] {
            columns.append((sole?.text(of: column, in: row) ?? "", column.width))
        }
        // What citizens wrote is shown, never obeyed, in a pipe too.
        var line = columns.map { text, width in
            let safe = SafeText(text).truncated(to: width)
            return safe.plain + String(repeating: " ", count: max(0, width - safe.width))
        }.joined(separator: " ")
        while line.last == " " { line.removeLast() }
        return line
    }
}
