import Casework
import SyncProtocol
import Synchronization

/// The way of one desk to the centre, with what can happen on it.
///
/// Runs on the one thread of the simulation; the lock is for the compiler.
final class Line: RemoteDetour {
    struct State {
        var cutOff = false
        /// Requests arrive, answers do not.
        var deaf = false
        var healed = false
        var calls = 0
        var callsThisMinute = 0
        var minute: Int64 = 0
        var pages: [FeedCursor: ChangePage] = [:]
        var violation: Violation?
        /// The connection is gone: the centre's process ended.
        var reset = false
        /// The device is let in no longer.
        var revoked = false
        /// The log that was last spoken of.
        var epoch = ""
        /// Something else happens while the next request waits.
        var interrupted = false
    }

    private let desk: Int
    private let plan: Plan
    private let bytes: Bytes
    private let state = Mutex(State())
    private let centre: @Sendable () -> (any RemoteCentre)?
    private let after: @Sendable (_ fresh: Bool) throws -> Void
    private let delay: @Sendable ([ActEnvelope]) -> Void
    private let meanwhile: @Sendable () -> Void

    /// - Parameters:
    ///   - centre: the centre's own entrance, nil while it is down.
    ///   - after: reads the log after the centre may have written.
    ///   - delay: lets acts arrive some time later.
    init(
        desk: Int, plan: Plan, bytes: Bytes, centre: @escaping @Sendable () -> (any RemoteCentre)?,
        after: @escaping @Sendable (_ fresh: Bool) throws -> Void,
        delay: @escaping @Sendable ([ActEnvelope]) -> Void,
        meanwhile: @escaping @Sendable () -> Void
    ) {
        self.meanwhile = meanwhile
        self.desk = desk
        self.plan = plan
        self.bytes = bytes
        self.centre = centre
        self.after = after
        self.delay = delay
    }

    func change(_ body: (inout State) -> Void) { state.withLock { body(&$0) } }
    var violation: Violation? { state.withLock { $0.violation } }

    private func fail(_ violation: Violation) {
        state.withLock { $0.violation = $0.violation ?? violation }
    }

    /// The dice of this call, and whether the way is without any fault.
    private func begin() throws -> (dice: Dice, healed: Bool) {
        let (calls, cut, healed) = state.withLock { state in
            state.calls += 1
            defer { state.reset = false }
            return (state.calls, state.cutOff || state.reset, state.healed)
        }
        guard !cut || healed else { throw CentreFailure(.unreachable) }
        return (Dice(plan.seed, UInt64(5_000 + desk), UInt64(calls), .network), healed)
    }

    private func reach() throws -> any RemoteCentre {
        guard let there = centre() else { throw CentreFailure(.unreachable) }
        return there
    }

    /// What the centre said; to a device that is let in no longer it must say nothing.
    private func heard<T>(_ ask: (any RemoteCentre) throws -> T) throws -> T {
        let answer = try ask(try reach())
        if state.withLock({ $0.revoked }) {
            fail(Violation(.rights, "desk \(desk) is answered though its device is revoked"))
        }
        return answer
    }

    /// What was answered may be lost on the way.
    private func answer<T>(_ value: T, _ dice: inout Dice, _ healed: Bool) throws -> T {
        if healed { return value }
        if state.withLock({ $0.deaf }) || dice.permille(plan.answerLost) {
            throw CentreFailure(.unreachable)
        }
        return value
    }

    // MARK: - CentreTransport

    func offer(_ acts: [ActEnvelope]) throws -> [Verdict] {
        var (dice, healed) = try begin()
        if acts.isEmpty || acts.count > 200 {
            fail(Violation(.bounds, "an offer of \(acts.count) acts"))
        }
        if !healed, dice.permille(plan.requestLost) { throw CentreFailure(.unreachable) }
        if !healed, dice.permille(plan.late) {
            delay(acts)
            throw CentreFailure(.unreachable)
        }
        try speaksOfTheSameLog()
        let there = try reach()
        let verdicts = try settled { try self.heard { try $0.offer(acts) } }
        check(verdicts, acts)
        if !healed, dice.permille(plan.duplicate) {
            let again = try settled { try there.offer(acts) }
            if again != verdicts { fail(Violation(.once, "a second offer had another answer")) }
            if dice.permille(500) { delay(acts) }
        }
        return try answer(verdicts, &dice, healed)
    }

    /// An offer names the log it is meant for.
    private func speaksOfTheSameLog() throws {
        let known = state.withLock { $0.epoch }
        guard plan.networked, !known.isEmpty, let door = try reach() as? Door else { return }
        if door.epoch != known { throw CentreFailure(.epochChanged) }
    }

    func session() throws -> CentreSession {
        var (dice, healed) = try begin()
        if !healed, dice.permille(plan.requestLost) { throw CentreFailure(.unreachable) }
        let session = try answer(try heard { try $0.session() }, &dice, healed)
        state.withLock { $0.epoch = session.epoch }
        return session
    }

