import Casework
import Foundation
import GRDB
import SyncProtocol

/// Writes the shown state of one case into all the tables that show it.
struct RowWriter {
    let db: Database
    let editions: Editions
    let blobs: BlobStore

    /// Sorts behind every real number: a case that has none yet.
    static let withoutNumber = 10_000_000_000_000
    /// Sorts behind every day: nothing is due.
    static let notDue = 9_999_999

    func put(_ file: CaseFile, pending: Int) throws {
        let procedure = try editions.procedure(file.edition, db)
        let document = try document(file, procedure)
        try put(CaseRows(file, procedure, pending: pending, document: document))
    }

    func put(_ rows: CaseRows) throws {
        let known = try rowID(rows.caseID)
        try put(rows, id: try known ?? nextID(), known: known != nil)
    }

    /// - Parameter known: there are rows of the case already, under this id.
    func put(_ rows: CaseRows, id: Int, known: Bool) throws {
        try putRow(rows, id: id, known: known)
        try db.cachedStatement(
            sql: "INSERT INTO image (id, bytes) VALUES (?, ?) ON CONFLICT DO UPDATE SET bytes = ?2"
        ).execute(arguments: [id, rows.image])
        try putFacts(rows, id: id, known: known)
        try putParcels(rows, id: id, known: known)
        try putAttached(rows, id: id, known: known)
        try putWords(rows.words, id: id, known: known)
    }

    func remove(_ caseID: CaseID) throws {
        guard let id = try rowID(caseID) else { return }
        for sql in [
            "DELETE FROM row WHERE id = ?", "DELETE FROM image WHERE id = ?",
            "DELETE FROM fact WHERE \"case\" = ?", "DELETE FROM parcel WHERE \"case\" = ?",
            "DELETE FROM attached WHERE \"case\" = ?", "DELETE FROM words WHERE rowid = ?",
        ] {
            try db.cachedStatement(sql: sql).execute(arguments: [id])
        }
    }

    /// Indexes a case anew, after something outside its image became known.
    func putWords(of id: Int) throws {
        let statement = try db.cachedStatement(sql: "SELECT bytes FROM image WHERE id = ?")
        guard let row = try Row.fetchOne(statement, arguments: [id]) else { return }
        let file = try CaseFile(wire: try JSONValue(bytes: row.bytes("bytes")), at: "image")
        let procedure = try editions.procedure(file.edition, db)
        try putWords(try document(file, procedure).columns, id: id, known: true)
    }

    func rowID(_ caseID: CaseID) throws -> Int? {
        try Int.fetchOne(
            db.cachedStatement(sql: "SELECT id FROM row WHERE uuid = ?"),
            arguments: [caseID.raw])
    }

    private func nextID() throws -> Int {
        (try Int.fetchOne(db.cachedStatement(sql: "SELECT max(id) FROM row")) ?? 0) + 1
    }

    // MARK: - The row

    private func putRow(_ rows: CaseRows, id: Int, known: Bool) throws {
        guard known else {
            return try db.cachedStatement(sql: RowWriter.insert)
                .execute(arguments: StatementArguments(each: rows.values + [id.databaseValue]))
        }
        // A column that is named is written into all its indices anew, changed or not.
        let old = try Row.fetchOne(
            db.cachedStatement(sql: RowWriter.select), arguments: [id])
        let changed = rows.values.indices.filter { old?[$0] != rows.values[$0] }
        guard !changed.isEmpty else { return }
        let names = changed.map { "\(RowWriter.columns[$0]) = ?" }.joined(separator: ", ")
        let values = changed.map { rows.values[$0] }
        try db.cachedStatement(sql: "UPDATE row SET \(names) WHERE id = ?")
            .execute(arguments: StatementArguments(each: values + [id.databaseValue]))
    }

    private static let select = "SELECT \(columns.joined(separator: ", ")) FROM row WHERE id = ?"
    private static let insert =
        "INSERT INTO row (\(columns.joined(separator: ", ")), id) "
        + "VALUES (\(columns.map { _ in "?" }.joined(separator: ", ")), ?)"

