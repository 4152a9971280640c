import Casework
import SyncProtocol
import Synchronization

/// Who has which case open. In memory alone: it is forgotten when nobody says it again.
package final class PresenceBoard: Sendable {
    private struct Mark {
        var caseID: CaseID
        var since: Instant
        var said: Instant
    }

    private struct Place: Hashable {
        var device: DeviceID
        var person: PersonID
    }

    /// Seconds after which whoever says nothing is gone.
    package static let memory = 120

    private let marks = Mutex<[Place: Mark]>([:])

    package init() {}

    /// Says which case a person has open; nil is none.
    ///
    /// - Returns: who else has the case, and the cases whose marks have changed.
    package func say(
        _ caseID: CaseID?, _ device: DeviceID, _ person: PersonID, now: Instant
    ) -> (others: [Presence], changed: Set<CaseID>) {
        marks.withLock { marks in
            let limit = now.adding(seconds: -PresenceBoard.memory)
            marks = marks.filter { $0.value.said > limit }
            let place = Place(device: device, person: person)
            let before = marks[place]
            marks[place] = caseID.map { id in
                Mark(
                    caseID: id, since: before?.caseID == id ? before?.since ?? now : now, said: now)
            }
            let changed =
                before?.caseID == caseID ? [] : [before?.caseID, caseID].compactMap { $0 }
            let others = marks.filter { $0.key.person != person && $0.value.caseID == caseID }
                .map { Presence(person: $0.key.person, since: $0.value.since) }
                .sorted { ($0.since, $0.person) < ($1.since, $1.person) }
            return (others, Set(changed))
        }
    }
}
