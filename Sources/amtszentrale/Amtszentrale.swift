import ArgumentParser
import Foundation
import ShellLanguage

/// The central service's command line.
struct Amtszentrale: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "amtszentrale",
        abstract: "Die Zentrale: ordnet Amtshandlungen und bewahrt das Protokoll.",
        discussion: """
            Der Dienst läuft mit „dienst“. Die anderen Befehle wirken auf den laufenden Dienst \
            oder, wenn keiner läuft, auf die Ablage selbst. Keiner zeigt den Inhalt eines Akts. \
            Rückgabewerte: 0 in Ordnung, 1 nicht möglich, 2 Ablage nicht brauchbar, 64 Eingabe \
            unverständlich, 65 Daten nicht lesbar, 74 Schreiben misslungen, 75 belegt.
            """,
        subcommands: [
            SetUpCommand.self, ServeCommand.self, DeviceCommand.self, PersonCommand.self,
            UnitCommand.self, ProcedureCommand.self, CertificateCommand.self, StatusCommand.self,
            EventsCommand.self,
            BackupCommand.self, RestoreCommand.self,
        ])
}

/// Where the centre lies.
struct FolderOptions: ParsableArguments {
    @ArgumentParser.Option(
        name: .long,
        help: ArgumentHelp(
            "der Ordner der Zentrale; sonst $AMTSZENTRALE_DATEN", valueName: "ordner"))
    var daten: String?

    var folder: CentreFolder {
        get throws {
            let named = ProcessInfo.processInfo.environment["AMTSZENTRALE_DATEN"] ?? ""
            let path = daten ?? named
            guard !path.isEmpty else {
                throw Ending(
                    .usage, "Welche Zentrale? Mit --daten oder $AMTSZENTRALE_DATEN angeben.")
            }
            return CentreFolder(path)
        }
    }
}
