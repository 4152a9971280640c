/// A deadline, computed, with every step that led to it.
package struct DeadlineRun: Hashable, Sendable {
    package let formula: DeadlineFormula
    /// The day of the event; it does not count itself.
    package let start: CivilDay
    /// Where the last link ends by counting alone.
    package let nominal: CivilDay
    /// The last day of the period, or the day that counts as delivery.
    package let end: CivilDay
    package let steps: [DeadlineStep]
    /// Other ends, where the law is unclear.
    package let alternatives: [DeadlineAlternative]

    /// The day to work towards: the authority's own period is not to be drawn out to the
    /// shifted end.
    package var target: CivilDay {
        formula.links.last?.rule == .decision ? nominal : end
    }
}

/// One step of a computation, from a day to a day.
package struct DeadlineStep: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        case counted(Period)
        /// Passed over days on which no period ends.
        case shifted
        /// Ends on a day on which others would not.
        case kept
        /// Counted in working days.
        case workingDays(Int)
        /// The day itself is meant.
        case thatDay
        case quarterEnd
        /// The day after the return on which a deposit could be fetched.
        case afterReturn
        case dayBefore
        /// Back to the last day with office hours, until they end.
        case backToOfficeHours(until: TimeOfDay)
        /// The clock stood between two days.
        case stood(Suspension)
        case extended(Extension)
    }

    package let rule: DeadlineRule
    /// The provision: "§ 33 Abs 2 AVG".
    package let source: String
    package let from: CivilDay
    package let to: CivilDay
    package let kind: Kind
    package var skipped: [SkippedDay] = []
}

/// A day passed over, and why.
package struct SkippedDay: Hashable, Sendable {
    package let day: CivilDay
    package let block: DayBlock?

    /// "Samstag", "Dienstag, Mariä Empfängnis (Feiertag)", "Freitag, ohne Amtsstunden"
    package var name: String {
        guard let block else { return day.weekday.name + ", ohne Amtsstunden" }
        return block.weekend == nil ? day.weekday.name + ", " + block.name : block.name
    }
}

/// What another answer to an unclear question would give.
package struct DeadlineAlternative: Hashable, Sendable {
    package let assumption: Assumption
    package let answer: Bool
    package let end: CivilDay

    /// "samstag_werktag_post=nein"
    package var setting: String { assumption.rawValue + (answer ? "=ja" : "=nein") }
}

/// The clock of a period stands from the day `from` and runs again from the day `to`.
package struct Suspension: Hashable, Sendable {
    package let from: CivilDay
    package let to: CivilDay

    package init(from: CivilDay, to: CivilDay) {
        self.from = from
        self.to = to
    }
}

/// More time: a further period, or until a day.
package enum Extension: Hashable, Sendable {
    case by(Period)
    case to(CivilDay)
}

/// Why a deadline cannot be computed from its facts.
package enum DeadlineFault: Error, Hashable, Sendable {
    /// Holidays are known for the years 1990 to 2100.
    case outOfRange
    /// A suspension that ends before it begins.
    case suspensionBackwards(Suspension)
    /// An extension to a day before the end it extends.
    case extensionTooEarly(CivilDay, end: CivilDay)
    /// An extension must be counted in days, weeks, months or years.
    case extensionNotCounted(Period)
    /// The office has no hours for two months.
    case noOfficeHours
    /// Nothing counts as delivered.
    case notDelivered

    package static let years = 1990...2100

    /// For the person at the desk.
    package var sentence: String {
        switch self {
        case .outOfRange:
            "Das Ergebnis liegt außerhalb der Jahre 1990 bis 2100."
        case .suspensionBackwards(let suspension):
            "Die Hemmung endet am \(suspension.to.austrian), bevor sie beginnt "
                + "(\(suspension.from.austrian))."
        case .extensionTooEarly(let day, let end):
            "Eine Verlängerung bis \(day.austrian) würde die Frist verkürzen "
                + "(Ende \(end.austrian))."
        case .extensionNotCounted(let period):
            "\(period.token) ist keine Dauer für eine Verlängerung (zum Beispiel 2W)."
        case .noOfficeHours:
            "Für die zwei Monate davor sind keine Amtsstunden eingetragen."
        case .notDelivered:
            "Nicht zugestellt: Die Rückkehr liegt nach dem Ende der Abholfrist "
                + "(§ 17 Abs 3 ZustG)."
        }
    }
}
