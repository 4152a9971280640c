import CPosix
import GRDB

/// How the files are opened: hardened, with the durability that is promised, never beyond the
/// version this program knows.
enum Connections {
    /// Milliseconds that a writer waits for another connection of the same file.
    static let busyTimeout = 5.0
    /// The longest value taken from a file: longer ones are an attack or damage.
    static let valueLimit: Int32 = 64 << 20

    static func configuration(readOnly: Bool = false, beside: String? = nil) -> Configuration {
        var configuration = Configuration()
        configuration.readonly = readOnly
        configuration.busyMode = .timeout(busyTimeout)
        configuration.maximumReaderCount = 4
        configuration.prepareDatabase { db in
            try db.execute(
                sql: """
                    PRAGMA trusted_schema = OFF;
                    PRAGMA cell_size_check = ON;
                    PRAGMA mmap_size = 0;
                    PRAGMA temp_store = MEMORY;
                    """)
            if let connection = db.sqliteConnection {
                system_sqlite_harden(UnsafeMutableRawPointer(connection), valueLimit)
            }
            if let beside, db.configuration.readonly {
                try db.execute(
                    sql: "ATTACH DATABASE ? AS drawer", arguments: [location(beside)])
            }
        }
        return configuration
    }

    /// One connection that gives every commit to the disk before it answers.
    static func durable(_ path: String) throws -> DatabaseQueue {
        let queue = try DatabaseQueue(path: path, configuration: configuration())
        try queue.inDatabase { db in
            try db.execute(sql: "PRAGMA journal_mode = WAL")
            try db.execute(sql: "PRAGMA synchronous = FULL")
            let level = try Int.fetchOne(db, sql: "PRAGMA synchronous")
            let mode = try String.fetchOne(db, sql: "PRAGMA journal_mode")
            guard level == 2, mode == "wal" else { throw StoreFailure(.notDurable) }
        }
        return queue
    }

    /// One connection for what may lose its last moments in a power cut.
    static func light(_ path: String) throws -> DatabaseQueue {
        let queue = try DatabaseQueue(path: path, configuration: configuration())
        try queue.inDatabase { db in
            try db.execute(sql: "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL")
        }
        return queue
    }

    /// One writer and readers beside it; the readers see the drawer too.
    static func pool(_ path: String, drawer: String) throws -> DatabasePool {
        try DatabasePool(path: path, configuration: configuration(beside: drawer))
    }

    static func reader(_ path: String, drawer: String? = nil) throws -> DatabaseQueue {
        guard FileName.exists(path) else { throw StoreFailure(.missing) }
        return try DatabaseQueue(
            path: location(path), configuration: configuration(readOnly: true, beside: drawer))
    }

    /// Where nothing can be written, SQLite is told that the file does not change: otherwise it
    /// would want to make the side files of its log.
    private static func location(_ path: String) -> String {
        guard system_is_read_only(path) == 1 else { return path }
        let plain = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/".utf8)
        let digits = Array("0123456789ABCDEF")
        var escaped = ""
        for byte in path.utf8 {
            if plain.contains(byte) {
                escaped.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                escaped += "%\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
            }
        }
        return "file:\(escaped)?immutable=1"
    }

    /// Brings a file to this version. A file that knows migrations this program does not is
    /// left as it is.
    static func migrate(_ migrator: DatabaseMigrator, _ writer: some DatabaseWriter) throws {
        // Not through a reader: it sees the drawer's migrations where a new file has none.
        if try writer.writeWithoutTransaction({ try migrator.hasBeenSuperseded($0) }) {
            throw StoreFailure(.newerVersion)
        }
        try migrator.migrate(writer)
    }

    static func check(_ migrator: DatabaseMigrator, _ reader: some DatabaseReader) throws {
        try reader.read { db in
            let own = "SELECT count(*) FROM main.sqlite_master WHERE name = 'grdb_migrations'"
            guard try Int.fetchOne(db, sql: own) == 1 else { throw StoreFailure(.missing) }
            if try migrator.hasBeenSuperseded(db) { throw StoreFailure(.newerVersion) }
            guard try migrator.hasCompletedMigrations(db) else { throw StoreFailure(.missing) }
        }
    }

    /// A quick look through a file after an end that was not clean.
    static func quickCheck(_ reader: some DatabaseReader) throws {
        let answer = try reader.read { try String.fetchOne($0, sql: "PRAGMA quick_check(1)") }
        guard answer == "ok" else { throw StoreFailure(.corrupt, cause: "quick_check") }
    }
}
