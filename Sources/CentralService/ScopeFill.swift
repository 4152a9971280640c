import Casework
import Foundation
import GRDB
import SyncProtocol

/// Works out for a log from before there were scopes where each case was when, and grows the
/// tree over what happened so far.
struct ScopeFill {
    private let transaction: SQLiteTransaction
    private var db: Database { transaction.db }

    init(_ db: Database) { transaction = SQLiteTransaction(db: db) }

    func run() throws {
        let fallback = try unitsOfEditions()
        try placeCases(fallback)
        try traceUnits(fallback)
        try growTree()
    }

    /// Where a case belongs that was never assigned: to its procedure's unit.
    private func unitsOfEditions() throws -> [String: UnitID] {
        var units: [String: UnitID] = [:]
        for row in try Row.fetchAll(db, sql: "SELECT id, document FROM edition") {
            let document = try? JSONValue(bytes: row["document"] as Data)
            if case .string(let unit)? = document?["procedure"]?["unit"] {
                units[row["id"]] = UnitID(unit)
            }
        }
        return units
    }

    private func placeCases(_ fallback: [String: UnitID]) throws {
        let rows = try Row.fetchCursor(db, sql: "SELECT bytes FROM image ORDER BY caseID")
        while let row = try rows.next() {
            let file = try CaseFile(
                wire: try JSONValue(bytes: row["bytes"] as Data), at: "image")
            let unit = file.assignment?.unit ?? fallback[file.edition.raw] ?? ""
            try transaction.putRow(of: file.id, Placement(of: file, unit: unit))
            try transaction.put(file.attachments, of: file.id)
        }
    }

    /// Follows every case from unit to unit along the log.
    private func traceUnits(_ fallback: [String: UnitID]) throws {
        var units: [CaseID: UnitID] = [:]
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT seq, caseID, instr(changes, CAST('"slot":"assignment"' AS BLOB)) AS moves
                FROM log WHERE obstacle IS NULL ORDER BY seq
                """)
        while let row = try rows.next() {
            let id = CaseID(row["caseID"])
            let sequence: Int = row["seq"]
            let before = units[id]
            var unit = before
            if before == nil || row["moves"] as Int > 0 {
                unit = try self.unit(after: sequence, before: before, fallback)
            }
            let now = unit ?? ""
            units[id] = now
            try transaction.note(
                ScopeRow(
                    unit: now, sequence: sequence, caseID: id,
                    cameFrom: before == now ? nil : before))
            if let before, before != now {
                try transaction.note(
                    ScopeRow(unit: before, sequence: sequence, caseID: id, cameFrom: nil))
            }
        }
    }

    private func unit(
        after sequence: Int, before: UnitID?, _ fallback: [String: UnitID]
    ) throws -> UnitID? {
        guard let entry = try transaction.logged(at: sequence)?.entry else { return before }
        guard let change = entry.changes.last(where: { $0.slot == Slot(.assignment) }) else {
            if case .open(let opening) = entry.act.body {
                return fallback[opening.edition.raw]
            }
            return before
        }
        if case .assignment(let assignment)? = change.new { return assignment.unit }
        return before
    }

    private func growTree() throws {
        for kind in [LeafSource.Kind.act, .read] {
            let (table, key) = kind.rows
            let ordinals = try Int.fetchAll(
                db, sql: "SELECT \(key) FROM \(table) ORDER BY \(key)")
            for ordinal in ordinals {
                let source = LeafSource(kind, ordinal)
                guard let leaf = try transaction.leafDocument(of: source) else {
                    throw CentreFailure(.corrupt, context: "\(table) \(ordinal)")
                }
                try transaction.grow(source, leaf)
            }
        }
    }
}
