import Casework
import CentralService
import SyncProtocol
import Synchronization

/// Who has which case open. In memory alone: it is forgotten when nobody says it again. What the
/// other processes on the same store hear, they tell.
package final class PresenceBoard: Sendable {
    private struct Place: Hashable {
        var device: DeviceID
        var person: PersonID
    }

    /// Seconds after which whoever says nothing is gone.
    package static let memory = 120

    private let marks = Mutex<[Place: PresenceMark]>([:])

    package init() {}

    /// Says which case a person has open; nil is none.
    ///
    /// - Returns: who else has the case, the cases whose marks have changed, and what to tell the
    ///   other processes.
    package func say(
        _ caseID: CaseID?, _ device: DeviceID, _ person: PersonID, now: Instant
    ) -> (others: [Presence], changed: Set<CaseID>, mark: PresenceMark) {
        marks.withLock { marks in
            let before = marks[Place(device: device, person: person)]
            let since = before?.caseID == caseID ? before?.since ?? now : now
            let mark = PresenceMark(
                device: device, person: person, caseID: caseID, since: since, said: now)
            let changed = Self.put(mark, into: &marks, now: now)
            let others = marks.values
                .filter { $0.person != person && $0.caseID != nil && $0.caseID == caseID }
                .map { Presence(person: $0.person, since: $0.since) }
                .sorted { ($0.since, $0.person) < ($1.since, $1.person) }
            return (others, changed, mark)
        }
    }

    /// What was said to another process.
    ///
    /// - Returns: the cases whose marks have changed.
    package func take(_ mark: PresenceMark, now: Instant) -> Set<CaseID> {
        marks.withLock { Self.put(mark, into: &$0, now: now) }
    }

    private static func put(
        _ mark: PresenceMark, into marks: inout [Place: PresenceMark], now: Instant
    ) -> Set<CaseID> {
        let limit = now.adding(seconds: -memory)
        marks = marks.filter { $0.value.said > limit }
        let place = Place(device: mark.device, person: mark.person)
        let before = marks[place]?.caseID
        marks[place] = mark.caseID == nil ? nil : mark
        return before == mark.caseID ? [] : Set([before, mark.caseID].compactMap { $0 })
    }
}
