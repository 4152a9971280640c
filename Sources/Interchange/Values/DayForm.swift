import Casework

/// How a source writes days.
package enum DayForm: String, CaseIterable, Hashable, Sendable {
    /// `2026-01-31`
    case iso
    /// `2026-01-31T21:26:17+01:00`; also with a blank, without seconds or offset.
    case isoTime = "iso-time"
    /// `01/31/2026` and `1/31/2026`
    case monthDayYear = "m/d/y"
    /// `31/01/2026`
    case dayMonthYear = "d/m/y"
    /// `31.01.2026` and `31.1.2026`
    case german = "d.m.y"

    /// The day the source means; nil when it is none.
    package func read(_ text: String) -> CivilDay? {
        let text = text.trimmed
        guard text.utf8.count <= 48 else { return nil }
        switch self {
        case .iso: return CivilDay(iso: text)
        case .isoTime: return DayForm.dayOfTime(text)
        case .monthDayYear:
            let parts = DayForm.numbers(text, by: "/")
            return parts.count == 3
                ? CivilDay(year: parts[2], month: parts[0], day: parts[1]) : nil
        case .dayMonthYear: return DayForm.dayFirst(text, by: "/")
        case .german: return DayForm.dayFirst(text, by: ".")
        }
    }

    /// A time with an offset is the source's own clock, so its day stands as written. UTC is
    /// nobody's clock and becomes the day in Austria.
    private static func dayOfTime(_ text: String) -> CivilDay? {
        guard let day = CivilDay(iso: String(text.prefix(10))) else { return nil }
        let rest = text.dropFirst(10)
        if rest.isEmpty { return day }
        guard let mark = rest.first, "Tt ".contains(mark) else { return nil }
        if let instant = Instant(rfc3339: text) {
            let isUTC = text.hasSuffix("Z") || text.hasSuffix("z") || text.hasSuffix("+00:00")
            return isUTC ? instant.civilDay : day
        }
        return Instant(rfc3339: text + "Z") == nil ? nil : day
    }

    private static func dayFirst(_ text: String, by separator: Character) -> CivilDay? {
        let parts = numbers(text, by: separator)
        return parts.count == 3 ? CivilDay(year: parts[2], month: parts[1], day: parts[0]) : nil
    }

    /// Three numbers, the last of four digits; otherwise nothing.
    private static func numbers(_ text: String, by separator: Character) -> [Int] {
        let words = text.split(separator: separator, omittingEmptySubsequences: false)
        guard words.count == 3, words[2].count == 4,
            words.allSatisfy({ (1...4).contains($0.utf8.count) && $0.utf8.allSatisfy(isDigit) })
        else { return [] }
        return words.compactMap { Int($0) }
    }
}

func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }
