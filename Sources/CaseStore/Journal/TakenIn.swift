import Casework
import GRDB

/// A line of the import ledger: what was taken in from where. It commits together with the act
/// that opens the case, so that no line is taken twice and none is lost.
package struct TakenIn: Hashable, Sendable {
    /// Source and its id: "koeln/A-1627".
    package var identity: String
    /// Of the line as it was read; another digest under the same identity is a changed line.
    package var digest: String
    package var file: String
    package var line: Int

    package init(identity: String, digest: String, file: String, line: Int) {
        self.identity = identity
        self.digest = digest
        self.file = file
        self.line = line
    }

    func insert(_ db: Database, caseID: CaseID) throws {
        try db.cachedStatement(
            sql: """
                INSERT INTO taken_in (identity, digest, "case", file, line)
                VALUES (?, ?, ?, ?, ?)
                """
        ).execute(arguments: [identity, digest, caseID.raw, file, line])
    }
}

extension Journal {
    func takenIn(_ identity: String) throws -> (line: TakenIn, caseID: CaseID)? {
        try queue.read { db in
            try Row.fetchOne(
                db.cachedStatement(sql: "SELECT * FROM taken_in WHERE identity = ?"),
                arguments: [identity]
            ).map { row in
                let line = TakenIn(
                    identity: identity, digest: row["digest"], file: row["file"],
                    line: row["line"])
                return (line, CaseID(row["case"]))
            }
        }
    }
}
