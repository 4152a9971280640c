import CentralService
import SyncProtocol

/// Copies out of the database and into it.
extension PostgresCentralStore {
    /// Writes all of the log, in one state and while it is in use, to a file as SQLite's own
    /// backup is one: it can be checked, restored into either kind of store, and opened where
    /// there is no PostgreSQL.
    package func backup(to path: String) throws {
        try asCentreFailure {
            try snapshot { line in
                try SQLiteCentralStore.write(PostgresRows(line: line), to: path)
            }
        }
    }

    /// Fills a store that is new with all that `rows` has.
    package func fill(from rows: any StoredRows) throws {
        guard isNew else { throw PostgresProblem.occupied }
        try asCentreFailure {
            try pool.withLine { line in
                do {
                    _ = try PostgresHead.lock(line)
                    try copy(rows, line)
                    try line.commit()
                } catch {
                    line.rollBack()
                    throw error
                }
            }
        }
    }

    private func copy(_ rows: any StoredRows, _ line: PostgresLine) throws {
        for table in StoredTable.all {
            let marks = table.columns.indices.map { "$\($0 + 1)" }.joined(separator: ", ")
            let insert = "INSERT INTO \(table.name)(\(table.columnNames)) VALUES (\(marks))"
            try rows.eachRow(of: table) { try line.later(insert, $0.map(\.parameter)) }
        }
        let head = try rows.storedHead()
        try line.later(
            """
            UPDATE logHead SET epoch = $1, secret = $2, reference = $3, durable = $4,
            seq = (SELECT coalesce(max(seq), 0) FROM log),
            leaves = (SELECT count(*) FROM leaf),
            reads = (SELECT coalesce(max(ordinal), 0) FROM readLog),
            auths = (SELECT coalesce(max(ordinal), 0) FROM authLog)
            """, head.epoch, head.secret, head.reference, head.durable)
        for table in StoredTable.all { try line.later("ANALYZE \(table.name)") }
    }
}

extension StoredValue {
    fileprivate var parameter: any PostgresParameter {
        switch self {
        case .null: PostgresValue.null
        case .integer(let number): number
        case .text(let text): text.utf8.contains(0) ? text.replacing("\0", with: "\u{FFFD}") : text
        case .bytes(let bytes): bytes
        }
    }
}

/// The tables in one state.
private struct PostgresRows: StoredRows {
    let line: PostgresLine

    func storedHead() throws -> StoredHead {
        let head = try PostgresHead.read(line)
        return StoredHead(
            epoch: head.epoch, secret: head.secret, reference: head.reference,
            durable: head.durable)
    }

    func eachRow(of table: StoredTable, _ take: ([StoredValue]) throws -> Void) throws {
        try line.later(
            "DECLARE walk\(table.name) NO SCROLL CURSOR FOR SELECT \(table.columnNames) FROM \(table.name)"
        )
        while true {
            let rows = try line.rows("FETCH 500 FROM walk\(table.name)")
            if rows.isEmpty { break }
            for row in rows { try take(row.values(table.columns)) }
        }
        try line.later("CLOSE walk\(table.name)")
    }
}

extension PostgresRow {
    fileprivate func values(_ columns: [StoredTable.Column]) -> [StoredValue] {
        columns.enumerated().map { place, column in
            if isNull(place) { return .null }
            return switch column {
            case .integer: .integer(long(place))
            case .text: .text(text(place))
            case .bytes: .bytes(bytes(place))
            }
        }
    }
}
