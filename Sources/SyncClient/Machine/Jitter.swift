/// Numbers between 0 and 1 out of a seed (SplitMix64), so that a machine with the same seed
/// always does the same.
package struct Jitter: Hashable, Sendable {
    private var state: UInt64

    package init(seed: UInt64) { state = seed }

    package mutating func draw() -> Double {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        mixed ^= mixed >> 31
        return Double(mixed >> 11) / Double(1 << 53)
    }

    /// A whole number from 0 to `limit`.
    mutating func upTo(_ limit: Int) -> Int { Int(draw() * Double(limit)) }
}
