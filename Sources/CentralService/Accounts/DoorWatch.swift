import GRDB
import Synchronization

/// Counts what may change who is let in and what they may see: every row written in the tables of the
/// office, the workstations, their members and the sessions, whoever writes it.
///
/// Triggers of the one connection that writes: hooks of SQLite do not tell of tables without rowids,
/// and whoever adds a way to write need not think of it.
final class DoorWatch: Sendable {
    private static let tables = [
        "unit", "person", "edition", "device", "deviceMember", "deviceCertificate", "account",
        "session", "sessionToken",
    ]

    private let newest = Mutex(0)

    var version: Int { newest.withLock { $0 } }

    /// Begins to count on this connection.
    static func install(_ db: Database) throws {
        try db.execute(
            sql: "CREATE TEMP TABLE door (n INTEGER NOT NULL); INSERT INTO temp.door VALUES (0)")
        for table in tables {
            for event in ["INSERT", "UPDATE", "DELETE"] {
                try db.execute(
                    sql: """
                        CREATE TEMP TRIGGER door_\(table)_\(event) AFTER \(event) ON main.\(table)
                        BEGIN UPDATE door SET n = n + 1; END
                        """)
            }
        }
    }

    /// How far it has been counted in the transaction that writes.
    static func count(_ db: Database) throws -> Int {
        try Int.fetchOne(db.cachedStatement(sql: "SELECT n FROM temp.door")) ?? 0
    }

    /// What was counted is committed.
    func committed(_ count: Int) {
        newest.withLock { $0 = max($0, count) }
    }
}
