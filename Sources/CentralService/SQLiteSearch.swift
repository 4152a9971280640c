import Casework
import GRDB
import SyncProtocol

/// Search by an index of words, folded as at the desks: a word finds what begins with it.
extension SQLiteTransaction {
    /// The most cases that are looked at for one question: the newest that have the words.
    static let candidates = 2_000

    static let searchTables = """
        CREATE TABLE found (row INTEGER PRIMARY KEY, caseID TEXT NOT NULL UNIQUE) STRICT;
        CREATE VIRTUAL TABLE foundWords USING fts5 (
            unit, words, tokenize = 'unicode61 remove_diacritics 0', prefix = '2 3'
        );
        """

    func find(_ words: [String], units: [UnitID]?, limit: Int) throws -> [CentreHit] {
        guard !words.isEmpty else { return try newest(units: units, limit: limit) }
        let inUnits = condition(units)
        return try hits(
            """
            SELECT placement.*, image.cv FROM (
                SELECT rowid AS row FROM foundWords WHERE foundWords MATCH ?
                ORDER BY rowid DESC LIMIT \(Self.candidates)
            ) JOIN found USING (row) JOIN placement USING (caseID) JOIN image USING (caseID)
            WHERE \(inUnits.sql) ORDER BY image.seq DESC LIMIT ?
            """, StatementArguments([match(words, units)]) + inUnits.arguments + [limit])
    }

    private func newest(units: [UnitID]?, limit: Int) throws -> [CentreHit] {
        let inUnits = condition(units)
        return try hits(
            """
            SELECT placement.*, image.cv FROM placement JOIN image USING (caseID)
            WHERE \(inUnits.sql) ORDER BY image.seq DESC LIMIT ?
            """, inUnits.arguments + [limit])
    }

    private func condition(_ units: [UnitID]?) -> (sql: String, arguments: StatementArguments) {
        guard let units else { return ("TRUE", []) }
        let marks = Array(repeating: "?", count: units.count).joined(separator: ", ")
        return ("unit IN (\(marks))", StatementArguments(units.map(\.raw)))
    }

    private func hits(_ sql: String, _ arguments: StatementArguments) throws -> [CentreHit] {
        try Row.fetchAll(db, sql: sql, arguments: arguments).map { row in
            CentreHit(
                caseID: CaseID(row["caseID"]), number: row["number"], subject: row["subject"],
                unit: UnitID(row["unit"]), version: row["cv"])
        }
    }

    /// In the language of the index. Many units are left to the rows: an expression of the index
    /// may not have hundreds of parts.
    private func match(_ words: [String], _ units: [UnitID]?) -> String {
        let text = words.map { "\"\($0.replacing("\"", with: "\"\""))\" *" }
        let asked = "{words} : (\(text.joined(separator: " AND ")))"
        guard let units, (1...50).contains(units.count) else { return asked }
        let places = units.map { Self.token(of: $0) }.joined(separator: " OR ")
        return "{unit} : (\(places)) AND \(asked)"
    }

    /// A unit as one word of the index.
    private static func token(of unit: UnitID) -> String { "u" + hexText(Array(unit.raw.utf8)) }

    /// Puts the words of a case into the index in the place of those that were there.
    func index(_ caseID: CaseID, _ placement: Placement) throws {
        let row = try row(of: caseID)
        try db.cachedStatement(sql: "DELETE FROM foundWords WHERE rowid = ?")
            .execute(arguments: [row])
        // A number is also found without the zeros before it.
        let bare = placement.number.split(whereSeparator: { !$0.isNumber })
            .map { String($0.drop { $0 == "0" }) }
        try db.cachedStatement(
            sql: "INSERT INTO foundWords(rowid, unit, words) VALUES (?, ?, ?)"
        ).execute(arguments: [
            row, Self.token(of: placement.unit),
            ([placement.words] + bare).joined(separator: " "),
        ])
    }

    private func row(of caseID: CaseID) throws -> Int64 {
        let known = try Int64.fetchOne(
            db.cachedStatement(sql: "SELECT row FROM found WHERE caseID = ?"),
            arguments: [caseID.raw])
        if let known { return known }
        try db.cachedStatement(sql: "INSERT INTO found(caseID) VALUES (?)")
            .execute(arguments: [caseID.raw])
        return db.lastInsertedRowID
    }

    /// Fills the index from the cases that are there.
    func indexAll() throws {
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT placement.* FROM placement JOIN image USING (caseID) ORDER BY image.seq
                """)
        while let row = try rows.next() {
            try index(
                CaseID(row["caseID"]),
                Placement(
                    unit: UnitID(row["unit"]), number: row["number"], subject: row["subject"],
                    words: row["words"]))
        }
    }
}
