/// A time on the wall clock, to the second.
package struct TimeOfDay: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// Seconds since midnight, 0 to 86,399.
    package let seconds: Int

    package static let midnight = TimeOfDay(clamped: 0)

    private init(clamped seconds: Int) { self.seconds = seconds }

    package init?(secondsSinceMidnight seconds: Int) {
        guard (0..<86_400).contains(seconds) else { return nil }
        self.seconds = seconds
    }

    package init?(hour: Int, minute: Int, second: Int = 0) {
        guard (0...23).contains(hour), (0...59).contains(minute), (0...59).contains(second)
        else { return nil }
        self.seconds = hour * 3_600 + minute * 60 + second
    }

    /// As a clerk types it: "8", "8:30", "08.30", "0830", "8h30".
    package init?(input: String) {
        guard input.utf8.count <= 12 else { return nil }
        let typed = input.lowercased().filter { !$0.isWhitespace }
        let words = typed.split(omittingEmptySubsequences: false) { ":.h".contains($0) }
        if words.count == 1, typed.utf8.count == 4, let both = number(typed.utf8) {
            self.init(hour: both / 100, minute: both % 100)
            return
        }
        guard (1...2).contains(words.count), words[0].utf8.count <= 2,
            let hour = number(words[0].utf8)
        else { return nil }
        guard words.count == 2, !words[1].isEmpty else {
            self.init(hour: hour, minute: 0)
            return
        }
        guard words[1].utf8.count == 2, let minute = number(words[1].utf8) else { return nil }
        self.init(hour: hour, minute: minute)
    }

    package var hour: Int { seconds / 3_600 }
    package var minute: Int { seconds / 60 % 60 }
    package var second: Int { seconds % 60 }

    /// "08:30"
    package var description: String { padded(hour, 2) + ":" + padded(minute, 2) }

    /// "08:30:05"
    package var withSeconds: String { description + ":" + padded(second, 2) }

    package static func < (left: TimeOfDay, right: TimeOfDay) -> Bool {
        left.seconds < right.seconds
    }
}
