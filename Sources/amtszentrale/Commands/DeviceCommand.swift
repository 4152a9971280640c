import ArgumentParser
import Casework
import CentralHTTP
import ShellLanguage
import SyncProtocol

/// `amtszentrale geraet`: which workstations are let in.
struct DeviceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "geraet", abstract: "Lässt Arbeitsplätze zu und sperrt sie.",
        subcommands: [Code.self, List.self, Revoke.self])

    struct Code: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "code",
            abstract: "Druckt einen Einmalcode, mit dem ein Arbeitsplatz dazukommt.",
            discussion: """
                Der Code gilt 24 Stunden und einmal. Am Arbeitsplatz: \
                amtspult verbinden ADRESSE --code CODE.
                """)

        @OptionGroup var place: FolderOptions
        @ArgumentParser.Argument(
            help: ArgumentHelp("wie der Arbeitsplatz heißen soll", valueName: "name"))
        var name: String
        @ArgumentParser.Option(
            name: .long,
            help: ArgumentHelp(
                "für diesen bekannten Arbeitsplatz, mit neuen Schlüsseln", valueName: "gerät"))
        var fuer: String?

        func run() throws {
            let reply = try place.folder.order(
                .makeCode(name: name, device: fuer.map { DeviceID($0) }))
            Standard.out(reply.ticket ?? "")
        }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "liste", abstract: "Zeigt die Arbeitsplätze.")

        @OptionGroup var place: FolderOptions

        func run() throws {
            let devices = try place.folder.order(.devices).devices
            if devices.isEmpty { Standard.out("Noch ist kein Arbeitsplatz zugelassen.") }
            for device in devices {
                let state =
                    device.revoked.map { "gesperrt seit \($0.civil.day.austrian)" }
                    ?? "Zertifikat bis \(device.expires.civil.day.austrian)"
                Standard.out("\(device.id.raw)  \(device.name)  \(state)")
            }
        }
    }

    struct Revoke: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "sperren",
            abstract: "Sperrt einen Arbeitsplatz; das wirkt sofort.")

        @OptionGroup var place: FolderOptions
        @ArgumentParser.Argument(
            help: ArgumentHelp("das Gerät, wie „liste“ es nennt", valueName: "gerät"))
        var geraet: String

        func run() throws {
            _ = try place.folder.order(.revoke(DeviceID(geraet)))
            Standard.out("Gesperrt: \(geraet)")
        }
    }
}
