import ArgumentParser
import CaseStore
import Casework
import ShellLanguage
import Texts
import WorkstationRuntime

/// `amtspult einrichten`: persons, units, roles and stand-ins of a store that works alone.
struct SetUpCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "einrichten",
        abstract: "Richtet Einheiten, Personen, Rollen und Vertretungen ein.",
        discussion: """
            Ohne Unterbefehl zeigt er, was eingerichtet ist. Rollen: eingang, \
            sachbearbeitung, leitung, pruefung, verwaltung.
            """,
        subcommands: [Show.self, AddUnit.self, AddPerson.self, Remove.self],
        defaultSubcommand: Show.self)

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "zeigen", abstract: "Zeigt, wer und was eingerichtet ist.")

        @OptionGroup var place: PlaceOptions

        func run() throws {
            let folder = place.folder
            guard folder.exists else {
                Standard.out(SetUpCommand.firstSteps(folder: folder, person: place.personID))
                return
            }
            let office = try telling {
                try CaseRegister(reading: folder, editions: Workplace.readEdition).office()
            }
            for unit in office.units.values.sorted(by: { $0.id < $1.id }) {
                Standard.out("Einheit  \(unit.id.raw)  \(unit.name)  (\(unit.sign))")
            }
            for person in office.persons.values.sorted(by: { $0.id < $1.id }) {
                Standard.out(SetUpCommand.line(person))
            }
            if office.persons.isEmpty {
                Standard.out(SetUpCommand.firstSteps(folder: folder, person: place.personID))
            }
        }
    }

    /// What to type where nobody is set up yet.
    ///
    /// - Parameter units: those the procedures belong to.
    static func firstSteps(
        folder: DataFolder, units: [UnitID] = [], person: PersonID
    ) -> String {
        let place = folder.path == Installation.dataFolder ? "" : " --daten \(folder.path)"
        var lines = [
            "Hier ist noch niemand eingerichtet (\(folder.path)). Zum Beispiel:",
            "  amtspult einrichten einheit\(place) bbv \"Bau- und Bezirksverwaltung\" BBV",
            "  amtspult einrichten person\(place) \(person.raw) \"Vorname Nachname\" "
                + "--rolle bbv:leitung",
        ]
        let names = Set(units.map(\.raw)).sorted()
        if !names.isEmpty {
            lines.append("Die Verfahren gehören zu den Einheiten: " + names.joined(separator: ", "))
        }
        return lines.joined(separator: "\n")
    }

    static func line(_ person: Person) -> String {
        let stands = person.standsInFor.map(\.raw)
        return "Person   \(RoleWords.line(person))"
            + (stands.isEmpty ? "" : "  vertritt \(stands.joined(separator: ", "))")
            + (person.active ? "" : "  (ausgeschieden)")
    }

    struct AddUnit: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "einheit", abstract: "Richtet eine Einheit ein oder ändert sie.")

        @OptionGroup var place: PlaceOptions
        @ArgumentParser.Argument(help: ArgumentHelp("Kürzel", valueName: "kürzel"))
        var kuerzel: String
        @ArgumentParser.Argument(help: ArgumentHelp("Name", valueName: "name"))
        var name: String
        @ArgumentParser.Argument(
            help: ArgumentHelp("Zeichen hinter der Geschäftszahl", valueName: "zeichen"))
        var zeichen: String

        func run() throws {
            try change(place) { office in
                let unit = Casework.Unit(id: UnitID(kuerzel), name: name, sign: zeichen)
                office.units[unit.id] = unit
                return "Eingerichtet: Einheit \(kuerzel)"
            }
        }
    }

    struct AddPerson: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "person", abstract: "Richtet eine Person ein oder ändert sie.")

        @OptionGroup var place: PlaceOptions
        @ArgumentParser.Argument(help: ArgumentHelp("Kennung", valueName: "kennung"))
        var kennung: String
        @ArgumentParser.Argument(help: ArgumentHelp("Name", valueName: "name"))
        var name: String
        @ArgumentParser.Option(
            name: .long, help: ArgumentHelp("Einheit und Rolle", valueName: "einheit:rolle"))
        var rolle: [String] = []
        @ArgumentParser.Option(
            name: .long, help: ArgumentHelp("wen diese Person vertritt", valueName: "kennung"))
        var vertritt: [String] = []

        func run() throws {
            try change(place) { office in
                let memberships = try rolle.map { try RoleWords.membership($0, in: office) }
                for id in vertritt where office.persons[PersonID(id)] == nil {
                    throw Ending(.usage, "Die Kennung „\(id)“ ist nicht eingerichtet.")
                }
                let person = Person(
                    id: PersonID(kennung.lowercased()), name: name, memberships: memberships,
                    standsInFor: vertritt.map { PersonID($0) })
                office.persons[person.id] = person
                return "Eingerichtet: \(SetUpCommand.line(person))"
            }
        }
    }

    struct Remove: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "ausscheiden",
            abstract: "Eine Person scheidet aus; ihre Akten und ihr Verlauf bleiben.")

        @OptionGroup var place: PlaceOptions
        @ArgumentParser.Argument(help: ArgumentHelp("Kennung", valueName: "kennung"))
        var kennung: String

        func run() throws {
            try change(place) { office in
                guard var person = office.persons[PersonID(kennung)] else {
                    throw Ending(.usage, "Die Kennung „\(kennung)“ ist nicht eingerichtet.")
                }
                person.active = false
                office.persons[person.id] = person
                return "Ausgeschieden: \(person.name)"
            }
        }
    }
}

/// Changes the office of a store and says what was done.
private func change(
    _ place: PlaceOptions, _ edit: (inout Office) throws -> String
) throws {
    let writing = try WritingPlace(place)
    defer { writing.close() }
    try writing.publish()
    let register = try writing.register()
    var office = try telling { try register.office() }
    let said = try edit(&office)
    _ = try writing.write(.setOffice(office))
    Standard.out(said)
}
