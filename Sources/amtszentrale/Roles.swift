import Casework
import ShellLanguage

/// Roles as people type them, the same words as at the workstation.
enum Roles {
    static let names: [(String, Role)] = [
        ("eingang", .intake), ("sachbearbeitung", .clerk), ("leitung", .supervisor),
        ("pruefung", .auditor), ("verwaltung", .administrator),
    ]

    static func name(_ role: Role) -> String { names.first { $0.1 == role }?.0 ?? "" }

    /// "bbv:leitung"
    static func membership(_ text: String, in office: Office) throws -> Membership {
        let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
        guard parts.count == 2, let role = names.first(where: { $0.0 == parts[1] })?.1 else {
            throw Ending(
                .usage,
                "„\(text)“: einheit:rolle, Rollen sind \(names.map(\.0).joined(separator: ", ")).")
        }
        guard office.units[UnitID(parts[0])] != nil else {
            throw Ending(.usage, "Die Einheit „\(parts[0])“ ist nicht eingerichtet.")
        }
        return Membership(unit: UnitID(parts[0]), role: role)
    }

    /// "bbv:Bau- und Bezirksverwaltung:BBV"
    static func unit(_ text: String) throws -> Casework.Unit {
        let parts = text.split(separator: ":").map(String.init)
        guard parts.count == 3 else {
            throw Ending(.usage, "„\(text)“: kürzel:name:zeichen.")
        }
        return Casework.Unit(id: UnitID(parts[0]), name: parts[1], sign: parts[2])
    }

    static func line(_ person: Person, locked: Bool) -> String {
        let roles = person.memberships.map { "\($0.unit.raw):\(name($0.role))" }
        return "\(person.id.raw)  \(person.name)  \(roles.joined(separator: " "))"
            + (person.active && !locked ? "" : "  (gesperrt)")
    }
}
