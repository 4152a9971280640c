import Casework
import GRDB
import SyncProtocol

/// Answers what a decision asks about other cases.
struct FactReader {
    let db: Database

    func answer(_ queries: Set<FactQuery>) throws -> Facts {
        var facts = Facts()
        for query in queries {
            switch query {
            case .aid(let undertaking, let from, let to, let excluded):
                facts.sums[query] = try aid(undertaking, from, to, excluding: excluded)
            case .changes(let act): facts.entries[act] = try entry(of: act)
            }
        }
        return facts
    }

    private func aid(
        _ key: String, _ from: CivilDay, _ to: CivilDay, excluding: CaseID
    ) throws -> Money {
        let cents = try Int64.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT sum(cents) FROM fact
                    WHERE kind = ? AND key = ? AND day BETWEEN ? AND ?
                        AND "case" != coalesce((SELECT id FROM row WHERE uuid = ?), 0)
                    """),
            arguments: [FactRow.aid, key, from.ordinal, to.ordinal, excluding.raw])
        return Money(cents: cents ?? 0)
    }

    private func entry(of act: ActID) throws -> Entry? {
        let row = try Row.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT bytes FROM entry WHERE act = ?1
                    UNION ALL SELECT entry FROM overlay WHERE act = ?1 LIMIT 1
                    """), arguments: [act.raw])
        return try row.map { try Entry(wire: try JSONValue(bytes: $0.bytes("bytes")), at: "entry") }
    }
}
