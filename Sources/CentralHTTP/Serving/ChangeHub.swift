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

    /// Whether news concern somebody.
    package typealias Interest = @Sendable (CentreNews) -> Bool

    private typealias Woken = [CheckedContinuation<Void, Never>]

    private struct Waiter {
        var interest: Interest
        var continuation: CheckedContinuation<Void, Never>
    }

    private struct Listener {
        var key: String
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
        var streams: [Int: Listener] = [:]
        var closed = false

        /// Whether there were news of interest after the signal with number `seen`. Who looked for
        /// any would never wait where many work.
        func mayHaveMissed(after seen: Int, _ interest: Interest) -> Bool {
            let missed = signals - seen
            return missed > recent.count || recent.suffix(missed).contains(where: interest)
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
            state -> (Woken, [AsyncStream<Hint>.Continuation]) in
            guard case .changed(let news) = hint else {
                return ([], state.streams.values.map(\.stream))
            }
            state.signals += 1
            state.recent.append(news)
            if state.recent.count >= 2 * Self.memory {
                state.recent.removeFirst(state.recent.count - Self.memory)
            }
            let woken = state.waiters.filter { $0.value.interest(news) }
            for id in woken.keys { state.waiters.removeValue(forKey: id) }
            let concerned = state.streams.values.filter { $0.interest(news) }
            return (woken.values.map(\.continuation), concerned.map(\.stream))
        }
        for waiter in woken { waiter.resume() }
        for stream in streams { stream.yield(hint) }
    }

    /// Lets everybody go; nobody waits any more.
    package func close() {
        let (woken, streams) = state.withLock { state in
            state.closed = true
            defer { (state.waiters, state.streams) = ([:], [:]) }
            return (state.waiters.values.map(\.continuation), state.streams.values.map(\.stream))
        }
        for waiter in woken { waiter.resume() }
        for stream in streams { stream.finish() }
    }

    /// Waits for news of interest after the signal with number `seen`, at most so long. Ends
    /// early when the task is cancelled.
    package func wait(
        after seen: Int, atMost duration: Duration, for interest: @escaping Interest
    ) async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await self.next(after: seen, interest) }
            group.addTask { try? await Task.sleep(for: duration) }
            await group.next()
            group.cancelAll()
        }
    }

    private func next(after seen: Int, _ interest: @escaping Interest) async {
        let id = state.withLock { state in
            state.nextID += 1
            return state.nextID
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let over = state.withLock { state in
                    if state.closed || Task.isCancelled { return true }
                    if state.mayHaveMissed(after: seen, interest) { return true }
                    state.waiters[id] = Waiter(interest: interest, continuation: continuation)
                    return false
                }
                if over { continuation.resume() }
            }
        } onCancel: {
            state.withLock { $0.waiters.removeValue(forKey: id) }?.continuation.resume()
        }
    }

    /// Hints as they come; the oldest are dropped for whoever does not listen. One stream for each
    /// key: a newer one ends the older.
    package func listen(
        as key: String, for interest: @escaping Interest
    ) -> (hints: AsyncStream<Hint>, id: Int) {
        let (hints, continuation) = AsyncStream<Hint>.makeStream(
            bufferingPolicy: .bufferingNewest(16))
        let (id, older) = state.withLock { state in
            state.nextID += 1
            let older = state.streams.first { $0.value.key == key }
            if let older { state.streams.removeValue(forKey: older.key) }
            if !state.closed {
                state.streams[state.nextID] = Listener(
                    key: key, interest: interest, stream: continuation)
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
