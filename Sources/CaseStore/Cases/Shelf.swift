import Foundation
import GRDB
import Synchronization

/// Reads what is shown, whichever file it lies in at the moment.
protocol CaseReading: Sendable {
    func read<T>(_ body: (Database) throws -> T) throws -> T
}

/// The file of what is shown. A fresh one can take its place while it is read: who reads goes on
/// with the old one to the end, who begins gets the new one.
final class Shelf: CaseReading {
    private let folder: DataFolder
    private let current: Mutex<DatabasePool>
    /// Held by whoever writes or changes the file.
    private let writing = NSLock()
    /// The newest version given away, also where the file that bore it is gone.
    private let newest = Mutex(0)
    /// The file was damaged and lies aside; this one is empty.
    let rebuilt: Bool

    /// - Parameter check: the last end was not clean.
    init(_ folder: DataFolder, check: Bool) throws {
        self.folder = folder
        try Shelf.finishSwap(folder)
        let opened = try Shelf.openSound(folder, check: check)
        current = Mutex(opened.pool)
        rebuilt = opened.rebuilt
    }

    private var pool: DatabasePool { current.withLock { $0 } }

    func read<T>(_ body: (Database) throws -> T) throws -> T { try pool.read(body) }

    func write<T>(_ body: (Database) throws -> T) throws -> T {
        writing.lock()
        defer { writing.unlock() }
        return try pool.write { db in
            try mark(db)
            return try body(db)
        }
    }

    /// What is written has a version that nothing before had.
    private func mark(_ db: Database) throws {
        let known = try Meta.rows(db)
        let next = newest.withLock { newest in
            newest = max(newest, known) + 1
            return newest
        }
        try Meta.write(db, "rows", next)
    }

    func close() {
        let pool = pool
        try? pool.writeWithoutTransaction { _ = try $0.checkpoint(.truncate) }
        try? pool.close()
    }

    // MARK: - Opening

    private static func openSound(
        _ folder: DataFolder, check: Bool
    ) throws -> (pool: DatabasePool, rebuilt: Bool) {
        do {
            return (try open(folder, check: check), false)
        } catch {
            guard StoreFailure(error).code == .corrupt else { throw error }
            for suffix in ["", "-wal", "-shm"] {
                let path = folder.cases + suffix
                if FileName.exists(path) { rename(path, folder.cases + ".beschaedigt" + suffix) }
            }
            return (try open(folder, check: false), true)
        }
    }

    private static func open(_ folder: DataFolder, check: Bool) throws -> DatabasePool {
        let pool = try Connections.pool(folder.cases, drawer: folder.drawer)
        try Connections.migrate(CasesSchema.migrator, pool)
        if check { try Connections.quickCheck(pool) }
        return pool
    }

    // MARK: - A fresh file

    /// Puts a fresh file in the place of the present one.
    ///
    /// - Parameters:
    ///   - path: a whole database, closed and on the disk, in the same folder.
    ///   - lastTouch: what must still be written into it, while nobody writes to the old one.
    func replace(with path: String, lastTouch: (DatabaseQueue) throws -> Void) throws {
        writing.lock()
        defer { writing.unlock() }
        let fresh = try DatabaseQueue(path: path, configuration: Connections.configuration())
        try lastTouch(fresh)
        try fresh.write { try mark($0) }
        try fresh.close()
        try FileBytes.sync(path)
        // From this name on the fresh file is the one, also after a crash.
        guard rename(path, folder.casesReady) == 0 else {
            throw StoreFailure(errno: errno, cause: "rename")
        }
        try FileName.syncFolder(folder.path)
        try Shelf.finishSwap(folder)
        let next = try Shelf.open(folder, check: false)
        current.withLock { $0 = next }
    }

    /// The side files of the old file go before the fresh one takes its name: SQLite would put
    /// their contents into it.
    private static func finishSwap(_ folder: DataFolder) throws {
        guard FileName.exists(folder.casesReady) else { return }
        for suffix in ["-wal", "-shm"] { FileName.remove(folder.cases + suffix) }
        guard rename(folder.casesReady, folder.cases) == 0 else {
            throw StoreFailure(errno: errno, cause: "rename")
        }
        try FileName.syncFolder(folder.path)
    }
}

/// A file that is only looked into.
struct LookedInto: CaseReading {
    let reader: DatabaseQueue

    func read<T>(_ body: (Database) throws -> T) throws -> T { try reader.read(body) }
}
