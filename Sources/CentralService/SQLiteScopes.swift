import Casework
import GRDB
import SyncProtocol

/// Where cases are, and by what they are found.
extension SQLiteTransaction {
    func placement(of id: CaseID) throws -> Placement? {
        try Row.fetchOne(
            db.cachedStatement(sql: "SELECT * FROM placement WHERE caseID = ?"),
            arguments: [id.raw]
        ).map { row in
            Placement(
                unit: UnitID(row["unit"]), number: row["number"], subject: row["subject"],
                words: row["words"])
        }
    }

    func place(_ caseID: CaseID, _ placement: Placement) throws {
        try db.cachedStatement(
            sql: "INSERT OR REPLACE INTO placement VALUES (?, ?, ?, ?, ?)"
        ).execute(arguments: [
            caseID.raw, placement.unit.raw, placement.number, placement.subject,
            placement.words,
        ])
    }

    func find(_ words: [String], units: [UnitID]?, limit: Int) throws -> [CentreHit] {
        var conditions = words.map { _ in "instr(words, ?) > 0" }
        var arguments = StatementArguments(words)
        if let units {
            let marks = Array(repeating: "?", count: units.count).joined(separator: ", ")
            conditions.append("unit IN (\(marks))")
            arguments += StatementArguments(units.map(\.raw))
        }
        arguments += [limit]
        return try Row.fetchAll(
            db,
            sql: """
                SELECT placement.*, image.cv FROM placement JOIN image USING (caseID)
                WHERE \(conditions.joined(separator: " AND "))
                ORDER BY image.seq DESC LIMIT ?
                """, arguments: arguments
        ).map { row in
            CentreHit(
                caseID: CaseID(row["caseID"]), number: row["number"], subject: row["subject"],
                unit: UnitID(row["unit"]), version: row["cv"])
        }
    }
}
