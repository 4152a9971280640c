import Casework
import GRDB
import SyncProtocol
import Synchronization

extension Desk {
    /// Talks with the centre: offers what it has not answered, fetches what is new until there
    /// is no more, reports readings. Never throws: what could not be done is done next time.
    @discardableResult
    package func exchange() -> Exchange {
        talking.withLock { _ in
            var exchange = Exchange()
            do {
                try offer(&exchange)
                try pull(&exchange)
                try takeInReadings()
                try reportReadings()
            } catch let failure as CentreFailure {
                exchange.failure = failure
            } catch {
                exchange.failure = CentreFailure(
                    .internalError, context: StoreFailure(error).cause)
            }
            lastFailure.withLock { $0 = exchange.failure }
            return exchange
        }
    }

    // MARK: - Offering

    private func offer(_ exchange: inout Exchange) throws {
        var caughtUp = Set<PersonID>()
        while true {
            let unsent = try journal.unsent(limit: Desk.offerLimit)
            guard let actor = unsent.first?.act.actor else { return }
            let batch = Desk.batch(unsent, of: actor)
            do {
                let verdicts = try transport.offer(batch.map(\.envelope))
                try journal.settle(verdicts)
                try dropRefused(verdicts, &exchange)
                guard !verdicts.isEmpty else { return }
            } catch let failure as CentreFailure where failure.code == .counterGap {
                // The centre lost acts it had answered: they are offered again, once.
                guard caughtUp.insert(actor).inserted else { throw failure }
                try journal.reopen(
                    actor: actor,
                    after: try transport.lastCounter(device: device, actor: actor))
            }
        }
    }

    /// The first acts, all of one person, without the half of a group at the end.
    private static func batch(_ unsent: [Journal.Kept], of actor: PersonID) -> [Journal.Kept] {
        let own = Array(unsent.prefix { $0.act.actor == actor })
        guard own.count == offerLimit, let group = own.last?.act.group,
            let start = own.firstIndex(where: { $0.act.group == group }), start > 0
        else { return own }
        return Array(own[..<start])
    }

    /// What was refused is no longer shown as done.
    private func dropRefused(_ verdicts: [Verdict], _ exchange: inout Exchange) throws {
        guard verdicts.contains(where: { $0.outcome == .rejected }) else { return }
        exchange.changed.formUnion(try reconcile())
    }

    private func reconcile() throws -> Set<CaseID> {
        try pool.write { db in
            let pending = try journal.pending(cursor: try Meta(db).cursor)
            return try projection(db).reconcile(pending: pending)
        }
    }

    // MARK: - Pulling

    private func pull(_ exchange: inout Exchange) throws {
        while true {
            let meta = try pool.read { try Meta($0) }
            let page = try transport.changes(
                after: FeedCursor(sequence: meta.cursor), reference: meta.reference,
                limit: Desk.pageLimit)
            if !meta.epoch.isEmpty, meta.epoch != page.epoch {
                guard !exchange.newEpoch else { throw CentreFailure(.internalError) }
                try beginAnew(&exchange)
                continue
            }
            guard page.next >= meta.cursor, page.next > meta.cursor || !page.more else {
                throw CentreFailure(.malformed, context: "cursor does not move")
            }
            try take(page, &exchange)
            if !page.more { return }
        }
    }

    /// The journal learns of verdicts first: it outlives a power cut that the projection may
    /// not, and the cursor tells which answered acts the projection still lacks.
    private func take(_ page: ChangePage, _ exchange: inout Exchange) throws {
        let own = page.items.map(\.entry).filter { $0.act.device == device }
        try journal.settle(page.verdicts + own.map(\.verdict))
        exchange.referenceChanged = exchange.referenceChanged || page.reference != nil
        let changed = try pool.write { db in
            let pending = try journal.pending(cursor: page.next)
            return try projection(db).apply(page, pending: pending)
        }
        exchange.changed.formUnion(changed)
    }

    /// The centre's log is another one: everything is fetched anew, and every act it does not
    /// know is offered again, with the same bytes.
    private func beginAnew(_ exchange: inout Exchange) throws {
        exchange.newEpoch = true
        for actor in try journal.actors() {
            try journal.reopen(
                actor: actor, after: try transport.lastCounter(device: device, actor: actor))
        }
        try pool.write { try Projection.empty($0) }
        try offer(&exchange)
    }

    // MARK: - Readings

    private func reportReadings() throws {
        while true {
            let reads = try journal.unreported(limit: Desk.pageLimit)
            guard let last = reads.last else { return }
            try transport.report(reads.map(\.read))
            try journal.reported(upTo: last.position)
        }
    }
}
