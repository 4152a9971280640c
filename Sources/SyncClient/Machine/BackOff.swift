/// How long to wait after a talk with the centre that failed: full jitter between nothing and a
/// span that doubles from one second to five minutes, so that desks do not come back together.
package struct BackOff: Hashable, Sendable {
    /// Milliseconds.
    package static let first = 1_000
    package static let longest = 300_000

    private var failures = 0

    package init() {}

    package mutating func succeeded() { failures = 0 }

    /// - Parameter draw: a random number from 0 to 1.
    /// - Returns: milliseconds.
    package mutating func failed(draw: Double) -> Int {
        let span = failures >= 9 ? BackOff.longest : min(BackOff.longest, BackOff.first << failures)
        failures += 1
        return Int(Double(span) * min(1, max(0, draw)))
    }
}
