import CaseStore
import Casework
import CentralService
import SyncProtocol
import Synchronization

/// The way to the centre with all that can go wrong on it.
package final class FlakyWay: CentreTransport {
    package enum Weather: Sendable {
        case fine
        /// Nothing gets through.
        case unreachable
        /// Offers arrive, answers do not.
        case answersLost
        /// Offers are answered; the feed does not come.
        case feedLost
        /// Every page comes from further back than it was asked for.
        case repeating
    }

    private let centre: Mutex<Centre>
    private let state = Mutex<Weather>(.fine)
    private let offers = Mutex<Int>(0)

    package init(_ centre: Centre) { self.centre = Mutex(centre) }

    package var weather: Weather {
        get { state.withLock { $0 } }
        set { state.withLock { $0 = newValue } }
    }
    package var offered: Int { offers.withLock { $0 } }
    package func replace(_ new: Centre) { centre.withLock { $0 = new } }
    private var there: Centre { centre.withLock { $0 } }

    package func offer(_ acts: [ActEnvelope]) throws -> [Verdict] {
        if weather == .unreachable { throw CentreFailure(.unreachable) }
        offers.withLock { $0 += acts.count }
        let verdicts = try there.offer(acts)
        if weather == .answersLost { throw CentreFailure(.unreachable) }
        return verdicts
    }

    package func changes(
        after cursor: FeedCursor, reference: Int, limit: Int, wait: Int
    ) throws -> ChangePage {
        switch weather {
        case .unreachable, .answersLost, .feedLost: throw CentreFailure(.unreachable)
        case .fine:
            return try there.changes(
                after: cursor, reference: reference, limit: limit, wait: wait)
        case .repeating:
            return try there.changes(
                after: FeedCursor(sequence: max(0, cursor.sequence - 3)), reference: reference,
                limit: limit + 3, wait: wait)
        }
    }

    /// What is only asked gets through unless nothing does.
    private func asked() throws -> Centre {
        if weather == .unreachable { throw CentreFailure(.unreachable) }
        return there
    }

    package func session() throws -> CentreSession { try asked().session() }
    package func history(of id: CaseID, by person: PersonID) throws -> CaseHistory {
        try asked().history(of: id, by: person)
    }
    package func search(
        _ text: String, limit: Int, by person: PersonID
    ) throws -> [CentreHit] {
        try asked().search(text, limit: limit, by: person)
    }
    package func treeHead() throws -> SignedTreeHead? { try asked().treeHead() }
    package func consistency(from older: Int, to newer: Int) throws -> [Digest] {
        try asked().consistency(from: older, to: newer)
    }

    package func lastCounter(device: DeviceID, actor: PersonID) throws -> Int {
        if weather == .unreachable { throw CentreFailure(.unreachable) }
        return try there.lastCounter(device: device, actor: actor)
    }

    package func report(_ reads: [ReadRecord]) throws {
        if weather != .fine { throw CentreFailure(.unreachable) }
        try there.report(reads)
    }
}

/// A clock that stands until it is moved, and ids in the order of asking.
package final class StillWorld: Sendable {
    private let moment: Mutex<Instant>
    private let last: Mutex<Int>
    private let name: String

    package init(name: String, day: CivilDay = CivilDay(ordinal: 20_780)) {
        self.name = name
        moment = Mutex(Instant(milliseconds: Int64(day.ordinal) * 86_400_000 + 36_000_000))
        last = Mutex(0)
    }

    package var now: Instant { moment.withLock { $0 } }
    package var today: CivilDay { now.civilDay }
    package func newID() -> String {
        last.withLock { last in
            last += 1
            return "\(name)-\(String(repeating: "0", count: 7 - String(last).count))\(last)"
        }
    }
    package var world: StoreWorld {
        StoreWorld(now: { self.now }, newID: { self.newID() })
    }
}

/// A centre with the small office.
package func smallCentre(
    path: String? = nil, epoch: String = "epoche-1", world: StillWorld
) throws -> Centre {
    let store = try SQLiteCentralStore(path: path, epoch: epoch)
    let centre = Centre(store: store, clock: { world.now }, readEdition: SmallOffice.read)
    if try centre.office() == Office() {
        try centre.setOffice(SmallOffice.office)
        for edition in SmallOffice.editions {
            _ = try centre.publish(edition.procedure, document: edition.document)
        }
    }
    return centre
}

package func openDesk(
    _ folder: DataFolder, way: any CentreTransport, world: StillWorld
) throws -> Desk {
    try folder.make()
    let lock = try StoreLock.take(folder, as: .here(person: "anna"))
    return try Desk(
        folder, lock: lock, transport: way, editions: SmallOffice.read, world: world.world)
}

/// A new case of the small office.
package func opening(
    _ subject: String, unit: UnitID? = nil, person: PersonID? = nil, place: Place = Place(),
    report: Bool = false, received: CivilDay = CivilDay(ordinal: 20_700), source: String = ""
) -> Opening {
    var made = Opening(
        procedure: report ? "meldung" : "antrag",
        edition: report ? SmallOffice.report : SmallOffice.application, kind: "einfach",
        subject: subject, place: place, received: received, channel: "online", source: source)
    made.assignment = unit.map { Assignment(unit: $0, person: person) }
    return made
}
