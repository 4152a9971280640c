import Casework
import GRDB
import SyncProtocol

/// The tables of attachments on their way to a centre on another machine.
enum UploadSchema {
    static let tables = """
        CREATE TABLE upload (
            sha256 TEXT PRIMARY KEY NOT NULL,
            size INTEGER NOT NULL,
            state INTEGER NOT NULL DEFAULT 0
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX upload_open ON upload (state) WHERE state < 2;
        CREATE TABLE upload_need (
            position INTEGER NOT NULL REFERENCES act (position),
            sha256 TEXT NOT NULL REFERENCES upload (sha256),
            PRIMARY KEY (position, sha256)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX upload_need_blob ON upload_need (sha256);
        """
}

/// An attachment that an act of this desk names: it goes to the centre before that act.
struct Upload: Hashable, Sendable {
    enum State: Int, Sendable {
        /// The centre does not have it, as far as is known.
        case waiting
        case delivered
        /// The centre has it and the acts that name it on a second medium.
        case safe
        /// It is no longer here, or not what its name says: the acts go without it.
        case lost
    }

    var sha256: String
    var size: Int

    /// Together with the act.
    static func note(_ db: Database, _ body: ActBody, at position: Int) throws {
        for attachment in body.attachments {
            try db.cachedStatement(
                sql: """
                    INSERT INTO upload (sha256, size) VALUES (?, ?)
                    ON CONFLICT DO UPDATE SET state = 0 WHERE state >= 2
                    """
            ).execute(arguments: [attachment.sha256, attachment.size])
            try db.cachedStatement(
                sql: "INSERT OR IGNORE INTO upload_need (position, sha256) VALUES (?, ?)"
            ).execute(arguments: [position, attachment.sha256])
        }
    }

    /// For journals from before there were uploads.
    static func noteAll(_ db: Database) throws {
        let rows = try Row.fetchCursor(db, sql: "SELECT position, bytes FROM act")
        while let row = try rows.next() {
            // What cannot be read is found when it is to be sent.
            guard let act = try? ActEnvelope(bytes: row.bytes("bytes")).act() else { continue }
            try note(db, act.body, at: row["position"])
        }
    }

    /// Acts are offered again to a centre that was restored: it may lack what it had.
    static func reopen(_ db: Database) throws {
        try db.execute(
            sql: """
                UPDATE upload SET state = 0 WHERE state = 1 OR sha256 IN (
                    SELECT sha256 FROM upload_need JOIN act USING (position)
                    WHERE outcome IS NULL)
                """)
    }
}

extension ActBody {
    /// What comes into the case with it as bytes.
    var attachments: [Attachment] {
        switch self {
        case .open(let opening): opening.attachments
        case .addAttachment(let attachment): [attachment]
        default: []
        }
    }
}

extension Journal {
    /// The attachment to be sent next: that of the oldest act.
    ///
    /// - Parameter persons: whose; nil for everybody's.
    func nextUpload(of persons: Set<PersonID>?) throws -> Upload? {
        try queue.read { db in
            let names = persons.map { $0.map(\.raw).sorted() }
            let own = names.map {
                " AND actor IN (\($0.map { _ in "?" }.joined(separator: ", ")))"
            }
            return try Row.fetchOne(
                db,
                sql: """
                    SELECT upload.sha256, size FROM upload
                    JOIN upload_need USING (sha256) JOIN act USING (position)
                    WHERE state = 0\(own ?? "") ORDER BY position LIMIT 1
                    """, arguments: StatementArguments(names ?? [])
            ).map { Upload(sha256: $0["sha256"], size: $0["size"]) }
        }
    }

    func set(_ state: Upload.State, of sha256: String) throws {
        try queue.write { db in
            try db.execute(
                sql: "UPDATE upload SET state = ? WHERE sha256 = ?",
                arguments: [state.rawValue, sha256])
        }
    }

    /// For each person with an unsent act whose attachment is not at the centre: its place.
    /// Neither it nor what follows it goes.
    func held() throws -> [PersonID: Int] {
        try queue.read { db in
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT actor, min(position) AS place FROM upload
                    JOIN upload_need USING (sha256) JOIN act USING (position)
                    WHERE state = 0 AND outcome IS NULL GROUP BY actor
                    """)
            return rows.reduce(into: [:]) { $0[PersonID($1["actor"])] = $1["place"] }
        }
    }

    /// Delivered attachments all whose acts are decided for good and on a second medium at the
    /// centre. What was refused is kept until somebody has dealt with it.
    func secured(durable: Int) throws -> [String] {
        try queue.read { db in
            try String.fetchAll(
                db,
                sql: """
                    SELECT sha256 FROM upload WHERE state = 1 AND NOT EXISTS (
                        SELECT 1 FROM upload_need JOIN act USING (position)
                        WHERE upload_need.sha256 = upload.sha256 AND (
                            outcome IS NULL OR outcome = 'parked' OR sequence > ?
                            OR (outcome = 'rejected' AND cleared IS NULL)))
                    """, arguments: [durable])
        }
    }

    /// Attachments whose bytes must stay.
    func pinnedBlobs() throws -> Set<String> {
        try queue.read { db in
            Set(try String.fetchAll(db, sql: "SELECT sha256 FROM upload WHERE state < 2"))
        }
    }

    /// How many wait, and how many can no longer go.
    func uploads() throws -> (waiting: Int, lost: Int) {
        try queue.read { db in
            func count(_ state: Upload.State) throws -> Int {
                try Int.fetchOne(
                    db, sql: "SELECT count(*) FROM upload WHERE state = ?",
                    arguments: [state.rawValue]) ?? 0
            }
            return (try count(.waiting), try count(.lost))
        }
    }
}
