import Casework
import Foundation

/// The clock of the machine: the one place of this program that asks it.
enum Clock {
    static var now: Instant {
        Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000))
    }

    static var today: CivilDay { now.civilDay }
}
