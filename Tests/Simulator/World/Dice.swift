/// Random numbers that are the same for the same seed: SplitMix64.
package struct Dice: Sendable {
    private var state: UInt64

    package init(_ seed: UInt64) { state = seed }

    /// A stream for one purpose at one place, which no other draw can shift.
    package init(_ seed: UInt64, _ lane: UInt64, _ turn: UInt64, _ concern: Concern) {
        var mixed = Dice(seed)
        for part in [lane, turn, concern.rawValue] {
            mixed = Dice(mixed.next() ^ (part &* 0xD6E8_FEB8_6659_FD93))
        }
        self = mixed
    }

    package enum Concern: UInt64, Sendable {
        case schedule = 1
        case network, disk, workload, faults
    }

    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    package mutating func below(_ limit: Int) -> Int {
        limit <= 1 ? 0 : Int(next() % UInt64(limit))
    }

    package mutating func between(_ low: Int, _ high: Int) -> Int { low + below(high - low + 1) }

    /// True `parts` times of a thousand.
    package mutating func permille(_ parts: Int) -> Bool { below(1_000) < parts }

    package mutating func pick<T>(_ options: [T]) -> T? {
        options.isEmpty ? nil : options[below(options.count)]
    }

    package mutating func shuffled<T>(_ list: [T]) -> [T] {
        var rest = list
        var taken: [T] = []
        while !rest.isEmpty { taken.append(rest.remove(at: below(rest.count))) }
        return taken
    }
}
