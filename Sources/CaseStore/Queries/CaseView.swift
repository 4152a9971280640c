import Casework
import GRDB
import SyncProtocol

/// One case as the desk shows it.
package struct CaseView: Sendable {
    package var file: CaseFile
    /// nil where this desk lacks the edition: the case can be looked at, not worked.
    package var procedure: Procedure?
    package var row: WorklistRow
    /// All that a decision on this case may look at, for greying commands.
    package var circumstances: Circumstances?
    /// Acts on it that have no entry yet, in the order of making.
    package var pending: [PendingAct]
    /// The version this person last looked at.
    package var seen: Int?
}

/// An act that has no verdict yet.
package struct PendingAct: Hashable, Sendable {
    package var entry: Entry
    /// Why it does not go on what the centre says by now; it is decided there all the same.
    package var obstacle: Obstacle?
}

extension CaseRegister {
    /// What is shown of a case; nil where there is none or the person may not read it. Reading
    /// is for the desk to journal: `Desk.open`.
    package func view(
        _ id: CaseID, by person: PersonID, today: CivilDay,
        assumptions: Assumptions = Assumptions()
    ) throws(StoreFailure) -> CaseView? {
        try asked { db, held in
            let condition = Predicate(sql: "row.uuid = ?", arguments: [id.raw])
            guard let row = try rows(where: condition, by: person, limit: 1, db, held).first,
                let file = try Projection.shown(id, db)
            else { return nil }
            let procedure = try editions.procedure(file.edition, db)
            let seen = try Int.fetchOne(
                db, sql: "SELECT version FROM drawer.seen WHERE person = ? AND \"case\" = ?",
                arguments: [person.raw, id.raw])
            return CaseView(
                file: file, procedure: procedure, row: row,
                circumstances: try circumstances(
                    for: nil, on: file, procedure, by: person, today: today,
                    assumptions: assumptions, db, held),
                pending: try pending(id, db), seen: seen)
        }
    }

    /// All that deciding `body` on a case may look at; nil where the edition or the person is
    /// unknown.
    package func circumstances(
        for body: ActBody?, on file: CaseFile, by person: PersonID, today: CivilDay,
        assumptions: Assumptions = Assumptions()
    ) throws(StoreFailure) -> Circumstances? {
        try asked { db, held in
            try circumstances(
                for: body, on: file, try editions.procedure(file.edition, db), by: person,
                today: today, assumptions: assumptions, db, held)
        }
    }

    private func circumstances(
        for body: ActBody?, on file: CaseFile, _ procedure: Procedure?, by person: PersonID,
        today: CivilDay, assumptions: Assumptions, _ db: Database, _ held: Held
    ) throws -> Circumstances? {
        guard let procedure, let actor = held.office.persons[person] else { return nil }
        let queries = procedure.factQueries(for: body, on: file, today: today)
        return Circumstances(
            procedure: procedure, office: held.office, actor: actor,
            facts: try FactReader(db: db).answer(queries), today: today,
            assumptions: assumptions)
    }

    private func pending(_ id: CaseID, _ db: Database) throws -> [PendingAct] {
        try Row.fetchAll(
            db,
            sql: "SELECT entry, obstacle FROM overlay WHERE \"case\" = ? ORDER BY position",
            arguments: [id.raw]
        ).map { row in
            let obstacle = row.bytes("obstacle")
            return PendingAct(
                entry: try Entry(wire: try JSONValue(bytes: row.bytes("entry")), at: "entry"),
                obstacle: obstacle.isEmpty
                    ? nil : try Obstacle(wire: try JSONValue(bytes: obstacle), at: "obstacle"))
        }
    }

    /// Entries of a case, the newest first, those before a case version where one is given.
    /// Pending acts are in the case's view.
    package func history(
        of id: CaseID, by person: PersonID, before version: Int? = nil, limit: Int
    ) throws(StoreFailure) -> [Entry] {
        try asked { db, held in
            let condition = Predicate(sql: "row.uuid = ?", arguments: [id.raw])
            guard try !rows(where: condition, by: person, limit: 1, db, held).isEmpty else {
                return []
            }
            return try Row.fetchAll(
                db,
                sql: """
                    SELECT bytes FROM entry WHERE "case" = ? AND version < ?
                    ORDER BY version DESC LIMIT ?
                    """, arguments: [id.raw, version ?? Int.max, min(limit, Self.pageLimit)]
            ).map { try Entry(wire: try JSONValue(bytes: $0.bytes("bytes")), at: "entry") }
        }
    }

    /// The image of a case in the form it has everywhere.
    package func image(
        of id: CaseID, by person: PersonID
    ) throws(StoreFailure) -> CaseFile? {
        try asked { db, held in
            let condition = Predicate(sql: "row.uuid = ?", arguments: [id.raw])
            guard try !rows(where: condition, by: person, limit: 1, db, held).isEmpty else {
                return nil
            }
            return try Projection.shown(id, db)
        }
    }
}
