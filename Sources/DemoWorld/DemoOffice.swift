import Casework

/// The people of the demo city: two desks hold four eyes, and every unit has its own.
package enum DemoOffice {
    /// Who opens the demo, and who with `--rolle leitung`.
    package static let clerk: PersonID = "mhuber"
    package static let supervisor: PersonID = "klehner"

    package static func office(units ids: [UnitID]) -> Office {
        let units = ids.map { id in
            known.first { $0.id == id } ?? Unit(id: id, name: id.raw, sign: id.raw.uppercased())
        }
        return Office(units: units, persons: persons(in: ids))
    }

    private static let known: [Unit] = [
        Unit(id: "bbv", name: "Bau- und Bezirksverwaltung", sign: "BBV"),
        Unit(id: "ptu", name: "Planung, Technik und Umwelt", sign: "PTU"),
        Unit(id: "fiwi", name: "Finanzen und Wirtschaft", sign: "FIWI"),
        Unit(id: "tsc", name: "Teleservice Center", sign: "TSC"),
        Unit(id: "kultur", name: "Linz Kultur Förderungen", sign: "KULT"),
        Unit(id: "wirtschaft", name: "Wirtschaft", sign: "WI"),
        Unit(id: "integration", name: "Integrationsbüro", sign: "INT"),
        Unit(id: "frauen", name: "Frauenbüro", sign: "FB"),
        Unit(id: "sport", name: "Sport", sign: "SP"),
        Unit(id: "soziales", name: "Soziales", sign: "SOZ"),
    ]

    private static func persons(in units: [UnitID]) -> [Person] {
        func person(
            _ id: PersonID, _ name: String, _ role: Role, standsInFor: [PersonID] = []
        ) -> Person {
            Person(
                id: id, name: name,
                memberships: units.map { Membership(unit: $0, role: role) },
                standsInFor: standsInFor)
        }
        return [
            person(clerk, "M. Huber", .clerk),
            person("asimic", "A. Šimić", .clerk, standsInFor: [clerk]),
            person("eyildiz", "E. Yıldız", .clerk),
            person("saigner", "S. Aigner", .clerk),
            person(supervisor, "K. Lehner", .supervisor),
            person("rbruckner", "R. Bruckner", .supervisor),
            person("teder", "T. Eder", .intake),
            person("pruefer", "V. Prüfer", .auditor),
        ]
    }

    static let clerks: [PersonID] = [clerk, clerk, "asimic", "eyildiz", "saigner"]
}
