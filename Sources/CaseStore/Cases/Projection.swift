import Casework
import Foundation
import GRDB
import SyncProtocol

/// Keeps the shown state: the centre's images, and upon them the acts that have no entry yet.
final class Projection {
    let db: Database
    let editions: Editions
    let today: CivilDay
    let assumptions: Assumptions
    private(set) var office: Office
    let writer: RowWriter

    init(
        _ db: Database, editions: Editions, blobs: BlobStore, today: CivilDay,
        assumptions: Assumptions
    ) throws {
        self.db = db
        self.editions = editions
        self.today = today
        self.assumptions = assumptions
        office = try Meta.office(db)
        writer = RowWriter(db: db, editions: editions, blobs: blobs)
    }

    /// Applies a page and its cursor. Whatever of it is known already changes nothing.
    ///
    /// - Parameters:
    ///   - pending: all acts that the projection will not hold after this page.
    ///   - now: when cases that are withheld are put aside.
    /// - Returns: the cases that look different now.
    func apply(_ page: ChangePage, pending: [Journal.Kept], at now: Instant) throws -> Applied {
        var meta = try Meta(db)
        if let reference = page.reference {
            try Meta.write(db, reference)
            office = reference.office
            meta.reference = reference.version
        }
        let withheld = try evict(page.evicted, at: now, caughtUp: !page.more)
        var images: [CaseID: CaseFile] = [:]
        for entry in page.past { try insert(entry) }
        for item in page.items where item.entry.sequence > meta.cursor.sequence {
            try insert(item.entry)
            if let image = item.image { images[image.id] = image }
        }
        if page.cursor.sequence >= meta.cursor.sequence { meta.cursor = page.cursor }
        meta.epoch = page.epoch
        try meta.write(db)
        let changed = try reconcile(pending: pending, images: images)
        return Applied(changed: changed.union(page.evicted), withheld: withheld)
    }

    struct Applied {
        var changed: Set<CaseID>
        /// Cases that were put aside because so many left at once.
        var withheld: Int
    }

    /// Makes what is shown of every case out of its image and the acts pending on it.
    func reconcile(
        pending: [Journal.Kept], images: [CaseID: CaseFile] = [:]
    ) throws -> Set<CaseID> {
        let byCase = Dictionary(grouping: pending, by: \.act.caseID)
        var stale = Set(images.keys)
        let laid = try laidOver()
        for (id, acts) in byCase where laid[id] != acts.map(\.act.id) { stale.insert(id) }
        for id in laid.keys where byCase[id] == nil { stale.insert(id) }
        for id in stale.sorted() {
            let base = try images[id] ?? base(of: id)
            try show(id, base: base, pending: byCase[id] ?? [])
        }
        return stale
    }

    /// Lays one case out anew.
    func show(_ id: CaseID, base: CaseFile?, pending: [Journal.Kept]) throws {
        try db.cachedStatement(sql: "DELETE FROM overlay WHERE \"case\" = ?")
            .execute(arguments: [id.raw])
        var shown = base
        for kept in pending { try lay(kept, over: &shown) }
        try keep(base, of: id, needed: !pending.isEmpty)
        if let shown {
            try writer.put(shown, pending: pending.count)
        } else {
            try writer.remove(id)
        }
    }

    /// The centre's state of a case: the base image while acts are pending, else what is shown.
    func base(of id: CaseID) throws -> CaseFile? {
        let statement = try db.cachedStatement(
            sql: "SELECT bytes FROM base_image WHERE \"case\" = ?")
        if let row = try Row.fetchOne(statement, arguments: [id.raw]) {
            let bytes = row.bytes("bytes")
            return bytes.isEmpty
                ? nil : try CaseFile(wire: try JSONValue(bytes: bytes), at: "image")
        }
        return try Projection.shown(id, db)
    }

    static func shown(_ id: CaseID, _ db: Database) throws -> CaseFile? {
        let statement = try db.cachedStatement(
            sql: "SELECT bytes FROM image WHERE id = (SELECT id FROM row WHERE uuid = ?)")
        guard let row = try Row.fetchOne(statement, arguments: [id.raw]) else { return nil }
        return try CaseFile(wire: try JSONValue(bytes: row.bytes("bytes")), at: "image")
    }