    private static let columns = [
        "uuid", "number", "number_key", "procedure", "kind", "phase", "public_status", "result",
        "subject", "subject_key", "place", "place_key", "received", "due_key", "due_title",
        "warn_days", "waiting", "unit", "assignee", "resubmission", "open", "closed", "manner",
        "returned_to", "approval_by", "prepared_by", "conflicts", "version", "adrift", "pending",
        "channel", "source", "street_key", "house", "district_key", "cadastral_key", "latitude",
        "longitude", "turn", "fields",
    ]

    /// Rows from before lists showed whose turn it will be: the images say it.
    func layOutOldRows() throws {
        let ids = try Int.fetchAll(db, sql: "SELECT id FROM row WHERE turn = 0")
        for id in ids {
            guard
                let image = try Row.fetchOne(
                    db.cachedStatement(sql: "SELECT bytes FROM image WHERE id = ?"),
                    arguments: [id])
            else { continue }
            let file = try CaseFile(wire: try JSONValue(bytes: image.bytes("bytes")), at: "image")
            let procedure = try editions.procedure(file.edition, db)
            let row = (procedure ?? .unknown(file.procedure)).worklistRow(of: file)
            try db.cachedStatement(sql: "UPDATE row SET turn = ?, fields = ? WHERE id = ?")
                .execute(
                    arguments: [CaseRows.turn(row), CaseRows.shownFields(row), id])
        }
    }

    // MARK: - Beside the row

    private func putFacts(_ rows: CaseRows, id: Int, known: Bool) throws {
        if known { try delete("fact", id) }
        for fact in rows.facts {
            try db.cachedStatement(
                sql: "INSERT INTO fact (\"case\", kind, key, day, cents) VALUES (?, ?, ?, ?, ?)"
            ).execute(arguments: [id, fact.kind, fact.key, fact.day.ordinal, fact.amount.cents])
        }
    }

    private func putParcels(_ rows: CaseRows, id: Int, known: Bool) throws {
        if known { try delete("parcel", id) }
        for parcel in rows.parcels {
            try db.cachedStatement(
                sql: "INSERT INTO parcel (\"case\", cadastral, parcel) VALUES (?, ?, ?)"
            ).execute(arguments: [id, rows.cadastral, parcel])
        }
    }

    private func putAttached(_ rows: CaseRows, id: Int, known: Bool) throws {
        if known { try delete("attached", id) }
        for sha256 in rows.attached {
            try db.cachedStatement(
                sql: "INSERT OR IGNORE INTO attached (sha256, \"case\") VALUES (?, ?)"
            ).execute(arguments: [sha256, id])
        }
    }

    private func delete(_ table: String, _ id: Int) throws {
        try db.cachedStatement(sql: "DELETE FROM \(table) WHERE \"case\" = ?")
            .execute(arguments: [id])
    }

    private func putWords(_ columns: [String], id: Int, known: Bool) throws {
        if known {
            let old = try Row.fetchOne(
                db.cachedStatement(
                    sql: "SELECT number, subject, place, party, content FROM words WHERE rowid = ?"),
                arguments: [id])
            // Most acts leave the words as they are, and the index takes longest.
            if let old, columns.indices.allSatisfy({ old[$0] == columns[$0] }) { return }
            try db.cachedStatement(sql: "DELETE FROM words WHERE rowid = ?")
                .execute(arguments: [id])
        }
        try db.cachedStatement(
            sql: """
                INSERT INTO words (rowid, number, subject, place, party, content)
                VALUES (?, ?, ?, ?, ?, ?)
                """
        ).execute(
            arguments: StatementArguments(
                each: [id.databaseValue] + columns.map { $0.databaseValue }))
    }

    func document(_ file: CaseFile, _ procedure: Procedure?) throws -> SearchDocument {
        try SearchDocument(file, procedure, blobs: blobs, db)
    }
}

extension StatementArguments {
    /// The arguments one by one: those of a sequence are made by way of a key path, which for a
    /// case of forty columns takes as long as writing it.
    fileprivate init(each values: [DatabaseValue]) {
        self.init(values.map { $0 as (any DatabaseValueConvertible)? })
    }
}
