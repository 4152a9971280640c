import Casework
import GRDB
import SyncProtocol

/// The centre's log and images in one SQLite file, or in memory for the demo city.
package final class SQLiteCentralStore: CentralStore {
    private let database: any DatabaseWriter
    private let door = DoorWatch()

    /// - Parameters:
    ///   - path: the file `centre.sqlite`; nil keeps everything in memory.
    ///   - epoch: the name of a log that is new.
    ///   - secret: what seals cursors from now on, where the log is new.
    /// - Throws: `CentreFailure`.
    package init(
        path: String?, epoch: String, secret: [UInt8] = Seal.newSecret()
    ) throws {
        do {
            database =
                try path.map { try DatabasePool(path: $0, configuration: Self.configuration) }
                ?? DatabaseQueue(configuration: Self.configuration)
            if path != nil { try Self.harden(database) }
            let migrator = CentreSchema.migrator
            guard try database.read({ try !migrator.hasBeenSuperseded($0) }) else {
                throw CentreFailure(.newerVersion)
            }
            try migrator.migrate(database)
            try database.writeWithoutTransaction { try DoorWatch.install($0) }
            try database.write { db in
                try db.execute(
                    sql: """
                        INSERT OR IGNORE INTO meta(key, value)
                        VALUES ('epoch', ?), ('secret', ?)
                        """, arguments: [epoch, hexText(secret)])
            }
        } catch {
            throw CentreFailure(from: error)
        }
    }

    private static var configuration: Configuration {
        var configuration = Configuration()
        configuration.busyMode = .timeout(5)
        configuration.prepareDatabase { db in
            try db.execute(
                sql: "PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; "
                    + "PRAGMA temp_store = MEMORY; PRAGMA mmap_size = 0")
        }
        return configuration
    }

    /// GRDB sets NORMAL on a WAL pool after opening: set FULL again, and make sure.
    private static func harden(_ database: any DatabaseWriter) throws {
        let durable = try database.writeWithoutTransaction { db in
            try db.execute(sql: "PRAGMA synchronous = FULL")
            return try isDurable(db)
        }
        guard durable else {
            throw CentreFailure(.internalError, context: "commits are not durable")
        }
    }

    private static func isDurable(_ db: Database) throws -> Bool {
        let level = try Int.fetchOne(db, sql: "PRAGMA synchronous")
        let mode = try String.fetchOne(db, sql: "PRAGMA journal_mode")
        return level == 2 && mode == "wal"
    }

    /// Whether the connection that writes gives every commit to the disk before it answers.
    package func isDurable() throws -> Bool {
        do {
            return try database.writeWithoutTransaction { try Self.isDurable($0) }
        } catch {
            throw CentreFailure(from: error)
        }
    }

    package var doorVersion: Int? { door.version }

    package func write<T>(_ body: (any CentralTransaction) throws -> T) throws -> T {
        do {
            let (result, count) = try database.write { db in
                (try body(SQLiteTransaction(db: db)), try DoorWatch.count(db))
            }
            door.committed(count)
            return result
        } catch let refusal as AccountRefusal {
            throw refusal
        } catch {
            throw CentreFailure(from: error)
        }
    }

    package func read<T>(_ body: (any CentralReading) throws -> T) throws -> T {
        do {
            return try database.read { try body(SQLiteTransaction(db: $0)) }
        } catch let refusal as AccountRefusal {
            throw refusal
        } catch {
            throw CentreFailure(from: error)
        }
    }

    /// Runs `body` on one state.
    func reading<T>(_ body: (Database) throws -> T) throws -> T {
        do {
            return try database.read(body)
        } catch {
            throw CentreFailure(from: error)
        }
    }

    package func backup(to path: String) throws {
        do {
            try database.writeWithoutTransaction { db in
                try db.execute(sql: "VACUUM INTO ?", arguments: [path])
            }
        } catch {
            throw CentreFailure(from: error)
        }
    }

    package func integrityProblems() throws -> [String] {
        do {
            let lines = try database.read {
                try String.fetchAll($0, sql: "PRAGMA integrity_check")
            }
            return lines == ["ok"] ? [] : lines
        } catch {
            throw CentreFailure(from: error)
        }
    }
}

extension CentreFailure {
    /// What SQLite says, in the centre's words. Arguments never get in: they may be personal.
    init(from error: any Error) {
        if let failure = error as? CentreFailure {
            self = failure
            return
        }
        guard let error = error as? DatabaseError else {
            self.init(.internalError, context: String(describing: type(of: error)))
            return
        }
        let code: Code =
            switch error.resultCode {
            case .SQLITE_FULL, .SQLITE_IOERR: .storageFull
            case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_CANTOPEN: .readOnly
            case .SQLITE_CORRUPT, .SQLITE_NOTADB: .corrupt
            case .SQLITE_BUSY, .SQLITE_LOCKED: .busy
            default: .internalError
            }
        self.init(code, context: "SQLite \(error.extendedResultCode.rawValue)")
    }
}
