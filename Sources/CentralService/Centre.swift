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
    private let readEdition: @Sendable ([UInt8]) throws -> Procedure
    private let known = Mutex(Known())

    /// Reference data as last read, so that an act does not read it again.
    struct Known: Sendable {
        var version = -1
        var office = Office()
        var procedures: [EditionID: Procedure] = [:]
    }

    /// - Parameters:
    ///   - verifier: checks the signatures of desks that are enrolled.
    ///   - readEdition: makes a procedure of an edition's document.
    package init(
        store: any CentralStore, clock: @escaping @Sendable () -> Instant,
        assumptions: Assumptions = Assumptions(),
        verifier: any ActVerifier = Ed25519Verifier(), limits: Limits = .standard,
        readEdition: @escaping @Sendable ([UInt8]) throws -> Procedure
    ) {
        self.store = store
        self.clock = clock
        self.assumptions = assumptions
        self.verifier = verifier
        self.limits = limits
        self.readEdition = readEdition
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
    package func setOffice(_ office: Office) throws {
        try store.write { transaction in
            try transaction.setOffice(office)
            try transaction.bumpReferenceVersion()
        }
    }

    /// Publishes an edition; new cases of its procedure take it from now on. Cases that run keep
    /// theirs.
    package func publish(_ procedure: ProcedureID, document: [UInt8]) throws -> EditionID {
        _ = try readEdition(document)
        let id = EditionID(sha256Hex(document))
        try store.write { transaction in
            let published = try transaction.editions()
            if published.contains(where: { $0.id == id && $0.current }) { return }
            try transaction.publish(
                PublishedEdition(id: id, procedure: procedure, document: document, current: true))
            try transaction.bumpReferenceVersion()
        }
        return id
    }

    package func startEpoch(_ epoch: String) throws {
        try store.write { try $0.setEpoch(epoch) }
    }
}
