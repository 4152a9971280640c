/// Which way a day without a year is meant.
package enum DayLeaning: Sendable {
    /// The nearest one, before or after today.
    case nearest
    /// Today or later: resubmissions, hearings.
    case future
    /// Today or earlier: receipt, delivery.
    case past
}

extension CivilDay {
    /// A day as a clerk types it.
    ///
    /// `23.11.2026`, `23.11.26`, `23.11.`, `23112026`, `231126`, `23. November 2026`,
    /// `2026-11-23`, `heute`, `morgen`, `übermorgen`, `gestern`, `vorgestern`, `+3`, `-3`,
    /// `+2w`, `+1m`, `+1j`, and a weekday (`mo`), which is the next of that name.
    /// Nil when it is no day.
    package init?(
        input: String, relativeTo today: CivilDay, leaning: DayLeaning = .nearest
    ) {
        guard input.utf8.count <= 40 else { return nil }
        let typed = input.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            .lowercased()
        let day =
            CivilDay.spoken(typed, today) ?? CivilDay.offset(typed, today)
            ?? CivilDay(iso: typed) ?? CivilDay.block(typed, today)
            ?? CivilDay.parted(typed, today, leaning)
            ?? Weekday(input: typed).map { today.next($0) }
        guard let day else { return nil }
        self = day
    }

    private static func spoken(_ typed: String, _ today: CivilDay) -> CivilDay? {
        switch typed {
        case "heute", "h": today
        case "morgen": today.adding(days: 1)
        case "übermorgen", "uebermorgen": today.adding(days: 2)
        case "gestern": today.adding(days: -1)
        case "vorgestern": today.adding(days: -2)
        default: nil
        }
    }

    /// "+3", "-2w", "+ 1 m"
    private static func offset(_ typed: String, _ today: CivilDay) -> CivilDay? {
        var bytes = typed.utf8.filter { $0 != UInt8(ascii: " ") }
        guard let sign = bytes.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-")
        else { return nil }
        bytes.removeFirst()
        var unit = UInt8(ascii: "t")
        if let last = bytes.last, last > 0x39 {
            unit = last
            bytes.removeLast()
        }
        guard bytes.count <= 5, let digits = number(bytes) else { return nil }
        let count = sign == UInt8(ascii: "-") ? -digits : digits
        switch unit {
        case UInt8(ascii: "t"), UInt8(ascii: "d"): return today.adding(days: count)
        case UInt8(ascii: "w"): return today.adding(days: count * 7)
        case UInt8(ascii: "m"): return today.adding(months: count)
        case UInt8(ascii: "j"), UInt8(ascii: "y"): return today.adding(months: count * 12)
        default: return nil
        }
    }

    /// "23112026", "231126"
    private static func block(_ typed: String, _ today: CivilDay) -> CivilDay? {
        let bytes = Array(typed.utf8)
        guard bytes.count == 8 || bytes.count == 6, let day = number(bytes[0..<2]),
            let month = number(bytes[2..<4]), let year = number(bytes[4...])
        else { return nil }
        return CivilDay(
            year: bytes.count == 6 ? century(year, today) : year, month: month, day: day)
    }

    /// Day, month and perhaps year, parted by points, slashes, hyphens or blanks.
    private static func parted(
        _ typed: String, _ today: CivilDay, _ leaning: DayLeaning
    ) -> CivilDay? {
        var words = typed.split { " ./-".contains($0) }
        if let name = Weekday.allCases.first(where: { typed.hasPrefix($0.short.lowercased()) }),
            words.count > 1,
            words[0] == name.short.lowercased() || words[0] == name.name.lowercased()
        {
            words.removeFirst()
        }
        guard (2...3).contains(words.count), words[0].utf8.count <= 2,
            let day = number(words[0].utf8), let month = monthNumber(words[1])
        else { return nil }
        guard words.count == 3 else { return withoutYear(month, day, today, leaning) }
        guard let year = number(words[2].utf8) else { return nil }
        switch words[2].utf8.count {
        case 2: return CivilDay(year: century(year, today), month: month, day: day)
        case 4: return CivilDay(year: year, month: month, day: day)
        default: return nil
        }
    }

    private static func monthNumber(_ word: Substring) -> Int? {
        if let digits = number(word.utf8) { return word.utf8.count <= 2 ? digits : nil }
        guard word.count >= 3 else { return nil }
        if let index = monthNames.firstIndex(where: { $0.lowercased().hasPrefix(word) }) {
            return index + 1
        }
        return ["jan", "januar"].contains(word) ? 1 : word.hasPrefix("maerz") ? 3 : nil
    }

    /// 69 years back to 30 years ahead: years of birth as well as the end of a permit.
    private static func century(_ twoDigits: Int, _ today: CivilDay) -> Int {
        let lowest = today.year - 69
        let year = lowest - lowest % 100 + twoDigits
        return year < lowest ? year + 100 : year
    }

    private static func withoutYear(
        _ month: Int, _ day: Int, _ today: CivilDay, _ leaning: DayLeaning
    ) -> CivilDay? {
        let year = today.year
        let near = [year, year + 1, year - 1].compactMap {
            CivilDay(year: $0, month: month, day: day)
        }
        return near.filter {
            switch leaning {
            case .nearest: true
            case .future: $0 >= today
            case .past: $0 <= today
            }
        }.min { abs(today.days(until: $0)) < abs(today.days(until: $1)) }
    }
}
