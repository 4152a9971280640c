import Casework

/// How far a desk has come in the feed.
///
/// The sequence is for the desk's own reckoning; what the centre goes by is the token. It is
/// opaque, and empty for the beginning and for a centre in the same process.
package struct FeedCursor: Hashable, Sendable {
    package var sequence: Int
    package var token: String

    package init(sequence: Int, token: String = "") {
        self.sequence = sequence
        self.token = token
    }

    package static let beginning = FeedCursor(sequence: 0)
}

/// One line of the feed: an entry of the log, and the case as it stands after it.
package struct ChangeItem: Hashable, Sendable {
    package var entry: Entry
    /// The post-image; only with the last entry of a case in the page. Applying it twice is
    /// harmless.
    package var image: CaseFile?

    package init(entry: Entry, image: CaseFile?) {
        self.entry = entry
        self.image = image
    }
}

/// A page of the feed, applied together with its cursor in one transaction.
package struct ChangePage: Hashable, Sendable {
    package var epoch: String
    /// In the order of their sequence, all after the cursor that was asked with.
    package var items: [ChangeItem]
    /// What happened before to cases that came into view with this page: entries that no page
    /// brought, most of them from before the cursor.
    package var past: [Entry]
    /// Cases that went out of view: nothing of them stays at the desk.
    package var evicted: [CaseID]
    /// Verdicts on acts of the desk that asked which no item carries: those that were refused,
    /// and those on cases it does not see.
    package var verdicts: [Verdict]
    /// Where the next page begins.
    package var cursor: FeedCursor
    /// The end of the log when the page was made.
    package var head: Int
    /// The last place in the log known to be on a second medium.
    package var durable: Int
    /// Persons, units and editions when they changed since the cursor.
    package var reference: Reference?

    package init(
        epoch: String, items: [ChangeItem], past: [Entry] = [], evicted: [CaseID] = [],
        verdicts: [Verdict], cursor: FeedCursor, head: Int, durable: Int = 0,
        reference: Reference?
    ) {
        self.epoch = epoch
        self.items = items
        self.past = past
        self.evicted = evicted
        self.verdicts = verdicts
        self.cursor = cursor
        self.head = head
        self.durable = durable
        self.reference = reference
    }

    package var next: Int { cursor.sequence }
    package var more: Bool { next < head }
}

/// What is the same for every case: people, units, procedures. Versioned as a whole.
package struct Reference: Hashable, Sendable {
    package var version: Int
    package var office: Office
    /// Documents of all published editions, newest of a procedure last.
    package var editions: [PublishedEdition]

    package init(version: Int, office: Office, editions: [PublishedEdition]) {
        self.version = version
        self.office = office
        self.editions = editions
    }
}

package struct PublishedEdition: Hashable, Sendable {
    /// SHA-256 of the document, in hex.
    package var id: EditionID
    package var procedure: ProcedureID
    package var document: [UInt8]
    /// The one that new cases of the procedure take.
    package var current: Bool

    package init(
        id: EditionID, procedure: ProcedureID, document: [UInt8], current: Bool
    ) {
        self.id = id
        self.procedure = procedure
        self.document = document
        self.current = current
    }
}
