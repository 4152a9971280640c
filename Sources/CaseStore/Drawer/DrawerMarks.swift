import Casework
import GRDB

/// What a person has seen, can take back, and prefers.
extension Drawer {
    /// The person has looked at the case as it was at this version.
    package func markSeen(
        _ person: PersonID, _ caseID: CaseID, version: Int, at: Instant
    ) throws(StoreFailure) {
        try write(
            """
            INSERT INTO seen (person, "case", version, at) VALUES (?, ?, ?, ?)
            ON CONFLICT DO UPDATE SET version = max(version, excluded.version), at = excluded.at
            """, [person.raw, caseID.raw, version, at.milliseconds])
    }

    /// The version the person last looked at.
    package func seenVersion(
        _ person: PersonID, _ caseID: CaseID
    ) throws(StoreFailure) -> Int? {
        try guarded {
            try queue.read { db in
                try Int.fetchOne(
                    db, sql: "SELECT version FROM seen WHERE person = ? AND \"case\" = ?",
                    arguments: [person.raw, caseID.raw])
            }
        }
    }

    /// What a person does is not new to them: who had seen the case as it was before has seen it
    /// as it is afterwards. A case they open is seen.
    func follow(_ person: PersonID, _ steps: [OwnStep], at: Instant) throws {
        guard !steps.isEmpty else { return }
        try queue.write { db in
            for step in steps {
                if step.before == 0 {
                    try db.execute(
                        sql: """
                            INSERT OR IGNORE INTO seen (person, "case", version, at)
                            VALUES (?, ?, ?, ?)
                            """,
                        arguments: [person.raw, step.caseID.raw, step.after, at.milliseconds])
                } else {
                    try db.execute(
                        sql: """
                            UPDATE seen SET version = ?, at = ?
                            WHERE person = ? AND "case" = ? AND version BETWEEN ? AND ?
                            """,
                        arguments: [
                            step.after, at.milliseconds, person.raw, step.caseID.raw,
                            step.before, step.after,
                        ])
                }
            }
        }
    }

    struct OwnStep {
        var caseID: CaseID
        var before: Int
        var after: Int
    }

    // MARK: - Undo

    package func addUndo(_ person: PersonID, _ marks: [UndoMark]) throws(StoreFailure) {
        guard !marks.isEmpty else { return }
        try guarded {
            try queue.write { db in
                for mark in marks {
                    try db.execute(
                        sql: """
                            INSERT OR IGNORE INTO undo_mark (person, "case", act, batch)
                            VALUES (?, ?, ?, ?)
                            """,
                        arguments: [person.raw, mark.caseID.raw, mark.act.raw, mark.batch])
                }
                try db.execute(
                    sql: """
                        DELETE FROM undo_mark WHERE person = ?1 AND position NOT IN (
                            SELECT position FROM undo_mark WHERE person = ?1
                            ORDER BY position DESC LIMIT ?2)
                        """, arguments: [person.raw, Drawer.undoLimit])
            }
        }
    }

    /// What the person can take back, the last thing first.
    package func undoMarks(_ person: PersonID) throws(StoreFailure) -> [UndoMark] {
        try guarded {
            try queue.read { db in
                try Row.fetchAll(
                    db,
                    sql: """
                        SELECT "case", act, batch FROM undo_mark WHERE person = ?
                        ORDER BY position DESC
                        """, arguments: [person.raw]
                ).map {
                    UndoMark(
                        caseID: CaseID($0["case"]), act: ActID($0["act"]), batch: $0["batch"])
                }
            }
        }
    }

    package func dropUndo(_ acts: [ActID]) throws(StoreFailure) {
        guard !acts.isEmpty else { return }
        try write(
            "DELETE FROM undo_mark WHERE act IN (SELECT value FROM json_each(?))",
            [jsonList(acts.map(\.raw))])
    }

    // MARK: - Settings

    package func settings(_ person: PersonID) throws(StoreFailure) -> [String: String] {
        try guarded {
            try queue.read { db in
                let rows = try Row.fetchAll(
                    db, sql: "SELECT key, value FROM setting WHERE person = ?",
                    arguments: [person.raw])
                var settings: [String: String] = [:]
                for row in rows { settings[row["key"]] = row["value"] }
                return settings
            }
        }
    }

    /// nil takes the setting away.
    package func set(
        _ person: PersonID, _ key: String, to value: String?
    ) throws(StoreFailure) {
        guard let value else {
            return try write(
                "DELETE FROM setting WHERE person = ? AND key = ?", [person.raw, key])
        }
        try write(
            """
            INSERT INTO setting (person, key, value) VALUES (?, ?, ?)
            ON CONFLICT DO UPDATE SET value = excluded.value
            """, [person.raw, key, value])
    }
}
