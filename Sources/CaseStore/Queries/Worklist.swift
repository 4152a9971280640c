import Casework

/// What a list shows: a question, an order, and who asks on which day.
package struct WorklistRequest: Hashable, Sendable {
    package var query: Query
    package var sort: WorklistSort
    package var person: PersonID
    package var today: CivilDay
    /// What the person has marked on the screen.
    package var marked: Set<CaseID>

    package init(
        _ query: Query, sort: WorklistSort = .standard, person: PersonID, today: CivilDay,
        marked: Set<CaseID> = []
    ) {
        self.query = query
        self.sort = sort
        self.person = person
        self.today = today
        self.marked = marked
    }
}

/// A place in a list that stays where it is while rows come and go around it: the values by
/// which the row was sorted, and its name. It holds even when the row is gone.
package struct WorklistAnchor: Hashable, Sendable {
    package var id: CaseID
    package var number: CaseNumber?
    /// The sorted value where it is a day.
    package var day: CivilDay?
    /// The sorted value where it is text.
    package var text: String

    package init(id: CaseID, number: CaseNumber?, day: CivilDay?, text: String) {
        self.id = id
        self.number = number
        self.day = day
        self.text = text
    }

    /// Where `row` stands in the list of `request`.
    package init(_ row: WorklistRow, in request: WorklistRequest) {
        id = row.id
        number = row.number
        day = nil
        text = ""
        switch request.sort.key {
        case .deadline: day = row.due
        case .received: day = row.received
        case .number: break
        case .subject: text = fold(row.subject)
        case .place: text = fold(row.place)
        case .waiting: text = row.waitingFor(on: request.today).rawValue
        case .assignee: text = row.assignee?.raw ?? ""
        case .procedure: text = row.procedure.raw
        }
    }
}

/// Which part of a list.
package enum WorklistPart: Hashable, Sendable {
    case first, last
    case after(WorklistAnchor)
    case before(WorklistAnchor)
    /// From this row on, itself included where it is still there.
    case from(WorklistAnchor)
}

package struct WorklistPage: Hashable, Sendable {
    package var rows: [WorklistRow]
    /// Rows with changes that this person has not seen.
    package var unseen: Set<CaseID>
    /// Rows with acts that have not reached the centre.
    package var pending: Set<CaseID>
}
