import Casework
import CentralService
import Synchronization

/// Tells everybody who waits that something is new, without a thread for each.
///
/// A long poll waits for the next signal; a stream of hints gets them one by one.
package final class ChangeHub: Sendable {
    package enum Hint: Hashable, Sendable {
        /// The log, or what is the same for every case, has moved.
        case changed(CentreNews)
        /// Somebody opened or left a case.
        case presence(CaseID)
        case heartbeat
    }

    /// Who wants to know, by what it is told whether news concern them.
    package struct Interest: Hashable, Sendable {
        package var device: DeviceID
        package var units: [UnitID]

        package init(_ device: DeviceID, in units: [UnitID]) {
            self.device = device
            self.units = units
        }

        func isMet(by news: CentreNews) -> Bool { news.concerns(device, units: units) }
    }

    /// Why a wait is over.
    package enum WaitEnd: Sendable {
        /// News of interest, or the time, or the service.
        case over
        /// The workstation waits anew, and needs no answer to this.
        case replaced
    }

    private struct Waiter {
        var interest: Interest
        var end: ContinuousClock.Instant
        var continuation: CheckedContinuation<WaitEnd, Never>
    }

    private struct Listener {
        var interest: Interest
        var stream: AsyncStream<Hint>.Continuation
    }

    private struct State {
        /// News there were.
        var signals = 0
        /// The last ones.
        var recent: [CentreNews] = []
        var nextID = 0
        var waiters: [Int: Waiter] = [:]
        var waitersOfDevice: [DeviceID: Int] = [:]
        var waitersInUnit: [UnitID: Set<Int>] = [:]
        /// When the next look at waits that are over is due.
        var alarm: ContinuousClock.Instant?
        var streams: [Int: Listener] = [:]
        var closed = false

        mutating func add(_ waiter: Waiter, as id: Int) {
            waiters[id] = waiter
            waitersOfDevice[waiter.interest.device] = id
            for unit in waiter.interest.units { waitersInUnit[unit, default: []].insert(id) }
        }

        /// Waits that are over, and when to look again.
        mutating func expire(
            at alarm: ContinuousClock.Instant
        ) -> (over: [Waiter], next: ContinuousClock.Instant?) {
            // An earlier look was ordered since, and saw to this one.
            guard alarm == self.alarm else { return ([], nil) }
            let now = ContinuousClock.now
            let over = waiters.filter { $0.value.end <= now }.keys.compactMap { remove($0) }
            // Not for each of thousands by itself.
            self.alarm = waiters.values.map(\.end).min().map { max($0, now + .milliseconds(50)) }
            return (over, self.alarm)
        }

        @discardableResult
        mutating func remove(_ id: Int) -> Waiter? {
            guard let waiter = waiters.removeValue(forKey: id) else { return nil }
            let device = waiter.interest.device
            if waitersOfDevice[device] == id { waitersOfDevice.removeValue(forKey: device) }
            for unit in waiter.interest.units { waitersInUnit[unit]?.remove(id) }
            return waiter
        }

        /// Those whom the news concern, who then do not wait any more.
        mutating func wake(by news: CentreNews) -> [Waiter] {
            guard !news.reference else { return removeAll() }
            var concerned = Set(news.devices.compactMap { waitersOfDevice[$0] })
            for unit in news.units { concerned.formUnion(waitersInUnit[unit] ?? []) }
            return concerned.compactMap { remove($0) }
        }

        mutating func removeAll() -> [Waiter] {
            defer { (waiters, waitersOfDevice, waitersInUnit) = ([:], [:], [:]) }
            return Array(waiters.values)
        }

        /// Whether there were news of interest after the signal with number `seen`. Who looked for
        /// any would never wait where many work.
        func mayHaveMissed(after seen: Int, _ interest: Interest) -> Bool {
            let missed = signals - seen
            return missed > recent.count || recent.suffix(missed).contains(where: interest.isMet)
        }
    }

    /// News that are kept for who has read before they came and waits after: at the busiest, some
    /// seconds' worth.
    private static let memory = 1_024

    private let state = Mutex(State())

    package init() {}

    /// Goes up with every signal.
    package var signals: Int { state.withLock { $0.signals } }
    package var waiting: Int { state.withLock { $0.waiters.count } }
    package var listening: Int { state.withLock { $0.streams.count } }
    package var isClosed: Bool { state.withLock { $0.closed } }

    package func tell(_ hint: Hint) {
        let (woken, streams) = state.withLock {
            state -> ([Waiter], [AsyncStream<Hint>.Continuation]) in
            guard case .changed(let news) = hint else {
                return ([], state.streams.values.map(\.stream))
            }
            state.signals += 1
            state.recent.append(news)
            if state.recent.count >= 2 * Self.memory {
                state.recent.removeFirst(state.recent.count - Self.memory)
            }
            let concerned = state.streams.values.filter { $0.interest.isMet(by: news) }
            return (state.wake(by: news), concerned.map(\.stream))
        }
        for waiter in woken { waiter.continuation.resume(returning: .over) }
        for stream in streams { stream.yield(hint) }
    }

    /// Lets everybody go; nobody waits any more.
    package func close() {
        let (woken, streams) = state.withLock { state in
            state.closed = true
            defer { state.streams = [:] }
            return (state.removeAll(), state.streams.values.map(\.stream))
        }
        for waiter in woken { waiter.continuation.resume(returning: .over) }
        for stream in streams { stream.finish() }
    }

    /// Waits for news of interest after the signal with number `seen`, at most so long; a little
    /// longer when many wait. Ends early when the task is cancelled. A workstation waits once: a
    /// newer wait ends the older, whose line may be gone without a word.
    package func wait(
        for interest: Interest, after seen: Int, until end: ContinuousClock.Instant
    ) async -> WaitEnd {
        let id = state.withLock { state in
            state.nextID += 1
            return state.nextID
        }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                enter(
                    Waiter(interest: interest, end: end, continuation: continuation), as: id,
                    after: seen)
            }
        } onCancel: {
            state.withLock { $0.remove(id) }?.continuation.resume(returning: .over)
        }
    }

    private func enter(_ waiter: Waiter, as id: Int, after seen: Int) {
        let (isOver, older, alarm) = state.withLock {
            state -> (Bool, Waiter?, ContinuousClock.Instant?) in
            let older = state.waitersOfDevice[waiter.interest.device].flatMap { state.remove($0) }
            if state.closed || Task.isCancelled
                || state.mayHaveMissed(after: seen, waiter.interest)
            {
                return (true, older, nil)
            }
            state.add(waiter, as: id)
            guard state.alarm.map({ waiter.end < $0 }) ?? true else { return (false, older, nil) }
            state.alarm = waiter.end
            return (false, older, waiter.end)
        }
        older?.continuation.resume(returning: .replaced)
        if isOver { waiter.continuation.resume(returning: .over) }
        if let alarm { ring(at: alarm) }
    }

    /// One clock for all who wait.
    private func ring(at alarm: ContinuousClock.Instant) {
        Task { [weak self] in
            try? await Task.sleep(until: alarm, clock: .continuous)
            self?.rung(alarm)
        }
    }

    private func rung(_ alarm: ContinuousClock.Instant) {
        let (over, next) = state.withLock { $0.expire(at: alarm) }
        for waiter in over { waiter.continuation.resume(returning: .over) }
        if let next { ring(at: next) }
    }

    /// Hints as they come; the oldest are dropped for whoever does not listen. One stream for each
    /// workstation: a newer one ends the older.
    package func listen(for interest: Interest) -> (hints: AsyncStream<Hint>, id: Int) {
        let (hints, continuation) = AsyncStream<Hint>.makeStream(
            bufferingPolicy: .bufferingNewest(16))
        let (id, older) = state.withLock { state in
            state.nextID += 1
            let older = state.streams.first { $0.value.interest.device == interest.device }
            if let older { state.streams.removeValue(forKey: older.key) }
            if !state.closed {
                state.streams[state.nextID] = Listener(
                    interest: interest, stream: continuation)
            }
            return (state.nextID, state.closed ? continuation : older?.value.stream)
        }
        older?.finish()
        return (hints, id)
    }

    package func leave(_ id: Int) {
        state.withLock { $0.streams.removeValue(forKey: id) }?.stream.finish()
    }
}
