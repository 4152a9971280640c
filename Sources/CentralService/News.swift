import Casework
import SyncProtocol
import Synchronization

/// What a commit was about: whom to wake.
package struct CentreNews: Hashable, Sendable {
    package var head: Int
    /// Units whose cases changed, came or went.
    package var units: Set<UnitID> = []
    /// Desks that get answers which no other desk gets: an act was refused, or is out of their sight.
    package var devices: Set<DeviceID> = []
    /// Desks whose acts these are.
    package var authors: Set<DeviceID> = []
    /// Persons, units or procedures changed: everybody may see something else now.
    package var reference = false

    package init(head: Int) { self.head = head }

    /// Whether the feed of a desk with these units has something new.
    package func concerns(_ device: DeviceID, units scope: some Sequence<UnitID>) -> Bool {
        reference || devices.contains(device) || scope.contains(where: units.contains)
    }
}

/// That a person has a case open, or none any more. Said again and again, and kept nowhere.
package struct PresenceMark: Hashable, Sendable {
    package var device: DeviceID
    package var person: PersonID
    package var caseID: CaseID?
    package var since: Instant
    package var said: Instant

    package init(
        device: DeviceID, person: PersonID, caseID: CaseID?, since: Instant, said: Instant
    ) {
        self.device = device
        self.person = person
        self.caseID = caseID
        self.since = since
        self.said = said
    }
}

/// What another process on the same store says.
package enum StoreWord: Hashable, Sendable {
    case committed(CentreNews)
    case presence(PresenceMark)
}

extension Centre {
    /// `observer` is called after every commit, on the thread that committed, and for what other
    /// processes on the same store committed.
    package func observe(_ observer: @escaping @Sendable (CentreNews) -> Void) {
        observers.withLock { $0.append(observer) }
    }

    func tell(_ news: CentreNews) {
        for observer in observers.withLock({ $0 }) { observer(news) }
    }

    /// Persons, units or procedures are others with this commit.
    func changedReference(_ transaction: any CentralTransaction) throws -> CentreNews {
        try transaction.bumpReferenceVersion()
        var news = CentreNews(head: try transaction.head())
        news.reference = true
        transaction.announce(news)
        return news
    }
}
