import Casework
import Texts
import Workstation

/// A store in memory that answers what the screens ask, by the documented meaning.
struct ListStore {
    var rows: [WorklistRow]
    var fresh: Set<CaseID> = []
    var refused: [CaseID: Obstacle] = [:]
    var undo: UndoOffer?
    private(set) var submitted: [Submission] = []
    private(set) var pagesAsked: [Workstation.WorklistRequest] = []
    var person: PersonID = "mhuber"
    var outbox = OutboxPage()
    private(set) var clearings: [Clearing] = []
    /// Who logged in; the password is "geheim".
    private(set) var logins: [PersonID] = []

    init(_ rows: [WorklistRow]) { self.rows = rows }

    mutating func answer(_ question: Question) -> Answer? {
        switch question {
        case .worklist(let request):
            pagesAsked.append(request)
            return .page(page(request))
        case .counts(let queues):
            return .counts(
                queues.map { queue in
                    let all = rows.filter { isIn(queue, $0) }
                    return QueueCount(
                        queue: queue, total: all.count,
                        fresh: all.filter { fresh.contains($0.id) }.count)
                })
        case .caseIDs(let query, let limit):
            return .caseIDs(list(query).prefix(limit).map(\.id))
        case .preview(let id): return preview(id).map { .preview($0) }
        case .openCase(let id), .reloadCase(let id): return view(id).map { .caseView($0) }
        case .search(let text, _, let limit): return .found(search(text, limit))
        case .workload(let unit): return .workload(workload(of: unit))
        case .submit(let submissions): return .submitted(submissions.map { submit($0) })
        case .rehearse(let submissions): return .rehearsed(submissions.compactMap(rehearse))
        case .undoOffer: return .undoOffer(undo)
        case .switchPerson(let person):
            self.person = person
            return .session(SampleOffice.session(person))
        case .exportList(let query, _):
            return .exported(path: "liste.csv", count: list(query).count)
        case .synchronise: return .done
        case .outbox: return .outbox(outbox)
        case .clear(let clearing):
            clearings.append(clearing)
            outbox.refused.removeAll { $0.acts == clearing.acts }
            return .outbox(outbox)
        case .logIn(let person, let password):
            guard password.reveal() == "geheim" else { return nil }
            logins.append(person)
            self.person = person
            return .session(SampleOffice.session(person))
        default: return nil
        }
    }

    // MARK: Lists

    func list(_ query: WorklistQuery) -> [WorklistRow] {
        let filter = try? Query(query.filter, today: SampleOffice.today)
        let context = QueryContext(today: SampleOffice.today, me: person.raw)
        let held = rows.filter { row in
            isIn(query.queue, row) && (filter?.matches(AskedRow(row: row), in: context) ?? false)
        }
        let sorted = held.sorted { key($0, query.order) < key($1, query.order) }
        return query.order.descending ? sorted.reversed() : sorted
    }

    private func key(_ row: WorklistRow, _ order: WorklistOrder) -> String {
        let main =
            switch order.by {
            case .subject: row.subject
            case .place: row.place
            case .received: row.received.iso
            case .number: row.number?.description ?? ""
            default: row.due?.iso ?? "9999"
            }
        return main + "|" + row.id.raw
    }

    private func isIn(_ queue: QueueID, _ row: WorklistRow) -> Bool {
        switch queue {
        case .mine: row.open && row.assignee == person
        case .unassigned: row.open && row.assignee == nil
        case .overdue: row.open && row.urgency(on: SampleOffice.today) == .overdue
        case .resubmission: row.resubmission.map { $0 <= SampleOffice.today } ?? false
        case .approval: row.approvalBy != nil && row.preparedBy != person
        case .returned: row.returnedTo == person
        case .adrift: row.adrift
        case .fresh: fresh.contains(row.id)
        case .conflicts: row.conflicts > 0
        case .all: true
        case .procedure(let id): row.open && row.procedure == id
        }
    }

    private func page(_ request: Workstation.WorklistRequest) -> WorklistPage {
        let all = list(request.query)
        let order = request.query.order
        let start: Int
        switch request.from {
        case .start: start = 0
        case .end: start = all.count
        case .row(let id): start = all.firstIndex { $0.id == id } ?? 0
        case .anchor(let anchor):
            start =
                all.firstIndex {
                    order.descending
                        ? key($0, order) <= anchor.token : key($0, order) >= anchor.token
                } ?? all.count
        }
        let first = min(max(0, start + request.skip), all.count)
        let rows = Array(all[first..<min(all.count, first + request.count)])
        return WorklistPage(
            rows: rows, anchors: rows.map { WorklistAnchor(key($0, order)) }, total: all.count,
            offset: first, start: start, fresh: fresh.intersection(rows.map(\.id)))
    }

    private func search(_ text: String, _ limit: Int) -> SearchPage {
        let hits = list(WorklistQuery(queue: .all, filter: text))
        return SearchPage(
            hits: hits.prefix(limit).map {
                SearchPage.Hit(row: $0, excerpt: "Betreff: \($0.subject)")
            }, total: hits.count)
    }

