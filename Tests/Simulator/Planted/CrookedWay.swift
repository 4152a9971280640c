import Casework
import SyncProtocol
import Synchronization

/// A way to the centre, as a desk uses it, with one mistake.
final class CrookedWay: RemoteDetour {
    struct Mistake: Sendable {
        var dropsEntry = false
        var dropsImage = false
        var failureIsRefusal = false
        var failureIsSuccess = false
        var retryIsNew = false
        var serialisesAgain = false
        var backwards = false
        var tearsGroups = false
        var mixesVerdicts = false
        var countsTooHigh = false
        var cursorAhead = false
        var stopsEarly = false
        var keepsEvicted = false
        var dropsReadings = false
        var dropsAttachments = false
    }

    private let real: any RemoteCentre
    private let mistake: Mistake
    private let calls = Mutex(0)
    /// Offers that failed once; the second time they are made anew.
    private let failed = Mutex<Set<ActID>>([])

    init(_ real: any RemoteCentre, _ mistake: Mistake) {
        self.real = real
        self.mistake = mistake
    }

    func remote() -> any RemoteCentre { real }

    private var turn: Int {
        calls.withLock { calls in
            calls += 1
            return calls
        }
    }

    func offer(_ acts: [ActEnvelope]) throws -> [Verdict] {
        let sent = altered(acts)
        do {
            if mistake.tearsGroups, sent.count > 1 {
                return try sent.flatMap { try real.offer([$0]) }
            }
            let verdicts = try real.offer(sent)
            if mistake.mixesVerdicts, verdicts.count > 1 { return mixed(verdicts) }
            return verdicts
        } catch let failure as CentreFailure {
            failed.withLock { $0.formUnion(acts.compactMap { try? $0.act().id }) }
            guard failure.code == .unreachable else { throw failure }
            if mistake.failureIsRefusal { return verdicts(.rejected, on: acts) }
            if mistake.failureIsSuccess { return verdicts(.applied, on: acts) }
            throw failure
        }
    }

    private func altered(_ acts: [ActEnvelope]) -> [ActEnvelope] {
        if mistake.backwards { return acts.reversed() }
        return acts.map { envelope in
            guard var act = try? envelope.act() else { return envelope }
            if mistake.serialisesAgain {
                act.at = act.at.adding(milliseconds: 1)
                return ActEnvelope(act)
            }
            if mistake.retryIsNew, failed.withLock({ $0.contains(act.id) }) {
                act.id = ActID("\(act.id.raw)-noch-einmal")
                return ActEnvelope(act)
            }
            return envelope
        }
    }

    private func verdicts(_ outcome: Outcome, on acts: [ActEnvelope]) -> [Verdict] {
        acts.compactMap { try? $0.act() }.map {
            Verdict(
                act: $0.id, counter: $0.counter, outcome: outcome, sequence: 1, version: 1,
                obstacle: outcome == .rejected ? Obstacle(.roleMissing) : nil)
        }
    }

    private func mixed(_ verdicts: [Verdict]) -> [Verdict] {
        var mixed = verdicts
        mixed[0].outcome = verdicts[1].outcome == .rejected ? .applied : .rejected
        mixed[0].obstacle = mixed[0].outcome == .rejected ? Obstacle(.roleMissing) : nil
        return mixed
    }

    func changes(
        after cursor: FeedCursor, reference: Int, limit: Int, wait: Int
    ) throws -> ChangePage {
        var page = try real.changes(
            after: cursor, reference: reference, limit: limit, wait: wait)
        if mistake.keepsEvicted { page.evicted = [] }
        guard turn % 5 == 0 else { return page }
        if mistake.dropsEntry, !page.items.isEmpty { page.items.removeLast() }
        if mistake.dropsImage, let last = page.items.indices.last { page.items[last].image = nil }
        if mistake.cursorAhead, page.next < page.head { page.cursor.sequence = page.head }
        if mistake.stopsEarly { page.head = min(page.head, cursor.sequence) }
        if mistake.stopsEarly, !page.items.isEmpty {
            page.cursor.sequence = page.items[0].entry.sequence
        }
        return page
    }

    func lastCounter(device: DeviceID, actor: PersonID) throws -> Int {
        let last = try real.lastCounter(device: device, actor: actor)
        return mistake.countsTooHigh ? last + 1_000 : last
    }

    func blobState(_ sha256: String) throws -> BlobState? {
        mistake.dropsAttachments
            ? BlobState(size: 1, offset: 1) : try real.blobState(sha256)
    }

    func report(_ reads: [ReadRecord]) throws {
        if !mistake.dropsReadings { try real.report(reads) }
    }
}
