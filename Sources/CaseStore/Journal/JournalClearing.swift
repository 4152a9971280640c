import Casework
import GRDB
import SyncProtocol

/// How a person dealt with acts that the centre refused.
package struct ClearingRecord: Hashable, Sendable {
    /// "redone", "noted", "discarded": the words of whoever asks.
    package var manner: String
    package var reason: String
    package var person: PersonID
    package var at: Instant

    package init(manner: String, reason: String, person: PersonID, at: Instant) {
        self.manner = manner
        self.reason = reason
        self.person = person
        self.at = at
    }
}

/// An act that is not settled yet.
package struct UnsettledAct: Hashable, Sendable {
    package var act: Act
    /// The centre has it and waits itself.
    package var parked: Bool
}

enum ClearingSchema {
    /// What was refused and given up is never lost: who did it, when, and why.
    static let table = """
        CREATE TABLE clearing (
            act TEXT PRIMARY KEY NOT NULL,
            manner TEXT NOT NULL,
            reason TEXT NOT NULL,
            person TEXT NOT NULL,
            at INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX clearing_person ON clearing (person, at);
        CREATE TRIGGER clearing_kept BEFORE DELETE ON clearing
        BEGIN SELECT raise(ABORT, 'clearings are kept'); END;
        CREATE TRIGGER clearing_fixed BEFORE UPDATE ON clearing
        BEGIN SELECT raise(ABORT, 'clearings are fixed'); END;
        """
}

extension Journal {
    /// Everybody's acts without a final verdict, in the order of making.
    func unsettled(limit: Int) throws -> [UnsettledAct] {
        try queue.read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT bytes, outcome FROM act
                    WHERE outcome IS NULL OR outcome = 'parked' ORDER BY position LIMIT ?
                    """, arguments: [limit]
            ).map { row in
                UnsettledAct(
                    act: try ActEnvelope(bytes: row.bytes("bytes")).act(),
                    parked: (row["outcome"] as String?) != nil)
            }
        }
    }

    /// Refused acts of a person that have been dealt with, the newest first.
    func cleared(
        _ person: PersonID, limit: Int
    ) throws -> [(rejected: RejectedAct, clearing: ClearingRecord)] {
        try queue.read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT act.bytes, act.verdict, clearing.manner, clearing.reason,
                        clearing.person, clearing.at
                    FROM clearing JOIN act ON act.id = clearing.act
                    WHERE act.actor = ? AND act.verdict IS NOT NULL
                    ORDER BY clearing.at DESC, act.position DESC LIMIT ?
                    """, arguments: [person.raw, limit]
            ).map { row in
                let act = try ActEnvelope(bytes: row.bytes("bytes")).act()
                let verdict = try Verdict(
                    wire: try JSONValue(bytes: row.bytes("verdict")), at: "verdict")
                return (
                    RejectedAct(act: act, verdict: verdict),
                    ClearingRecord(
                        manner: row["manner"], reason: row["reason"],
                        person: PersonID(row["person"]), at: Instant(milliseconds: row["at"]))
                )
            }
        }
    }

    /// Takes refused acts of the person out of the tray and keeps how. What was not refused, or
    /// was dealt with before, stays as it is.
    func clear(_ ids: [ActID], _ clearing: ClearingRecord) throws {
        try queue.write { db in
            for id in ids {
                try db.execute(
                    sql: """
                        INSERT INTO clearing (act, manner, reason, person, at)
                        SELECT id, ?2, ?3, ?4, ?5 FROM act
                        WHERE id = ?1 AND actor = ?4 AND outcome = 'rejected'
                            AND cleared IS NULL
                        ON CONFLICT DO NOTHING
                        """,
                    arguments: [
                        id.raw, clearing.manner, clearing.reason, clearing.person.raw,
                        clearing.at.milliseconds,
                    ])
                try db.execute(
                    sql: """
                        UPDATE act SET cleared = ?2
                        WHERE id = ?1 AND cleared IS NULL
                            AND id IN (SELECT act FROM clearing)
                        """, arguments: [id.raw, clearing.at.milliseconds])
            }
        }
    }
}
