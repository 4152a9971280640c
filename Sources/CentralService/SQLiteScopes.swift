import Casework
import GRDB
import SyncProtocol

/// Where cases are, and by what they are found.
extension SQLiteTransaction {
    func placement(of id: CaseID) throws -> Placement? {
        try Row.fetchOne(
            db.cachedStatement(sql: "SELECT * FROM placement WHERE caseID = ?"),
            arguments: [id.raw]
        ).map { row in
            Placement(
                unit: UnitID(row["unit"]), number: row["number"], subject: row["subject"],
                words: row["words"])
        }
    }

    func place(_ caseID: CaseID, _ placement: Placement) throws {
        try putRow(of: caseID, placement)
        try index(caseID, placement)
    }

    func putRow(of caseID: CaseID, _ placement: Placement) throws {
        try db.cachedStatement(
            sql: "INSERT OR REPLACE INTO placement VALUES (?, ?, ?, ?, ?)"
        ).execute(arguments: [
            caseID.raw, placement.unit.raw, placement.number, placement.subject,
            placement.words,
        ])
    }
}

extension SQLiteTransaction {
    func scopeRows(_ units: [UnitID], after: Int, limit: Int) throws -> [ScopeRow] {
        let statement = try db.cachedStatement(
            sql: "SELECT * FROM scopeLog WHERE unit = ? AND seq > ? ORDER BY seq LIMIT ?")
        return try units.flatMap { unit in
            try Row.fetchAll(statement, arguments: [unit.raw, after, limit]).map { row in
                ScopeRow(
                    unit: unit, sequence: row["seq"], caseID: CaseID(row["caseID"]),
                    cameFrom: (row["cameFrom"] as String?).map { UnitID($0) })
            }
        }
    }

    func lastStep(in units: [UnitID], notAfter: Int) throws -> Int {
        let statement = try db.cachedStatement(
            sql: "SELECT max(seq) FROM scopeLog WHERE unit = ? AND seq <= ?")
        return try units.reduce(0) { last, unit in
            max(last, try Int.fetchOne(statement, arguments: [unit.raw, notAfter]) ?? 0)
        }
    }

    func places(of device: DeviceID, after: Int, limit: Int) throws -> [Int] {
        try Int.fetchAll(
            db.cachedStatement(
                sql: "SELECT seq FROM log WHERE device = ? AND seq > ? ORDER BY seq LIMIT ?"),
            arguments: [device.raw, after, limit])
    }

    func note(_ row: ScopeRow) throws {
        try db.cachedStatement(sql: "INSERT INTO scopeLog VALUES (?, ?, ?, ?)")
            .execute(arguments: [
                row.unit.raw, row.sequence, row.caseID.raw, row.cameFrom?.raw,
            ])
    }

    func cases(with sha256: String) throws -> [CaseID] {
        try String.fetchAll(
            db.cachedStatement(sql: "SELECT caseID FROM blobUse WHERE sha256 = ?"),
            arguments: [sha256]
        ).map { CaseID($0) }
    }

    func put(_ attachments: [Attachment], of caseID: CaseID) throws {
        for attachment in attachments {
            try db.cachedStatement(sql: "INSERT OR IGNORE INTO blobUse VALUES (?, ?)")
                .execute(arguments: [attachment.sha256, caseID.raw])
        }
    }
}
