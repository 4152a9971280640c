import ArgumentParser
import CPosix
import Casework
import CentralHTTP
import CentralService
import Foundation
import PostgresStore
import ProcedureCatalog
import Settings
import ShellLanguage
import SyncProtocol

/// `amtszentrale einrichten ORDNER`: everything a centre needs to begin.
struct SetUpCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "einrichten",
        abstract: "Richtet eine neue Zentrale ein: Schlüssel, Einheiten, Verwaltung, Verfahren.",
        discussion: """
            Das Passwort der Verwaltung wird erfragt oder als erste Zeile der Eingabe gelesen. \
            Mit --aus übernimmt die Zentrale das Protokoll eines Arbeitsplatzes, der bisher \
            allein gearbeitet hat; er darf dabei nicht laufen.
            """)

    @ArgumentParser.Argument(help: ArgumentHelp("der neue Ordner", valueName: "ordner"))
    var ordner: String
    @ArgumentParser.Option(
        name: .long,
        help: ArgumentHelp(
            "Name oder Adresse, unter der Arbeitsplätze sie erreichen", valueName: "name"))
    var name: [String]
    @ArgumentParser.Option(
        name: .long, help: ArgumentHelp("Einheit", valueName: "kürzel:name:zeichen"))
    var einheit: [String] = []
    @ArgumentParser.Option(
        name: .long, help: ArgumentHelp("Kennung der Verwaltung", valueName: "kennung"))
    var verwaltung: String
    @ArgumentParser.Option(
        name: .customLong("verwaltung-name"), help: ArgumentHelp("ihr Name", valueName: "name"))
    var fullName: String = "Verwaltung"
    @ArgumentParser.Option(
        name: .long,
        help: ArgumentHelp("Datenordner eines Arbeitsplatzes", valueName: "datenordner"))
    var aus: String?
    @OptionGroup var storage: StorageOptions

    func run() throws {
        let folder = CentreFolder(ordner)
        guard !folder.exists, !folder.identity.exists else {
            throw Ending(.output, "Hier liegt schon eine Zentrale: \(folder.path)")
        }
        let units = try einheit.map(Roles.unit)
        try storage.chosen.check()
        let password = try PasswordInput.read(for: verwaltung)
        try folder.make()
        do {
            try storage.chosen.write(to: folder.path)
            if let aus { try takeOver(aus, into: folder) }
            try begin(folder, units: units, password: password)
        } catch {
            // What was begun is taken away, so that the command can be given again.
            folder.removeBegun()
            throw error
        }
    }

    private func begin(
        _ folder: CentreFolder, units: [Casework.Unit], password: String
    ) throws {
        do {
            try folder.identity.make(
                name: "Zentrale \(name[0])", names: name, now: OpenCentre.clock())
        } catch let failure as AuthorityFailure where failure.code == .name {
            throw Ending(.usage, "Ein Name ist weder ein Rechnername noch eine Adresse.")
        }
        // A log that was taken over keeps its name.
        let open = try OpenCentre(folder, epoch: aus == nil ? OpenCentre.newName() : "")
        do {
            try fill(open, units: units, password: password)
        } catch {
            try? (open.store as? PostgresCentralStore)?.removeIfNew()
            throw error
        }
    }

    private func fill(
        _ open: OpenCentre, units: [Casework.Unit], password: String
    ) throws {
        let administration = open.administration()
        for unit in units { _ = try administration.perform(.setUnit(unit)).accepted() }
        try setAdministrator(open, password: password)
        let editions = try publish(administration)
        let folder = open.folder
        Standard.out("Eingerichtet: \(folder.path), Verfahren: \(editions)")
        Standard.out("Fingerabdruck der Zentrale: \(try open.authority.fingerprint)")
        Standard.out("Starten: amtszentrale dienst --daten \(folder.path)")
    }

    private func setAdministrator(_ open: OpenCentre, password: String) throws {
        let office = try translated { try open.centre.office() }
        guard let unit = office.units.keys.min() else {
            throw Ending(.usage, "Es braucht wenigstens eine Einheit: --einheit.")
        }
        let id = PersonID(verwaltung.lowercased())
        var person = office.persons[id] ?? Person(id: id, name: fullName, memberships: [])
        let role = Membership(unit: unit, role: .administrator)
        if !person.memberships.contains(where: { $0.role == .administrator }) {
            person.memberships.append(role)
        }
        _ = try open.administration().perform(.setPerson(person, password: password)).accepted()
    }

    private func publish(_ administration: Administration) throws -> String {
        guard let place = ResourceLocator().folder(.procedures) else { return "keine" }
        let catalog = Catalog.load(folder: place.path, cache: nil)
        for problem in catalog.problems {
            Standard.error("Nicht eingespielt, mit Befunden: Verfahren \(problem.folder)")
        }
        for edition in catalog.editions {
            _ = try administration.perform(
                .publish(edition.procedure.id, document: edition.bytes)
            ).accepted()
        }
        return catalog.editions.map(\.procedure.title).joined(separator: ", ")
    }

    /// The log of a desk that worked alone goes on here, under the same name.
    private func takeOver(_ desk: String, into folder: CentreFolder) throws {
        let source = URL(fileURLWithPath: desk)
        let log = source.appendingPathComponent("centre.sqlite").path
        guard FileManager.default.fileExists(atPath: log) else {
            throw Ending(.unusable, "Hier liegt kein Datenbestand: \(desk)")
        }
        let lock = try FolderLock(source.appendingPathComponent("desk.lock").path)
        try withExtendedLifetime(lock) {
            try storage.chosen.fill(log: folder.log, from: log)
            let blobs = source.appendingPathComponent("blobs").path
            if FileManager.default.fileExists(atPath: blobs) {
                try FileManager.default.copyItem(atPath: blobs, toPath: try folder.blobs())
            }
        }
    }
}

extension CentreFolder {
    func removeLog() {
        for name in ["centre.sqlite", "centre.sqlite-wal", "centre.sqlite-shm"] {
            try? FileManager.default.removeItem(atPath: path + "/" + name)
        }
    }

    fileprivate func removeBegun() {
        if let chosen = try? self.storage(), chosen.blobs == nil {
            try? FileManager.default.removeItem(atPath: path + "/blobs")
        }
        for name in CentreFolder.identityFiles
            + CentreFolder.furtherFiles + [Storage.file, "amtszentrale.lock"]
        {
            try? FileManager.default.removeItem(atPath: path + "/" + name)
        }
        removeLog()
    }
}

/// Where a new centre is to keep what it has.
struct StorageOptions: ParsableArguments {
    @ArgumentParser.Option(
        name: .long,
        help: ArgumentHelp(
            "PostgreSQL statt einer Datei, ohne Passwort", valueName: "postgresql://…"))
    var datenbank: String?
    @ArgumentParser.Option(
        name: .long,
        help: ArgumentHelp("Ordner der Beilagen, wenn mehrere ihn teilen", valueName: "ordner"))
    var beilagen: String?

    var chosen: Storage { Storage(database: datenbank, blobs: beilagen) }
}
