/// What a person may do in a unit.
package enum Role: String, CaseIterable, Hashable, Sendable {
    /// Takes in and registers; decides nothing.
    case intake
    /// Works cases.
    case clerk
    /// Sees every queue of the unit, assigns and approves.
    case supervisor
    /// Reads everything, changes nothing.
    case auditor
    /// Keeps persons, units and procedures; sees no case content.
    case administrator
}

/// An organisational unit of the Magistrat.
package struct Unit: Hashable, Sendable {
    package var id: UnitID
    package var name: String
    /// The sign behind a case number, "BBV".
    package var sign: String

    package init(id: UnitID, name: String, sign: String) {
        self.id = id
        self.name = name
        self.sign = sign
    }
}

/// A role held in a unit.
package struct Membership: Hashable, Sendable {
    package var unit: UnitID
    package var role: Role

    package init(unit: UnitID, role: Role) {
        self.unit = unit
        self.role = role
    }
}

/// Someone who works here. The id is the Kennung: short, lower case, for life.
package struct Person: Hashable, Sendable {
    package var id: PersonID
    package var name: String
    package var memberships: [Membership]
    /// Persons whose cases this one works while they are away. Rights are not lent:
    /// who stands in acts under the own name and roles.
    package var standsInFor: [PersonID]
    package var active: Bool

    package init(
        id: PersonID, name: String, memberships: [Membership],
        standsInFor: [PersonID] = [], active: Bool = true
    ) {
        self.id = id
        self.name = name
        self.memberships = memberships
        self.standsInFor = standsInFor
        self.active = active
    }

    package func has(_ role: Role, in unit: UnitID) -> Bool {
        active && memberships.contains(Membership(unit: unit, role: role))
    }

    package func hasAny(of roles: [Role], in unit: UnitID) -> Bool {
        roles.contains { has($0, in: unit) }
    }

    /// Units whose cases this person may see whole.
    package var readableUnits: [UnitID] {
        guard active else { return [] }
        return Set(memberships.filter { $0.role != .administrator }.map(\.unit)).sorted()
    }
}

/// Everybody and every unit: what a decision may ask about people.
package struct Office: Hashable, Sendable {
    package var units: [UnitID: Unit]
    package var persons: [PersonID: Person]

    package init(units: [Unit] = [], persons: [Person] = []) {
        self.units = Dictionary(units.map { ($0.id, $0) }, uniquingKeysWith: { $1 })
        self.persons = Dictionary(persons.map { ($0.id, $0) }, uniquingKeysWith: { $1 })
    }

    /// Active persons who hold one of `roles` in `unit`, by name.
    package func members(of unit: UnitID, roles: [Role] = [.clerk, .supervisor]) -> [Person] {
        persons.values.filter { $0.hasAny(of: roles, in: unit) }
            .sorted { ($0.name, $0.id) < ($1.name, $1.id) }
    }
}
