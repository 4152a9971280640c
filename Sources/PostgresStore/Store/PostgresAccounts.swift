import Casework
import CentralService
import SyncProtocol

extension PostgresTransaction: AccountWriting {
    // MARK: Reading

    private static let devices = """
        SELECT id, name, certificate, key, enrolled, expires, previous, revoked
        FROM device JOIN deviceCertificate ON device = id
        """

    func devices() throws -> [DeviceRecord] {
        try line.rows(Self.devices + " ORDER BY enrolled DESC, id").map(DeviceRecord.init(row:))
    }

    func device(_ id: DeviceID) throws -> DeviceRecord? {
        try line.row(Self.devices + " WHERE id = $1", id).map(DeviceRecord.init(row:))
    }

    func device(certificate: String) throws -> DeviceRecord? {
        let found =
            try line.row(Self.devices + " WHERE certificate = $1", certificate)
            ?? line.row(Self.devices + " WHERE previous = $1", certificate)
        return found.map(DeviceRecord.init(row:))
    }

    func enrolmentCode(hash: String) throws -> EnrolmentCode? {
        try line.row(
            "SELECT hash, name, device, expires, used FROM enrolment WHERE hash = $1", hash
        ).map { row in
            EnrolmentCode(
                hash: row.text(0), name: row.text(1),
                device: row.optionalText(2).map { DeviceID($0) }, expires: row.instant(3),
                used: row.optionalInstant(4))
        }
    }

    private static let accounts = "SELECT person, verifier, locked, changed FROM account"

    func account(of person: PersonID) throws -> Account? {
        try line.row(Self.accounts + " WHERE person = $1", person).map(Account.init(row:))
    }

    func accounts() throws -> [Account] {
        try line.rows(Self.accounts + " ORDER BY person").map(Account.init(row:))
    }

    func session(_ id: String) throws -> SessionRecord? {
        try line.row(
            """
            SELECT id, person, device, certificate, began, expires, ended
            FROM session WHERE id = $1
            """, id
        ).map { row in
            SessionRecord(
                id: row.text(0), person: PersonID(row.text(1)), device: DeviceID(row.text(2)),
                certificate: row.text(3), began: row.instant(4), expires: row.instant(5),
                ended: row.optionalInstant(6))
        }
    }

    func token(hash: String) throws -> TokenRecord? {
        try line.row(
            "SELECT hash, session, kind, expires, used FROM sessionToken WHERE hash = $1", hash
        ).flatMap { row in
            TokenRecord.Kind(rawValue: row.text(2)).map { kind in
                TokenRecord(
                    hash: row.text(0), session: row.text(1), kind: kind, expires: row.instant(3),
                    used: row.optionalInstant(4))
            }
        }
    }

    func backOff(_ key: String) throws -> BackOffRecord? {
        try line.row("SELECT key, failures, until FROM backOff WHERE key = $1", key).map { row in
            BackOffRecord(key: row.text(0), failures: row.int(1), until: row.instant(2))
        }
    }

    func authEvents(limit: Int) throws -> [AuthEvent] {
        try line.rows("SELECT document FROM authLog ORDER BY ordinal DESC LIMIT $1", limit)
            .map { try AuthEvent(wire: try JSONValue(bytes: $0.bytes(0)), at: "authLog") }
    }

    // MARK: Writing

    /// Replaces the row with the same first column.
    private func put(
        _ table: String, _ columns: [String], _ values: any PostgresParameter...
    ) throws {
        let marks = columns.indices.map { "$\($0 + 1)" }.joined(separator: ", ")
        let changes = columns.dropFirst().map { "\($0) = excluded.\($0)" }
            .joined(separator: ", ")
        try line.later(
            """
            INSERT INTO \(table)(\(columns.joined(separator: ", "))) VALUES (\(marks))
            ON CONFLICT (\(columns[0])) DO UPDATE SET \(changes)
            """, values)
    }

    func put(_ device: DeviceRecord) throws {
        try put(
            "device", ["id", "name", "key", "enrolled", "revoked"], device.id, device.name,
            device.actKey, device.enrolled, device.revoked)
        try put(
            "deviceCertificate", ["device", "certificate", "previous", "expires"], device.id,
            device.certificate, device.previous, device.expires)
    }

    func put(_ code: EnrolmentCode) throws {
        try put(
            "enrolment", ["hash", "name", "device", "expires", "used"], code.hash, code.name,
            code.device, code.expires, code.used)
    }

    func put(_ account: Account) throws {
        try put(
            "account", ["person", "verifier", "locked", "changed"], account.person,
            account.verifier, account.locked ? 1 : 0, account.changed)
    }

    func put(_ session: SessionRecord) throws {
        try put(
            "session", ["id", "person", "device", "certificate", "began", "expires", "ended"],
            session.id, session.person, session.device, session.certificate, session.began,
            session.expires, session.ended)
    }

    func put(_ token: TokenRecord) throws {
        try put(
            "sessionToken", ["hash", "session", "kind", "expires", "used"], token.hash,
            token.session, token.kind.rawValue, token.expires, token.used)
    }

    func put(_ backOff: BackOffRecord) throws {
        try put(
            "backOff", ["key", "failures", "until"], backOff.key, backOff.failures,
            backOff.until)
    }

    func removeBackOff(_ key: String) throws {
        try line.later("DELETE FROM backOff WHERE key = $1", key)
    }

    func endSessions(person: PersonID?, device: DeviceID?, at: Instant) throws {
        try line.later(
            """
            UPDATE session SET ended = $1 WHERE ended IS NULL
            AND (person = $2 OR $2::text IS NULL) AND (device = $3 OR $3::text IS NULL)
            """, at, person, device)
    }

    func forgetAccounts(before limit: Instant) throws {
        try line.later("DELETE FROM enrolment WHERE expires < $1", limit)
        try line.later(
            """
            DELETE FROM sessionToken WHERE session IN
            (SELECT id FROM session WHERE expires < $1)
            """, limit)
        try line.later("DELETE FROM session WHERE expires < $1", limit)
        try line.later("DELETE FROM backOff WHERE until < $1", limit)
    }
}

extension DeviceRecord {
    fileprivate init(row: PostgresRow) {
        self.init(
            id: DeviceID(row.text(0)), name: row.text(1), certificate: row.text(2),
            actKey: row.bytes(3), enrolled: row.instant(4), expires: row.instant(5),
            previous: row.optionalText(6), revoked: row.optionalInstant(7))
    }
}

extension Account {
    fileprivate init(row: PostgresRow) {
        self.init(
            person: PersonID(row.text(0)), verifier: row.text(1), locked: row.int(2) != 0,
            changed: row.instant(3))
    }
}