    private func keep(_ base: CaseFile?, of id: CaseID, needed: Bool) throws {
        guard needed else {
            try db.cachedStatement(sql: "DELETE FROM base_image WHERE \"case\" = ?")
                .execute(arguments: [id.raw])
            return
        }
        try db.cachedStatement(
            sql: """
                INSERT INTO base_image ("case", bytes) VALUES (?, ?)
                ON CONFLICT DO UPDATE SET bytes = ?2
                """
        ).execute(arguments: [id.raw, base?.wire.data])
    }

    private func laidOver() throws -> [CaseID: [ActID]] {
        var acts: [CaseID: [ActID]] = [:]
        let rows = try Row.fetchAll(
            db, sql: "SELECT \"case\", act FROM overlay ORDER BY position")
        for row in rows { acts[CaseID(row["case"]), default: []].append(ActID(row["act"])) }
        return acts
    }

    // MARK: - Pending acts

    private func lay(_ kept: Journal.Kept, over shown: inout CaseFile?) throws {
        let act = kept.act
        let decision = try decide(act, on: shown)
        let entry = Entry(
            sequence: 0, caseID: act.caseID, version: (shown?.version ?? 0) + 1, act: act,
            at: act.at, outcome: .parked, changes: decision.changes)
        if decision.obstacle == nil {
            var file = shown ?? CaseFile(opening: act)
            file?.apply(decision.changes, version: entry.version, by: act.actor, at: act.at)
            shown = file
        }
        try db.cachedStatement(
            sql: """
                INSERT OR REPLACE INTO overlay (position, "case", act, reason, entry, obstacle)
                VALUES (?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            kept.position, act.caseID.raw, act.id.raw, act.body.spoken, entry.wire.data,
            decision.obstacle?.wire.data,
        ])
    }

    /// The desk's own decision: provisional, by the same rule as the centre's.
    func decide(_ act: Act, on file: CaseFile?) throws -> Decision {
        let edition: EditionID
        switch (file, act.body) {
        case (let file?, _): edition = file.edition
        case (nil, .open(let opening)): edition = opening.edition
        default: return .refused(Obstacle(.caseUnknown))
        }
        guard let procedure = try editions.procedure(edition, db) else {
            return .refused(Obstacle(.editionUnknown))
        }
        guard let actor = office.persons[act.actor] else {
            return .refused(Obstacle(.personUnknown, [.person: act.actor.raw]))
        }
        let queries = procedure.factQueries(for: act.body, on: file, today: today)
        let circumstances = Circumstances(
            procedure: procedure, office: office, actor: actor,
            facts: try FactReader(db: db).answer(queries), today: today,
            assumptions: assumptions)
        return Casework.decide(act, on: file, under: circumstances)
    }

    // MARK: - History

    func insert(_ entry: Entry) throws {
        try db.cachedStatement(
            sql: """
                INSERT OR REPLACE INTO entry
                    (sequence, "case", version, act, actor, at, reason, bytes)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            entry.sequence, entry.caseID.raw, entry.version, entry.act.id.raw,
            entry.act.actor.raw, entry.at.milliseconds, entry.act.body.spoken, entry.wire.data,
        ])
    }

    /// Forgets everything that came from a centre; the feed brings it again.
    static func empty(_ db: Database) throws {
        for table in [
            "row", "image", "base_image", "overlay", "entry", "fact", "parcel", "attached",
            "edition", "words", "meta", "proof", "tree_head", "withheld",
        ] {
            try db.execute(sql: "DELETE FROM \(table)")
        }
    }
}

extension CaseFile {
    /// The empty case that an opening fills; nil for another act.
    init?(opening act: Act) {
        guard case .open(let opening) = act.body else { return nil }
        self.init(
            id: act.caseID, procedure: opening.procedure, edition: opening.edition,
            kind: opening.kind)
    }
}
