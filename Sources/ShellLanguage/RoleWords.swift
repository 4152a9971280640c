import Casework

/// Roles as people type them at both programs.
package enum RoleWords {
    package static let all: [(String, Role)] = [
        ("eingang", .intake), ("sachbearbeitung", .clerk), ("leitung", .supervisor),
        ("pruefung", .auditor), ("verwaltung", .administrator),
    ]

    /// "bbv:leitung"
    ///
    /// - Throws: `Ending` where it is not that, or where the unit is not set up.
    package static func membership(_ text: String, in office: Office) throws -> Membership {
        let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
        guard parts.count == 2, let role = all.first(where: { $0.0 == parts[1] })?.1 else {
            let names = all.map(\.0).joined(separator: ", ")
            throw Ending(.usage, "„\(text)“: einheit:rolle, Rollen sind \(names).")
        }
        guard office.units[UnitID(parts[0])] != nil else {
            throw Ending(.usage, "Die Einheit „\(parts[0])“ ist nicht eingerichtet.")
        }
        return Membership(unit: UnitID(parts[0]), role: role)
    }

    /// "huber  M. Huber  bbv:leitung tsc:sachbearbeitung"
    package static func line(_ person: Person) -> String {
        let roles = person.memberships.map { membership in
            let name = all.first { $0.1 == membership.role }?.0 ?? ""
            return "\(membership.unit.raw):\(name)"
        }
        return "\(person.id.raw)  \(person.name)  \(roles.joined(separator: " "))"
    }
}
