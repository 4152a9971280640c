import Casework
import Foundation
import GRDB
import SyncProtocol

extension SQLiteTransaction: AccountWriting {
    // MARK: Reading

    private static let devices = "SELECT * FROM device JOIN deviceCertificate ON device = id"

    func devices() throws -> [DeviceRecord] {
        try Row.fetchAll(db, sql: Self.devices + " ORDER BY enrolled DESC, id")
            .map(DeviceRecord.init(row:))
    }

    func device(_ id: DeviceID) throws -> DeviceRecord? {
        try one(Self.devices + " WHERE id = ?", id.raw).map(DeviceRecord.init(row:))
    }

    func device(certificate: String) throws -> DeviceRecord? {
        let found =
            try one(Self.devices + " WHERE certificate = ?", certificate)
            ?? one(Self.devices + " WHERE previous = ?", certificate)
        return found.map(DeviceRecord.init(row:))
    }

    func enrolmentCode(hash: String) throws -> EnrolmentCode? {
        try one("SELECT * FROM enrolment WHERE hash = ?", hash).map { row in
            EnrolmentCode(
                hash: row["hash"], name: row["name"],
                device: (row["device"] as String?).map { DeviceID($0) },
                expires: row.instant("expires"), used: row.optionalInstant("used"))
        }
    }

    func account(of person: PersonID) throws -> Account? {
        try one("SELECT * FROM account WHERE person = ?", person.raw).map(Account.init(row:))
    }

    func accounts() throws -> [Account] {
        try Row.fetchAll(db, sql: "SELECT * FROM account ORDER BY person")
            .map(Account.init(row:))
    }

    func session(_ id: String) throws -> SessionRecord? {
        try one("SELECT * FROM session WHERE id = ?", id).map { row in
            SessionRecord(
                id: row["id"], person: PersonID(row["person"]), device: DeviceID(row["device"]),
                certificate: row["certificate"], began: row.instant("began"),
                expires: row.instant("expires"), ended: row.optionalInstant("ended"))
        }
    }

    func token(hash: String) throws -> TokenRecord? {
        try one("SELECT * FROM sessionToken WHERE hash = ?", hash).flatMap { row in
            TokenRecord.Kind(rawValue: row["kind"]).map { kind in
                TokenRecord(
                    hash: row["hash"], session: row["session"], kind: kind,
                    expires: row.instant("expires"), used: row.optionalInstant("used"))
            }
        }
    }

    func backOff(_ key: String) throws -> BackOffRecord? {
        try one("SELECT * FROM backOff WHERE key = ?", key).map { row in
            BackOffRecord(
                key: row["key"], failures: row["failures"], until: row.instant("until"))
        }
    }

    func authEvents(limit: Int) throws -> [AuthEvent] {
        try Data.fetchAll(
            db, sql: "SELECT document FROM authLog ORDER BY ordinal DESC LIMIT ?",
            arguments: [limit]
        ).map { try AuthEvent(wire: try JSONValue(bytes: $0), at: "authLog") }
    }

    private func one(_ sql: String, _ key: String) throws -> Row? {
        try Row.fetchOne(db.cachedStatement(sql: sql), arguments: [key])
    }

    // MARK: Writing

    private func run(_ sql: String, _ arguments: StatementArguments) throws {
        try db.cachedStatement(sql: sql).execute(arguments: arguments)
    }

    func put(_ device: DeviceRecord) throws {
        try run(
            """
            INSERT INTO device(id, name, key, enrolled, revoked) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT(id) DO UPDATE SET name = excluded.name, key = excluded.key,
            enrolled = excluded.enrolled, revoked = excluded.revoked
            """,
            [
                device.id.raw, device.name, Data(device.actKey), device.enrolled.milliseconds,
                device.revoked?.milliseconds,
            ])
        try run(
            "INSERT OR REPLACE INTO deviceCertificate VALUES (?, ?, ?, ?)",
            [
                device.id.raw, device.certificate, device.previous, device.expires.milliseconds,
            ])
    }

    func put(_ code: EnrolmentCode) throws {
        try run(
            "INSERT OR REPLACE INTO enrolment VALUES (?, ?, ?, ?, ?)",
            [
                code.hash, code.name, code.device?.raw, code.expires.milliseconds,
                code.used?.milliseconds,
            ])
    }

    func put(_ account: Account) throws {
        try run(
            "INSERT OR REPLACE INTO account VALUES (?, ?, ?, ?)",
            [
                account.person.raw, account.verifier, account.locked,
                account.changed.milliseconds,
            ])
    }

    func put(_ session: SessionRecord) throws {
        try run(
            "INSERT OR REPLACE INTO session VALUES (?, ?, ?, ?, ?, ?, ?)",
            [
                session.id, session.person.raw, session.device.raw, session.certificate,
                session.began.milliseconds, session.expires.milliseconds,
                session.ended?.milliseconds,
            ])
    }

    func put(_ token: TokenRecord) throws {
        try run(
            "INSERT OR REPLACE INTO sessionToken VALUES (?, ?, ?, ?, ?)",
            [
                token.hash, token.session, token.kind.rawValue, token.expires.milliseconds,
                token.used?.milliseconds,
            ])
    }

    func put(_ backOff: BackOffRecord) throws {
        try run(
            "INSERT OR REPLACE INTO backOff VALUES (?, ?, ?)",
            [backOff.key, backOff.failures, backOff.until.milliseconds])
    }

    func removeBackOff(_ key: String) throws {
        try run("DELETE FROM backOff WHERE key = ?", [key])
    }

    func endSessions(person: PersonID?, device: DeviceID?, at: Instant) throws {
        try run(
            """
            UPDATE session SET ended = ? WHERE ended IS NULL
            AND (person = ? OR ? IS NULL) AND (device = ? OR ? IS NULL)
            """,
            [at.milliseconds, person?.raw, person?.raw, device?.raw, device?.raw])
    }

    func forgetAccounts(before limit: Instant) throws {
        let past = limit.milliseconds
        try run("DELETE FROM enrolment WHERE expires < ?", [past])
        try run(
            """
            DELETE FROM sessionToken WHERE session IN
            (SELECT id FROM session WHERE expires < ?)
            """, [past])
        try run("DELETE FROM session WHERE expires < ?", [past])
        try run("DELETE FROM backOff WHERE until < ?", [past])
    }
}

extension Row {
    fileprivate func instant(_ column: String) -> Instant {
        Instant(milliseconds: self[column])
    }

    fileprivate func optionalInstant(_ column: String) -> Instant? {
        (self[column] as Int64?).map { Instant(milliseconds: $0) }
    }
}

extension DeviceRecord {
    fileprivate init(row: Row) {
        self.init(
            id: DeviceID(row["id"]), name: row["name"], certificate: row["certificate"],
            actKey: Array(row["key"] as Data), enrolled: row.instant("enrolled"),
            expires: row.instant("expires"), previous: row["previous"],
            revoked: row.optionalInstant("revoked"))
    }
}

extension Account {
    fileprivate init(row: Row) {
        self.init(
            person: PersonID(row["person"]), verifier: row["verifier"], locked: row["locked"],
            changed: row.instant("changed"))
    }
}
