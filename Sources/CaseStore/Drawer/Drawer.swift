import Casework
import Foundation
import GRDB

/// What somebody typed and has not sent off.
package struct DraftNote: Hashable, Sendable {
    package var person: PersonID
    /// nil for a case that is not open yet.
    package var caseID: CaseID?
    /// Which form: "schritt/untersagen", "notiz".
    package var form: String
    /// In the form of whoever draws it.
    package var bytes: [UInt8]
    package var at: Instant

    package init(person: PersonID, caseID: CaseID?, form: String, bytes: [UInt8], at: Instant) {
        self.person = person
        self.caseID = caseID
        self.form = form
        self.bytes = bytes
        self.at = at
    }
}

/// A question kept under a name.
package struct SavedFilter: Hashable, Sendable {
    package var name: String
    package var query: String

    package init(name: String, query: String) {
        self.name = name
        self.query = query
    }
}

/// A step back that a person can take.
package struct UndoMark: Hashable, Sendable {
    package var caseID: CaseID
    package var act: ActID
    /// Acts that were undertaken together have the same; empty for one by itself.
    package var batch: String

    package init(caseID: CaseID, act: ActID, batch: String = "") {
        self.caseID = caseID
        self.act = act
        self.batch = batch
    }
}

/// The drawer of the desk: drafts, places in lists, filters, settings, for each person apart.
/// It is never sent anywhere and never rebuilt.
package final class Drawer: Sendable {
    /// Undo marks kept for a person.
    package static let undoLimit = 2_000

    let queue: DatabaseQueue

    init(_ folder: DataFolder) throws {
        queue = try Connections.light(folder.drawer)
        try Connections.migrate(DrawerSchema.migrator, queue)
    }

    // MARK: - Drafts

    /// Writes a draft in the place of the one before; it is in the file when this returns.
    package func save(_ draft: DraftNote) throws(StoreFailure) {
        try write(
            """
            INSERT INTO draft (person, "case", form, bytes, at) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT DO UPDATE SET bytes = excluded.bytes, at = excluded.at
            """,
            [
                draft.person.raw, draft.caseID?.raw ?? "", draft.form, Data(draft.bytes),
                draft.at.milliseconds,
            ])
    }

    package func draft(
        _ person: PersonID, _ caseID: CaseID?, form: String
    ) throws(StoreFailure) -> DraftNote? {
        try drafts(
            "person = ? AND \"case\" = ? AND form = ?", [person.raw, caseID?.raw ?? "", form]
        )
        .first
    }

    /// All drafts of a person, the newest first.
    package func drafts(_ person: PersonID) throws(StoreFailure) -> [DraftNote] {
        try drafts("person = ? ORDER BY at DESC, form", [person.raw])
    }

    package func discardDraft(
        _ person: PersonID, _ caseID: CaseID?, form: String
    ) throws(StoreFailure) {
        try write(
            "DELETE FROM draft WHERE person = ? AND \"case\" = ? AND form = ?",
            [person.raw, caseID?.raw ?? "", form])
    }

    private func drafts(
        _ condition: String, _ arguments: StatementArguments
    ) throws(StoreFailure) -> [DraftNote] {
        try guarded {
            try queue.read { db in
                try Row.fetchAll(
                    db, sql: "SELECT * FROM draft WHERE \(condition)", arguments: arguments
                ).map { row in
                    let caseID: String = row["case"]
                    return DraftNote(
                        person: PersonID(row["person"]),
                        caseID: caseID.isEmpty ? nil : CaseID(caseID), form: row["form"],
                        bytes: row.bytes("bytes"), at: Instant(milliseconds: row["at"]))
                }
            }
        }
    }

    // MARK: - Places

    /// Where a person is in a list: cursor, scroll, filter, in the form of whoever draws it.
    package func savePlace(
        _ person: PersonID, list: String, bytes: [UInt8]
    ) throws(StoreFailure) {
        try write(
            """
            INSERT INTO place (person, list, bytes) VALUES (?, ?, ?)
            ON CONFLICT DO UPDATE SET bytes = excluded.bytes
            """, [person.raw, list, Data(bytes)])
    }

    package func places(_ person: PersonID) throws(StoreFailure) -> [String: [UInt8]] {
        try guarded {
            try queue.read { db in
                let rows = try Row.fetchAll(
                    db, sql: "SELECT list, bytes FROM place WHERE person = ?",
                    arguments: [person.raw])
                var places: [String: [UInt8]] = [:]
                for row in rows { places[row["list"]] = row.bytes("bytes") }
                return places
            }
        }
    }

    // MARK: - Filters

    package func filters(_ person: PersonID) throws(StoreFailure) -> [SavedFilter] {
        try guarded {
            try queue.read { db in
                try Row.fetchAll(
                    db,
                    sql: "SELECT name, query FROM filter WHERE person = ? ORDER BY position, name",
                    arguments: [person.raw]
                ).map { SavedFilter(name: $0["name"], query: $0["query"]) }
            }
        }
    }

    package func saveFilters(
        _ person: PersonID, _ filters: [SavedFilter]
    ) throws(StoreFailure) {
        try guarded {
            try queue.write { db in
                try db.execute(
                    sql: "DELETE FROM filter WHERE person = ?", arguments: [person.raw])
                for (position, filter) in filters.enumerated() {
                    try db.execute(
                        sql: """
                            INSERT OR REPLACE INTO filter (person, name, query, position)
                            VALUES (?, ?, ?, ?)
                            """, arguments: [person.raw, filter.name, filter.query, position])
                }
            }
        }
    }

    func write(_ sql: String, _ arguments: StatementArguments) throws(StoreFailure) {
        try guarded {
            try queue.write { db in
                try db.cachedStatement(sql: sql).execute(arguments: arguments)
            }
        }
    }
}
