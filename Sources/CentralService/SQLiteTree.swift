import Casework
import Foundation
import GRDB
import SyncProtocol

/// The audit tree beside the log, grown in the same transaction.
extension SQLiteTransaction {
    func secret() throws -> [UInt8] { try meta("secret").flatMap(hexBytes) ?? [] }

    func treeSize() throws -> Int {
        try Int.fetchOne(
            db.cachedStatement(sql: "SELECT max(position) + 1 FROM leaf")) ?? 0
    }

    func node(level: Int, index: Int) throws -> Digest? {
        try Data.fetchOne(
            db.cachedStatement(
                sql: "SELECT hash FROM node WHERE level = ? AND position = ?"),
            arguments: [level, index]
        ).flatMap { Digest(Array($0)) }
    }

    func putNode(level: Int, index: Int, _ hash: Digest) throws {
        try db.cachedStatement(sql: "INSERT INTO node VALUES (?, ?, ?)")
            .execute(arguments: [level, index, Data(hash.bytes)])
    }

    func leaf(of source: LeafSource) throws -> Int? {
        try Int.fetchOne(
            db.cachedStatement(
                sql: "SELECT position FROM leaf WHERE kind = ? AND ordinal = ?"),
            arguments: [source.kind.rawValue, source.ordinal])
    }

    func leaves(from position: Int, limit: Int) throws -> [LeafSource] {
        try Row.fetchAll(
            db.cachedStatement(
                sql: "SELECT * FROM leaf WHERE position >= ? ORDER BY position LIMIT ?"),
            arguments: [position, limit]
        ).map { row in
            LeafSource(LeafSource.Kind(rawValue: row["kind"]) ?? .act, row["ordinal"])
        }
    }

    func putLeaf(_ source: LeafSource, at position: Int) throws {
        try db.cachedStatement(sql: "INSERT INTO leaf VALUES (?, ?, ?)")
            .execute(arguments: [position, source.kind.rawValue, source.ordinal])
    }

    func leafDocument(of source: LeafSource) throws -> AuditLeaf? {
        switch source.kind {
        case .act: try actLeaf(source.ordinal)
        case .read: try read(source.ordinal).map { .read($0) }
        case .auth:
            try Data.fetchOne(
                db.cachedStatement(sql: "SELECT document FROM authLog WHERE ordinal = ?"),
                arguments: [source.ordinal]
            ).map { .auth(try AuthEvent(wire: try JSONValue(bytes: $0), at: "event")) }
        }
    }

    /// Of the row as it is stored; what no longer can be read has no leaf.
    private func actLeaf(_ sequence: Int) throws -> AuditLeaf? {
        let found = try Row.fetchOne(
            db.cachedStatement(sql: "SELECT * FROM log WHERE seq = ?"), arguments: [sequence])
        guard let row = found, let logged = try? logged(from: row) else { return nil }
        return logged.leaf(changes: Array(row["changes"] as Data))
    }

    private func read(_ ordinal: Int) throws -> ReadRecord? {
        try Row.fetchOne(
            db.cachedStatement(sql: "SELECT * FROM readLog WHERE ordinal = ?"),
            arguments: [ordinal]
        ).map { row in
            ReadRecord(
                person: PersonID(row["person"]), device: DeviceID(row["device"]),
                caseID: CaseID(row["caseID"]),
                purpose: ReadRecord.Purpose(rawValue: row["purpose"]) ?? .open,
                at: Instant(milliseconds: row["at"]))
        }
    }

    func has(_ source: LeafSource) throws -> Bool {
        let (table, key) = source.kind.rows
        return try Bool.fetchOne(
            db.cachedStatement(
                sql: "SELECT EXISTS (SELECT * FROM \(table) WHERE \(key) = ?)"),
            arguments: [source.ordinal]) ?? false
    }

    func count(of kind: LeafSource.Kind) throws -> Int {
        try Int.fetchOne(db, sql: "SELECT count(*) FROM \(kind.rows.table)") ?? 0
    }

    func treeHeads() throws -> [SignedTreeHead] {
        try Data.fetchAll(db, sql: "SELECT document FROM treeHead ORDER BY size").map {
            try SignedTreeHead(wire: try JSONValue(bytes: $0), at: "treeHead")
        }
    }

    func putTreeHead(_ head: SignedTreeHead) throws {
        try db.execute(
            sql: "INSERT OR IGNORE INTO treeHead VALUES (?, ?)",
            arguments: [head.size, Data(head.wire.bytes)])
    }
}

extension LeafSource.Kind {
    /// The table with the rows behind the leaves, and what numbers them.
    package var rows: (table: String, key: String) {
        switch self {
        case .act: ("log", "seq")
        case .read: ("readLog", "ordinal")
        case .auth: ("authLog", "ordinal")
        }
    }
}
