import Casework
import Interchange
import Texts

/// A list for a spreadsheet, in the words of the office.
package struct ListTable {
    private let office: Office
    private let procedures: [ProcedureID: Procedure]
    /// The procedure that all cases of the list are of: its columns follow the others.
    private let sole: Procedure?

    package init(office: Office, procedures: [Procedure], of sole: Procedure?) {
        self.office = office
        self.procedures = Dictionary(
            procedures.map { ($0.id, $0) }, uniquingKeysWith: { $1 })
        self.sole = sole
    }

    package func table(_ rows: [WorklistRow], today: CivilDay) -> CSVTable {
        CSVTable(
            header: [
                "Geschäftszahl", "Verfahren", "Art", "Stand", "Betreff", "Ort", "Eingelangt",
                "Frist", "Tage", "Wartet auf", "Einheit", "Zugeteilt",
            ] + columns.map(\.title),
            rows: rows.map { row in cells(row, today) + columnTexts(row) })
    }

    private var columns: [Column] { sole?.columns ?? [] }

    private func columnTexts(_ row: WorklistRow) -> [String] {
        columns.map { sole?.text(of: $0, in: row) ?? "" }
    }

    private func cells(_ row: WorklistRow, _ today: CivilDay) -> [String] {
        let procedure = procedures[row.procedure]
        return [
            row.number?.withSign ?? "", procedure?.title ?? row.procedure.raw,
            procedure?.kind(row.kind)?.title ?? row.kind.raw,
            procedure?.phase(row.phase)?.title ?? row.phase.raw, row.subject, row.place,
            row.received.austrian, row.due?.austrian ?? "",
            row.daysLeft(on: today).map(String.init) ?? "",
            row.waitingFor(on: today).title, office.units[row.unit]?.name ?? row.unit.raw,
            row.assignee.map { office.name(of: $0) } ?? "",
        ]
    }
}
