import Foundation
import GRDB
import SyncProtocol

/// A file as any store can be copied from and to: what a backup is, whatever the centre runs on.
extension SQLiteCentralStore {
    /// Writes a new file with all that `rows` has.
    ///
    /// - Throws: `CentreFailure`; nothing lies at `path` then.
    package static func write(_ rows: any StoredRows, to path: String) throws {
        guard !FileManager.default.fileExists(atPath: path) else {
            throw CentreFailure(.readOnly, context: "file exists")
        }
        do {
            // One file without a side file; it is nobody's until it is whole.
            let database = try DatabaseQueue(path: path)
            try CentreSchema.migrator.migrate(database)
            try database.write { try copy(rows, into: $0) }
            try database.close()
        } catch {
            for ending in ["", "-journal"] {
                try? FileManager.default.removeItem(atPath: path + ending)
            }
            throw CentreFailure(from: error)
        }
    }

    private static func copy(_ rows: any StoredRows, into db: Database) throws {
        let head = try rows.storedHead()
        let meta = [
            ("epoch", head.epoch), ("secret", hexText(head.secret)),
            ("reference", String(head.reference)), ("durable", String(head.durable)),
        ]
        for (key, value) in meta {
            try db.execute(
                sql: "INSERT OR REPLACE INTO meta(key, value) VALUES (?, ?)",
                arguments: [key, value])
        }
        for table in StoredTable.all {
            let marks = table.columns.map { _ in "?" }.joined(separator: ", ")
            let insert = try db.makeStatement(
                sql: "INSERT INTO \(table.name)(\(table.columnNames)) VALUES (\(marks))")
            try rows.eachRow(of: table) { row in
                try insert.execute(arguments: StatementArguments(row.map(\.sqlite)))
            }
        }
        try SQLiteTransaction(db: db).indexAll()
    }

    /// Gives `body` all of this store in one state.
    package func withRows<T>(_ body: (any StoredRows) throws -> T) throws -> T {
        try reading { try body(SQLiteRows(transaction: SQLiteTransaction(db: $0))) }
    }
}

extension StoredValue {
    fileprivate var sqlite: DatabaseValue {
        switch self {
        case .null: .null
        case .integer(let number): number.databaseValue
        case .text(let text): text.databaseValue
        case .bytes(let bytes): Data(bytes).databaseValue
        }
    }
}

private struct SQLiteRows: StoredRows {
    let transaction: SQLiteTransaction

    func storedHead() throws -> StoredHead {
        StoredHead(
            epoch: try transaction.epoch(), secret: try transaction.secret(),
            reference: try transaction.referenceVersion(), durable: try transaction.durable())
    }

    func eachRow(of table: StoredTable, _ take: ([StoredValue]) throws -> Void) throws {
        let rows = try Row.fetchCursor(
            transaction.db, sql: "SELECT \(table.columnNames) FROM \(table.name)")
        while let row = try rows.next() {
            try take(row.databaseValues.map(StoredValue.init))
        }
    }
}

extension StoredValue {
    fileprivate init(_ value: DatabaseValue) {
        self =
            switch value.storage {
            case .null: .null
            case .int64(let number): .integer(number)
            case .double(let number): .integer(Int64(number))
            case .string(let text): .text(text)
            case .blob(let data): .bytes(Array(data))
            }
    }
}
