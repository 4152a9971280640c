import Casework
import GRDB
import SyncProtocol

/// Readings of personal data, kept like acts until the centre has them, and afterwards too.
extension Journal {
    func record(_ reads: [ReadRecord]) throws {
        guard !reads.isEmpty else { return }
        try queue.write { db in
            for read in reads {
                try db.cachedStatement(
                    sql: """
                        INSERT INTO read (person, device, "case", purpose, at)
                        VALUES (?, ?, ?, ?, ?)
                        """
                ).execute(arguments: [
                    read.person.raw, read.device.raw, read.caseID.raw, read.purpose.rawValue,
                    read.at.milliseconds,
                ])
            }
        }
    }

    /// - Parameter persons: whose readings; nil for everybody's.
    func unreported(
        limit: Int, of persons: Set<PersonID>? = nil
    ) throws -> [(position: Int, read: ReadRecord)] {
        let own = Journal.readings(of: persons)
        return try queue.read { db in
            try Row.fetchAll(
                db,
                sql: "SELECT * FROM read WHERE reported = 0\(own.sql) ORDER BY position LIMIT ?",
                arguments: own.arguments + [limit]
            ).compactMap { row in
                guard let purpose = ReadRecord.Purpose(rawValue: row["purpose"]) else { return nil }
                let read = ReadRecord(
                    person: PersonID(row["person"]), device: DeviceID(row["device"]),
                    caseID: CaseID(row["case"]), purpose: purpose,
                    at: Instant(milliseconds: row["at"]))
                return (row["position"], read)
            }
        }
    }

    func reported(upTo position: Int, of persons: Set<PersonID>? = nil) throws {
        let own = Journal.readings(of: persons)
        try queue.write { db in
            try db.execute(
                sql: "UPDATE read SET reported = 1 WHERE reported = 0\(own.sql) AND position <= ?",
                arguments: own.arguments + [position])
        }
    }

    /// Reported readings of which no later place of the centre's log is known.
    func unplaced() throws -> [Int] {
        try queue.read { db in
            try Int.fetchAll(
                db, sql: "SELECT position FROM read WHERE reported = 1 AND place IS NULL")
        }
    }

    /// The centre's log stood here some time after these were reported.
    func place(_ positions: [Int], at head: Int) throws {
        guard !positions.isEmpty else { return }
        try queue.write { db in
            let statement = try db.cachedStatement(
                sql: "UPDATE read SET place = ? WHERE position = ? AND place IS NULL")
            for position in positions { try statement.execute(arguments: [head, position]) }
        }
    }

    /// The centre was restored from an older backup: it may lack what was reported after the
    /// last place that it is known to have kept safely.
    func reopenReadings(after durable: Int) throws {
        try queue.write { db in
            try db.execute(
                sql: """
                    UPDATE read SET reported = 0, place = NULL
                    WHERE reported = 1 AND (place IS NULL OR place >= ?)
                    """, arguments: [durable])
        }
    }

    private static func readings(
        of persons: Set<PersonID>?
    ) -> (sql: String, arguments: StatementArguments) {
        guard let persons else { return ("", []) }
        let names = persons.map(\.raw).sorted()
        let marks = names.map { _ in "?" }.joined(separator: ", ")
        return (" AND person IN (\(marks))", StatementArguments(names))
    }
}
