import Casework

/// Common words and small forms that screens, the shell and letters share.
package enum Words {
    package static let none = "–"
    package static let yes = "ja"
    package static let no = "nein"
    package static let saved = "gespeichert"
    package static let nobodyAssigned = "ohne Zuteilung"
    package static let reason = "Begründung"
    package static let unknownPerson = "unbekannt"

    /// "1 Akt", "3 Akten": the number grouped as Austrians write it.
    package static func count(_ number: Int, _ one: String, _ many: String) -> String {
        "\(grouped(number)) \(number == 1 ? one : many)"
    }

    /// "12.345"
    package static func grouped(_ number: Int) -> String {
        var out = ""
        let digits = String(number.magnitude)
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { out.append(".") }
            out.append(digit)
        }
        return number < 0 ? "−" + out : out
    }

    /// Days left as the list shows them: "−3 T", "0 T", "+16 T".
    package static func daysLeft(_ days: Int) -> String {
        days == 0 ? "0 T" : days < 0 ? "−\(grouped(-days)) T" : "+\(grouped(days)) T"
    }

    /// The same in six characters, for a column: a thousand days and more as whole years, "−10 J".
    package static func daysLeftShort(_ days: Int) -> String {
        guard days.magnitude >= 1_000 else { return daysLeft(days) }
        return (days < 0 ? "−" : "+") + "\(days.magnitude / 365) J"
    }

    /// Days left in a sentence: "seit 3 Tagen überfällig", "heute", "in 16 Tagen".
    package static func daysLeftSpoken(_ days: Int) -> String {
        switch days {
        case 0: "heute"
        case 1: "morgen"
        case -1: "seit gestern überfällig"
        case ..<0: "seit \(grouped(-days)) Tagen überfällig"
        default: "in \(grouped(days)) Tagen"
        }
    }

    /// "512 B", "34 kB", "2,1 MB"
    package static func size(_ bytes: Int) -> String {
        switch bytes {
        case ..<1000: return "\(bytes) B"
        case ..<1_000_000: return "\((bytes + 500) / 1000) kB"
        default:
            let tenths = (bytes + 50_000) / 100_000
            return "\(grouped(tenths / 10)),\(tenths % 10) MB"
        }
    }

    /// In German quotes.
    package static func quoted(_ text: String) -> String { "„\(text)“" }
}

extension Office {
    /// A person's name, or the Kennung where the name is not known here.
    package func name(of person: PersonID) -> String { persons[person]?.name ?? person.raw }

    package func name(of unit: UnitID) -> String { units[unit]?.name ?? unit.raw }

    /// "M. Huber · Bau- und Bezirksverwaltung", or without owner the unit alone.
    package func line(of assignment: Assignment?) -> String {
        guard let assignment else { return Words.nobodyAssigned }
        let unit = name(of: assignment.unit)
        return assignment.person.map { "\(name(of: $0)) · \(unit)" }
            ?? "\(unit) · \(Words.nobodyAssigned)"
    }
}
