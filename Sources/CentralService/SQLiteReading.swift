import Casework
import Foundation
import GRDB
import SyncProtocol

/// One transaction of the SQLite store, for reading and writing.
struct SQLiteTransaction {
    let db: Database

    // MARK: Reading

    func epoch() throws -> String { try meta("epoch") ?? "" }
    func referenceVersion() throws -> Int { try meta("reference").flatMap { Int($0) } ?? 0 }

    func meta(_ key: String) throws -> String? {
        try String.fetchOne(
            db.cachedStatement(sql: "SELECT value FROM meta WHERE key = ?"), arguments: [key])
    }

    func head() throws -> Int {
        try Int.fetchOne(db.cachedStatement(sql: "SELECT max(seq) FROM log")) ?? 0
    }

    func logged(after cursor: Int, limit: Int) throws -> [LoggedAct] {
        try Row.fetchAll(
            db.cachedStatement(sql: "SELECT * FROM log WHERE seq > ? ORDER BY seq LIMIT ?"),
            arguments: [cursor, limit]
        ).map { try logged(from: $0) }
    }

    func lastCounter(device: DeviceID, actor: PersonID) throws -> Int {
        try Int.fetchOne(
            db.cachedStatement(sql: "SELECT max(n) FROM log WHERE device = ? AND actor = ?"),
            arguments: [device.raw, actor.raw]) ?? 0
    }

    func logged(device: DeviceID, actor: PersonID, counter: Int) throws -> LoggedAct? {
        try Row.fetchOne(
            db.cachedStatement(
                sql: "SELECT * FROM log WHERE device = ? AND actor = ? AND n = ?"),
            arguments: [device.raw, actor.raw, counter]
        ).map { try logged(from: $0) }
    }

    func logged(act: ActID) throws -> LoggedAct? {
        try Row.fetchOne(
            db.cachedStatement(sql: "SELECT * FROM log WHERE act = ?"), arguments: [act.raw]
        ).map { try logged(from: $0) }
    }

    func logged(at sequence: Int) throws -> LoggedAct? {
        try Row.fetchOne(
            db.cachedStatement(sql: "SELECT * FROM log WHERE seq = ?"), arguments: [sequence]
        ).map { try logged(from: $0) }
    }

    func logged(on caseID: CaseID) throws -> [LoggedAct] {
        try Row.fetchAll(
            db.cachedStatement(sql: "SELECT * FROM log WHERE caseID = ? ORDER BY seq"),
            arguments: [caseID.raw]
        ).map { try logged(from: $0) }
    }

    func logged(from row: Row) throws -> LoggedAct {
        let bytes: [UInt8] = Array(row["bytes"] as Data)
        let obstacle: Data? = row["obstacle"]
        let entry = Entry(
            sequence: row["seq"], caseID: CaseID(row["caseID"]), version: row["cv"],
            act: try ActEnvelope(bytes: bytes).act(),
            at: Instant(milliseconds: row["at"]),
            outcome: Outcome(rawValue: row["status"]) ?? .rejected,
            changes: try [Change](
                wire: try JSONValue(bytes: row["changes"] as Data), at: "changes"))
        return LoggedAct(
            entry: entry, bytes: bytes,
            obstacle: try obstacle.map {
                try Obstacle(wire: try JSONValue(bytes: $0), at: "obstacle")
            })
    }

    func image(of id: CaseID) throws -> CaseFile? {
        try Data.fetchOne(
            db.cachedStatement(sql: "SELECT bytes FROM image WHERE caseID = ?"),
            arguments: [id.raw]
        ).map { try CaseFile(wire: try JSONValue(bytes: $0), at: "image") }
    }

    func imageBytes(of id: CaseID) throws -> [UInt8]? {
        try Data.fetchOne(
            db.cachedStatement(sql: "SELECT bytes FROM image WHERE caseID = ?"),
            arguments: [id.raw]
        ).map { Array($0) }
    }

    func imageMark(of id: CaseID) throws -> (sequence: Int, bytes: Int)? {
        try Row.fetchOne(
            db.cachedStatement(sql: "SELECT seq, length(bytes) AS n FROM image WHERE caseID = ?"),
            arguments: [id.raw]
        ).map { ($0["seq"], $0["n"]) }
    }

    func sum(of query: FactQuery) throws -> Money {
        guard case .aid(let undertaking, let from, let to, let excluding) = query else {
            return .zero
        }
        let cents = try Int64.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT sum(cents) FROM fact
                    WHERE kind = ? AND key = ? AND day > ? AND day <= ? AND caseID <> ?
                    """),
            arguments: [FactRow.aid, undertaking, from.iso, to.iso, excluding.raw])
        return Money(cents: cents ?? 0)
    }

    func office() throws -> Office {
        func documents<T: WireForm>(_ table: String) throws -> [T] {
            try Data.fetchAll(db, sql: "SELECT document FROM \(table) ORDER BY id")
                .map { try T(wire: try JSONValue(bytes: $0), at: table) }
        }
        return Office(units: try documents("unit"), persons: try documents("person"))
    }

    func person(_ id: PersonID) throws -> Person? {
        try Data.fetchOne(
            db.cachedStatement(sql: "SELECT document FROM person WHERE id = ?"),
            arguments: [id.raw]
        ).map { try Person(wire: try JSONValue(bytes: $0), at: "person") }
    }

    func editions() throws -> [PublishedEdition] {
        try Row.fetchAll(db, sql: "SELECT * FROM edition ORDER BY ordinal").map { row in
            PublishedEdition(
                id: EditionID(row["id"]), procedure: ProcedureID(row["procedure"]),
                document: Array(row["document"] as Data), current: row["current"])
        }
    }
}
