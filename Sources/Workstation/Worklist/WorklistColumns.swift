import Casework
import TextCanvas
import Texts

/// A column of the Arbeitsvorrat: how wide it is, and what a row says in it.
struct WorklistColumn: Sendable {
    var column: TableColumn
    var cell: @Sendable (WorklistRow, AppState) -> Span
}

extension WorklistColumn {
    /// What the office needs most stands left and stays longest.
    static func all(for state: AppState) -> [WorklistColumn] {
        let own = declared(for: state)
        // What the procedure wants to see comes before what every list has.
        let width = state.size.width - own.reduce(0) { $0 + $1.column.minimum + 1 }
        var columns = [sign, due, day]
        if width >= 170 { columns.append(urgency) }
        columns += [number, kind, subject] + own
        if width >= (state.session.isSupervisor ? 124 : 110) { columns.append(place) }
        if state.session.isSupervisor { columns.append(assignee) }
        if width >= 140 { columns.append(phase) }
        columns.append(waiting)
        if width >= 200 { columns.append(received) }
        return columns
    }

    /// The columns that the procedure of the list declares, as many as leave the others room.
    private static func declared(for state: AppState) -> [WorklistColumn] {
        guard let procedure = state.listedProcedure else { return [] }
        var room = state.size.width - (state.session.isSupervisor ? 102 : 90)
        return procedure.columns.prefix { column in
            room -= column.width + 1
            return room >= 0
        }.map { column in
            WorklistColumn(column: TableColumn(column.title, minimum: column.width)) { row, _ in
                Span(procedure.text(of: column, in: row))
            }
        }
    }

    private static let sign = WorklistColumn(column: TableColumn("", minimum: 1)) { row, state in
        if row.conflicts > 0 { return Span("⚠", .danger) }
        if row.isUnsent(on: state.line) { return Span("↑", .warning) }
        if row.returnedTo == state.person.id { return Span("↩", .warning) }
        return state.worklist.page.fresh.contains(row.id) ? Span("•", .changed) : Span("")
    }

    private static let due = WorklistColumn(
        column: TableColumn("Frist", minimum: 8)
    ) { row, state in
        let urgency = row.urgency(on: state.today)
        guard let left = row.daysLeft(on: state.today), row.open else {
            return Span(row.open ? "       –" : "  zu", .dim)
        }
        let days = Words.daysLeftShort(left)
        let blanks = String(repeating: " ", count: max(0, 6 - days.count))
        return Span("\(urgency.sign) \(blanks)\(days)", urgency.tone)
    }

    private static let day = WorklistColumn(
        column: TableColumn("", minimum: 9)
    ) { row, state in
        guard row.open, let due = row.due else { return Span("") }
        let tone = row.urgency(on: state.today).tone
        return due.year == state.today.year
            ? Span("\(due.weekday.short) \(due.austrianWithoutYear)", tone)
            : Span(due.austrianWithoutYear + String(due.austrian.suffix(2)), tone)
    }

    private static let urgency = WorklistColumn(
        column: TableColumn("Dringlichkeit", minimum: 13, dropOrder: 9)
    ) { row, state in
        let urgency = row.urgency(on: state.today)
        return Span(row.open ? urgency.title : "abgeschlossen", urgency.tone)
    }

    private static let number = WorklistColumn(
        column: TableColumn("GZ", minimum: 12)
    ) { row, _ in Span(row.numberShown) }

    private static let kind = WorklistColumn(
        column: TableColumn("Verfahren", minimum: 10, flex: 2, maximum: 30, dropOrder: 2)
    ) { row, state in Span(state.kindTitle(row)) }

    private static let subject = WorklistColumn(
        column: TableColumn("Betreff", minimum: 15, flex: 5, maximum: 90)
    ) { row, _ in Span(row.subject) }

    private static let place = WorklistColumn(
        column: TableColumn("Ort", minimum: 12, flex: 2, maximum: 36, dropOrder: 5)
    ) { row, _ in Span(row.place) }

    private static let assignee = WorklistColumn(
        column: TableColumn("wer", minimum: 10, flex: 1, maximum: 20, dropOrder: 4)
    ) { row, state in
        row.assignee.map { Span(state.session.office.name(of: $0)) } ?? Span("–", .dim)
    }

    private static let phase = WorklistColumn(
        column: TableColumn("Stand", minimum: 12, flex: 1, maximum: 24, dropOrder: 8)
    ) { row, state in
        Span(
            state.session.procedureByID[row.procedure]?.phase(row.phase)?.title ?? row.phase.raw)
    }

    private static let waiting = WorklistColumn(
        column: TableColumn(
            "wartet auf", short: "wartet", minimum: 8, flex: 2, maximum: 15, dropOrder: 3)
    ) { row, state in Span(row.open ? row.waitingFor(on: state.today).title : "–") }

    private static let received = WorklistColumn(
        column: TableColumn("eingelangt", minimum: 10, dropOrder: 7)
    ) { row, _ in Span(row.received.austrian) }
}

extension WorklistRow {
    /// Something done here has not reached the centre. Alone there is nothing to reach.
    func isUnsent(on line: LineState) -> Bool { pending > 0 && line.connection != .alone }
}

extension AppState {
    /// The procedure that every case of the list is of.
    var listedProcedure: Procedure? {
        if case .procedure(let id) = worklist.query.queue { return session.procedureByID[id] }
        guard !worklist.query.filter.isEmpty else { return nil }
        return (try? Query(worklist.query.filter, today: today))?
            .soleProcedure(among: session.procedures)
    }

    /// "Bauanzeige"; the procedure's own title where the kind is not known here.
    func kindTitle(_ row: WorklistRow) -> String {
        guard let procedure = session.procedureByID[row.procedure] else { return row.kind.raw }
        return procedure.kind(row.kind)?.title ?? procedure.title
    }
}

extension Urgency {
    /// The sign that goes with the colour, so that none of them depends on it.
    package var sign: String {
        switch self {
        case .overdue: "!"
        case .today: "▲"
        case .soon: "△"
        case .later, .none: " "
        }
    }

    package var tone: Tone {
        switch self {
        case .overdue: .overdue
        case .today: .dueToday
        case .soon: .dueSoon
        case .later, .none: .text
        }
    }
}
