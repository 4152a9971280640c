import Casework
import Foundation
import GRDB
import SyncProtocol

/// How far the projection has come, and what is the same for every case.
struct Meta {
    var cursor = FeedCursor.beginning
    var epoch = ""
    var reference = 0

    init(_ db: Database) throws {
        cursor = FeedCursor(
            sequence: try Meta.read(db, "cursor") ?? 0, token: try Meta.read(db, "token") ?? "")
        epoch = try Meta.read(db, "epoch") ?? ""
        reference = try Meta.read(db, "reference") ?? 0
    }

    func write(_ db: Database) throws {
        try Meta.write(db, "cursor", cursor.sequence)
        try Meta.write(db, "token", cursor.token)
        try Meta.write(db, "epoch", epoch)
        try Meta.write(db, "reference", reference)
    }

    /// The version of everything in the file: another one after each change.
    static func rows(_ db: Database) throws -> Int { try read(db, "rows") ?? 0 }

    static func read<T: DatabaseValueConvertible>(
        _ db: Database, _ key: String
    ) throws -> T? {
        try T.fetchOne(
            db.cachedStatement(sql: "SELECT value FROM meta WHERE key = ?"), arguments: [key])
    }

    static func write(
        _ db: Database, _ key: String, _ value: some DatabaseValueConvertible
    ) throws {
        try db.cachedStatement(
            sql: "INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = ?2"
        ).execute(arguments: [key, value])
    }

    static func office(_ db: Database) throws -> Office {
        guard let data: Data = try read(db, "office") else { return Office() }
        return try Office(wire: try JSONValue(bytes: data), at: "office")
    }

    /// Persons, units and editions as a whole; documents never change under their name.
    static func write(_ db: Database, _ reference: Reference) throws {
        try write(db, "office", reference.office.wire.data)
        try db.execute(sql: "UPDATE edition SET current = 0")
        for edition in reference.editions {
            try db.execute(
                sql: """
                    INSERT INTO edition (id, procedure, document, current) VALUES (?, ?, ?, ?)
                    ON CONFLICT (id) DO UPDATE SET current = excluded.current
                    """,
                arguments: [
                    edition.id.raw, edition.procedure.raw, Data(edition.document),
                    edition.current,
                ])
        }
    }
}
