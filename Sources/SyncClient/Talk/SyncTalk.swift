import CaseStore
import Casework
import SyncProtocol
import Synchronization

/// The sessions of the persons at this desk.
package protocol CentreSessions: AnyObject, Sendable {
    /// Whose acts may go: their session holds, or can be renewed without them.
    var persons: Set<PersonID> { get }
    /// Renews what has run out.
    ///
    /// - Throws: `CentreFailure`; `unauthenticated` where a person must log in again.
    func renew() throws
}

/// Carries out what the machine wants, on the desk and on the way to the centre. Calls block.
///
/// Requests of different kinds may run at the same time.
package final class SyncTalk: Sendable {
    /// Milliseconds that a listening request waits.
    package static let listening = 50_000

    let desk: Desk
    let centre: any RemoteCentre
    private let sessions: (any CentreSessions)?
    private let stopwatch: @Sendable () -> Int64
    private let onExchange: @Sendable (Exchange) -> Void
    private let onAnswer: @Sendable () -> Void
    private let greeted = Mutex(false)
    private let stopped = Mutex(false)

    /// - Parameters:
    ///   - sessions: nil where acts of everybody go.
    ///   - stopwatch: milliseconds of a clock that only runs forward.
    ///   - onExchange: told of what a talk brought.
    ///   - onAnswer: told whenever the centre has answered.
    package init(
        desk: Desk, centre: any RemoteCentre, sessions: (any CentreSessions)? = nil,
        stopwatch: @escaping @Sendable () -> Int64,
        onExchange: @escaping @Sendable (Exchange) -> Void = { _ in },
        onAnswer: @escaping @Sendable () -> Void = {}
    ) {
        self.desk = desk
        self.centre = centre
        self.sessions = sessions
        self.stopwatch = stopwatch
        self.onExchange = onExchange
        self.onAnswer = onAnswer
    }

    /// Nothing more is begun, and what takes long ends soon.
    package func stop() { stopped.withLock { $0 = true } }

    /// What the machine begins with.
    package func beginning() throws -> SyncEvent {
        let contact = try desk.contact()
        return .began(
            lastContact: contact.at, oldest: try desk.outbox().oldest,
            anew: contact.building || contact.epoch.isEmpty)
    }

    /// Attachments wait for the centre.
    package func hasUploads() throws -> Bool { try desk.uploads().waiting > 0 }

    package func perform(_ request: SyncRequest) -> SyncAnswer {
        guard !stopped.withLock({ $0 }) else { return .failed(.away(retryAfter: nil)) }
        do {
            let answer = try carryOut(request)
            desk.noteFailure(nil)
            onAnswer()
            return answer
        } catch let failure as CentreFailure {
            // Who was away may be somebody else afterwards.
            if failure.code.passes { greeted.withLock { $0 = false } }
            desk.noteFailure(failure)
            return .failed(SyncTrouble(failure))
        } catch {
            desk.noteFailure(CentreFailure(.internalError, context: "own store"))
            return .failed(.fault)
        }
    }

    private func carryOut(_ request: SyncRequest) throws -> SyncAnswer {
        switch request {
        case .refresh:
            try sessions?.renew()
            return .refreshed
        case .catchUp:
            try desk.catchUp()
            return .caughtUp
        case .offer:
            try greet()
            let offered = try desk.offerOnce(for: sessions?.persons)
            tell(Exchange(changed: offered.changed))
            return .offered(more: offered.more, oldest: offered.oldest)
        case .bootstrap: return try build()
        case .pull(let limit): return try pull(limit: limit, wait: 0)
        case .listen(let limit): return try pull(limit: limit, wait: SyncTalk.listening)
        case .deliver:
            try greet()
            let delivered = try desk.deliverOnce(for: sessions?.persons)
            return .delivered(more: delivered.more, freed: delivered.freed)
        case .report:
            try greet()
            return .reported(more: try desk.reportOnce(for: sessions?.persons))
        }
    }

    private func pull(limit: Int, wait: Int) throws -> SyncAnswer {
        try greet()
        let page = try desk.fetchPage(limit: limit, wait: wait)
        guard !stopped.withLock({ $0 }) else { throw CentreFailure(.unreachable) }
        let start = stopwatch()
        let pulled = try desk.take(page)
        tell(
            Exchange(
                changed: pulled.changed, referenceChanged: pulled.referenceChanged,
                withheld: pulled.withheld))
        return .fetched(
            items: pulled.items, more: pulled.more, took: Int(stopwatch() - start))
    }

    private func build() throws -> SyncAnswer {
        try greet()
        try Bootstrap(desk: desk, centre: centre) { self.stopped.withLock { $0 } }.run()
        tell(Exchange(referenceChanged: true, newEpoch: true))
        return .built
    }

    /// Fetches the history of a case that somebody looks at, with its proofs. What does not come
    /// now comes when the case is opened again.
    package func fetchHistory(of id: CaseID, by person: PersonID) {
        guard !stopped.withLock({ $0 }), desk.contactFailure == nil else { return }
        if (try? desk.fetchHistory(of: id, by: person)) == true { tell(Exchange(changed: [id])) }
    }

    private func tell(_ exchange: Exchange) {
        let says =
            !exchange.changed.isEmpty || exchange.referenceChanged || exchange.newEpoch
            || exchange.withheld > 0 || exchange.forked
        if says { onExchange(exchange) }
    }

    // MARK: - The first word

    /// Once per connection: which log the centre speaks of, and whether it is the one that this
    /// desk has witnessed.
    private func greet() throws {
        guard !greeted.withLock({ $0 }) else { return }
        let session = try centre.session()
        let forked = try desk.meet(session) { older, newer in
            try centre.consistency(from: older, to: newer)
        }
        if forked { tell(Exchange(forked: true)) }
        greeted.withLock { $0 = true }
    }
}
