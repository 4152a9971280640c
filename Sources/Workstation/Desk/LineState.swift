import Casework

/// The line to the centre.
package enum Connection: Hashable, Sendable {
    /// The centre in the desk's own process: nothing to reach, nothing to wait for.
    case alone
    case connected
    /// Connected, and catching up: what is shown may be older than what the centre has.
    case exchanging
    /// A centre is configured and does not answer since then.
    case offline(since: Instant)
    /// Nothing goes on by itself: somebody must do something.
    case halted(Halt)

    package enum Halt: Hashable, Sendable {
        /// The session has ended: the person must log in.
        case loginNeeded
        /// The centre no longer takes this device.
        case deviceLocked
        /// Acts are still sent, nothing new is fetched.
        case programTooOld
        /// By the clock of this computer the desk's certificate does not hold: one of the two is
        /// wrong, and the centre cannot be asked which.
        case certificateInvalid
    }

    /// The centre can be asked something now: a log-in is possible.
    package var reaches: Bool {
        switch self {
        case .connected, .exchanging, .halted(.loginNeeded): true
        case .alone, .offline, .halted: false
        }
    }

    /// What is sealed, approved or dispatched now is final at once.
    package var decidesAtOnce: Bool {
        switch self {
        case .alone, .connected, .exchanging: true
        case .offline, .halted: false
        }
    }
}

/// How the way to the centre stands, and what has not arrived there.
package struct LineState: Hashable, Sendable {
    package var connection: Connection
    /// Acts of this desk without a verdict.
    package var outbox: Int
    /// When the oldest of them was made.
    package var oldest: Instant?
    /// Acts of the person that the centre refused and nobody has dealt with.
    package var refused: Int
    /// The last day on which the person may work here without the centre; nil where that is not
    /// limited.
    package var offlineUntil: CivilDay?
    /// That day is over: reading goes on, saving does not.
    package var isExpired: Bool

    package init(
        connection: Connection = .alone, outbox: Int = 0, oldest: Instant? = nil,
        refused: Int = 0, offlineUntil: CivilDay? = nil,
        isExpired: Bool = false
    ) {
        self.connection = connection
        self.outbox = outbox
        self.oldest = oldest
        self.refused = refused
        self.offlineUntil = offlineUntil
        self.isExpired = isExpired
    }

    /// Milliseconds after which an unsent act is too old: while the centre answers, and at all.
    package static let patienceConnected: Int64 = 15 * 60_000
    package static let patienceAlways: Int64 = 24 * 3_600_000
    /// More unsent acts than this are too many.
    package static let mostUnsent = 1_000

    /// The oldest unsent act is too old, or there are too many: the indicator is on.
    package func isAlarming(at now: Instant) -> Bool {
        if outbox >= LineState.mostUnsent { return true }
        guard outbox > 0, let oldest else { return false }
        let age = oldest.milliseconds(until: now)
        return age >= LineState.patienceAlways
            || (connection.decidesAtOnce && age >= LineState.patienceConnected)
    }
}
