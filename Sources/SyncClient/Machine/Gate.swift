import Casework

/// One direction of the way to the centre: closed for a while after a failure.
struct Gate: Hashable, Sendable {
    private var backOff = BackOff()
    private(set) var opens: Instant?

    func isOpen(at now: Instant) -> Bool { opens.map { $0 <= now } ?? true }

    mutating func succeeded() {
        backOff.succeeded()
        opens = nil
    }

    /// - Parameters:
    ///   - draw: from 0 to 1.
    ///   - least: milliseconds that the centre asked for, or that spread desks out.
    mutating func failed(at now: Instant, draw: Double, least: Int = 0) {
        let wait = max(backOff.failed(draw: draw), least)
        opens = now.adding(milliseconds: Int64(max(1, wait)))
    }

    /// A person asks: the next try is now.
    mutating func open() { opens = nil }
}
