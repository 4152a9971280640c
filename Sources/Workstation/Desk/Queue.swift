import Casework

/// A queue of the Arbeitsvorrat. "Mine" and "new" are meant for the person of the query.
package enum QueueID: Hashable, Sendable {
    /// Open, assigned to the person or to somebody the person stands in for.
    case mine
    /// Open, in one of the person's units, assigned to nobody.
    case unassigned
    /// Open and past its date: the person's own; for a supervisor those of the unit.
    case overdue
    /// Resubmission today or earlier.
    case resubmission
    /// A step waits for a role the person holds, prepared by somebody else.
    case approval
    /// Sent back to the person by a supervisor.
    case returned
    /// Open without next date, waiting party or owner.
    case adrift
    /// Changed by others since the person last looked, or never looked at.
    case fresh
    /// Two people changed the same thing, and somebody must decide.
    case conflicts
    /// Everything the person may read, closed cases included.
    case all
    /// Open cases of one procedure in the person's units.
    case procedure(ProcedureID)

    /// The form in which a place is kept: `mine`, `procedure/baueinreichung`.
    package var raw: String {
        switch self {
        case .mine: "mine"
        case .unassigned: "unassigned"
        case .overdue: "overdue"
        case .resubmission: "resubmission"
        case .approval: "approval"
        case .returned: "returned"
        case .adrift: "adrift"
        case .fresh: "fresh"
        case .conflicts: "conflicts"
        case .all: "all"
        case .procedure(let id): "procedure/" + id.raw
        }
    }

    package init?(raw: String) {
        let fixed: [QueueID] = [
            .mine, .unassigned, .overdue, .resubmission, .approval, .returned, .adrift, .fresh,
            .conflicts, .all,
        ]
        if let known = fixed.first(where: { $0.raw == raw }) {
            self = known
        } else if raw.hasPrefix("procedure/") {
            self = .procedure(ProcedureID(String(raw.dropFirst("procedure/".count))))
        } else {
            return nil
        }
    }
}

/// How many cases a queue holds: exact, never an estimate.
package struct QueueCount: Hashable, Sendable {
    package var queue: QueueID
    package var total: Int
    /// Of these, changed since the person last looked.
    package var fresh: Int

    package init(queue: QueueID, total: Int, fresh: Int = 0) {
        self.queue = queue
        self.total = total
        self.fresh = fresh
    }
}

/// By what a list is ordered; ties are broken by the store, so that an order is total.
package struct WorklistOrder: Hashable, Sendable {
    package enum By: String, CaseIterable, Sendable {
        /// The nearest date, cases without one last.
        case due
        case received, number, subject, place, waiting, assignee, procedure
    }
    package var by: By
    package var descending: Bool

    package init(_ by: By, descending: Bool = false) {
        self.by = by
        self.descending = descending
    }

    package static let due = WorklistOrder(.due)

    /// The form in which a place is kept: `due`, `-received`.
    package var raw: String { descending ? "-" + by.rawValue : by.rawValue }

    package init?(raw: String) {
        let descending = raw.hasPrefix("-")
        guard let by = By(rawValue: descending ? String(raw.dropFirst()) : raw) else { return nil }
        self.init(by, descending: descending)
    }
}

/// What a list shows. Two equal queries on the same stock give the same rows in the same order.
package struct WorklistQuery: Hashable, Sendable {
    package var queue: QueueID
    /// In the query language of `Casework`; empty is everything.
    package var filter: String
    package var order: WorklistOrder

    package init(queue: QueueID, filter: String = "", order: WorklistOrder = .due) {
        self.queue = queue
        self.filter = filter
        self.order = order
    }
}
