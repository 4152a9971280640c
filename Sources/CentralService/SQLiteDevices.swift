import Casework
import Foundation
import GRDB
import SyncProtocol

/// Desks, who works at them, and what happened at the door.
extension SQLiteTransaction {
    func durable() throws -> Int { try meta("durable").flatMap { Int($0) } ?? 0 }

    func counters(of device: DeviceID) throws -> [PersonID: Int] {
        let rows = try Row.fetchAll(
            db.cachedStatement(
                sql: "SELECT actor, max(n) AS n FROM log WHERE device = ? GROUP BY actor"),
            arguments: [device.raw])
        return Dictionary(
            rows.map { (PersonID($0["actor"]), $0["n"]) }, uniquingKeysWith: { $1 })
    }

    func enrolled(_ device: DeviceID) throws -> EnrolledDevice? {
        let found = try Row.fetchOne(
            db.cachedStatement(sql: "SELECT * FROM device WHERE id = ?"),
            arguments: [device.raw])
        guard let row = found else { return nil }
        let members = try String.fetchAll(
            db.cachedStatement(
                sql: "SELECT person FROM deviceMember WHERE device = ? ORDER BY person"),
            arguments: [device.raw])
        return EnrolledDevice(
            id: device, name: row["name"], key: Array(row["key"] as Data),
            revoked: row["revoked"] != nil, members: members.map { PersonID($0) })
    }

    func formerKeys(of device: DeviceID) throws -> [[UInt8]] {
        try Data.fetchAll(
            db.cachedStatement(
                sql: "SELECT key FROM formerKey WHERE device = ? ORDER BY ordinal DESC"),
            arguments: [device.raw]
        ).map { Array($0) }
    }

    func enrol(_ device: EnrolledDevice, at: Instant) throws {
        try db.execute(
            sql: """
                INSERT INTO device(id, name, key, enrolled) VALUES (?, ?, ?, ?)
                ON CONFLICT(id) DO UPDATE SET name = excluded.name, key = excluded.key
                """,
            arguments: [device.id.raw, device.name, Data(device.key), at.milliseconds])
        for person in device.members { try join(person, device.id, at: at) }
    }

    func revoke(_ device: DeviceID, at: Instant) throws {
        try db.execute(
            sql: "UPDATE device SET revoked = ? WHERE id = ? AND revoked IS NULL",
            arguments: [at.milliseconds, device.raw])
    }

    func join(_ person: PersonID, _ device: DeviceID, at: Instant) throws {
        try db.execute(
            sql: "INSERT OR IGNORE INTO deviceMember VALUES (?, ?, ?)",
            arguments: [device.raw, person.raw, at.milliseconds])
    }

    func leave(_ person: PersonID, _ device: DeviceID) throws {
        try db.execute(
            sql: "DELETE FROM deviceMember WHERE device = ? AND person = ?",
            arguments: [device.raw, person.raw])
    }

    func record(_ event: AuthEvent) throws {
        try db.execute(
            sql: "INSERT INTO authLog(at, document) VALUES (?, ?)",
            arguments: [event.at.milliseconds, Data(event.wire.bytes)])
        try grow(LeafSource(.auth, Int(db.lastInsertedRowID)), .auth(event))
    }
}
