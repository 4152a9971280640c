/// When an office receives: the week, and the days on which it is closed.
package struct OfficeHours: Hashable, Sendable {
    /// From the minute it opens to the minute it closes.
    package struct Span: Hashable, Sendable {
        package let opens: TimeOfDay
        package let closes: TimeOfDay

        /// Nil when it would close before it opens.
        package init?(_ opens: TimeOfDay, _ closes: TimeOfDay) {
            guard opens < closes else { return nil }
            self.opens = opens
            self.closes = closes
        }
    }

    /// A day of each year.
    package struct YearDay: Hashable, Sendable {
        package let month: Int
        package let day: Int

        package init(month: Int, day: Int) {
            self.month = month
            self.day = day
        }
    }

    private var week: [Weekday: [Span]]
    package var closedDays: Set<YearDay>

    /// Closed on statutory holidays and on `closedDays`.
    package init(week: [Weekday: [Span]], closedDays: Set<YearDay> = []) {
        self.week = week.mapValues { $0.sorted { $0.opens < $1.opens } }
        self.closedDays = closedDays
    }

    /// Bau- und Bezirksverwaltung: Monday 8–12:30 and 14–18, Tuesday to Friday 8–12:30,
    /// closed on 24 and 31 December.
    package static let buildingOffice = OfficeHours(
        week: [
            .monday: spans((8, 0, 12, 30), (14, 0, 18, 0)),
            .tuesday: spans((8, 0, 12, 30)),
            .wednesday: spans((8, 0, 12, 30)),
            .thursday: spans((8, 0, 12, 30)),
            .friday: spans((8, 0, 12, 30)),
        ],
        closedDays: [YearDay(month: 12, day: 24), YearDay(month: 12, day: 31)])

    private static func spans(_ clocks: (Int, Int, Int, Int)...) -> [Span] {
        clocks.compactMap { clock in
            guard let opens = TimeOfDay(hour: clock.0, minute: clock.1),
                let closes = TimeOfDay(hour: clock.2, minute: clock.3)
            else { return nil }
            return Span(opens, closes)
        }
    }

    /// In order; empty on a closed day.
    package func spans(on day: CivilDay) -> [Span] {
        let (_, month, number) = day.parts
        guard !day.isStatutoryHoliday, !closedDays.contains(YearDay(month: month, day: number))
        else { return [] }
        return week[day.weekday] ?? []
    }

    package func isOpen(on day: CivilDay) -> Bool { !spans(on: day).isEmpty }

    package func isOpen(at moment: CivilTime) -> Bool {
        spans(on: moment.day).contains { $0.opens <= moment.time && moment.time < $0.closes }
    }

    /// The minute the office closes that day; nil on a closed day.
    package func closing(on day: CivilDay) -> TimeOfDay? { spans(on: day).last?.closes }

    /// When what arrives at `arrival` is dealt with: at once in office hours, otherwise when
    /// they next begin (§ 13 Abs 5 AVG). Nil for an office that stays closed for two months.
    package func nextOfficeTime(after arrival: CivilTime) -> CivilTime? {
        if isOpen(at: arrival) { return arrival }
        if let span = spans(on: arrival.day).first(where: { $0.opens > arrival.time }) {
            return CivilTime(day: arrival.day, time: span.opens)
        }
        guard let day = openDay(from: arrival.day, step: 1), let span = spans(on: day).first
        else { return nil }
        return CivilTime(day: day, time: span.opens)
    }

    package func nextOfficeTime(after arrival: Instant) -> CivilTime? {
        nextOfficeTime(after: arrival.civil)
    }

    /// The last day with office hours before `day`; nil as above.
    package func openDay(before day: CivilDay) -> CivilDay? { openDay(from: day, step: -1) }

    private func openDay(from day: CivilDay, step: Int) -> CivilDay? {
        (1...62).lazy.map { day.adding(days: $0 * step) }.first { isOpen(on: $0) }
    }
}
