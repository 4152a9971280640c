import Casework
import SyncClient
import Testing

/// The machine in a world that does anything, by seed. What must hold always, holds; and when
/// the world heals, the desk is in contact and everything has gone out.
@Suite struct SyncWeatherTests {
    @Test(arguments: 0..<400) func itComesBackFromAnything(seed: Int) {
        var office = Office(seed: UInt64(seed))
        office.live(for: 2 * 3_600_000, healthy: false)
        office.live(for: 20 * 60_000, healthy: true)
        #expect(office.problems == [])
        #expect(office.status?.contact == .current)
        #expect(office.unsent == 0)
        #expect(office.status?.overdue == false)
    }

    /// The same seed is the same day, to the last effect.
    @Test func theSameSeedIsTheSameDay() {
        func day() -> [String] {
            var office = Office(seed: 42)
            office.writes = true
            office.live(for: 3_600_000, healthy: false)
            return office.log
        }
        #expect(day() == day())
        #expect(day().count > 100)
    }
}

/// A desk, its clerk and its centre in virtual time.
private struct Office {
    var machine: SyncMachine
    var random: Jitter
    var now = Instant(milliseconds: 1_000_000_000)
    var due: [(at: Instant, event: SyncEvent)] = []
    var flying: Set<SyncRequest.Kind> = []
    var wake: Instant?
    var status: SyncStatus?
    var unsent = 0
    private var parts = 0
    var oldest: Instant?
    var problems: [String] = []
    /// What happened and what came of it; kept only where it `writes`.
    var log: [String] = []
    var writes = false
    /// How bad the day is, of each kind of trouble.
    var odds: [Double]

    init(seed: UInt64) {
        machine = SyncMachine(seed: seed &+ 1)
        var random = Jitter(seed: seed)
        odds = (0..<SyncWeather.troubles.count).map { _ in
            random.draw() < 0.5 ? 0 : random.draw() * 0.3
        }
        self.random = random
        happen(.began(lastContact: nil, oldest: nil, anew: false))
    }

    mutating func live(for span: Int64, healthy: Bool) {
        let end = now.adding(milliseconds: span)
        var nextDeed = now
        if healthy { happen(.loggedIn) }
        while now < end {
            let next = ([nextDeed, wake ?? end] + due.map(\.at)).min() ?? end
            now = max(now, min(next, end))
            if let index = due.indices.filter({ due[$0].at <= now }).min(by: {
                due[$0].at < due[$1].at
            }) {
                let event = due.remove(at: index).event
                arrive(event, healthy: healthy)
            } else if let moment = wake, moment <= now {
                wake = nil
                happen(.woke)
            } else if nextDeed <= now {
                if !healthy { deed() }
                nextDeed = now.adding(milliseconds: Int64(random.draw() * 40_000) + 1)
            }
        }
    }

    /// What the clerk does; now and then somebody who logs in again.
    private mutating func deed() {
        let draw = random.draw()
        if draw < 0.5 {
            unsent += 1
            oldest = oldest ?? now
            happen(.saved(at: now))
        } else if draw < 0.6 {
            parts += 3
            happen(.attached)
        } else if draw < 0.7 {
            happen(.typed)
        } else if draw < 0.8 {
            happen(.noted)
        } else if draw < 0.9 {
            happen(.asked)
        } else {
            happen(.loggedIn)
        }
    }

    private mutating func arrive(_ event: SyncEvent, healthy: Bool) {
        guard case .ended(let kind, _) = event else { return happen(event) }
        flying.remove(kind)
        happen(.ended(kind, answer(kind, healthy: healthy)))
    }

    private mutating func answer(_ kind: SyncRequest.Kind, healthy: Bool) -> SyncAnswer {
        if !healthy {
            for (trouble, odd) in zip(SyncWeather.troubles, odds) where random.draw() < odd {
                return .failed(trouble)
            }
        }
        switch kind {
        case .refresh: return .refreshed
        case .catchUp: return .caughtUp
        case .offer:
            let left = healthy ? 0 : unsent / 3
            unsent = left
            oldest = left == 0 ? nil : oldest
            return .offered(more: left > 0, oldest: oldest)
        case .bootstrap: return .built
        case .pull, .listen:
            return .fetched(
                items: Int(random.draw() * 9), more: !healthy && random.draw() < 0.2, took: 2)
        case .deliver:
            parts = max(0, parts - 1)
            return .delivered(more: parts > 0, freed: parts == 0)
        case .report: return .reported(more: false)
        }
    }

    private mutating func happen(_ event: SyncEvent) {
        let effects = machine.handle(event, now: now)
        if writes { log.append("\(now.milliseconds) \(event) -> \(effects)") }
        for effect in effects {
            switch effect {
            case .start(let request): start(request)
            case .wake(let at): wake = at
            case .show(let new): status = new
            }
        }
        check(event)
    }

    private mutating func start(_ request: SyncRequest) {
        if !flying.insert(request.kind).inserted { problems.append("two of \(request.kind)") }
        if flying.subtracting([.listen]).count > 1 { problems.append("two talks: \(flying)") }
        let waits = request.kind == .listen ? random.draw() * 55_000 : random.draw() * 2_000
        due.append(
            (now.adding(milliseconds: Int64(waits) + 1), .ended(request.kind, .refreshed)))
    }

    private mutating func check(_ event: SyncEvent) {
        let waitsForPerson = status?.contact == .needsLogIn
        if flying.isEmpty, wake == nil, !waitsForPerson { problems.append("asleep after \(event)") }
        if let wake, wake < now { problems.append("wakes in the past after \(event)") }
        if let oldest, oldest.milliseconds(until: now) >= 900_000, status?.overdue != true {
            problems.append("an old act does not show after \(event)")
        }
    }
}

private enum SyncWeather {
    static let troubles: [SyncTrouble] = [
        .away(retryAfter: nil), .away(retryAfter: 20_000), .fault, .unauthenticated, .newEpoch,
        .anew, .gap, .tooOld,
    ]
}
