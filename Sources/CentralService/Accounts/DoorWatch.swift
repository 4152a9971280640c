import GRDB
import Synchronization

/// Counts what may change who is let in and what they may see: every row written in the tables of the
/// office, the workstations and their members, and every session or access token that is no longer what
/// it was, whoever writes it. A session that is new or renewed changes nothing for anybody known.
///
/// Triggers of the one connection that writes: hooks of SQLite do not tell of tables without rowids,
/// and whoever adds a way to write need not think of it.
final class DoorWatch: Sendable {
    private static let tables = [
        "unit", "person", "edition", "device", "deviceMember", "deviceCertificate", "account",
    ]

    /// A row that replaces one is found before it does: SQLite calls no trigger for the one that goes.
    private static let sessions = [
        "session_insert BEFORE INSERT ON main.session": """
        EXISTS (SELECT 1 FROM main.session AS known WHERE known.id = new.id
        AND (known.person, known.device, known.certificate, known.ended)
        IS NOT (new.person, new.device, new.certificate, new.ended))
        """,
        "session_update AFTER UPDATE ON main.session": "1",
        "session_delete AFTER DELETE ON main.session": "1",
        "token_insert BEFORE INSERT ON main.sessionToken": """
        EXISTS (SELECT 1 FROM main.sessionToken AS known WHERE known.hash = new.hash
        AND known.kind = 'access')
        """,
        "token_update AFTER UPDATE ON main.sessionToken": "old.kind = 'access'",
        "token_delete AFTER DELETE ON main.sessionToken": "old.kind = 'access'",
    ]

    private let newest = Mutex(0)

    var version: Int { newest.withLock { $0 } }

    /// Begins to count on this connection.
    static func install(_ db: Database) throws {
        try db.execute(
            sql: "CREATE TEMP TABLE door (n INTEGER NOT NULL); INSERT INTO temp.door VALUES (0)")
        for table in tables {
            for event in ["INSERT", "UPDATE", "DELETE"] {
                try count(db, "\(table)_\(event) AFTER \(event) ON main.\(table)")
            }
        }
        for (trigger, condition) in sessions { try count(db, trigger, when: condition) }
    }

    private static func count(
        _ db: Database, _ trigger: String, when condition: String = "1"
    ) throws {
        try db.execute(
            sql: """
                CREATE TEMP TRIGGER door_\(trigger) WHEN \(condition)
                BEGIN UPDATE door SET n = n + 1; END
                """)
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
