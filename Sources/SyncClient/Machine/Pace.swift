import Casework

/// How large the next page of the feed may be: small while somebody types, so that no write
/// holds up a key, large while the desk stands idle.
struct Pace: Hashable, Sendable {
    static let smallest = 50
    static let first = 500
    static let largest = 5_000
    /// Milliseconds that putting in a page may take.
    static let typingBudget = 40
    static let idleBudget = 400
    /// Milliseconds after a key during which somebody is at work.
    static let typingSpan = 2_000

    private var lastKey: Instant?
    /// Microseconds that one item of the feed took, smoothed.
    private var perItem: Int?

    mutating func typed(at now: Instant) { lastKey = now }

    mutating func took(_ milliseconds: Int, items: Int) {
        guard items > 0 else { return }
        let measured = max(1, milliseconds * 1_000 / items)
        perItem = perItem.map { ($0 * 3 + measured) / 4 } ?? measured
    }

    func limit(at now: Instant) -> Int {
        let typing = lastKey.map { $0.milliseconds(until: now) < Int64(Pace.typingSpan) } ?? false
        guard let perItem, perItem > 0 else { return typing ? Pace.smallest : Pace.first }
        let budget = typing ? Pace.typingBudget : Pace.idleBudget
        return min(Pace.largest, max(Pace.smallest, budget * 1_000 / perItem))
    }
}
