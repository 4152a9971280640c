import Casework

/// A place in an ordered list: the row's sort key as the store writes it. It stays meaningful
/// when its row has gone, so that a list can be opened again where it was left.
package struct WorklistAnchor: Hashable, Sendable {
    /// Made and read by the store alone; text without line breaks.
    package var token: String

    package init(_ token: String) {
        self.token = token
    }
}

/// Rows asked for: `count` rows, beginning `skip` rows after (before, if negative) a place.
///
/// A window that would begin before the first row begins at the first. The store walks from the
/// anchor by keyset and counts `skip` rows from there; it never counts from the beginning.
package struct WorklistRequest: Hashable, Sendable {
    package enum From: Hashable, Sendable {
        /// The first row.
        case start
        /// Behind the last row: `skip` is negative.
        case end
        /// The row with this key, or the first row behind where it would stand.
        case anchor(WorklistAnchor)
        /// The row of this case; the start where the query does not hold it.
        case row(CaseID)
    }

    package var query: WorklistQuery
    package var from: From
    package var skip: Int
    package var count: Int

    package init(query: WorklistQuery, from: From, skip: Int = 0, count: Int) {
        self.query = query
        self.from = from
        self.skip = skip
        self.count = count
    }
}

/// A contiguous piece of a list.
package struct WorklistPage: Hashable, Sendable {
    package var rows: [WorklistRow]
    /// One for each row.
    package var anchors: [WorklistAnchor]
    /// Rows of the whole list, exact.
    package var total: Int
    /// Place of the first row of the page in the whole list, from 0.
    package var offset: Int
    /// Place in the whole list of the row the request began from (or the first one behind it),
    /// before `skip`: `total` where there is none behind.
    package var start: Int
    /// Cases of the page that others changed since the person last looked.
    package var fresh: Set<CaseID>

    package init(
        rows: [WorklistRow], anchors: [WorklistAnchor], total: Int, offset: Int, start: Int,
        fresh: Set<CaseID> = []
    ) {
        self.rows = rows
        self.anchors = anchors
        self.total = total
        self.offset = offset
        self.start = start
        self.fresh = fresh
    }
}

/// A page of search results, best first.
package struct SearchPage: Hashable, Sendable {
    package struct Hit: Hashable, Sendable {
        package var row: WorklistRow
        /// A piece of the text that was found, and where: "Notiz: … Carport …".
        package var excerpt: String

        package init(row: WorklistRow, excerpt: String) {
            self.row = row
            self.excerpt = excerpt
        }
    }
    package var hits: [Hit]
    package var total: Int
    /// `total` is a lower bound: counting was cut short.
    package var more: Bool

    package init(hits: [Hit], total: Int, more: Bool = false) {
        self.hits = hits
        self.total = total
        self.more = more
    }
}

/// How much lies with one person.
package struct WorkloadLine: Hashable, Sendable {
    /// nil: assigned to nobody.
    package var person: PersonID?
    package var unit: UnitID
    package var open: Int
    package var overdue: Int
    /// Due within the next seven days, overdue ones left out.
    package var soon: Int
    /// Of the open ones, waiting for the office itself.
    package var waitingForUs: Int
    package var closedLastWeek: Int

    package init(
        person: PersonID?, unit: UnitID, open: Int, overdue: Int, soon: Int, waitingForUs: Int,
        closedLastWeek: Int
    ) {
        self.person = person
        self.unit = unit
        self.open = open
        self.overdue = overdue
        self.soon = soon
        self.waitingForUs = waitingForUs
        self.closedLastWeek = closedLastWeek
    }
}
