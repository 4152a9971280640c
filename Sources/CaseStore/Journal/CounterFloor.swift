import Casework
import GRDB
import SyncProtocol

/// Up to where the centre has processed a person's acts of this desk, where that is further than
/// the journal reaches: after the journal came back from a backup. Counters go on behind it, so
/// that no number is given twice.
enum CounterFloor {
    /// A floor of nobody says that the centre is to be asked before anything is written.
    static let tables = """
        CREATE TABLE counter_floor (
            device TEXT NOT NULL,
            actor TEXT NOT NULL,
            counter INTEGER NOT NULL,
            PRIMARY KEY (device, actor)
        ) STRICT, WITHOUT ROWID;
        DROP TRIGGER act_gapless;
        CREATE TRIGGER act_gapless BEFORE INSERT ON act
        WHEN NEW.counter != 1 + max(
            (SELECT coalesce(max(counter), 0) FROM act
                WHERE device = NEW.device AND actor = NEW.actor),
            (SELECT coalesce(max(counter), 0) FROM counter_floor
                WHERE device = NEW.device AND actor = NEW.actor))
        BEGIN SELECT raise(ABORT, 'counter gap'); END;
        CREATE TABLE resigned (
            position INTEGER PRIMARY KEY REFERENCES act (position),
            bytes BLOB NOT NULL
        ) STRICT;
        """

    static let nobody = ""
}

extension Journal {
    static func lastCounter(
        _ db: Database, device: DeviceID, actor: PersonID
    ) throws -> Int {
        try Int.fetchOne(
            db,
            sql: """
                SELECT max(
                    (SELECT coalesce(max(counter), 0) FROM act WHERE device = ?1 AND actor = ?2),
                    (SELECT coalesce(max(counter), 0) FROM counter_floor
                        WHERE device = ?1 AND actor = ?2))
                """, arguments: [device.raw, actor.raw]) ?? 0
    }

    /// The journal came from a backup: the centre may know more than it.
    func awaitFloors() throws {
        try queue.write { db in
            try db.execute(
                sql:
                    "INSERT OR IGNORE INTO counter_floor (device, actor, counter) VALUES (?, ?, 0)",
                arguments: [device.raw, CounterFloor.nobody])
        }
    }

    /// The centre must be asked before anything is written.
    func awaitsFloors() throws -> Bool {
        try queue.read { db in
            try Bool.fetchOne(
                db,
                sql: "SELECT EXISTS (SELECT 1 FROM counter_floor WHERE device = ? AND actor = ?)",
                arguments: [device.raw, CounterFloor.nobody]) ?? false
        }
    }

    /// What the centre has processed of this desk, by person. What a journal from a backup has
    /// beyond that is signed anew: the key it was signed with is lost.
    func raiseFloors(_ counters: [PersonID: Int]) throws {
        let restored = try awaitsFloors()
        let behind = try queue.read { db in
            try counters.filter { actor, counter in
                try restored
                    || counter > Journal.lastCounter(db, device: device, actor: actor)
            }
        }
        guard restored || !behind.isEmpty else { return }
        try queue.write { db in
            if restored { try resignUnsent(beyond: counters, db) }
            for (actor, counter) in behind.sorted(by: { $0.key < $1.key }) {
                try db.execute(
                    sql: """
                        INSERT INTO counter_floor (device, actor, counter) VALUES (?, ?, ?)
                        ON CONFLICT DO UPDATE SET counter = excluded.counter
                        """, arguments: [device.raw, actor.raw, counter])
            }
            try db.execute(
                sql: "DELETE FROM counter_floor WHERE device = ? AND actor = ?",
                arguments: [device.raw, CounterFloor.nobody])
        }
    }

    private func resignUnsent(beyond counters: [PersonID: Int], _ db: Database) throws {
        let rows = try Row.fetchAll(
            db, sql: "SELECT position, bytes FROM act WHERE outcome IS NULL")
        for row in rows {
            let envelope = ActEnvelope(bytes: row.bytes("bytes"))
            let act = try envelope.act()
            guard act.counter > counters[act.actor] ?? 0 else { continue }
            try resign(envelope, at: row["position"], db)
        }
    }

    /// Keeps an act as this desk's present key signs it, beside how it was made.
    func resign(_ envelope: ActEnvelope, at position: Int, _ db: Database) throws {
        guard let signer, try envelope.kid() != signer.kid else { return }
        try db.execute(
            sql: "INSERT OR REPLACE INTO resigned (position, bytes) VALUES (?, ?)",
            arguments: [position, try ActEnvelope(try envelope.act(), signer: signer).data])
    }
}
