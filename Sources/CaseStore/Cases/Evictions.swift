import Casework
import Foundation
import GRDB
import SyncProtocol

/// Cases that leave the desk's sight: nothing of them stays. Where very many leave without the
/// desk's units having changed, that may be a mistake: they are hidden at once and kept aside
/// for a day.
extension Projection {
    /// More than this many, and more than this share of all, is a mass.
    static let massCount = 50
    static let massPercent = 20
    /// Milliseconds that a withheld case is kept.
    static let withholding: Int64 = 24 * 3_600_000

    /// - Parameter caughtUp: with these the feed is at its end; the next run counts anew.
    /// - Returns: how many of them were put aside.
    func evict(_ cases: [CaseID], at now: Instant, caughtUp: Bool) throws -> Int {
        try forgetWithheld(before: now.adding(milliseconds: -Projection.withholding))
        guard !cases.isEmpty else {
            if caughtUp { try Meta.write(db, "evicting", 0) }
            return 0
        }
        let present = try Int.fetchOne(db, sql: "SELECT count(*) FROM row") ?? 0
        let before: Int = try Meta.read(db, "evicting") ?? 0
        let run = before + cases.count
        try Meta.write(db, "evicting", caughtUp ? 0 : run)
        let mass =
            run > Projection.massCount
            && run * 100 > (present + before) * Projection.massPercent
        var withheld = 0
        for id in cases {
            if mass, try putAside(id, at: now) { withheld += 1 }
            try remove(id)
        }
        return withheld
    }

    private func putAside(_ id: CaseID, at now: Instant) throws -> Bool {
        guard let file = try base(of: id) else { return false }
        try db.execute(
            sql: """
                INSERT INTO withheld ("case", at, bytes) VALUES (?, ?, ?)
                ON CONFLICT DO UPDATE SET at = ?2, bytes = ?3
                """, arguments: [id.raw, now.milliseconds, file.wire.data])
        return true
    }

    private func forgetWithheld(before moment: Instant) throws {
        try db.execute(
            sql: "DELETE FROM withheld WHERE at < ?", arguments: [moment.milliseconds])
    }

    /// Everything of a case; acts of this desk on it stay in the journal.
    private func remove(_ id: CaseID) throws {
        try writer.remove(id)
        for table in ["base_image", "overlay", "entry", "proof", "tree_head"] {
            try db.execute(sql: "DELETE FROM \(table) WHERE \"case\" = ?", arguments: [id.raw])
        }
    }
}
