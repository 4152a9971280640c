import Casework
import Glibc

/// The time of day at the start, and from then on a clock that only runs forward, also while the
/// machine sleeps: nobody who sets the clock holds up a talk with the centre.
package struct SteadyClock: Sendable {
    private let start: Instant
    private let began: Int64

    package init(from now: Instant) {
        start = now
        began = SteadyClock.milliseconds
    }

    package var now: Instant {
        start.adding(milliseconds: SteadyClock.milliseconds - began)
    }

    /// Milliseconds since the machine was started.
    package static var milliseconds: Int64 {
        var time = timespec()
        clock_gettime(CLOCK_BOOTTIME, &time)
        return Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000
    }
}
