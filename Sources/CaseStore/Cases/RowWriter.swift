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
        let known = try rowID(file.id)
        let id = try known ?? nextID()
        try putRow(file, procedure, id: id, known: known != nil, pending: pending)
        try db.cachedStatement(
            sql: "INSERT INTO image (id, bytes) VALUES (?, ?) ON CONFLICT DO UPDATE SET bytes = ?2"
        ).execute(arguments: [id, file.wire.data])
        try putFacts(file, procedure, id: id, known: known != nil)
        try putParcels(file.place, id: id, known: known != nil)
        try putAttached(file, id: id, known: known != nil)
        try putWords(file, procedure, id: id, known: known != nil)
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
        try putWords(file, procedure, id: id, known: true)
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

    private func putRow(
        _ file: CaseFile, _ procedure: Procedure?, id: Int, known: Bool, pending: Int
    ) throws {
        let names = RowWriter.columns
        let sql: String
        if known {
            let sets = names.map { "\($0) = ?" }.joined(separator: ", ")
            sql = "UPDATE row SET \(sets) WHERE id = ?"
        } else {
            let marks = names.map { _ in "?" }.joined(separator: ", ")
            sql = "INSERT INTO row (\(names.joined(separator: ", ")), id) VALUES (\(marks), ?)"
        }
        let shown = procedure ?? Procedure.unknown(file.procedure)
        let values = RowWriter.values(file, shown.worklistRow(of: file), pending: pending) + [id]
        try db.cachedStatement(sql: sql).execute(arguments: StatementArguments(values))
    }

    private static let columns = [
        "uuid", "number", "number_key", "procedure", "kind", "phase", "public_status", "result",
        "subject", "subject_key", "place", "place_key", "received", "due_key", "due_title",
        "warn_days", "waiting", "unit", "assignee", "resubmission", "open", "closed", "manner",
        "returned_to", "approval_by", "prepared_by", "conflicts", "version", "adrift", "pending",
        "channel", "source", "street_key", "house", "district_key", "cadastral_key", "latitude",
        "longitude", "turn", "fields",
    ]

    private static func values(
        _ file: CaseFile, _ row: WorklistRow, pending: Int
    ) -> [(any DatabaseValueConvertible)?] {
        let place = file.place
        let head: [(any DatabaseValueConvertible)?] = [
            row.id.raw, row.number?.withSign, row.number?.sortKey ?? withoutNumber,
            row.procedure.raw, row.kind.raw, row.phase.raw, row.publicStatus?.raw,
            row.result?.raw, row.subject, fold(row.subject), row.place, fold(row.place),
            row.received.ordinal, row.due?.ordinal ?? notDue, row.dueTitle, row.warnDays,
        ]
        let middle: [(any DatabaseValueConvertible)?] = [
            row.waiting.whom.rawValue, row.unit.raw, row.assignee?.raw, row.resubmission?.ordinal,
            row.open, file.closing?.day.ordinal, file.closing?.manner.rawValue,
            row.returnedTo?.raw, row.approvalBy?.rawValue, row.preparedBy?.raw, row.conflicts,
            row.version, row.adrift, pending,
        ]
        let tail: [(any DatabaseValueConvertible)?] = [
            file.channel, file.source, fold(place.street), fold(place.houseNumber),
            fold(place.district), fold(place.cadastral), place.latitude, place.longitude,
            turn(row), shownFields(row),
        ]
        return head + middle + tail
    }

    /// The first day on which the turn is the office's by itself.
    private static func turn(_ row: WorklistRow) -> Int {
        row.waiting.until.map { $0.ordinal + 1 } ?? notDue
    }

    private static func shownFields(_ row: WorklistRow) -> String {
        wireFields(row.fields)?.text ?? ""
    }

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
                    arguments: [RowWriter.turn(row), RowWriter.shownFields(row), id])
        }
    }

    // MARK: - Beside the row

    private func putFacts(
        _ file: CaseFile, _ procedure: Procedure?, id: Int, known: Bool
    ) throws {
        if known { try delete("fact", id) }
        for fact in procedure?.factRows(of: file) ?? [] {
            try db.cachedStatement(
                sql: "INSERT INTO fact (\"case\", kind, key, day, cents) VALUES (?, ?, ?, ?, ?)"
            ).execute(arguments: [id, fact.kind, fact.key, fact.day.ordinal, fact.amount.cents])
        }
    }

    private func putParcels(_ place: Place, id: Int, known: Bool) throws {
        if known { try delete("parcel", id) }
        for parcel in place.parcelKeys {
            try db.cachedStatement(
                sql: "INSERT INTO parcel (\"case\", cadastral, parcel) VALUES (?, ?, ?)"
            ).execute(arguments: [id, fold(place.cadastral), parcel])
        }
    }

    private func putAttached(_ file: CaseFile, id: Int, known: Bool) throws {
        if known { try delete("attached", id) }
        for attachment in file.attachments {
            try db.cachedStatement(
                sql: "INSERT OR IGNORE INTO attached (sha256, \"case\") VALUES (?, ?)"
            ).execute(arguments: [attachment.sha256, id])
        }
    }

    private func delete(_ table: String, _ id: Int) throws {
        try db.cachedStatement(sql: "DELETE FROM \(table) WHERE \"case\" = ?")
            .execute(arguments: [id])
    }

    private func putWords(
        _ file: CaseFile, _ procedure: Procedure?, id: Int, known: Bool
    ) throws {
        let document = try document(file, procedure)
        if known {
            try db.cachedStatement(sql: "DELETE FROM words WHERE rowid = ?")
                .execute(arguments: [id])
        }
        var arguments = StatementArguments([id])
        arguments += StatementArguments(document.columns)
        try db.cachedStatement(
            sql: """
                INSERT INTO words (rowid, number, subject, place, party, content)
                VALUES (?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: arguments)
    }

    func document(_ file: CaseFile, _ procedure: Procedure?) throws -> SearchDocument {
        try SearchDocument(file, procedure, blobs: blobs, db)
    }
}

extension CaseNumber {
    /// Grows with the number; smaller than `RowWriter.withoutNumber`.
    var sortKey: Int { year * 100_000_000 + serial }
}

extension Procedure {
    /// Stands in where the edition is missing: the case can be listed and looked at.
    static func unknown(_ id: ProcedureID) -> Procedure {
        Procedure(id: id, title: id.raw, nature: .service, unit: "")
    }
}

extension Place {
    /// Parcel numbers without blanks and leading points: "123/4", ".56".
    var parcelKeys: [String] {
        let texts = parcels.split { $0 == "," || $0 == ";" }
        return Set(texts.map { $0.filter { !$0.isWhitespace } }).filter { !$0.isEmpty }.sorted()
    }
}