    private func workload(of unit: UnitID) -> [WorkloadLine] {
        let persons: [PersonID?] = ["asimic", "glehner", "mhuber", nil]
        return persons.map { person in
            let own = rows.filter { $0.open && $0.assignee == person && $0.unit == unit }
            return WorkloadLine(
                person: person, unit: unit, open: own.count,
                overdue: own.filter { $0.urgency(on: SampleOffice.today) == .overdue }.count,
                soon: own.filter { $0.urgency(on: SampleOffice.today) == .soon }.count,
                waitingForUs: own.filter { $0.waitingFor(on: SampleOffice.today) == .us }.count,
                closedLastWeek: 3)
        }
    }

    // MARK: Cases

    private func file(_ row: WorklistRow) -> CaseFile {
        var file = CaseFile(
            id: row.id, procedure: row.procedure, edition: "e", kind: row.kind)
        var place = Place()
        place.street = row.place
        var changes = [
            Change(Slot(.subject), from: nil, to: .text(row.subject)),
            Change(Slot(.place), from: nil, to: .place(place)),
            Change(Slot(.received), from: nil, to: .day(row.received)),
            Change(Slot(.channel), from: nil, to: .text("online")),
            Change(Slot(.phase), from: nil, to: .text("vor")),
            Change(
                .party("p1"), from: nil,
                to: .party(Party(id: "p1", role: "werber", name: "Elif Yıldız"))),
            Change(
                .note("n1"), from: nil,
                to: .note(Note(id: "n1", kind: .remark, text: "Anrainer hat angerufen"))),
            Change(.item("plan"), from: nil, to: .item(ItemRecord(state: .missing))),
            Change(
                Slot(.assignment), from: nil,
                to: .assignment(Assignment(unit: row.unit, person: row.assignee))),
        ]
        if let number = row.number {
            changes.append(Change(Slot(.number), from: nil, to: .number(number)))
        }
        file.apply(changes, version: row.version, by: "mhuber", at: SampleOffice.start)
        return file
    }

    private func preview(_ id: CaseID) -> CasePreview? {
        guard let row = rows.first(where: { $0.id == id }),
            let procedure = SampleOffice.procedures.first(where: { $0.id == row.procedure })
        else { return nil }
        return CasePreview(file: file(row), procedure: procedure)
    }

    private func view(_ id: CaseID) -> CaseView? {
        preview(id).map {
            CaseView(
                file: $0.file, procedure: $0.procedure, entries: [], office: SampleOffice.office)
        }
    }

    // MARK: Acts

    private func rehearse(_ submission: Submission) -> Rehearsal? {
        guard let row = rows.first(where: { $0.id == submission.caseID }) else { return nil }
        if let obstacle = refused[row.id] {
            return Rehearsal(row: row, lines: [], obstacle: obstacle)
        }
        let lines = submission.bodies.map { body -> String in
            switch body {
            case .assign(let assignment, _):
                let old = SampleOffice.office.line(
                    of: Assignment(unit: row.unit, person: row.assignee))
                return "Zuteilung: \(old) → \(SampleOffice.office.line(of: assignment))"
            case .resubmit(let day, _): return "Wiedervorlage: \(day.austrian)"
            case .addNote(let note): return "Notiz: \(note.text)"
            case .approve: return "Schritt: Zur Kenntnis nehmen"
            default: return "Änderung"
            }
        }
        return Rehearsal(row: row, lines: lines)
    }

    private mutating func submit(_ submission: Submission) -> SubmissionResult {
        submitted.append(submission)
        guard let index = rows.firstIndex(where: { $0.id == submission.caseID }) else {
            return SubmissionResult(caseID: nil, outcome: .refused(Obstacle(.caseUnknown)))
        }
        let row = rows[index]
        if let obstacle = refused[row.id] {
            return SubmissionResult(
                caseID: row.id, number: row.number, outcome: .refused(obstacle))
        }
        for body in submission.bodies {
            switch body {
            case .assign(let assignment, _): rows[index].assignee = assignment.person
            case .resubmit(let day, _): rows[index].resubmission = day
            case .approve: rows[index].approvalBy = nil
            default: break
            }
        }
        rows[index].version += 1
        return SubmissionResult(caseID: row.id, number: row.number, outcome: .applied)
    }
}

/// A row as the query language asks it.
struct AskedRow: QueryRow {
    var row: WorklistRow

    func texts(_ field: QueryField) -> [String] {
        switch field {
        case .procedure: [row.procedure.raw]
        case .kind: [row.kind.raw]
        case .assignee: row.assignee.map { [$0.raw] } ?? []
        case .subject: [row.subject]
        case .place: [row.place]
        case .number: row.number.map { [$0.description] } ?? []
        default: []
        }
    }
    func day(_ field: QueryField) -> CivilDay? {
        switch field {
        case .deadline: row.due
        case .received, .age: row.received
        default: row.resubmission
        }
    }
    func waitingFor(on today: CivilDay) -> WaitingFor { row.waitingFor(on: today) }
    func isIn(_ state: QueryState) -> Bool {
        switch state {
        case .open: row.open
        case .closed: !row.open
        case .overdue: row.urgency(on: SampleOffice.today) == .overdue
        default: false
        }
    }
    var fullText: [String] { [row.subject, row.place] }
}
