import ArgumentParser
import Casework
import CentralHTTP
import ShellLanguage
import SyncProtocol

/// `amtszentrale benutzer`: who works here, with which roles.
struct PersonCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "benutzer", abstract: "Richtet Personen, Rollen und Passwörter ein.",
        discussion: "Rollen: eingang, sachbearbeitung, leitung, pruefung, verwaltung.",
        subcommands: [
            New.self, List.self, Password.self, Lock.self, Unlock.self, Role.self,
        ])

    struct New: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "neu",
            abstract: "Richtet eine Person ein; ihr Passwort wird erfragt.")

        @OptionGroup var place: FolderOptions
        @ArgumentParser.Argument(help: ArgumentHelp("Kennung", valueName: "kennung"))
        var kennung: String
        @ArgumentParser.Argument(help: ArgumentHelp("Name", valueName: "name"))
        var name: String
        @ArgumentParser.Option(
            name: .long, help: ArgumentHelp("Einheit und Rolle", valueName: "einheit:rolle"))
        var rolle: [String] = []

        func run() throws {
            let folder = try place.folder
            let office = try folder.order(.office).office ?? Office()
            let id = PersonID(kennung.lowercased())
            guard office.persons[id] == nil else {
                throw Ending(.refused, "Die Kennung „\(id.raw)“ gibt es schon.")
            }
            let person = Person(
                id: id, name: name,
                memberships: try rolle.map { try RoleWords.membership($0, in: office) })
            let password = try PasswordInput.read(for: id.raw)
            _ = try folder.order(.setPerson(person, password: password))
            Standard.out("Eingerichtet: \(Roles.line(person, locked: false))")
        }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "liste", abstract: "Zeigt Einheiten und Personen mit ihren Rollen.")

        @OptionGroup var place: FolderOptions

        func run() throws {
            let reply = try place.folder.order(.office)
            let office = reply.office ?? Office()
            for unit in office.units.values.sorted(by: { $0.id < $1.id }) {
                Standard.out("Einheit  \(unit.id.raw)  \(unit.name)  (\(unit.sign))")
            }
            for person in office.persons.values.sorted(by: { $0.id < $1.id }) {
                let account = reply.accounts.first { $0.person == person.id }
                let line = Roles.line(person, locked: account?.locked ?? false)
                Standard.out("Person   \(line)\(account == nil ? "  (ohne Passwort)" : "")")
            }
        }
    }

    struct Password: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "passwort",
            abstract: "Setzt ein neues Passwort und beendet offene Anmeldungen.")

        @OptionGroup var place: FolderOptions
        @ArgumentParser.Argument(help: ArgumentHelp("Kennung", valueName: "kennung"))
        var kennung: String

        func run() throws {
            let folder = try place.folder
            let password = try PasswordInput.read(for: kennung)
            _ = try folder.order(.setPassword(PersonID(kennung.lowercased()), password: password))
            Standard.out("Neues Passwort für \(kennung.lowercased())")
        }
    }

    struct Lock: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "sperren",
            abstract: "Nimmt einer Person den Zugang; Akten und Verlauf bleiben.")

        @OptionGroup var place: FolderOptions
        @ArgumentParser.Argument(help: ArgumentHelp("Kennung", valueName: "kennung"))
        var kennung: String

        func run() throws {
            _ = try place.folder.order(.setLocked(PersonID(kennung.lowercased()), true))
            Standard.out("Gesperrt: \(kennung.lowercased())")
        }
    }

    struct Unlock: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "entsperren", abstract: "Gibt einer Person den Zugang zurück.")

        @OptionGroup var place: FolderOptions
        @ArgumentParser.Argument(help: ArgumentHelp("Kennung", valueName: "kennung"))
        var kennung: String

        func run() throws {
            _ = try place.folder.order(.setLocked(PersonID(kennung.lowercased()), false))
            Standard.out("Entsperrt: \(kennung.lowercased())")
        }
    }

    struct Role: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "rolle",
            abstract: "Setzt die Rollen und Vertretungen einer Person neu.",
            discussion: "Ohne --rolle hat die Person danach keine Rolle mehr.")

        @OptionGroup var place: FolderOptions
        @ArgumentParser.Argument(help: ArgumentHelp("Kennung", valueName: "kennung"))
        var kennung: String
        @ArgumentParser.Option(
            name: .long, help: ArgumentHelp("Einheit und Rolle", valueName: "einheit:rolle"))
        var rolle: [String] = []
        @ArgumentParser.Option(
            name: .long, help: ArgumentHelp("wen diese Person vertritt", valueName: "kennung"))
        var vertritt: [String] = []

        func run() throws {
            let folder = try place.folder
            let office = try folder.order(.office).office ?? Office()
            guard var person = office.persons[PersonID(kennung.lowercased())] else {
                throw Ending(.usage, "Die Kennung „\(kennung)“ ist nicht eingerichtet.")
            }
            for id in vertritt where office.persons[PersonID(id)] == nil {
                throw Ending(.usage, "Die Kennung „\(id)“ ist nicht eingerichtet.")
            }
            person.memberships = try rolle.map { try RoleWords.membership($0, in: office) }
            person.standsInFor = vertritt.map { PersonID($0) }
            _ = try folder.order(.setPerson(person, password: nil))
            Standard.out("Geändert: \(Roles.line(person, locked: false))")
        }
    }
}

/// `amtszentrale einheit KÜRZEL NAME ZEICHEN`
struct UnitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "einheit", abstract: "Richtet eine Einheit ein oder ändert sie.")

    @OptionGroup var place: FolderOptions
    @ArgumentParser.Argument(help: ArgumentHelp("Kürzel", valueName: "kürzel"))
    var kuerzel: String
    @ArgumentParser.Argument(help: ArgumentHelp("Name", valueName: "name"))
    var name: String
    @ArgumentParser.Argument(
        help: ArgumentHelp("Zeichen hinter der Geschäftszahl", valueName: "zeichen"))
    var zeichen: String

    func run() throws {
        let unit = Casework.Unit(id: UnitID(kuerzel), name: name, sign: zeichen)
        _ = try place.folder.order(.setUnit(unit))
        Standard.out("Eingerichtet: Einheit \(kuerzel)")
    }
}
