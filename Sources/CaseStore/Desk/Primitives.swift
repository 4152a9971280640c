import Casework
import GRDB
import SyncProtocol
import Synchronization

/// What an offer brought.
package struct Offered: Sendable {
    /// Acts are left that may go now.
    package var more: Bool
    /// Acts that have their verdict now.
    package var answered = 0
    /// When the oldest act without a verdict was made, whoever made it.
    package var oldest: Instant?
    package var changed: Set<CaseID> = []
}

/// A page as it was fetched, and from where.
package struct FetchedPage: Sendable {
    fileprivate var page: ChangePage
    fileprivate var from: FeedCursor
    /// Readings that were reported before it was asked for.
    fileprivate var reported: [Int]
}

/// What a page brought.
package struct Pulled: Sendable {
    package var items: Int
    package var more: Bool
    package var changed: Set<CaseID> = []
    package var referenceChanged = false
    /// Cases put aside because so many left the desk's sight at once.
    package var withheld = 0
}

/// The steps of a talk with the centre, each for itself. Whoever talks puts them together: alone
/// `exchange()`, with a centre on another machine the machine that decides when.
extension Desk {
    // MARK: - Offering

    /// Offers the first acts without a verdict, of one person, at most so many as go at once.
    ///
    /// - Parameter persons: whose acts may go; nil for everybody's.
    /// - Throws: `CentreFailure`; then everything is kept as it was.
    package func offerOnce(for persons: Set<PersonID>? = nil) throws -> Offered {
        try talking.withLock { _ in
            let held = try heldByUploads()
            let unsent = try journal.unsent(limit: Desk.offerLimit, of: persons, held: held)
            let batch = Desk.batch(unsent)
            var changed: Set<CaseID> = []
            var answered = 0
            if !batch.isEmpty {
                let verdicts = try transport.offer(batch.map(\.envelope))
                guard !verdicts.isEmpty else {
                    throw CentreFailure(.malformed, context: "an offer without verdicts")
                }
                try journal.settle(verdicts)
                answered = verdicts.count
                // What was refused is no longer shown as done.
                if verdicts.contains(where: { $0.outcome == .rejected }) {
                    changed = try reconcile()
                }
            }
            let left = try journal.unsent(limit: 1, of: persons, held: held)
            return Offered(
                more: !left.isEmpty && !batch.isEmpty, answered: answered,
                oldest: try journal.outbox().oldest, changed: changed)
        }
    }

    /// The first acts, all of one person, within what goes at once, without the half of a group
    /// at the end.
    private static func batch(_ unsent: [Journal.Kept]) -> [Journal.Kept] {
        guard let actor = unsent.first?.act.actor else { return [] }
        let own = Array(unsent.prefix { $0.act.actor == actor })
        var bytes = 0
        let fits = own.prefix { kept in
            bytes += kept.envelope.bytes.count + 3
            return bytes <= Desk.offerBytes
        }
        let taken = Array(own.prefix(max(1, fits.count)))
        guard taken.count < own.count || taken.count == offerLimit,
            let group = taken.last?.act.group,
            let start = taken.firstIndex(where: { $0.act.group == group }), start > 0
        else { return taken }
        return Array(taken[..<start])
    }

    func reconcile() throws -> Set<CaseID> {
        try shelf.write { db in
            let pending = try pending(cursor: try Meta(db).cursor.sequence)
            return try projection(db).reconcile(pending: pending)
        }
    }

    /// Forgets verdicts on acts that the centre does not know, so that they are offered again
    /// with the same bytes.
    package func catchUp() throws {
        try talking.withLock { _ in
            let session = try transport.session()
            for actor in try journal.actors() {
                let known =
                    try isRemote
                    ? session.counters[actor] ?? 0
                    : transport.lastCounter(device: device, actor: actor)
                try journal.reopen(actor: actor, after: known)
            }
            let known = try journal.contact()
            if isRemote, known.epoch != session.epoch, !known.epoch.isEmpty {
                try journal.reopenReadings(after: known.durable)
            }
            try noteContact {
                $0.epoch = session.epoch
                $0.durable = session.durable
            }
        }
        if isRemote, try journal.uploads().waiting > 0 { tell(.attached) }
    }

    // MARK: - Pulling

    /// Asks for a page. Takes no lock: other talks may go on meanwhile.
    ///
    /// - Parameter wait: milliseconds the centre may wait for something new.
    package func fetchPage(limit: Int, wait: Int = 0) throws -> FetchedPage {
        let meta = try shelf.read { try Meta($0) }
        let reported = try isRemote ? journal.unplaced() : []
        let page = try transport.changes(
            after: meta.cursor, reference: meta.reference, limit: limit, wait: wait)
        if !meta.epoch.isEmpty, meta.epoch != page.epoch { throw CentreFailure(.epochChanged) }
        guard page.next >= meta.cursor.sequence,
            page.next > meta.cursor.sequence || !page.more
        else { throw CentreFailure(.malformed, context: "cursor does not move") }
        return FetchedPage(page: page, from: meta.cursor, reported: reported)
    }

    /// Puts a page in. A page that was fetched from elsewhere than where the desk stands by now
    /// is left out.
    ///
    /// The journal learns of verdicts first: it outlives a power cut that the projection may
    /// not, and the cursor tells which answered acts the projection still lacks.
    package func take(_ fetched: FetchedPage) throws -> Pulled {
        try talking.withLock { _ in
            let page = fetched.page
            let meta = try shelf.read { try Meta($0) }
            guard meta.cursor == fetched.from, meta.epoch.isEmpty || meta.epoch == page.epoch
            else { return Pulled(items: 0, more: true) }
            let own = page.items.map(\.entry).filter { $0.act.device == device }
            try journal.settle(page.verdicts + own.map(\.verdict))
            let applied = try shelf.write { db in
                let pending = try pending(cursor: page.next)
                return try projection(db).apply(page, pending: pending, at: world.now())
            }
            try noteContact {
                $0.epoch = page.epoch
                $0.durable = page.durable
            }
            try journal.place(fetched.reported, at: page.head)
            try releaseSecured()
            if !page.evicted.isEmpty { try forgetUnseenBlobs() }
            return Pulled(
                items: page.items.count + page.evicted.count + page.verdicts.count,
                more: page.more, changed: applied.changed,
                referenceChanged: page.reference != nil, withheld: applied.withheld)
        }
    }

    // MARK: - Reporting

    /// Reports readings, also those of commands that read beside this desk.
    ///
    /// - Parameter persons: whose readings may go; nil for everybody's.
    /// - Returns: whether there are more.
    package func reportOnce(for persons: Set<PersonID>? = nil) throws -> Bool {
        try talking.withLock { _ in
            try takeInReadings()
            let reads = try journal.unreported(limit: Desk.reportLimit, of: persons)
            guard let last = reads.last else { return false }
            try transport.report(reads.map(\.read))
            try journal.reported(upTo: last.position, of: persons)
            return reads.count == Desk.reportLimit
        }
    }

    // MARK: - Remembering the centre

    package func contact() throws -> ContactNote { try journal.contact() }

    /// Keeps what is new of the centre; the moment of the contact once a minute at most.
    func noteContact(_ change: (inout ContactNote) -> Void) throws {
        let kept = try journal.contact()
        var note = kept
        change(&note)
        let now = world.now()
        let old = kept.at.map { $0.milliseconds(until: now) >= 60_000 || $0 > now } ?? true
        guard note != kept || old else { return }
        note.at = now
        try journal.keep(note)
    }
}
