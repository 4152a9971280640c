/// A day and a time on the Austrian wall clock.
package struct CivilTime: Hashable, Comparable, Sendable, CustomStringConvertible {
    package let day: CivilDay
    package let time: TimeOfDay

    package init(day: CivilDay, time: TimeOfDay) {
        self.day = day
        self.time = time
    }

    /// "23.11.2026 08:30"
    package var austrian: String { day.austrian + " " + time.description }
    package var description: String { day.iso + " " + time.withSeconds }

    package static func < (left: CivilTime, right: CivilTime) -> Bool {
        (left.day, left.time) < (right.day, right.time)
    }
}

/// A moment, the same everywhere: milliseconds since 1970-01-01T00:00:00Z.
///
/// Moments lie in the years 1 to 9999; others are held at the border.
package struct Instant: Hashable, Comparable, Sendable {
    package let milliseconds: Int64

    package static let epoch = Instant(milliseconds: 0)

    package init(milliseconds: Int64) {
        let lowest = Int64(CivilDay.first.ordinal) * 86_400_000
        let highest = (Int64(CivilDay.last.ordinal) + 1) * 86_400_000 - 1
        self.milliseconds = min(max(milliseconds, lowest), highest)
    }

    package static func < (left: Instant, right: Instant) -> Bool {
        left.milliseconds < right.milliseconds
    }

    package func adding(milliseconds more: Int64) -> Instant {
        let (sum, overflow) = milliseconds.addingReportingOverflow(more)
        return Instant(milliseconds: overflow ? (more > 0 ? .max : .min) : sum)
    }

    package func adding(seconds more: Int) -> Instant {
        let (product, overflow) = Int64(more).multipliedReportingOverflow(by: 1_000)
        return adding(milliseconds: overflow ? (more > 0 ? .max : .min) : product)
    }

    /// Positive when `other` is later.
    package func milliseconds(until other: Instant) -> Int64 {
        other.milliseconds - milliseconds
    }

    /// Whole seconds since 1970, rounded towards the past.
    package var seconds: Int64 {
        milliseconds >= 0 ? milliseconds / 1_000 : (milliseconds - 999) / 1_000
    }
}

// MARK: - Austria

extension Instant {
    /// What the clock on the office wall shows.
    package var civil: CivilTime {
        Instant.civil(utcSeconds: seconds + Int64(austrianOffset))
    }

    package var civilDay: CivilDay { civil.day }

    /// Seconds that Austrian time is ahead of UTC: 3,600 in winter, 7,200 in summer.
    ///
    /// Summer time begins on the last Sunday of March and ends on the last Sunday of October,
    /// both at 01:00 UTC (Directive 2000/84/EC); until 1995 it ended in September.
    /// Before 1981 no summer time is assumed.
    package var austrianOffset: Int {
        let year = Instant.civil(utcSeconds: seconds).day.year
        guard year >= 1981, let begin = Instant.lastSunday(of: 3, year: year),
            let end = Instant.lastSunday(of: year < 1996 ? 9 : 10, year: year)
        else { return 3_600 }
        let summer = begin.oneInTheMorning <= seconds && seconds < end.oneInTheMorning
        return summer ? 7_200 : 3_600
    }

    /// The moment at which the Austrian clock shows this. An hour that comes twice means its
    /// first time; an hour left out means as much later as the clock was put forward.
    package init(_ civil: CivilTime) {
        let local = Int64(civil.day.ordinal) * 86_400 + Int64(civil.time.seconds)
        let asSummer = Instant(milliseconds: (local - 7_200) * 1_000)
        let asWinter = Instant(milliseconds: (local - 3_600) * 1_000)
        self = asSummer.austrianOffset == 7_200 ? asSummer : asWinter
    }

    private static func civil(utcSeconds: Int64) -> CivilTime {
        let rest = utcSeconds % 86_400
        let second = rest < 0 ? rest + 86_400 : rest
        return CivilTime(
            day: CivilDay(ordinal: Int((utcSeconds - second) / 86_400)),
            time: TimeOfDay(secondsSinceMidnight: Int(second)) ?? .midnight)
    }

