import ArgumentParser
import Casework
import CentralService
import Foundation
import ProcedureCatalog
import ShellLanguage
import SyncProtocol

/// The central service's command line: at present the log's keeper, without a network.
struct Amtszentrale: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "amtszentrale",
        abstract: "Die Zentrale: ordnet Amtshandlungen und bewahrt das Protokoll.",
        discussion: """
            Solange Arbeitsplätze allein arbeiten, liegt ihre Zentrale im Datenordner des \
            Arbeitsplatzes (centre.sqlite). Diese Befehle prüfen, sichern und versorgen eine \
            solche Ablage; der Dienst im Netz folgt.
            """,
        subcommands: [StatusCommand.self, BackupCommand.self, PublishCommand.self])
}

/// Where the log lies.
struct LogOptions: ParsableArguments {
    @ArgumentParser.Option(
        name: .long,
        help: ArgumentHelp("der Ordner mit centre.sqlite", valueName: "ordner"))
    var daten: String

    func store() throws -> SQLiteCentralStore {
        let path = URL(fileURLWithPath: daten).appendingPathComponent("centre.sqlite").path
        guard FileManager.default.fileExists(atPath: path) else {
            throw Ending(.unusable, "Hier liegt keine Ablage einer Zentrale: \(daten)")
        }
        return try translated { try SQLiteCentralStore(path: path, epoch: "") }
    }
}

/// Runs `body`; what the store says comes out as a German sentence.
func translated<T>(_ body: () throws -> T) throws -> T {
    do {
        return try body()
    } catch let failure as CentreFailure {
        let sentence: String =
            switch failure.code {
            case .corrupt: "Die Ablage ist beschädigt."
            case .newerVersion: "Die Ablage stammt von einer neueren Fassung des Programms."
            case .readOnly: "Die Ablage lässt sich nicht beschreiben."
            case .storageFull: "Der Datenträger ist voll."
            case .busy: "Die Ablage ist gerade belegt."
            default: "Die Ablage antwortet nicht (\(failure.code.rawValue))."
            }
        throw Ending(failure.code == .busy ? .busy : .unusable, sentence)
    }
}

struct StatusCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "Prüft die Ablage und nennt ihren Stand.")

    @OptionGroup var log: LogOptions

    func run() throws {
        let store = try log.store()
        let problems = try translated { try store.integrityProblems() }
        let lines = try translated {
            try store.read { reading in
                [
                    "Epoche       \(try reading.epoch())",
                    "Protokoll    \(try reading.head()) Amtshandlungen",
                    "Personen     \(try reading.office().persons.count)",
                    "Fassungen    \(try reading.editions().count)",
                ]
            }
        }
        for line in lines { Standard.out(line) }
        Standard.out(problems.isEmpty ? "Unversehrt   ja" : "Unversehrt   nein")
        guard problems.isEmpty else { throw Ending(.data, problems.joined(separator: "\n")) }
    }
}

struct BackupCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sichern", abstract: "Sichert die Ablage im laufenden Betrieb in eine Datei.")

    @OptionGroup var log: LogOptions

    @Argument(help: ArgumentHelp("die neue Datei", valueName: "datei"))
    var datei: String

    func run() throws {
        guard !FileManager.default.fileExists(atPath: datei) else {
            throw Ending(.output, "Die Datei gibt es schon: \(datei)")
        }
        let store = try log.store()
        try translated { try store.backup(to: datei) }
        Standard.out("Gesichert: \(datei)")
    }
}

struct PublishCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verfahren",
        abstract: "Spielt ein Verfahren als neue Fassung ein.")

    @OptionGroup var log: LogOptions

    @Argument(help: ArgumentHelp("einspielen", valueName: "einspielen"))
    var auftrag: String

    @Argument(help: ArgumentHelp("der Ordner des Verfahrens", valueName: "ordner"))
    var ordner: String

    func run() throws {
        guard auftrag == "einspielen" else {
            throw Ending(.usage, "Gemeint ist: amtszentrale verfahren einspielen <ordner>")
        }
        let compiled = compile(SourceFolder(path: ordner))
        guard let procedure = compiled.procedure else {
            throw Ending(
                .data, compiled.diagnostics.map(\.description).joined(separator: "\n"))
        }
        let document = EditionDocument(procedure)
        let centre = Centre(
            store: try log.store(),
            clock: { Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)) },
            readEdition: { try EditionDocument(bytes: $0).procedure })
        let id = try translated {
            try centre.publish(procedure.id, document: document.bytes)
        }
        Standard.out("Eingespielt: \(procedure.title), Fassung \(id.raw.prefix(12))")
    }
}
