import Casework
import GRDB
import SyncProtocol
import Synchronization

/// A copy of the unsent acts at a second place, so that a disk that dies does not take them along.
/// Written anew after each 50 acts or five minutes; without unsent acts there is none.
package final class OutboxCopy: Sendable {
    static let acts = 50
    static let pause: Int64 = 5 * 60_000

    private struct State: Sendable {
        var position = 0
        var count = 0
        var at: Instant?
        /// What lay there before has been looked through.
        var isTakenBack = false
    }

    private let path: String
    private let state = Mutex(State())

    package init(path: String) { self.path = path }

    /// Writes the copy where it is time to. A place that cannot be written stops nobody; it is
    /// tried again later.
    package func keep(up desk: Desk, at now: Instant) {
        guard state.withLock({ $0.isTakenBack }) || takeBack(into: desk) != nil,
            let held = try? desk.journal.unsentExtent()
        else { return }
        let due = state.withLock { state in
            if held.count == 0 { return state.count > 0 || state.at == nil }
            guard held.last != state.position || held.count != state.count else { return false }
            guard let at = state.at else { return true }
            return held.last - state.position >= OutboxCopy.acts
                || at.milliseconds(until: now) >= OutboxCopy.pause
        }
        guard due else { return }
        do {
            try write(desk)
            state.withLock {
                $0 = State(position: held.last, count: held.count, at: now, isTakenBack: true)
            }
        } catch {
            state.withLock { $0.at = now }
        }
    }

    /// Brings acts back that only the copy has: the journal was lost, and one from a backup is
    /// in its place. Nothing is written over the copy before that.
    ///
    /// - Returns: how many came back; nil where the centre must be asked first.
    package func takeBack(into desk: Desk) -> Int? {
        if state.withLock({ $0.isTakenBack }) { return 0 }
        guard (try? desk.isRestored()) == false else { return nil }
        let acts = (try? OutboxCopy.read(path)) ?? []
        if let other = try? acts.first?.act().device, other != desk.device {
            // Of a desk that was here before this one: kept, for whoever looks for it.
            FileName.move(path, to: path + ".fremd")
        }
        guard let taken = try? desk.takeBack(acts) else { return nil }
        state.withLock { $0.isTakenBack = true }
        return taken
    }

    private func write(_ desk: Desk) throws {
        let acts = try desk.journal.unsent(limit: Int.max)
        guard !acts.isEmpty else {
            FileName.remove(path)
            return
        }
        try FileName.makeFolders(FileBytes.parent(path))
        var bytes = (["v": 1, "dev": desk.device.wire] as JSONValue).bytes
        for act in acts { bytes += [0x0A] + act.envelope.bytes }
        try FileBytes.write(bytes + [0x0A], to: path)
    }

    /// The acts of a copy, exactly as they were made.
    package static func read(_ path: String) throws(StoreFailure) -> [ActEnvelope] {
        let lines = try FileBytes.read(path).split(separator: 0x0A)
        return try guarded {
            guard let head = lines.first,
                try WireReader(try JSONValue(bytes: head), at: "copy").get("v", as: Int.self) == 1
            else { throw StoreFailure(.backup) }
            return try lines.dropFirst().map { line in
                let envelope = ActEnvelope(bytes: Array(line))
                _ = try envelope.act()
                return envelope
            }
        }
    }
}

extension Journal {
    /// How many acts have no verdict, and the place of the last one.
    func unsentExtent() throws -> (count: Int, last: Int) {
        try queue.read { db in
            let row = try Row.fetchOne(
                db, sql: "SELECT count(*) AS n, max(position) AS p FROM act WHERE outcome IS NULL")
            return (row?["n"] ?? 0, row?["p"] ?? 0)
        }
    }
}

extension Journal {
    /// Takes acts of this desk back from a copy, those that follow what is here without a gap.
    ///
    /// - Returns: how many were taken.
    func takeBack(_ envelopes: [ActEnvelope]) throws -> Int {
        try queue.write { db in
            var taken = 0
            for envelope in envelopes {
                let act = try envelope.act()
                let last = try Journal.lastCounter(db, device: device, actor: act.actor)
                guard act.device == device, act.counter == last + 1 else { continue }
                try db.execute(
                    sql: """
                        INSERT INTO act (id, device, actor, counter, "case", bytes, made)
                        VALUES (?, ?, ?, ?, ?, ?, ?)
                        """,
                    arguments: [
                        act.id.raw, device.raw, act.actor.raw, act.counter, act.caseID.raw,
                        envelope.data, act.at.milliseconds,
                    ])
                let position = Int(db.lastInsertedRowID)
                try Upload.note(db, act.body, at: position)
                try resign(envelope, at: position, db)
                taken += 1
            }
            return taken
        }
    }
}

extension Desk {
    /// Takes acts back that a copy has and the journal lost, and shows them.
    ///
    /// - Returns: how many were taken.
    package func takeBack(_ acts: [ActEnvelope]) throws(StoreFailure) -> Int {
        try guarded {
            let taken = try journal.takeBack(acts)
            if taken > 0 {
                _ = try reconcile()
                tell(.saved(at: world.now()))
                tell(.attached)
            }
            return taken
        }
    }
}