    private static func lastSunday(of month: Int, year: Int) -> CivilDay? {
        guard
            let last = CivilDay(year: year, month: month, day: 31)
                ?? CivilDay(year: year, month: month, day: 30)
        else { return nil }
        return last.adding(days: -(last.weekday.rawValue % 7))
    }
}

extension CivilDay {
    fileprivate var oneInTheMorning: Int64 { Int64(ordinal) * 86_400 + 3_600 }
}

// MARK: - RFC 3339

extension Instant: CustomStringConvertible {
    /// "2026-11-23T18:43:16Z", with ".123" before the Z when there are milliseconds.
    package var rfc3339: String {
        let shown = Instant.civil(utcSeconds: seconds)
        let rest = Int(milliseconds - seconds * 1_000)
        let fraction = rest == 0 ? "" : "." + padded(rest, 3)
        return shown.day.iso + "T" + shown.time.withSeconds + fraction + "Z"
    }

    package var description: String { rfc3339 }

    /// A date with time and offset: "2026-11-23T18:43:16.5+01:00", "2026-11-23 18:43Z".
    ///
    /// Seconds and the colon of the offset may be missing; digits past the millisecond are cut;
    /// a leap second counts as the second before. Without an offset it is no instant: nil.
    package init?(rfc3339 text: String) {
        var bytes = text.utf8[...]
        guard bytes.count <= 48, bytes.count >= 17, let day = CivilDay(iso: String(text.prefix(10)))
        else { return nil }
        bytes = bytes.dropFirst(10)
        guard let mark = bytes.popFirst(), [0x54, 0x74, 0x20].contains(mark),
            let hour = Instant.take(2, &bytes), bytes.popFirst() == UInt8(ascii: ":"),
            let minute = Instant.take(2, &bytes)
        else { return nil }
        var second = 0
        if bytes.first == UInt8(ascii: ":") {
            bytes = bytes.dropFirst()
            guard let read = Instant.take(2, &bytes), read <= 60 else { return nil }
            second = min(read, 59)
        }
        guard let fraction = Instant.fraction(&bytes), let offset = Instant.offset(bytes),
            let time = TimeOfDay(hour: hour, minute: minute, second: second)
        else { return nil }
        let local = day.ordinal * 86_400 + time.seconds
        self.init(milliseconds: Int64(local - offset) * 1_000 + Int64(fraction))
    }

    private static func take(_ count: Int, _ bytes: inout Substring.UTF8View) -> Int? {
        let head = bytes.prefix(count)
        guard head.count == count, let value = number(head) else { return nil }
        bytes = bytes.dropFirst(count)
        return value
    }

    /// Milliseconds after a point or comma; 0 when there is none.
    private static func fraction(_ bytes: inout Substring.UTF8View) -> Int? {
        guard let mark = bytes.first, mark == UInt8(ascii: ".") || mark == UInt8(ascii: ",")
        else { return 0 }
        bytes = bytes.dropFirst()
        let digits = bytes.prefix { $0 >= 0x30 && $0 <= 0x39 }
        guard !digits.isEmpty else { return nil }
        bytes = bytes.dropFirst(digits.count)
        var value = 0
        for place in 0..<3 {
            let byte = digits.dropFirst(place).first ?? 0x30
            value = value * 10 + Int(byte - 0x30)
        }
        return value
    }

    /// Seconds ahead of UTC: "Z", "+01:00", "-0530", "+01".
    private static func offset(_ bytes: Substring.UTF8View) -> Int? {
        var rest = bytes
        guard let mark = rest.popFirst() else { return nil }
        if mark == UInt8(ascii: "Z") || mark == UInt8(ascii: "z") { return rest.isEmpty ? 0 : nil }
        guard mark == UInt8(ascii: "+") || mark == UInt8(ascii: "-"), let hours = take(2, &rest)
        else { return nil }
        if rest.first == UInt8(ascii: ":") { rest = rest.dropFirst() }
        let minutes = rest.isEmpty ? 0 : take(2, &rest)
        guard let minutes, rest.isEmpty, hours <= 23, minutes <= 59 else { return nil }
        let seconds = hours * 3_600 + minutes * 60
        return mark == UInt8(ascii: "-") ? -seconds : seconds
    }
}
