import Casework
import GRDB
import Glibc
import SyncProtocol
import Synchronization

/// What the store takes from the world; injected, so that tests decide.
package struct StoreWorld: Sendable {
    package var now: @Sendable () -> Instant
    /// A new id for acts and devices, UUIDv7.
    package var newID: @Sendable () -> String

    package init(
        now: @escaping @Sendable () -> Instant, newID: @escaping @Sendable () -> String
    ) {
        self.now = now
        self.newID = newID
    }
}

/// What happened at a desk that a centre on another machine should hear of.
package enum DeskNews: Hashable, Sendable {
    /// Acts are in the journal.
    case saved(at: Instant)
    /// Readings are in the journal.
    case noted
    /// Attachments wait for the centre.
    case attached
    /// A person wants a talk now.
    case asked
    /// A person has opened a case.
    case opened(CaseID, PersonID)
}

/// The workstation's store: what a person does here is first in the journal, then shown, then
/// offered to the centre; what the centre says replaces what was shown.
///
/// Safe from several threads. Saving never waits for a talk with the centre.
package final class Desk: Sendable {
    /// Acts offered at once, and their bytes.
    static let offerLimit = 200
    static let offerBytes = 900 << 10
    static let pageLimit = 500
    static let reportLimit = 500

    package let folder: DataFolder
    package let register: CaseRegister
    package let drawer: Drawer
    package let blobs: BlobStore
    /// The last end was not clean; everything was looked through.
    package let checkedAfterCrash: Bool
    /// The shown cases were damaged and were fetched anew.
    package let rebuilt: Bool

    let journal: Journal
    let shelf: Shelf
    let editions: Editions
    let transport: any CentreTransport
    let world: StoreWorld
    let assumptions: Assumptions
    private let lock: Mutex<StoreLock?>
    let talking = Mutex<Void>(())
    private let lastFailure = Mutex<CentreFailure?>(nil)
    private let listener = Mutex<(@Sendable (DeskNews) -> Void)?>(nil)
    /// The centre is on another machine: what is saved goes there when the way is free.
    package let isRemote: Bool
    /// Days that work goes on without a centre that is on another machine.
    let offlineDays: Int
    /// What the protocol allows.
    let limits: Limits
    let blobLimits: BlobLimits
    let buildLanes: Int
    /// One attachment is fetched at a time.
    let fetching = Mutex<Void>(())

    package var device: DeviceID { journal.device }

    /// Opens the store of a data folder whose lock is held, and shows again what was pending.
    /// Talking with the centre is left to `exchange()`.
    ///
    /// - Parameters:
    ///   - transport: a `RemoteCentre` where the centre is on another machine.
    ///   - signer: signs acts for a centre on another machine.
    ///   - offlineDays: how long work goes on without such a centre.
    ///   - limits: how many acts may wait for it.
    ///   - blobLimits: how attachments travel to and from it.
    ///   - buildLanes: how many cases are worked out at the same time where everything is built anew;
    ///     with one it happens in the same order every time.
    package init(
        _ folder: DataFolder, lock: StoreLock, transport: any CentreTransport,
        editions reader: @escaping EditionReader, world: StoreWorld,
        assumptions: Assumptions = Assumptions(), signer: (any ActSigner)? = nil,
        offlineDays: Int = 7, limits: Limits = .standard, blobLimits: BlobLimits = BlobLimits(),
        buildLanes: Int = 4
    ) throws(StoreFailure) {
        self.offlineDays = offlineDays
        self.limits = limits
        self.blobLimits = blobLimits
        self.buildLanes = buildLanes
        isRemote = transport is any RemoteCentre
        self.folder = folder
        self.lock = Mutex(lock)
        self.transport = transport
        self.world = world
        self.assumptions = assumptions
        editions = Editions(reader: reader)
        checkedAfterCrash = FileName.exists(folder.openMark)
        let crashed = checkedAfterCrash
        let now = world.now()
        let opened = try guarded {
            let journal = try Journal(
                folder, newDevice: world.newID(), now: now, signer: signer)
            if crashed { try Connections.quickCheck(journal.queue) }
            let drawer = try Drawer(folder)
            let shelf = try Shelf(folder, check: crashed)
            return (journal: journal, drawer: drawer, shelf: shelf)
        }
        journal = opened.journal
        drawer = opened.drawer
        shelf = opened.shelf
        rebuilt = shelf.rebuilt
        blobs = BlobStore(folder)
        register = CaseRegister(reader: shelf, editions: editions, blobs: blobs)
        try FileBytes.write([], to: folder.openMark)
        try guarded {
            try layOutPending()
            try forgetUnseenBlobs()
        }
    }

    /// Ends cleanly: the files are whole without their side files, and the folder is free.
    /// Nothing may follow; closing again does nothing.
    package func close() {
        guard let held = lock.withLock({ $0.take() }) else { return }
        shelf.close()
        for queue in [drawer.queue, journal.queue] {
            try? queue.writeWithoutTransaction { _ = try $0.checkpoint(.truncate) }
            try? queue.close()
        }
        FileName.remove(folder.openMark)
        withExtendedLifetime(held) {}
    }

    // MARK: - Readings

    /// Opens a case for a person: what is shown of it, once the reading is in the journal.
    package func open(
        _ id: CaseID, by person: PersonID, purpose: ReadRecord.Purpose = .open
    ) throws(StoreFailure) -> CaseView? {
        let now = world.now()
        guard
            let view = try register.view(
                id, by: person, today: now.civilDay, assumptions: assumptions)
        else { return nil }
        try noteReading([id], by: person, purpose: purpose)
        tell(.opened(id, person))
        return view
    }

    /// Journals readings: hits shown by a search, an export, an attachment.
    package func noteReading(
        _ ids: [CaseID], by person: PersonID, purpose: ReadRecord.Purpose
    ) throws(StoreFailure) {
        let now = world.now()
        let reads = ids.map {
            ReadRecord(person: person, device: device, caseID: $0, purpose: purpose, at: now)
        }
        try guarded { try journal.record(reads) }
        tell(.noted)
    }

    /// The person has seen the case as it is now.
    package func markSeen(
        _ id: CaseID, version: Int, by person: PersonID
    ) throws(StoreFailure) {
        try drawer.markSeen(person, id, version: version, at: world.now())
    }

    // MARK: - What has not arrived

    package func outbox() throws(StoreFailure) -> Outbox {
        try guarded { try journal.outbox() }
    }

    /// Acts the centre refused and this person has not dealt with.
    package func rejected(_ person: PersonID) throws(StoreFailure) -> [RejectedAct] {
        try guarded { try journal.rejected(person) }
    }

    package func clearRejected(_ acts: [ActID]) throws(StoreFailure) {
        try guarded { try journal.clear(acts, at: world.now()) }
    }

    /// Why the last talk with the centre failed; nil while it answers.
    package var contactFailure: CentreFailure? { lastFailure.withLock { $0 } }

    package func noteFailure(_ failure: CentreFailure?) { lastFailure.withLock { $0 = failure } }

    /// Tells of what makes a talk with the centre worth while. One listener; nil for none.
    package func listen(_ told: (@Sendable (DeskNews) -> Void)?) {
        listener.withLock { $0 = told }
    }

    func tell(_ news: DeskNews) { listener.withLock { $0 }?(news) }

    // MARK: - Attachments

    /// What can be read of an attachment becomes part of what search finds.
    package func setText(_ text: String, of sha256: String) throws(StoreFailure) {
        try blobs.store(text: text, of: sha256)
        try guarded {
            try shelf.write { db in
                let writer = RowWriter(db: db, editions: editions, blobs: blobs)
                let cases = try Int.fetchAll(
                    db, sql: "SELECT \"case\" FROM attached WHERE sha256 = ?",
                    arguments: [sha256])
                for id in cases { try writer.putWords(of: id) }
            }
        }
    }

    // MARK: - Import ledger

    /// What was taken in under an identity.
    package func takenIn(
        _ identity: String
    ) throws(StoreFailure) -> (line: TakenIn, caseID: CaseID)? {
        try guarded { try journal.takenIn(identity) }
    }

    // MARK: - Shared

    /// Acts that what is shown at `cursor` does not hold yet.
    func pending(cursor: Int) throws -> [Journal.Kept] {
        try journal.pending(cursor: cursor, answered: isRemote || cursor > 0)
    }

    func projection(_ db: Database) throws -> Projection {
        try Projection(
            db, editions: editions, blobs: blobs, today: world.now().civilDay,
            assumptions: assumptions)
    }

    /// Shows exactly the acts that the centre's images do not hold.
    private func layOutPending() throws {
        _ = try shelf.write { db in
            try RowWriter(db: db, editions: editions, blobs: blobs).layOutOldRows()
            let pending = try pending(cursor: try Meta(db).cursor.sequence)
            return try projection(db).reconcile(pending: pending)
        }
    }
}
