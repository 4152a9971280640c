/// A day of the calendar, without a time and without a time zone.
///
/// Proleptic Gregorian. Days run from 1 January 0001 to 31 December 9999; arithmetic that would
/// leave this range stays at its border.
package struct CivilDay: Hashable, Comparable, Sendable {
    private let days: Int32

    package static let first = CivilDay(clamped: -719_162)
    package static let last = CivilDay(clamped: 2_932_896)

    private init(clamped days: Int32) { self.days = days }

    /// Days since 1 January 1970.
    package var ordinal: Int { Int(days) }

    package init(ordinal: Int) {
        let held = min(max(ordinal, CivilDay.first.ordinal), CivilDay.last.ordinal)
        self.days = Int32(held)
    }

    /// Nil when there is no such day.
    package init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
            day <= CivilDay.length(ofMonth: month, year: year)
        else { return nil }
        self.init(ordinal: CivilDay.ordinal(year: year, month: month, day: day))
    }

    package static func < (left: CivilDay, right: CivilDay) -> Bool { left.days < right.days }

    package var year: Int { parts.year }
    package var month: Int { parts.month }
    package var day: Int { parts.day }

    /// Year, month and day in one go, cheaper than asking for each.
    package var parts: (year: Int, month: Int, day: Int) {
        // Years are counted from 1 March, so that the leap day comes last; 146,097 days are
        // one cycle of 400 years, and 719,468 lie between 0000-03-01 and 1970-01-01.
        let shifted = Int(days) + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let leaps = dayOfEra / 1_460 - dayOfEra / 36_524 + dayOfEra / 146_096
        let yearOfEra = (dayOfEra - leaps) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * marchMonth + 2) / 5 + 1
        let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return (year, month, day)
    }

    package var weekday: Weekday {
        // 1 January 1970 was a Thursday.
        let number = (ordinal + 3) % 7
        return Weekday(rawValue: (number < 0 ? number + 7 : number) + 1) ?? .monday
    }

    package var isLastOfMonth: Bool {
        let (year, month, day) = parts
        return day == CivilDay.length(ofMonth: month, year: year)
    }

    package func adding(days count: Int) -> CivilDay {
        let (sum, overflow) = ordinal.addingReportingOverflow(count)
        if overflow { return count > 0 ? .last : .first }
        return CivilDay(ordinal: sum)
    }

    /// The same number in a later month; where it is missing, the last day of that month.
    package func adding(months count: Int) -> CivilDay {
        let (year, month, day) = parts
        let (sum, overflow) = (year * 12 + month - 1).addingReportingOverflow(count)
        guard !overflow, sum >= 12 else { return count > 0 ? .last : .first }
        guard sum < 10_000 * 12 else { return .last }
        let length = CivilDay.length(ofMonth: sum % 12 + 1, year: sum / 12)
        return CivilDay(
            ordinal: CivilDay.ordinal(
                year: sum / 12, month: sum % 12 + 1, day: min(day, length)))
    }

    /// Positive when `other` is later.
    package func days(until other: CivilDay) -> Int { other.ordinal - ordinal }

    /// The next day of that name, never this day itself.
    package func next(_ weekday: Weekday) -> CivilDay {
        let distance = (weekday.rawValue - self.weekday.rawValue + 7) % 7
        return adding(days: distance == 0 ? 7 : distance)
    }

    package static func isLeap(_ year: Int) -> Bool {
        year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    }

    package static func length(ofMonth month: Int, year: Int) -> Int {
        switch month {
        case 2: isLeap(year) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    private static func ordinal(year: Int, month: Int, day: Int) -> Int {
        let marchYear = month <= 2 ? year - 1 : year
        let era = (marchYear >= 0 ? marchYear : marchYear - 399) / 400
        let yearOfEra = marchYear - era * 400
        let marchMonth = month > 2 ? month - 3 : month + 9
        let dayOfYear = (153 * marchMonth + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }
}
