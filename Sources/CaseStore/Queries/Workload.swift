import Casework
import GRDB

/// How much lies with one person of a unit.
package struct Workload: Hashable, Sendable {
    /// nil: with nobody.
    package var person: PersonID?
    package var unit: UnitID
    package var open: Int
    package var overdue: Int
    /// Due within seven days from today, overdue ones left out.
    package var soon: Int
    /// Of the open ones, those that wait for the office itself.
    package var waitingForUs: Int
    package var closedLastWeek: Int
}

extension CaseRegister {
    /// The load of every person and of nobody, in the units the asking person may read; of one
    /// unit where it is given. Those with most open cases come first.
    package func workload(
        of unit: UnitID? = nil, by person: PersonID, today: CivilDay
    ) throws(StoreFailure) -> [Workload] {
        try asked { db, held in
            let units = units(of: person, held).filter { unit == nil || $0 == unit }
            guard !units.isEmpty else { return [] }
            return try Row.fetchAll(
                db,
                sql: """
                    SELECT unit, assignee, sum(open) AS open,
                        sum(open AND due_key < ?1) AS overdue,
                        sum(open AND due_key BETWEEN ?1 AND ?2) AS soon,
                        sum(open AND (waiting = ?3 OR turn <= ?1)) AS us,
                        sum(closed IS NOT NULL AND closed BETWEEN ?4 AND ?1) AS done
                    FROM row INDEXED BY row_load
                    WHERE unit IN (SELECT value FROM json_each(?5))
                        AND (+open = 1 OR +closed >= ?4)
                    GROUP BY unit, assignee ORDER BY open DESC, unit, assignee
                    """,
                arguments: [
                    today.ordinal, today.ordinal + 7, WaitingFor.us.rawValue, today.ordinal - 7,
                    jsonList(units.map(\.raw)),
                ]
            ).map { row in
                Workload(
                    person: (row["assignee"] as String?).map { PersonID($0) },
                    unit: UnitID(row["unit"]), open: row["open"], overdue: row["overdue"],
                    soon: row["soon"], waitingForUs: row["us"], closedLastWeek: row["done"])
            }
        }
    }
}
