import Casework

/// Makes ids that sort in the order of making: moment, number within the run, the run's seed.
/// No randomness in here: two desks differ by their seeds.
package struct IDSource: Hashable, Sendable {
    private let seed: String
    private var count = 0

    package init(seed: String) {
        self.seed = seed
    }

    package mutating func next<Of>(at now: Instant) -> ID<Of> {
        count += 1
        return ID(
            IDSource.hex(UInt64(max(0, now.milliseconds)), 12) + IDSource.hex(UInt64(count), 5)
                + "-" + seed)
    }

    private static func hex(_ value: UInt64, _ width: Int) -> String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}

extension AppState {
    /// A new id of any kind, for something a person creates now.
    package mutating func newID<Of>() -> ID<Of> { ids.next(at: now) }
}
