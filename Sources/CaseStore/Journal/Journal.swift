import Casework
import GRDB
import SyncProtocol

/// The Dienstbuch: every act made on this desk as the exact bytes that are offered, and what
/// became of it. A commit here is what "gespeichert" means.
final class Journal: Sendable {
    /// An act before it has its counter.
    struct Draft: Sendable {
        var id: ActID
        var caseID: CaseID
        var base: Base
        var body: ActBody
        var group: GroupID?
        var takenIn: TakenIn?
    }

    struct Kept: Sendable {
        var position: Int
        var act: Act
        var envelope: ActEnvelope
    }

    let queue: DatabaseQueue
    let device: DeviceID
    /// Signs what is written, once the desk belongs to a centre.
    let signer: (any ActSigner)?

    init(
        _ folder: DataFolder, newDevice: String, now: Instant, signer: (any ActSigner)? = nil
    ) throws {
        self.signer = signer
        queue = try Connections.durable(folder.journal)
        try Connections.migrate(JournalSchema.migrator, queue)
        device = try queue.write { db in
            if let known = try String.fetchOne(db, sql: "SELECT id FROM device") {
                return DeviceID(known)
            }
            try db.execute(
                sql: "INSERT INTO device (id, made) VALUES (?, ?)",
                arguments: [newDevice, now.milliseconds])
            return DeviceID(newDevice)
        }
    }

    /// Writes acts with the person's next counters, all or none, through to the disk.
    ///
    /// - Parameter limit: bytes of an act at most; nil for no limit.
    /// - Throws: `StoreFailure(.actTooLarge)`; then nothing is written.
    func append(
        _ drafts: [Draft], by actor: PersonID, at: Instant, limit: Int? = nil
    ) throws -> [Kept] {
        try queue.write { db in
            var counter = try Journal.lastCounter(db, device: device, actor: actor)
            return try drafts.map { draft in
                counter += 1
                let act = Act(
                    id: draft.id, device: device, counter: counter, actor: actor,
                    caseID: draft.caseID, base: draft.base, body: draft.body,
                    group: draft.group, at: at)
                let envelope =
                    try signer.map { try ActEnvelope(act, signer: $0) }
                    ?? ActEnvelope(act)
                if let limit, envelope.bytes.count > limit {
                    throw StoreFailure(actOf: envelope.bytes.count, limit: limit)
                }
                try db.cachedStatement(
                    sql: """
                        INSERT INTO act (id, device, actor, counter, "case", bytes, made)
                        VALUES (?, ?, ?, ?, ?, ?, ?)
                        """
                ).execute(arguments: [
                    act.id.raw, device.raw, actor.raw, counter, act.caseID.raw,
                    envelope.data, at.milliseconds,
                ])
                let position = Int(db.lastInsertedRowID)
                try Upload.note(db, act.body, at: position)
                if let line = draft.takenIn { try line.insert(db, caseID: draft.caseID) }
                return Kept(position: position, act: act, envelope: envelope)
            }
        }
    }

    // MARK: - What became of them

    func settle(_ verdicts: [Verdict]) throws {
        guard !verdicts.isEmpty else { return }
        try queue.write { db in
            for verdict in verdicts {
                try Journal.settle(db, verdict)
            }
        }
    }

    /// A final verdict is never replaced.
    private static func settle(_ db: Database, _ verdict: Verdict) throws {
        try db.cachedStatement(
            sql: """
                UPDATE act SET outcome = ?, sequence = ?, verdict = ?
                WHERE id = ? AND (outcome IS NULL OR outcome = 'parked')
                """
        ).execute(arguments: [
            verdict.outcome.rawValue, verdict.sequence, verdict.wire.data, verdict.act.raw,
        ])
    }

    /// Forgets the verdicts on acts that a restored centre does not know, so that they are
    /// offered again.
    func reopen(actor: PersonID, after counter: Int) throws {
        try queue.write { db in
            try db.execute(
                sql: """
                    UPDATE act SET outcome = NULL, sequence = NULL, verdict = NULL
                    WHERE device = ? AND actor = ? AND counter > ?
                    """, arguments: [device.raw, actor.raw, counter])
            try db.execute(
                sql: """
                    UPDATE counter_floor SET counter = ?3
                    WHERE device = ?1 AND actor = ?2 AND counter > ?3
                    """, arguments: [device.raw, actor.raw, counter])
            try Upload.reopen(db)
        }
    }

    func actors() throws -> [PersonID] {
        try queue.read { db in
            try String.fetchAll(
                db, sql: "SELECT DISTINCT actor FROM act WHERE device = ? ORDER BY actor",
                arguments: [device.raw]
            ).map { PersonID($0) }
        }
    }

