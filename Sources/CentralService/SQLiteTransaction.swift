import Casework
import Foundation
import GRDB
import SyncProtocol

/// One transaction of the SQLite store, for reading and writing.
struct SQLiteTransaction: CentralTransaction {
    let db: Database

    // MARK: Reading

    func epoch() throws -> String { try meta("epoch") ?? "" }
    func referenceVersion() throws -> Int { try meta("reference").flatMap { Int($0) } ?? 0 }

    private func meta(_ key: String) throws -> String? {
        try String.fetchOne(
            db.cachedStatement(sql: "SELECT value FROM meta WHERE key = ?"), arguments: [key])
    }

    private func setMeta(_ key: String, _ value: String) throws {
        try db.execute(
            sql: "INSERT OR REPLACE INTO meta(key, value) VALUES (?, ?)",
            arguments: [key, value])
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

    private func logged(from row: Row) throws -> LoggedAct {
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

    func editions() throws -> [PublishedEdition] {
        try Row.fetchAll(db, sql: "SELECT * FROM edition ORDER BY ordinal").map { row in
            PublishedEdition(
                id: EditionID(row["id"]), procedure: ProcedureID(row["procedure"]),
                document: Array(row["document"] as Data), current: row["current"])
        }
    }

    // MARK: Writing

    func append(_ logged: LoggedAct) throws {
        let entry = logged.entry
        try db.cachedStatement(
            sql: "INSERT INTO log VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
        ).execute(arguments: [
            entry.sequence, entry.act.id.raw, entry.act.device.raw, entry.act.actor.raw,
            entry.act.counter, entry.caseID.raw, entry.version, entry.at.milliseconds,
            entry.outcome.rawValue, Data(logged.bytes), Data(entry.changes.wire.bytes),
            logged.obstacle.map { Data($0.wire.bytes) },
        ])
    }

    func put(_ image: CaseFile, sequence: Int, facts: [FactRow]) throws {
        try db.cachedStatement(sql: "INSERT OR REPLACE INTO image VALUES (?, ?, ?, ?)")
            .execute(arguments: [
                image.id.raw, image.version, sequence, Data(image.wire.bytes),
            ])
        try db.cachedStatement(sql: "DELETE FROM fact WHERE caseID = ?")
            .execute(arguments: [image.id.raw])
        for fact in facts {
            try db.cachedStatement(sql: "INSERT INTO fact VALUES (?, ?, ?, ?, ?)")
                .execute(arguments: [
                    image.id.raw, fact.kind, fact.key, fact.day.iso, fact.amount.cents,
                ])
        }
    }

    func nextSerial(year: Int) throws -> Int {
        try Int.fetchOne(
            db.cachedStatement(
                sql: """
                    INSERT INTO serial(year, last) VALUES (?, 1)
                    ON CONFLICT(year) DO UPDATE SET last = last + 1 RETURNING last
                    """), arguments: [year]) ?? 1
    }

    func setOffice(_ office: Office) throws {
        try db.execute(sql: "DELETE FROM unit; DELETE FROM person")
        for unit in office.units.values {
            try db.execute(
                sql: "INSERT INTO unit VALUES (?, ?)",
                arguments: [unit.id.raw, Data(unit.wire.bytes)])
        }
        for person in office.persons.values {
            try db.execute(
                sql: "INSERT INTO person VALUES (?, ?)",
                arguments: [person.id.raw, Data(person.wire.bytes)])
        }
    }

    func publish(_ edition: PublishedEdition) throws {
        try db.execute(
            sql: "UPDATE edition SET current = 0 WHERE procedure = ?",
            arguments: [edition.procedure.raw])
        try db.execute(
            sql: """
                INSERT INTO edition(id, procedure, document, current) VALUES (?, ?, ?, ?)
                ON CONFLICT(id) DO UPDATE SET current = excluded.current
                """,
            arguments: [
                edition.id.raw, edition.procedure.raw, Data(edition.document), edition.current,
            ])
    }

    func bumpReferenceVersion() throws {
        try setMeta("reference", String(try referenceVersion() + 1))
    }

    func record(_ read: ReadRecord) throws {
        try db.cachedStatement(
            sql: """
                INSERT INTO readLog(at, person, device, caseID, purpose) VALUES (?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            read.at.milliseconds, read.person.raw, read.device.raw, read.caseID.raw,
            read.purpose.rawValue,
        ])
    }

    func setEpoch(_ epoch: String) throws { try setMeta("epoch", epoch) }

    func nested<T>(_ body: () throws -> T) throws -> T {
        var result: Result<T, any Error>?
        do {
            try db.inSavepoint {
                let value = try body()
                result = .success(value)
                return .commit
            }
        } catch {
            result = .failure(error)
        }
        guard let result else { throw CentreFailure(.internalError, context: "savepoint") }
        return try result.get()
    }
}
