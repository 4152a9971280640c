import Casework
import SyncProtocol
import Synchronization

/// The centre: orders acts, decides them on current state, and tells everybody what came of it.
///
/// It runs in the desk's own process when a desk is alone, and in `amtszentrale` otherwise: there
/// is one truth and one way to it. Synchronous, framework-free, without a clock of its own.
package final class Centre: Sendable {
    let store: any CentralStore
    let clock: @Sendable () -> Instant
    let assumptions: Assumptions
    let verifier: any ActVerifier
    let limits: Limits
    /// Signs the heads of the audit tree.
    let logSigner: (any ActSigner)?
    let commits: CommitQueue
    let observers = Mutex<[@Sendable (CentreNews) -> Void]>([])
    private let readEdition: @Sendable ([UInt8]) throws -> Procedure
    private let known = Mutex(Known())
    /// Some seconds' worth where most happens.
    let recentEntries = Remembered<RecentEntry.Place, RecentEntry>(room: 4_096)
    /// What desks see. At a version of the door.
    let seenUnits = Remembered<Caller, [UnitID]>(room: 16_384)
    /// The newest head that was signed and kept.
    let lastHead = Mutex<SignedTreeHead?>(nil)

    /// Reference data as last read, so that an act does not read it again.
    struct Known: Sendable {
        var version = -1
        var office = Office()
        var procedures: [EditionID: Procedure] = [:]
    }

    /// - Parameters:
    ///   - verifier: checks the signatures of desks that are enrolled.
    ///   - logSigner: the log's own key; without one the tree grows, and nobody vouches for it.
    ///   - readEdition: makes a procedure of an edition's document.
    package init(
        store: any CentralStore, clock: @escaping @Sendable () -> Instant,
        assumptions: Assumptions = Assumptions(),
        verifier: any ActVerifier = Ed25519Verifier(), logSigner: (any ActSigner)? = nil,
        limits: Limits = .standard,
        readEdition: @escaping @Sendable ([UInt8]) throws -> Procedure
    ) {
        self.store = store
        self.clock = clock
        self.assumptions = assumptions
        self.verifier = verifier
        self.limits = limits
        self.logSigner = logSigner
        commits = CommitQueue(store: store)
        self.readEdition = readEdition
        store.hear { [weak self] in
            if case .committed(let news) = $0 { self?.tell(news) }
        }
    }

    func reference(_ reading: any CentralReading) throws -> Known {
        let version = try reading.referenceVersion()
        let cached = known.withLock { $0 }
        if cached.version == version { return cached }
        var fresh = Known(version: version, office: try reading.office())
        for edition in try reading.editions() {
            if let procedure = cached.procedures[edition.id] {
                fresh.procedures[edition.id] = procedure
            } else {
                fresh.procedures[edition.id] = try readEdition(edition.document)
            }
        }
        let result = fresh
        known.withLock { $0 = result }
        return result
    }

    // MARK: Administration

    package func office() throws -> Office { try store.read { try $0.office() } }
    package func editions() throws -> [PublishedEdition] {
        try store.read { try $0.editions() }
    }

    /// Replaces persons and units.
    ///
    /// - Parameter event: what an administrator did by that, for the book of the door.
    package func setOffice(_ office: Office, noting event: AuthEvent? = nil) throws {
        let news = try store.write { transaction in
            try transaction.setOffice(office)
            if let event { try transaction.record(event) }
            return try changedReference(transaction)
        }
        tell(news)
    }

    /// Publishes an edition; new cases of its procedure take it from now on. Cases that run keep
    /// theirs.
    package func publish(
        _ procedure: ProcedureID, document: [UInt8],
        noting event: (EditionID) -> AuthEvent? = { _ in nil }
    ) throws -> EditionID {
        _ = try readEdition(document)
        let id = EditionID(sha256Hex(document))
        let news = try store.write { transaction -> CentreNews? in
            let published = try transaction.editions()
            if published.contains(where: { $0.id == id && $0.current }) { return nil }
            try transaction.publish(
                PublishedEdition(id: id, procedure: procedure, document: document, current: true))
            if let event = event(id) { try transaction.record(event) }
            return try changedReference(transaction)
        }
        if let news { tell(news) }
        return id
    }

    /// Begins another incarnation of the log, as after every restore: workstations fetch anew,
    /// and offer again what this log does not know. What was restored is on a second medium.
    package func startEpoch(_ epoch: String) throws {
        try store.write { transaction in
            try transaction.setEpoch(epoch)
            try transaction.setDurable(try transaction.head())
        }
    }

    /// Copies the store to a new file while it is in use; what was in the log before is durable
    /// then: workstations need not keep it for a restore.
    ///
    /// - Returns: the last place that is surely in the copy.
    @discardableResult
    package func backup(to path: String) throws -> Int {
        let head = try store.read { try $0.head() }
        try store.backup(to: path)
        try markDurable(head)
        return head
    }

    /// The log up to `sequence` is on a second medium.
    package func markDurable(_ sequence: Int) throws {
        try store.write { transaction in
            let known = min(sequence, try transaction.head())
            if known > (try transaction.durable()) { try transaction.setDurable(known) }
        }
    }
}