    /// Acts without a verdict in the order of making, at most `limit`; of these persons only,
    /// where some are named.
    ///
    /// - Parameter held: for a person the place in the journal from which on nothing goes yet.
    func unsent(
        limit: Int, of persons: Set<PersonID>? = nil, held: [PersonID: Int] = [:]
    ) throws -> [Kept] {
        // What the centre had before the journal came back from a backup comes with the feed.
        var condition = """
            outcome IS NULL AND NOT EXISTS (
                SELECT 1 FROM counter_floor AS floor
                WHERE floor.device = act.device AND floor.actor = act.actor
                    AND act.counter <= floor.counter)
            """
        var arguments = StatementArguments()
        if let persons {
            let marks = persons.map { _ in "?" }.joined(separator: ", ")
            condition += " AND actor IN (\(marks))"
            arguments += StatementArguments(persons.map(\.raw).sorted())
        }
        for (person, position) in held.sorted(by: { $0.key < $1.key }) {
            condition += " AND NOT (actor = ? AND position >= ?)"
            arguments += [person.raw, position]
        }
        return try kept(condition + " ORDER BY position LIMIT ?", arguments + [limit])
    }

    /// Acts that the projection at `cursor` does not hold yet.
    ///
    /// - Parameter answered: also those the centre has decided. Alone everything decided comes
    ///   with the next page, at once.
    func pending(cursor: Int, answered: Bool) throws -> [Kept] {
        let open = try kept("outcome IS NULL", [])
        let parked = try kept("outcome = 'parked'", [])
        let ahead =
            answered
            ? try kept("sequence > ? AND outcome IN ('applied', 'merged')", [cursor]) : []
        return (open + parked + ahead).sorted { $0.position < $1.position }
    }

    func pending(of caseID: CaseID, cursor: Int, answered: Bool) throws -> [Kept] {
        try kept(
            """
            "case" = ? AND (outcome IS NULL OR outcome = 'parked'
                OR (? AND sequence > ? AND outcome IN ('applied', 'merged')))
            ORDER BY position
            """, [caseID.raw, answered, cursor])
    }

    /// The verdicts on acts, where there are any.
    func verdicts(on ids: [ActID]) throws -> [ActID: Verdict] {
        try queue.read { db in
            var verdicts: [ActID: Verdict] = [:]
            let statement = try db.cachedStatement(
                sql: "SELECT verdict FROM act WHERE id = ? AND verdict IS NOT NULL")
            for id in ids {
                guard let row = try Row.fetchOne(statement, arguments: [id.raw]) else { continue }
                verdicts[id] = try Verdict(
                    wire: try JSONValue(bytes: row.bytes("verdict")), at: "verdict")
            }
            return verdicts
        }
    }

    private func kept(_ condition: String, _ arguments: StatementArguments) throws -> [Kept] {
        try queue.read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT position, coalesce(
                        (SELECT bytes FROM resigned WHERE resigned.position = act.position),
                        bytes) AS bytes
                    FROM act WHERE \(condition)
                    """, arguments: arguments
            ).map { row in
                let envelope = ActEnvelope(bytes: row.bytes("bytes"))
                return Kept(
                    position: row["position"], act: try envelope.act(), envelope: envelope)
            }
        }
    }

    // MARK: - The person's view

    /// Refused acts that nobody has looked at yet: the Klärung tray.
    func rejected(_ person: PersonID) throws -> [RejectedAct] {
        try queue.read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT bytes, verdict FROM act
                    WHERE actor = ? AND outcome = 'rejected' AND cleared IS NULL
                    ORDER BY position
                    """, arguments: [person.raw]
            ).map { row in
                RejectedAct(
                    act: try ActEnvelope(bytes: row.bytes("bytes")).act(),
                    verdict: try Verdict(
                        wire: try JSONValue(bytes: row.bytes("verdict")), at: "verdict"))
            }
        }
    }

    func clear(_ ids: [ActID], at: Instant) throws {
        try queue.write { db in
            for id in ids {
                try db.execute(
                    sql: "UPDATE act SET cleared = ? WHERE id = ?",
                    arguments: [at.milliseconds, id.raw])
            }
        }
    }

    func outbox() throws -> Outbox {
        try queue.read { db in
            let row = try Row.fetchOne(
                db, sql: "SELECT count(*) AS n, min(made) AS oldest FROM act WHERE outcome IS NULL")
            return Outbox(
                unsent: row?["n"] ?? 0,
                oldest: (row?["oldest"] as Int64?).map { Instant(milliseconds: $0) })
        }
    }
}

/// An act the centre did not take, and why; kept until the person has dealt with it.
package struct RejectedAct: Hashable, Sendable {
    package var act: Act
    package var verdict: Verdict
}

/// What has not reached the centre.
package struct Outbox: Hashable, Sendable {
    package var unsent: Int
    package var oldest: Instant?
}
