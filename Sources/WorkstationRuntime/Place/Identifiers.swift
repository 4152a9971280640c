import Casework

/// UUIDv7 (RFC 9562): sorted by the moment of making, unique by randomness.
package enum Identifiers {
    package static func uuid7(at now: Instant) -> String {
        var random = SystemRandomNumberGenerator()
        return uuid7(at: now, random: (random.next(), random.next()))
    }

    static func uuid7(at now: Instant, random: (UInt64, UInt64)) -> String {
        let time = UInt64(max(0, now.milliseconds)) & 0xFFFF_FFFF_FFFF
        let high = time << 16 | 0x7000 | random.0 & 0x0FFF
        let low = 0x8000_0000_0000_0000 | random.1 & 0x3FFF_FFFF_FFFF_FFFF
        let digits = hex(high) + hex(low)
        var parts: [Substring] = []
        var rest = digits[...]
        for length in [8, 4, 4, 4, 12] {
            parts.append(rest.prefix(length))
            rest = rest.dropFirst(length)
        }
        return parts.joined(separator: "-")
    }

    private static func hex(_ value: UInt64) -> String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
