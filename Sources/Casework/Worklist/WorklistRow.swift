/// A case as a list shows it. The columns of the store, the JSON of the shell and the screen
/// use the same words.
package struct WorklistRow: Hashable, Sendable {
    package var id: CaseID
    package var number: CaseNumber?
    package var procedure: ProcedureID
    package var kind: KindID
    package var phase: PhaseID
    package var publicStatus: StatusID?
    package var result: ResultID?
    package var subject: String
    package var place: String
    package var received: CivilDay
    /// The nearest end of a running period, or the resubmission where that is earlier.
    package var due: CivilDay?
    package var dueTitle: String
    package var warnDays: Int
    package var waiting: Waiting
    package var unit: UnitID
    package var assignee: PersonID?
    package var resubmission: CivilDay?
    package var open: Bool
    /// Sent back to this person by a supervisor.
    package var returnedTo: PersonID?
    /// The role that must approve, if a step waits for it.
    package var approvalBy: Role?
    package var preparedBy: PersonID?
    package var conflicts: Int
    package var version: Int
    /// Without next date, waiting party or owner.
    package var adrift: Bool
    /// What stands in the columns that the procedure declares for its lists.
    package var fields: [FieldID: FieldValue]
    /// Acts of this desk on the case that the centre has not decided.
    package var pending = 0

    package init(
        id: CaseID, number: CaseNumber?, procedure: ProcedureID, kind: KindID, phase: PhaseID,
        publicStatus: StatusID?, result: ResultID?, subject: String, place: String,
        received: CivilDay, due: CivilDay?, dueTitle: String, warnDays: Int, waiting: Waiting,
        unit: UnitID, assignee: PersonID?, resubmission: CivilDay?, open: Bool,
        returnedTo: PersonID?, approvalBy: Role?, preparedBy: PersonID?, conflicts: Int,
        version: Int, adrift: Bool, fields: [FieldID: FieldValue] = [:]
    ) {
        self.id = id
        self.number = number
        self.procedure = procedure
        self.kind = kind
        self.phase = phase
        self.publicStatus = publicStatus
        self.result = result
        self.subject = subject
        self.place = place
        self.received = received
        self.due = due
        self.dueTitle = dueTitle
        self.warnDays = warnDays
        self.waiting = waiting
        self.unit = unit
        self.assignee = assignee
        self.resubmission = resubmission
        self.open = open
        self.returnedTo = returnedTo
        self.approvalBy = approvalBy
        self.preparedBy = preparedBy
        self.conflicts = conflicts
        self.version = version
        self.adrift = adrift
        self.fields = fields
    }

    /// Whose turn it is on a day.
    package func waitingFor(on today: CivilDay) -> WaitingFor { waiting.on(today) }

    package func daysLeft(on today: CivilDay) -> Int? { due.map { today.days(until: $0) } }

    package func urgency(on today: CivilDay) -> Urgency {
        guard open, let left = daysLeft(on: today) else { return .none }
        if left < 0 { return .overdue }
        if left == 0 { return .today }
        return left <= warnDays ? .soon : .later
    }
}

package enum Urgency: String, CaseIterable, Hashable, Comparable, Sendable {
    case overdue, today, soon, later, none

    package static func < (left: Urgency, right: Urgency) -> Bool {
        allCases.firstIndex(of: left) ?? 0 < allCases.firstIndex(of: right) ?? 0
    }
}

extension Procedure {
    package func worklistRow(of file: CaseFile) -> WorklistRow {
        let assignment = file.assignment ?? Assignment(unit: unit)
        let next = nextDate(of: file)
        var returned: PersonID?
        if case .text(let person)? = file[Slot(.mark, "returned")] { returned = PersonID(person) }
        return WorklistRow(
            id: file.id, number: file.number, procedure: file.procedure, kind: file.kind,
            phase: file.phase, publicStatus: file.publicStatus, result: file.result,
            subject: file.subject, place: file.place.line, received: file.received,
            due: next?.day, dueTitle: next?.title ?? "", warnDays: next?.warnDays ?? 0,
            waiting: file.waiting(under: self), unit: assignment.unit,
            assignee: assignment.person, resubmission: file.resubmission?.day,
            open: file.isOpen, returnedTo: returned, approvalBy: file.pending?.role,
            preparedBy: file.pending?.preparedBy, conflicts: file.conflicts.count,
            version: file.version, adrift: !file.isAnchored(under: self),
            fields: columnValues(of: file))
    }

    private func columnValues(of file: CaseFile) -> [FieldID: FieldValue] {
        Dictionary(
            columns.compactMap { column in file.field(column.field).map { (column.field, $0) } },
            uniquingKeysWith: { $1 })
    }

    private func nextDate(of file: CaseFile) -> (day: CivilDay, title: String, warnDays: Int)? {
        guard file.isOpen else { return nil }
        var next: (day: CivilDay, title: String, warnDays: Int)?
        for (_, record) in file.deadlines where record.isRunning {
            if let known = next, known.day <= record.end { continue }
            next = (record.end, record.title, deadline(record.definition)?.warnDays ?? 7)
        }
        if let resubmission = file.resubmission, next.map({ resubmission.day < $0.day }) ?? true {
            next = (resubmission.day, "Wiedervorlage", 0)
        }
        return next
    }
}
