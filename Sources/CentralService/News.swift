import Casework
import SyncProtocol
import Synchronization

/// What a commit was about: whom to wake.
package struct CentreNews: Hashable, Sendable {
    package var head: Int
    /// Units whose cases changed, came or went.
    package var units: Set<UnitID> = []
    /// Desks whose acts were answered.
    package var devices: Set<DeviceID> = []
    /// Persons, units or procedures changed: everybody may see something else now.
    package var reference = false

    package init(head: Int) { self.head = head }

    /// Whether the feed of a desk with these units has something new.
    package func concerns(_ device: DeviceID, units scope: some Sequence<UnitID>) -> Bool {
        reference || devices.contains(device) || scope.contains(where: units.contains)
    }
}

extension Centre {
    /// `observer` is called after every commit, on the thread that committed.
    package func observe(_ observer: @escaping @Sendable (CentreNews) -> Void) {
        observers.withLock { $0.append(observer) }
    }

    func tell(_ news: CentreNews) {
        for observer in observers.withLock({ $0 }) { observer(news) }
    }

    func tellReference() throws {
        var news = CentreNews(head: try store.read { try $0.head() })
        news.reference = true
        tell(news)
    }
}
