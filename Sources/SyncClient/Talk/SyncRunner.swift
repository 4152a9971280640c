import CaseStore
import Casework
import Dispatch
import Foundation
import SyncProtocol
import Synchronization

/// Runs the machine beside the desk: one thread that talks, one that listens for news.
package final class SyncRunner: Sendable {
    /// Milliseconds that `stop` waits for the talk that is under way.
    private static let patience = 3_000

    private struct Inbox: Sendable {
        var events: [SyncEvent] = []
        var typed = false
        var stopped = false
    }

    private let talk: SyncTalk
    private let clock: SteadyClock
    private let copy: OutboxCopy?
    private let interrupt: @Sendable () -> Void
    private let onStatus: @Sendable (SyncStatus) -> Void
    private let inbox = Mutex(Inbox())
    private let shown = Mutex(SyncStatus(contact: .beginning))
    private let mail = DispatchSemaphore(value: 0)
    private let orders = Mutex<SyncRequest?>(nil)
    private let ordered = DispatchSemaphore(value: 0)
    private let ended = DispatchSemaphore(value: 0)
    private let histories = DispatchQueue(label: "amtspult.histories", qos: .utility)

    /// - Parameters:
    ///   - copy: where unsent acts are kept a second time.
    ///   - interrupt: ends requests that are under way.
    ///   - onStatus: told, on the talking thread, how the desk stands with its centre.
    package init(
        _ talk: SyncTalk, clock: SteadyClock, copy: OutboxCopy? = nil,
        interrupt: @escaping @Sendable () -> Void = {},
        onStatus: @escaping @Sendable (SyncStatus) -> Void = { _ in }
    ) {
        self.talk = talk
        self.clock = clock
        self.copy = copy
        self.interrupt = interrupt
        self.onStatus = onStatus
    }

    package var status: SyncStatus { shown.withLock { $0 } }

    /// Begins to talk; once.
    package func start(seed: UInt64) throws {
        let beginning = try talk.beginning()
        talk.desk.listen { [weak self] news in self?.hear(news) }
        if try talk.hasUploads() { put(.attached) }
        spawn("amtspult.sync") { runner in
            runner.work(SyncMachine(seed: seed), beginning)
            runner.ended.signal()
        }
        spawn("amtspult.listen") { $0.listen() }
    }

    private func spawn(_ name: String, _ body: @escaping @Sendable (SyncRunner) -> Void) {
        let thread = Thread { body(self) }
        thread.name = name
        thread.qualityOfService = .utility
        thread.start()
    }

    /// Ends both threads. What is under way at the centre is broken off; nothing of it is lost.
    package func stop() {
        talk.desk.listen(nil)
        talk.stop()
        inbox.withLock { $0.stopped = true }
        mail.signal()
        ordered.signal()
        interrupt()
        _ = ended.wait(timeout: .now() + .milliseconds(SyncRunner.patience))
    }

    // MARK: - What happens outside

    private func hear(_ news: DeskNews) {
        switch news {
        case .saved(let at): put(.saved(at: at))
        case .noted: put(.noted)
        case .attached: put(.attached)
        case .asked: put(.asked)
        case .opened(let id, let person):
            typed()
            let talk = talk
            histories.async { talk.fetchHistory(of: id, by: person) }
        }
    }

    /// A person wants a talk now.
    package func ask() { put(.asked) }

    package func loggedIn() { put(.loggedIn) }

    /// A key was pressed: pages stay small for a while.
    package func typed() { inbox.withLock { $0.typed = true } }

    private func put(_ event: SyncEvent) {
        inbox.withLock { $0.events.append(event) }
        mail.signal()
    }

    // MARK: - The talking thread

    private func work(_ first: SyncMachine, _ beginning: SyncEvent) {
        var machine = first
        var wake: Instant?
        var events = [beginning]
        while true {
            while !events.isEmpty {
                for effect in machine.handle(events.removeFirst(), now: clock.now) {
                    switch effect {
                    case .wake(let at): wake = at
                    case .show(let status): show(status)
                    case .start(let request): events += begin(request)
                    }
                }
            }
            copy?.keep(up: talk.desk, at: clock.now)
            guard let more = next(until: wake) else { return }
            events = more
            if events == [.woke] { wake = nil }
        }
    }

    private func show(_ status: SyncStatus) {
        shown.withLock { $0 = status }
        onStatus(status)
    }

    private func begin(_ request: SyncRequest) -> [SyncEvent] {
        guard request.kind == .listen else {
            return [.ended(request.kind, talk.perform(request))]
        }
        orders.withLock { $0 = request }
        ordered.signal()
        return []
    }

    /// What has happened; nil at the end.
    private func next(until wake: Instant?) -> [SyncEvent]? {
        let longest: Int64 = 60_000
        let now = clock.now
        let wait = max(0, min(longest, wake.map { now.milliseconds(until: $0) } ?? longest))
        _ = mail.wait(timeout: .now() + .milliseconds(Int(wait)))
        let (events, stopped) = inbox.withLock { inbox in
            defer {
                inbox.events = []
                inbox.typed = false
            }
            return ((inbox.typed ? [.typed] : []) + inbox.events, inbox.stopped)
        }
        if stopped { return nil }
        if events.isEmpty, let wake, wake <= clock.now { return [.woke] }
        return events
    }

    // MARK: - The listening thread

    private func listen() {
        while true {
            ordered.wait()
            if inbox.withLock({ $0.stopped }) { return }
            guard let request = orders.withLock({ $0.take() }) else { continue }
            put(.ended(.listen, talk.perform(request)))
        }
    }
}
