import CentralService
import Foundation
import SyncProtocol
import Synchronization

/// The centre's log and images in a PostgreSQL database, which several processes may share.
///
/// Every writing transaction begins by locking the one row of `logHead`: so all writers of all
/// processes follow one another, places in the log have no gap, and their order is that of the
/// commits. A reading transaction sees one state.
package final class PostgresCentralStore: CentralStore {
    package enum Expectation: Sendable { case new, existing, either }

    static let defaultSchema = "amtszentrale"

    let pool: PostgresPool
    let schema: String
    /// Tells this process's notices from those of the others.
    let origin = UUID().uuidString.lowercased()
    private let writer: PostgresWriter
    private let ear: Mutex<PostgresEar?> = Mutex(nil)
    private let observers = Mutex<[@Sendable (StoreWord) -> Void]>([])
    private let address: PostgresAddress
    /// Whether the tables were made when this was opened.
    package let isNew: Bool

    /// - Parameters:
    ///   - epoch: the name of a log that is new.
    ///   - secret: what seals cursors from now on, where the log is new.
    ///   - schema: another one than the usual, for tests.
    /// - Throws: `PostgresProblem`, `CentreFailure`.
    package init(
        _ address: PostgresAddress, epoch: String, secret: [UInt8] = Seal.newSecret(),
        expecting: Expectation = .either, schema: String = PostgresCentralStore.defaultSchema
    ) throws {
        self.address = address
        self.schema = schema
        let pool = PostgresPool(address, schema: schema)
        self.pool = pool
        writer = PostgresWriter(pool)
        let line = try pool.openSayingWhy()
        isNew = try asCentreFailure {
            let isNew =
                try line.row("SELECT to_regclass($1)::text", schema + ".loghead")?
                .isNull(0) ?? true
            if isNew, expecting == .existing { throw PostgresProblem.empty }
            if !isNew, expecting == .new { throw PostgresProblem.occupied }
            try PostgresSchema.migrate(line, schema: schema, epoch: epoch, secret: secret)
            return isNew
        }
    }

    package func write<T>(_ body: (any CentralTransaction) throws -> T) throws -> T {
        try asCentreFailure { try writer.write(origin: origin, schema: schema, body) }
    }

    /// Whether the line that writes gives every commit to the disk before it answers.
    package func isDurable() throws -> Bool {
        try asCentreFailure {
            try pool.withLine { line in
                let found = try line.row(
                    "SELECT current_setting('synchronous_commit'), current_setting('fsync')")
                return ["on", "remote_apply"].contains(found?.text(0)) && found?.text(1) == "on"
            }
        }
    }

    package func read<T>(_ body: (any CentralReading) throws -> T) throws -> T {
        try asCentreFailure { try snapshot { try body(PostgresTransaction(line: $0)) } }
    }

    /// Runs `body` on one state.
    func snapshot<T>(_ body: (PostgresLine) throws -> T) throws -> T {
        try pool.withLine { line in
            try line.later("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
            do {
                let value = try body(line)
                try line.commit()
                return value
            } catch {
                line.rollBack()
                throw error
            }
        }
    }

    /// Takes away the tables that were made when this was opened; others stay.
    package func removeIfNew() throws {
        guard isNew else { return }
        try asCentreFailure {
            try pool.withLine { line in
                try line.later("DROP SCHEMA \(schema) CASCADE")
                try line.flush()
            }
        }
    }

    package func hear(_ observer: @escaping @Sendable (StoreWord) -> Void) {
        observers.withLock { $0.append(observer) }
        ear.withLock { ear in
            guard ear == nil else { return }
            ear = PostgresEar(pool, schema: schema, origin: origin) { [weak self] word in
                for observer in self?.observers.withLock({ $0 }) ?? [] { observer(word) }
            }
        }
    }

    package func say(_ mark: PresenceMark) throws {
        try asCentreFailure {
            try pool.withLine { line in
                _ = try line.row(
                    "SELECT pg_notify($1, $2)", schema,
                    PostgresNotice.text(of: mark, origin: origin))
            }
        }
    }

    deinit { ear.withLock { $0?.close() } }
}
