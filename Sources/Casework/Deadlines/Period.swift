/// How long a period is, or which day it means.
package enum Period: Hashable, Sendable {
    case days(Int)
    case weeks(Int)
    case months(Int)
    case years(Int)
    case nextWorkingDay
    case thirdWorkingDay
    case pickupDay
    case firstPickupDay
    case dayAfterReturn
    case sameDay
    case endOfFirstQuarterNextYear
    case dayBeforeInOfficeHours

    /// Longer than any period of law; keeps arithmetic far from its limits.
    package static let longest = 99_999

    /// The periods that are a word.
    package static let words: [Period] = [
        .nextWorkingDay, .thirdWorkingDay, .pickupDay, .firstPickupDay, .dayAfterReturn,
        .sameDay, .endOfFirstQuarterNextYear, .dayBeforeInOfficeHours,
    ]

    /// As in data files: "14D", "4W", "6M", "3Y", "NEXT_WERKTAG".
    package var token: String {
        switch self {
        case .days(let count): "\(count)D"
        case .weeks(let count): "\(count)W"
        case .months(let count): "\(count)M"
        case .years(let count): "\(count)Y"
        case .nextWorkingDay: "NEXT_WERKTAG"
        case .thirdWorkingDay: "3_WERKTAGE"
        case .pickupDay: "PICKUP_DAY"
        case .firstPickupDay: "FIRST_PICKUP_DAY"
        case .dayAfterReturn: "DAY_AFTER_RETURN"
        case .sameDay: "SAME_DAY"
        case .endOfFirstQuarterNextYear: "END_Q1_NEXT_YEAR"
        case .dayBeforeInOfficeHours: "DAY_BEFORE_IN_OFFICE_HOURS"
        }
    }

    /// "4 Wochen", "1 Monat", "der nächste Werktag"
    package var title: String {
        switch self {
        case .days(let count): count == 1 ? "1 Tag" : "\(count) Tage"
        case .weeks(let count): count == 1 ? "1 Woche" : "\(count) Wochen"
        case .months(let count): count == 1 ? "1 Monat" : "\(count) Monate"
        case .years(let count): count == 1 ? "1 Jahr" : "\(count) Jahre"
        case .nextWorkingDay: "der nächste Werktag"
        case .thirdWorkingDay: "der dritte Werktag"
        case .pickupDay: "der Tag der Abholung"
        case .firstPickupDay: "der erste Tag der Abholfrist"
        case .dayAfterReturn: "der Tag nach der Rückkehr"
        case .sameDay: "der Tag selbst"
        case .endOfFirstQuarterNextYear: "das Ende des ersten Quartals im folgenden Jahr"
        case .dayBeforeInOfficeHours: "der Tag davor, während der Amtsstunden"
        }
    }

    /// In any case; days and years also in German, "14T", "3J". Nil when it is no period.
    package init?(token: String) {
        guard token.utf8.count <= 40 else { return nil }
        let typed = token.filter { !$0.isWhitespace }.uppercased()
        if let word = Period.words.first(where: { $0.token == typed }) {
            self = word
            return
        }
        guard let unit = typed.utf8.last, let count = number(typed.utf8.dropLast()),
            (1...Period.longest).contains(count)
        else { return nil }
        switch unit {
        case UInt8(ascii: "D"), UInt8(ascii: "T"): self = .days(count)
        case UInt8(ascii: "W"): self = .weeks(count)
        case UInt8(ascii: "M"): self = .months(count)
        case UInt8(ascii: "Y"), UInt8(ascii: "J"): self = .years(count)
        default: return nil
        }
    }

    /// Days to years from `day`, by § 32 AVG and § 902 ABGB: the day itself does not count;
    /// weeks end on the same weekday, months and years on the same number or, where it is
    /// missing, on the last of the month. Nil for a period that is a word.
    package func counted(from day: CivilDay) -> CivilDay? {
        switch self {
        case .days(let count): day.adding(days: count)
        case .weeks(let count): day.adding(days: count * 7)
        case .months(let count): day.adding(months: count)
        case .years(let count): day.adding(months: count * 12)
        default: nil
        }
    }
}
