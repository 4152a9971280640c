import Casework
import SyncProtocol
import Synchronization

/// How much one workstation may ask at a time. Kept in memory: a restart forgives.
package final class RateLimits: Sendable {
    private struct Desk {
        var running = 0
        /// Offers that may come at once; refills by the second.
        var offers: Double
        var requests: Double
        var filled: Instant
    }

    private let limits: Limits
    private let requestsPerSecond: Double
    private let desks = Mutex<[DeviceID: Desk]>([:])

    package init(limits: Limits, requestsPerSecond: Int = 100) {
        self.limits = limits
        self.requestsPerSecond = Double(requestsPerSecond)
    }

    /// A stream of hints runs beside the requests; there is one for each desk anyway.
    package enum Ask: Hashable, Sendable { case offer, stream, other }

    /// Lets a request in, or says when to come again. Whoever got in calls `left`.
    package func enter(_ device: DeviceID, _ ask: Ask, now: Instant) throws {
        try desks.withLock { desks in
            if desks.count > 10_000 { desks = desks.filter { $0.value.running > 0 } }
            var desk =
                desks[device]
                ?? Desk(
                    offers: Double(limits.offersPerSecond), requests: requestsPerSecond,
                    filled: now)
            refill(&desk, now: now)
            defer { desks[device] = desk }
            guard desk.requests >= 1, ask != .offer || desk.offers >= 1 else {
                throw CentreFailure(.rateLimited, context: "rate", retryAfter: 1_000)
            }
            switch ask {
            case .stream: break
            case .offer, .other:
                guard desk.running < limits.requestsPerDevice else {
                    throw CentreFailure(.rateLimited, context: "parallel", retryAfter: 500)
                }
                desk.running += 1
            }
            desk.requests -= 1
            if ask == .offer { desk.offers -= 1 }
        }
    }

    package func left(_ device: DeviceID, _ ask: Ask) {
        desks.withLock { desks in
            if ask != .stream { desks[device]?.running -= 1 }
        }
    }

    private func refill(_ desk: inout Desk, now: Instant) {
        let seconds = Double(max(0, desk.filled.milliseconds(until: now))) / 1_000
        desk.filled = now
        desk.offers = min(
            Double(limits.offersPerSecond), desk.offers + seconds * Double(limits.offersPerSecond))
        desk.requests = min(requestsPerSecond, desk.requests + seconds * requestsPerSecond)
    }
}