    func snapshot(image layout: String?) throws -> SnapshotManifest {
        var (dice, healed) = try begin()
        if !healed, dice.permille(plan.requestLost) { throw CentreFailure(.unreachable) }
        return try answer(try heard { try $0.snapshot(image: layout) }, &dice, healed)
    }

    /// Whatever came of an offer, the oracle reads the log.
    private func settled(_ body: () throws -> [Verdict]) throws -> [Verdict] {
        do {
            let verdicts = try body()
            try readAlong(fresh: true)
            return verdicts
        } catch {
            try readAlong(fresh: false)
            throw error
        }
    }

    private func readAlong(fresh: Bool) throws {
        do {
            try after(fresh)
        } catch let violation as Violation {
            fail(violation)
        }
    }

    private func check(_ verdicts: [Verdict], _ acts: [ActEnvelope]) {
        let asked = acts.compactMap { try? $0.act().id }
        if verdicts.map(\.act) != asked {
            fail(Violation(.ownWrites, "verdicts do not answer what was offered"))
        }
    }

    func remote() throws -> any RemoteCentre {
        var (dice, healed) = try begin()
        if !healed, dice.permille(plan.requestLost) { throw CentreFailure(.unreachable) }
        return try answer(try reach(), &dice, healed)
    }

    func changes(
        after cursor: FeedCursor, reference: Int, limit: Int, wait: Int
    ) throws -> ChangePage {
        var (dice, healed) = try begin()
        if !healed, dice.permille(plan.requestLost) { throw CentreFailure(.unreachable) }
        if !healed, dice.permille(plan.staleAnswer),
            let old = state.withLock({ $0.pages[cursor] })
        {
            return old
        }
        var most = limit
        if !healed, dice.permille(plan.smallPage) { most = min(limit, 1 + dice.below(8)) }
        var page = try heard {
            try $0.changes(after: cursor, reference: reference, limit: most, wait: wait)
        }
        if page.items.count + page.verdicts.count > limit {
            fail(Violation(.bounds, "a page of \(page.items.count)"))
        }
        if plan.staleAnswer > 0 {
            state.withLock { state in
                if state.pages.count > 16 { state.pages = [:] }
                state.pages[cursor] = page
            }
        }
        page = try carried(page, &dice, healed)
        let interrupted = state.withLock { state in
            defer { state.interrupted = false }
            return state.interrupted && wait > 0
        }
        if interrupted { meanwhile() }
        return try answer(page, &dice, healed)
    }

    /// A page on its way as bytes; within the house there are none.
    private func carried(
        _ page: ChangePage, _ dice: inout Dice, _ healed: Bool
    ) throws -> ChangePage {
        guard plan.networked, !healed else { return page }
        if dice.permille(plan.broken), let fate = dice.pick(Bytes.Fate.allCases) {
            return try bytes.broken(page, fate, &dice)
        }
        guard dice.permille(60) else { return page }
        do {
            return try bytes.whole(page)
        } catch let violation as Violation {
            fail(violation)
            return page
        }
    }

    func segment(_ sha256: String, from offset: Int, limit: Int) throws -> [UInt8] {
        var (dice, healed) = try begin()
        if !healed, dice.permille(plan.requestLost) { throw CentreFailure(.unreachable) }
        var part = try heard { try $0.segment(sha256, from: offset, limit: limit) }
        if !healed, dice.permille(plan.smallPage) {
            part = Array(part.prefix(1 + dice.below(max(1, part.count))))
        }
        if !healed, dice.permille(plan.wrongPart), !part.isEmpty {
            part[dice.below(part.count)] ^= UInt8(1 + dice.below(255))
        }
        return try answer(part, &dice, healed)
    }

    func appendBlob(
        _ sha256: String, size: Int, at offset: Int, _ part: [UInt8]
    ) throws -> BlobState {
        var (dice, healed) = try begin()
        if !healed, dice.permille(plan.requestLost) { throw CentreFailure(.unreachable) }
        let state = try heard { try $0.appendBlob(sha256, size: size, at: offset, part) }
        return try answer(state, &dice, healed)
    }

    func lastCounter(device: DeviceID, actor: PersonID) throws -> Int {
        var (dice, healed) = try begin()
        if !healed, dice.permille(plan.requestLost) { throw CentreFailure(.unreachable) }
        let counter = try reach().lastCounter(device: device, actor: actor)
        return try answer(counter, &dice, healed)
    }

    func report(_ reads: [ReadRecord]) throws {
        var (dice, healed) = try begin()
        if !healed, dice.permille(plan.requestLost) { throw CentreFailure(.unreachable) }
        try reach().report(reads)
        return try answer((), &dice, healed)
    }
}
