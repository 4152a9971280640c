/// The 13 days of rest by law (§ 1 Feiertagsruhegesetz) and the two days on which,
/// besides them, no procedural period ends (§ 33 Abs 2 AVG).
package enum Holiday: String, CaseIterable, Hashable, Sendable {
    case newYear, epiphany, goodFriday, easterMonday, labourDay, ascension, whitMonday
    case corpusChristi, assumption, nationalDay, allSaints, immaculateConception
    case christmasEve, christmasDay, saintStephen

    package enum Kind: Hashable, Sendable {
        /// A day of rest by law.
        case statutory
        /// An ordinary day on which no period ends.
        case endsNoPeriod
    }

    package var kind: Kind {
        self == .goodFriday || self == .christmasEve ? .endsNoPeriod : .statutory
    }

    package var name: String {
        switch self {
        case .newYear: "Neujahr"
        case .epiphany: "Heilige Drei Könige"
        case .goodFriday: "Karfreitag"
        case .easterMonday: "Ostermontag"
        case .labourDay: "Staatsfeiertag"
        case .ascension: "Christi Himmelfahrt"
        case .whitMonday: "Pfingstmontag"
        case .corpusChristi: "Fronleichnam"
        case .assumption: "Mariä Himmelfahrt"
        case .nationalDay: "Nationalfeiertag"
        case .allSaints: "Allerheiligen"
        case .immaculateConception: "Mariä Empfängnis"
        case .christmasEve: "24. Dezember"
        case .christmasDay: "Christtag"
        case .saintStephen: "Stefanitag"
        }
    }

    /// The day in that year. Where two fall together (1 May 2008), each is given.
    package func day(in year: Int) -> CivilDay? {
        switch self {
        case .newYear: CivilDay(year: year, month: 1, day: 1)
        case .epiphany: CivilDay(year: year, month: 1, day: 6)
        case .goodFriday: CivilDay.easterSunday(year)?.adding(days: -2)
        case .easterMonday: CivilDay.easterSunday(year)?.adding(days: 1)
        case .labourDay: CivilDay(year: year, month: 5, day: 1)
        case .ascension: CivilDay.easterSunday(year)?.adding(days: 39)
        case .whitMonday: CivilDay.easterSunday(year)?.adding(days: 50)
        case .corpusChristi: CivilDay.easterSunday(year)?.adding(days: 60)
        case .assumption: CivilDay(year: year, month: 8, day: 15)
        case .nationalDay: CivilDay(year: year, month: 10, day: 26)
        case .allSaints: CivilDay(year: year, month: 11, day: 1)
        case .immaculateConception: CivilDay(year: year, month: 12, day: 8)
        case .christmasEve: CivilDay(year: year, month: 12, day: 24)
        case .christmasDay: CivilDay(year: year, month: 12, day: 25)
        case .saintStephen: CivilDay(year: year, month: 12, day: 26)
        }
    }

    /// All of a year, in order of the calendar.
    package static func all(in year: Int) -> [(day: CivilDay, holiday: Holiday)] {
        allCases.compactMap { holiday in holiday.day(in: year).map { ($0, holiday) } }
            .sorted { $0.day < $1.day }
    }
}

extension CivilDay {
    /// By the Gregorian computus; nil outside the years 1 to 9999.
    package static func easterSunday(_ year: Int) -> CivilDay? {
        let golden = year % 19
        let (century, rest) = (year / 100, year % 100)
        let solar = century - (century - (century + 8) / 25 + 1) / 3
        let epact = (19 * golden + solar - century / 4 + 15) % 30
        let weekday = (32 + 2 * (century % 4) + 2 * (rest / 4) - epact - rest % 4) % 7
        let correction = (golden + 11 * epact + 22 * weekday) / 451
        let days = epact + weekday - 7 * correction + 114
        return CivilDay(year: year, month: days / 31, day: days % 31 + 1)
    }

    /// A statutory holiday goes before Good Friday and Christmas Eve, a fixed one before a
    /// movable one.
    package var holiday: Holiday? {
        let (year, month, day) = parts
        switch (month, day) {
        case (1, 1): return .newYear
        case (1, 6): return .epiphany
        case (5, 1): return .labourDay
        case (8, 15): return .assumption
        case (10, 26): return .nationalDay
        case (11, 1): return .allSaints
        case (12, 8): return .immaculateConception
        case (12, 24): return .christmasEve
        case (12, 25): return .christmasDay
        case (12, 26): return .saintStephen
        case (3...6, _): break
        default: return nil
        }
        guard let easter = CivilDay.easterSunday(year) else { return nil }
        switch easter.days(until: self) {
        case -2: return .goodFriday
        case 1: return .easterMonday
        case 39: return .ascension
        case 50: return .whitMonday
        case 60: return .corpusChristi
        default: return nil
        }
    }

    /// Why no period ends on this day (§ 33 Abs 2 AVG); nil for an ordinary day.
    package var block: DayBlock? {
        let weekday = weekday
        let weekend = weekday >= .saturday ? weekday : nil
        let holiday = holiday
        return weekend == nil && holiday == nil
            ? nil : DayBlock(weekend: weekend, holiday: holiday)
    }

    package var isStatutoryHoliday: Bool { holiday?.kind == .statutory }

    /// A day of work: no Sunday and no statutory holiday. On the Saturday, and on Good Friday
    /// and Christmas Eve, the laws differ.
    package func isWorkingDay(saturdayCounts: Bool, endsNoPeriodCounts: Bool = true) -> Bool {
        switch weekday {
        case .sunday: return false
        case .saturday where !saturdayCounts: return false
        default: break
        }
        switch holiday?.kind {
        case .statutory: return false
        case .endsNoPeriod: return endsNoPeriodCounts
        case nil: return true
        }
    }
}

/// What keeps a period from ending on a day: the weekend, a holiday, or both.
package struct DayBlock: Hashable, Sendable {
    /// Saturday or Sunday.
    package let weekend: Weekday?
    package let holiday: Holiday?

    /// "Samstag", "Mariä Empfängnis (Feiertag)", "Sonntag, Stefanitag (Feiertag)"
    package var name: String {
        let feast = holiday.map { $0.kind == .statutory ? "\($0.name) (Feiertag)" : $0.name }
        return [weekend?.name, feast].compactMap(\.self).joined(separator: ", ")
    }
}
