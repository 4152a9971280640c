import Casework
import Foundation
import GRDB
import SyncProtocol

extension SQLiteTransaction: CentralTransaction {
    private func setMeta(_ key: String, _ value: String) throws {
        try db.execute(
            sql: "INSERT OR REPLACE INTO meta(key, value) VALUES (?, ?)",
            arguments: [key, value])
    }

    func setDurable(_ sequence: Int) throws { try setMeta("durable", String(sequence)) }

    func append(_ logged: LoggedAct) throws {
        let entry = logged.entry
        let changes = entry.changes.wire.bytes
        try db.cachedStatement(
            sql: "INSERT INTO log VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
        ).execute(arguments: [
            entry.sequence, entry.act.id.raw, entry.act.device.raw, entry.act.actor.raw,
            entry.act.counter, entry.caseID.raw, entry.version, entry.at.milliseconds,
            entry.outcome.rawValue, Data(logged.bytes), Data(changes),
            logged.obstacle.map { Data($0.wire.bytes) },
        ])
        try grow(LeafSource(.act, entry.sequence), logged.leaf(changes: changes))
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
        try grow(LeafSource(.read, Int(db.lastInsertedRowID)), .read(read))
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
