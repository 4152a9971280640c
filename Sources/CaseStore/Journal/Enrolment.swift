import Casework
import GRDB
import SyncProtocol

/// The centre on another machine that this desk belongs to.
package struct Enrolment: Hashable, Sendable {
    /// Where it answers.
    package var url: String
    /// Names of files in the data folder: the centre's authority, this desk's certificate and
    /// its key for the connection, the key that signs acts.
    package var authority: String
    package var certificate: String
    package var connectionKey: String
    package var actKey: String
    /// The centre's raw public key of the audit tree; empty where it keeps none.
    package var logKey: [UInt8]
    package var at: Instant

    package init(
        url: String, authority: String, certificate: String, connectionKey: String,
        actKey: String, logKey: [UInt8], at: Instant
    ) {
        self.url = url
        self.authority = authority
        self.certificate = certificate
        self.connectionKey = connectionKey
        self.actKey = actKey
        self.logKey = logKey
        self.at = at
    }
}

/// What a desk remembers of its centre from one contact to the next.
package struct ContactNote: Hashable, Sendable {
    package var epoch = ""
    /// The last place in the log known to be on a second medium.
    package var durable = 0
    /// When the centre last answered; nil before that.
    package var at: Instant?
    /// Server time less own time, in milliseconds.
    package var skew: Int64 = 0
    /// The newest tree head this desk has checked.
    package var head: SignedTreeHead?
    /// Everything is being fetched anew and that has not come to its end.
    package var building = false
    /// The largest act the centre takes, in bytes.
    package var bytesPerAct = Limits.standard.bytesPerAct

    package init() {}
}

extension Journal {
    // MARK: - Enrolment

    func enrolment() throws -> Enrolment? { try queue.read { try Journal.enrolment($0) } }

    static func enrolment(_ db: Database) throws -> Enrolment? {
        try Row.fetchOne(db, sql: "SELECT * FROM enrolment").map { row in
            Enrolment(
                url: row["url"], authority: row["authority"], certificate: row["certificate"],
                connectionKey: row["connection_key"], actKey: row["act_key"],
                logKey: row.bytes("log_key"), at: Instant(milliseconds: row["at"]))
        }
    }

    /// Belongs to this centre from now on.
    func enrol(_ enrolment: Enrolment) throws {
        try queue.write { db in
            try db.execute(
                sql: """
                    INSERT OR REPLACE INTO enrolment (
                        one, url, authority, certificate, connection_key, act_key, log_key, at)
                    VALUES (1, ?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    enrolment.url, enrolment.authority, enrolment.certificate,
                    enrolment.connectionKey, enrolment.actKey, enrolment.logKey.data,
                    enrolment.at.milliseconds,
                ])
        }
    }

    /// Shows these from now on.
    func replacePapers(certificate: String, key: String) throws {
        try queue.write { db in
            try db.execute(
                sql: "UPDATE enrolment SET certificate = ?, connection_key = ?",
                arguments: [certificate, key])
        }
    }

    // MARK: - Contact

    func contact() throws -> ContactNote { try queue.read { try Journal.contact($0) } }

    static func contact(_ db: Database) throws -> ContactNote {
        guard let row = try Row.fetchOne(db, sql: "SELECT * FROM contact") else {
            return ContactNote()
        }
        var note = ContactNote()
        note.epoch = row["epoch"]
        note.durable = row["durable"]
        note.at = (row["at"] as Int64?).map { Instant(milliseconds: $0) }
        note.skew = row["skew"]
        note.building = row["building"]
        note.bytesPerAct = row["act_bytes"] ?? note.bytesPerAct
        let head = row.bytes("head")
        if !head.isEmpty {
            note.head = try SignedTreeHead(wire: try JSONValue(bytes: head), at: "head")
        }
        return note
    }

    func keep(_ note: ContactNote) throws {
        try queue.write { db in
            try db.execute(
                sql: """
                    INSERT OR REPLACE INTO contact (
                        one, epoch, durable, at, skew, head, building, act_bytes)
                    VALUES (1, ?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    note.epoch, note.durable, note.at?.milliseconds, note.skew,
                    note.head?.wire.data, note.building, note.bytesPerAct,
                ])
        }
    }

    // MARK: - Persons

    /// The person has logged in at this desk with their password.
    func loggedIn(_ person: PersonID, at now: Instant) throws {
        try queue.write { db in
            try db.execute(
                sql: "INSERT OR REPLACE INTO logged_in (person, at) VALUES (?, ?)",
                arguments: [person.raw, now.milliseconds])
        }
    }

    func lastLogIn(_ person: PersonID) throws -> Instant? {
        try queue.read { db in
            try Int64.fetchOne(
                db, sql: "SELECT at FROM logged_in WHERE person = ?", arguments: [person.raw]
            ).map { Instant(milliseconds: $0) }
        }
    }

    /// Acts the centre has taken that are not yet on a second medium there.
    func unsecured(durable: Int) throws -> Int {
        try queue.read { db in
            try Int.fetchOne(
                db,
                sql: """
                    SELECT count(*) FROM act
                    WHERE sequence > ? AND outcome IN ('applied', 'merged')
                    """, arguments: [durable]) ?? 0
        }
    }
}
