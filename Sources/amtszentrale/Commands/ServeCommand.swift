import ArgumentParser
import CPosix
import CentralHTTP
import Foundation
import Logging
import ShellLanguage
import SyncProtocol

/// `amtszentrale dienst`: serves workstations until it is told to stop.
struct ServeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dienst", abstract: "Startet den Dienst im Netz (TLS 1.3).",
        discussion: """
            SIGTERM beendet ihn geordnet: laufende Anfragen werden noch beantwortet. Was er \
            meldet, steht auf der Fehlerausgabe; nie Inhalte eines Akts und nie ein Geheimnis.
            """)

    @OptionGroup var place: FolderOptions
    @ArgumentParser.Option(
        name: .long,
        help: ArgumentHelp(
            "auf welcher Adresse; sonst $AMTSZENTRALE_ADRESSE oder 0.0.0.0",
            valueName: "adresse"))
    var adresse: String?
    @ArgumentParser.Option(
        name: .long,
        help: ArgumentHelp(
            "auf welchem Port; sonst $AMTSZENTRALE_PORT oder 8443", valueName: "port"))
    var port: Int?
    @ArgumentParser.Option(
        name: .long,
        help: ArgumentHelp("Messwerte auf diesem Port von 127.0.0.1", valueName: "port"))
    var messwerte: Int?

    func run() throws {
        // Every workstation holds a connection or two.
        _ = system_raise_files(65_536)
        let folder = try place.folder
        try folder.mustExist()
        let open = try OpenCentre(folder)
        try renewCertificate(folder)
        var log = Logger(label: "amtszentrale") { StreamLogHandler.standardError(label: $0) }
        log.logLevel = Logger.Level.notice
        let house = try CentreHouse(
            store: open.store, centre: open.centre, registry: open.registry,
            authority: open.authority, folder: folder.path, blobs: folder.blobs(),
            images: try OpenCentre.images(), clock: OpenCentre.clock, log: log)
        let administration = open.administration()
        let door = try openDoor(folder, administration)
        defer { door.close() }
        let server = try CentreServer(
            house, identity: try folder.identity.server(), options: options)
        do {
            try server.runWaiting { port in
                Standard.error("Der Dienst läuft auf Port \(port).")
            }
        } catch {
            throw Ending(.unusable, "Der Dienst konnte nicht laufen: Adresse oder Port belegt?")
        }
    }

    private var options: CentreServer.Options {
        let environment = ProcessInfo.processInfo.environment
        return CentreServer.Options(
            host: adresse ?? environment["AMTSZENTRALE_ADRESSE"] ?? "0.0.0.0",
            port: port ?? environment["AMTSZENTRALE_PORT"].flatMap(Int.init) ?? 8_443,
            metricsPort: messwerte)
    }

    private func renewCertificate(_ folder: CentreFolder) throws {
        do {
            try folder.identity.renewServer(now: OpenCentre.clock())
        } catch {
            throw Ending(.unusable, "Das Zertifikat des Dienstes ist nicht brauchbar.")
        }
    }

    private func openDoor(
        _ folder: CentreFolder, _ administration: Administration
    ) throws -> AdminDoor {
        do {
            return try AdminDoor(at: folder.door) { administration.perform($0) }
        } catch {
            throw Ending(.unusable, "Der Pfad \(folder.door) ist nicht brauchbar.")
        }
    }
}
