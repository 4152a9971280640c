import Synchronization
import TextCanvas
import Workstation

/// Where everything that happens beside the keyboard waits for the loop. Any thread may put
/// something in; the loop takes all of it at once.
package final class Mailbox: Sendable {
    /// More than this and "anything may have changed" says the same.
    private static let changeLimit = 1_000

    private let events = Mutex<[AppEvent]>([])
    private let waker: TerminalWaker

    package init(waker: TerminalWaker) { self.waker = waker }

    package func put(_ event: AppEvent) {
        events.withLock { events in
            if case .changed(let new) = event, case .changed(let old)? = events.last {
                // Changes that come faster than frames become one.
                let together = new.isEmpty || old.isEmpty ? [] : new.union(old)
                events[events.count - 1] = .changed(
                    together.count > Mailbox.changeLimit ? [] : together)
            } else if case .progress = event, case .progress? = events.last {
                events[events.count - 1] = event
            } else {
                events.append(event)
            }
        }
        waker.wake()
    }

    func takeAll() -> [AppEvent] {
        events.withLock { events in
            defer { events.removeAll(keepingCapacity: true) }
            return events
        }
    }
}
