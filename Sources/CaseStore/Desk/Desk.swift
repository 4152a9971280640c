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

/// The workstation's store: what a person does here is first in the journal, then shown, then
/// offered to the centre; what the centre says replaces what was shown.
///
/// Safe from several threads. Saving never waits for a talk with the centre.
package final class Desk: Sendable {
    /// Acts offered at once, and their bytes.
    static let offerLimit = 200
    static let pageLimit = 500

    package let folder: DataFolder
    package let register: CaseRegister
    package let drawer: Drawer
    package let blobs: BlobStore
    /// The last end was not clean; everything was looked through.
    package let checkedAfterCrash: Bool
    /// The shown cases were damaged and were fetched anew.
    package let rebuilt: Bool

    let journal: Journal
    let pool: DatabasePool
    let editions: Editions
    let transport: any CentreTransport
    let world: StoreWorld
    let assumptions: Assumptions
    private let lock: Mutex<StoreLock?>
    let talking = Mutex<Void>(())
    let lastFailure = Mutex<CentreFailure?>(nil)

    package var device: DeviceID { journal.device }

    /// Opens the store of a data folder whose lock is held, and shows again what was pending.
    /// Talking with the centre is left to `exchange()`.
    package init(
        _ folder: DataFolder, lock: StoreLock, transport: any CentreTransport,
        editions reader: @escaping EditionReader, world: StoreWorld,
        assumptions: Assumptions = Assumptions()
    ) throws(StoreFailure) {
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
            let journal = try Journal(folder, newDevice: world.newID(), now: now)
            if crashed { try Connections.quickCheck(journal.queue) }
            let drawer = try Drawer(folder)
            let cases = try Desk.openCases(folder, check: crashed)
            return (journal: journal, drawer: drawer, cases: cases)
        }
        journal = opened.journal
        drawer = opened.drawer
        pool = opened.cases.pool
        rebuilt = opened.cases.rebuilt
        blobs = BlobStore(folder)
        register = CaseRegister(reader: pool, editions: editions, blobs: blobs)
        try FileBytes.write([], to: folder.openMark)
        try guarded { try layOutPending() }
    }

    /// Ends cleanly: the files are whole without their side files, and the folder is free.
    /// Nothing may follow; closing again does nothing.
    package func close() {
        guard let held = lock.withLock({ $0.take() }) else { return }
        for writer in [pool, drawer.queue, journal.queue] as [any DatabaseWriter] {
            try? writer.writeWithoutTransaction { _ = try $0.checkpoint(.truncate) }
        }
        try? pool.close()
        try? drawer.queue.close()
        try? journal.queue.close()
        FileName.remove(folder.openMark)
        withExtendedLifetime(held) {}
    }

    private static func openCases(
        _ folder: DataFolder, check: Bool
    ) throws -> (pool: DatabasePool, rebuilt: Bool) {
        do {
            return (try openPool(folder, check: check), false)
        } catch {
            guard StoreFailure(error).code == .corrupt else { throw error }
            for suffix in ["", "-wal", "-shm"] {
                let path = folder.cases + suffix
                if FileName.exists(path) { rename(path, folder.cases + ".beschaedigt" + suffix) }
            }
            return (try openPool(folder, check: false), true)
        }
    }

    private static func openPool(_ folder: DataFolder, check: Bool) throws -> DatabasePool {
        let pool = try Connections.pool(folder.cases, drawer: folder.drawer)
        try Connections.migrate(CasesSchema.migrator, pool)
        if check { try Connections.quickCheck(pool) }
        return pool
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

    // MARK: - Attachments

    /// What can be read of an attachment becomes part of what search finds.
    package func setText(_ text: String, of sha256: String) throws(StoreFailure) {
        try blobs.store(text: text, of: sha256)
        try guarded {
            try pool.write { db in
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

    func projection(_ db: Database) throws -> Projection {
        try Projection(
            db, editions: editions, blobs: blobs, today: world.now().civilDay,
            assumptions: assumptions)
    }

    /// Shows exactly the acts that the centre's images do not hold.
    private func layOutPending() throws {
        _ = try pool.write { db in
            try RowWriter(db: db, editions: editions, blobs: blobs).layOutOldRows()
            let pending = try journal.pending(cursor: try Meta(db).cursor)
            return try projection(db).reconcile(pending: pending)
        }
    }
}
