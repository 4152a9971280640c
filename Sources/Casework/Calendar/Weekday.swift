/// A day of the week. The raw value is the ISO number: Monday 1 … Sunday 7.
package enum Weekday: Int, CaseIterable, Comparable, Hashable, Sendable {
    case monday = 1
    case tuesday, wednesday, thursday, friday, saturday, sunday

    /// "Montag"
    package var name: String {
        switch self {
        case .monday: "Montag"
        case .tuesday: "Dienstag"
        case .wednesday: "Mittwoch"
        case .thursday: "Donnerstag"
        case .friday: "Freitag"
        case .saturday: "Samstag"
        case .sunday: "Sonntag"
        }
    }

    /// "Mo"
    package var short: String {
        switch self {
        case .monday: "Mo"
        case .tuesday: "Di"
        case .wednesday: "Mi"
        case .thursday: "Do"
        case .friday: "Fr"
        case .saturday: "Sa"
        case .sunday: "So"
        }
    }

    package static func < (left: Weekday, right: Weekday) -> Bool {
        left.rawValue < right.rawValue
    }

    /// From what a clerk types: "mo", "Mo.", "montag". At least the first two letters.
    package init?(input: String) {
        var typed = input.lowercased()
        if typed.hasSuffix(".") { typed.removeLast() }
        guard typed.count >= 2 else { return nil }
        guard let day = Weekday.allCases.first(where: { $0.name.lowercased().hasPrefix(typed) })
        else { return nil }
        self = day
    }
}
