import ArgumentParser
import Casework
import CentralHTTP
import CentralService
import Foundation
import ProcedureCatalog
import ShellLanguage
import SyncProtocol

/// `amtszentrale status`
struct StatusCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "Prüft die Ablage und nennt ihren Stand.")

    @OptionGroup var place: FolderOptions

    func run() throws {
        let reply = try place.folder.order(.status)
        let rows: [(String, String)] = [
            ("Epoche", reply.epoch ?? ""),
            ("Protokoll", "\(reply.status["head"] ?? 0) Amtshandlungen"),
            ("Gesichert", "bis \(reply.status["durable"] ?? 0)"),
            ("Personen", "\(reply.status["persons"] ?? 0)"),
            ("Fassungen", "\(reply.status["editions"] ?? 0)"),
            (
                "Geräte",
                "\(reply.status["devices"] ?? 0), gesperrt \(reply.status["revoked"] ?? 0)"
            ),
            ("Unversehrt", reply.problems.isEmpty ? "ja" : "nein"),
        ]
        for (name, value) in rows {
            Standard.out(name.padding(toLength: 13, withPad: " ", startingAt: 0) + value)
        }
        guard reply.problems.isEmpty else {
            throw Ending(.data, reply.problems.joined(separator: "\n"))
        }
    }
}

/// `amtszentrale ereignisse`: what happened at the door.
struct EventsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ereignisse",
        abstract: "Zeigt Anmeldungen, Zulassungen, Sperren und Abweisungen, neueste zuerst.")

    @OptionGroup var place: FolderOptions
    @ArgumentParser.Option(name: .long, help: ArgumentHelp("wie viele", valueName: "zahl"))
    var anzahl = 50

    func run() throws {
        for event in try place.folder.order(.events(limit: max(1, anzahl))).events {
            let parts = [
                event.at.rfc3339, event.kind.rawValue, event.person?.raw ?? "-",
                event.device?.raw ?? "-", event.detail,
            ]
            Standard.out(parts.joined(separator: "  "))
        }
    }
}

/// `amtszentrale verfahren einspielen ORDNER`
struct ProcedureCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verfahren", abstract: "Versorgt die Arbeitsplätze mit Verfahren.",
        subcommands: [Publish.self])

    struct Publish: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "einspielen", abstract: "Spielt ein Verfahren als neue Fassung ein.")

        @OptionGroup var place: FolderOptions
        @ArgumentParser.Argument(
            help: ArgumentHelp("der Ordner des Verfahrens", valueName: "ordner"))
        var ordner: String

        func run() throws {
            let compiled = compile(SourceFolder(path: ordner))
            guard let procedure = compiled.procedure else {
                throw Ending(
                    .data, compiled.diagnostics.map(\.description).joined(separator: "\n"))
            }
            let document = EditionDocument(procedure)
            let reply = try place.folder.order(
                .publish(procedure.id, document: document.bytes))
            Standard.out(
                "Eingespielt: \(procedure.title), Fassung \((reply.edition ?? "").prefix(12))")
        }
    }
}

/// `amtszentrale zertifikat`: a fresh certificate of the service, perhaps for other names.
struct CertificateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "zertifikat",
        abstract: "Stellt dem Dienst ein neues Zertifikat aus; danach neu starten.")

    @OptionGroup var place: FolderOptions
    @ArgumentParser.Option(
        name: .long,
        help: ArgumentHelp(
            "Name oder Adresse, unter der Arbeitsplätze sie erreichen", valueName: "name"))
    var name: [String]

    func run() throws {
        let folder = try place.folder
        try folder.mustExist()
        do {
            try folder.identity.makeServer(names: name, now: OpenCentre.clock())
        } catch let failure as AuthorityFailure where failure.code == .name {
            throw Ending(.usage, "Ein Name ist weder ein Rechnername noch eine Adresse.")
        } catch {
            throw Ending(.unusable, "Die Schlüssel der Zentrale sind nicht lesbar: \(folder.path)")
        }
        Standard.out("Neues Zertifikat für \(name.joined(separator: ", "))")
    }
}
