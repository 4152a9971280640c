extension CivilDay: CustomStringConvertible {
    /// "2026-11-23"
    package var iso: String {
        let (year, month, day) = parts
        return padded(year, 4) + "-" + padded(month, 2) + "-" + padded(day, 2)
    }

    package var description: String { iso }

    /// "23.11.2026"
    package var austrian: String {
        let (year, month, day) = parts
        return padded(day, 2) + "." + padded(month, 2) + "." + padded(year, 4)
    }

    /// "Mo 23.11.2026"
    package var austrianWithWeekday: String { weekday.short + " " + austrian }

    /// "23.11."
    package var austrianWithoutYear: String {
        let (_, month, day) = parts
        return padded(day, 2) + "." + padded(month, 2) + "."
    }

    /// "23. November 2026", as letters write it.
    package var austrianLong: String {
        let (year, month, day) = parts
        return "\(day). \(CivilDay.monthNames[month - 1]) \(year)"
    }

    package static let monthNames = [
        "Jänner", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September",
        "Oktober", "November", "Dezember",
    ]

    /// Exactly "2026-11-23".
    package init?(iso: String) {
        let bytes = Array(iso.utf8)
        guard bytes.count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
            let year = number(bytes[0..<4]), let month = number(bytes[5..<7]),
            let day = number(bytes[8..<10])
        else { return nil }
        self.init(year: year, month: month, day: day)
    }
}

/// A number with leading zeros.
func padded(_ value: Int, _ width: Int) -> String {
    let digits = String(value)
    return digits.utf8.count >= width
        ? digits : String(repeating: "0", count: width - digits.utf8.count) + digits
}

/// Up to nine ASCII digits and nothing else.
func number(_ bytes: some Collection<UInt8>) -> Int? {
    guard !bytes.isEmpty, bytes.count <= 9 else { return nil }
    var value = 0
    for byte in bytes {
        guard byte >= 0x30, byte <= 0x39 else { return nil }
        value = value * 10 + Int(byte - 0x30)
    }
    return value
}
