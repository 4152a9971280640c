/// How a period is counted and where it ends. The raw value is the name in data files and on
/// the command line.
package enum DeadlineRule: String, CaseIterable, Hashable, Sendable {
    // Periods
    case avgShift = "AVG_SHIFT"
    case noShift = "NOSHIFT"
    case abgbShift = "ABGB_SHIFT"
    case decision = "AVG73"
    case hearing = "AVG42_DAYBEFORE"
    case fixed = "FIXED"
    // Delivery
    case handOver = "ZUSTG_UEBERGABE"
    case deposit = "HINTERLEGUNG"
    case depositAbsent = "HINTERLEGUNG_RUECKKEHR"
    case officeHandOver = "ZUSTG24"
    case publicNotice = "ZUSTG25"
    case postSaturdayCounts = "ZUSTG26_SAT_COUNTS"
    case postSaturdayNot = "ZUSTG26_SAT_NOT"
    case electronicDeemed = "EZUST_DEEMED"
    case electronicPickup = "EZUST_PICKUP"
    case electronicAvailable = "EZUST_OHNE_NACHWEIS"

    package var title: String {
        switch self {
        case .avgShift: "verfahrensrechtliche Frist"
        case .noShift: "materiellrechtliche Frist"
        case .abgbShift: "privatrechtliche Frist"
        case .decision: "Entscheidungsfrist der Behörde"
        case .hearing: "Einwendungen vor der Verhandlung"
        case .fixed: "festes Datum"
        case .handOver: "Zustellung mit Rückschein (RSa, RSb)"
        case .deposit: "Hinterlegung"
        case .depositAbsent: "Hinterlegung, Rückkehr in der Abholfrist"
        case .officeHandOver: "Ausfolgung bei der Behörde"
        case .publicNotice: "öffentliche Bekanntmachung"
        case .postSaturdayCounts: "Post ohne Nachweis, Samstag ist Werktag"
        case .postSaturdayNot: "Post ohne Nachweis, Samstag ist kein Werktag"
        case .electronicDeemed: "elektronische Zustellung mit Nachweis, nicht abgeholt"
        case .electronicPickup: "elektronische Zustellung mit Nachweis, abgeholt"
        case .electronicAvailable: "elektronische Zustellung ohne Nachweis"
        }
    }

    package var source: String {
        switch self {
        case .avgShift: "§§ 32, 33 AVG"
        case .noShift: "§ 32 AVG sinngemäß, materielles Recht"
        case .abgbShift: "§§ 902, 903 ABGB"
        case .decision: "§ 73 Abs 1 AVG"
        case .hearing: "§ 42 Abs 1 AVG"
        case .fixed: "Bestimmung des Datums"
        case .handOver: "§§ 13, 16 ZustG"
        case .deposit, .depositAbsent: "§ 17 Abs 3 ZustG"
        case .officeHandOver: "§ 24 ZustG"
        case .publicNotice: "§ 25 ZustG"
        case .postSaturdayCounts, .postSaturdayNot: "§ 26 Abs 2 ZustG"
        case .electronicDeemed: "§ 35 Abs 6 ZustG"
        case .electronicPickup: "§ 35 Abs 5 ZustG"
        case .electronicAvailable: "§ 36 ZustG"
        }
    }

    /// The provision that lets the end move to another day, or keeps it.
    var shiftSource: String {
        switch self {
        case .abgbShift: "§ 903 ABGB"
        case .noShift, .fixed, .publicNotice: source
        default: "§ 33 Abs 2 AVG"
        }
    }

    /// The provision that says how the period is counted.
    var countSource: String {
        switch self {
        case .avgShift: "§ 32 AVG"
        case .abgbShift: "§ 902 ABGB"
        default: source
        }
    }

    /// Says when something counts as delivered; the others run from that day.
    package var isDelivery: Bool {
        switch self {
        case .avgShift, .noShift, .abgbShift, .decision, .hearing, .fixed: false
        default: true
        }
    }

    /// The one period that belongs to the rule; nil for rules that count days to years.
    package var onlyPeriod: Period? {
        switch self {
        case .avgShift, .noShift, .abgbShift, .decision, .fixed: nil
        case .hearing: .dayBeforeInOfficeHours
        case .handOver, .officeHandOver, .electronicAvailable: .sameDay
        case .deposit: .firstPickupDay
        case .depositAbsent: .dayAfterReturn
        case .publicNotice: .weeks(2)
        case .postSaturdayCounts, .postSaturdayNot: .thirdWorkingDay
        case .electronicDeemed: .nextWorkingDay
        case .electronicPickup: .pickupDay
        }
    }

    /// Whether the rule can be counted with that period.
    package func accepts(_ period: Period) -> Bool {
        if let only = onlyPeriod { return period == only }
        switch period {
        case .days, .weeks, .months, .years: return true
        case .endOfFirstQuarterNextYear, .sameDay: return self == .fixed
        default: return false
        }
    }
}
