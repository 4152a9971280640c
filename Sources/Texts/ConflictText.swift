import Casework

/// What is said of a conflict: two people changed the same thing without knowing of each other.
package enum ConflictWords {
    package static let before = "vorher"
    package static let centre = "inzwischen an der Zentrale (gilt)"
    package static let bothStay = "Beide Werte bleiben im Verlauf, wie immer entschieden wird."
    package static let empty = "leer"

    /// The heading of the value that was put beside.
    package static func mine(unconfirmed: Bool) -> String {
        unconfirmed ? "meine (nicht abgeglichen)" : "meine"
    }

    package static func theirs(_ name: String) -> String { "von \(name)" }

    /// "Zwei haben „Anlagenleistung“ geändert, ohne voneinander zu wissen. …"
    package static func explanation(_ title: String) -> String {
        "Zwei haben \(Words.quoted(title)) geändert, ohne voneinander zu wissen. Es gilt der Wert "
            + "der Zentrale, bis jemand entscheidet."
    }
}

extension Calculation {
    /// "Förderbetrag 625,00 € (gedeckelt: Höchstbetrag)", or why there is none.
    package var consequence: String {
        if let exclusion = exclusions.first { return "ausgeschlossen: \(exclusion.sentence)" }
        let caps = lines.compactMap { line -> String? in
            guard case .cap(_, let reason, true) = line else { return nil }
            return reason.phrase
        }
        let cap = caps.isEmpty ? "" : " (gedeckelt: \(caps.joined(separator: "; ")))"
        return "Förderbetrag \(amount.german)\(cap)"
    }
}
