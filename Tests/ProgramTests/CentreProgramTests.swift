import Foundation
import Testing

/// The central service's program, from the first start to a restore.
@Suite(.serialized) struct CentreProgramTests {
    private let sandbox: Sandbox
    private let folder: String
    private static let password = "drei Enten im Teich\n"

    init() throws {
        sandbox = try Sandbox()
        folder = sandbox.path("zentrale")
    }

    private static let program = URL(fileURLWithPath: Shell.program)
        .deletingLastPathComponent().appendingPathComponent("amtszentrale").path

    private func run(_ arguments: [String], input: String = "") throws -> Shell {
        try Shell.run(
            arguments, environment: sandbox.environment, input: input,
            program: CentreProgramTests.program)
    }

    @discardableResult
    private func did(_ arguments: String..., input: String = "") throws -> String {
        let shell = try run(arguments, input: input)
        try #require(shell.code == 0, "\(arguments): \(shell.code) \(shell.errors)")
        return shell.output
    }

    private func setUp(_ more: String...) throws {
        let shell = try run(
            [
                "einrichten", folder, "--name", "localhost", "--einheit", "bbv:Bau:BBV",
                "--verwaltung", "admin",
            ] + more, input: CentreProgramTests.password)
        try #require(shell.code == 0, "\(shell.errors)")
    }

    private func line(_ name: String, in text: String) -> String {
        text.split(separator: "\n").first { $0.hasPrefix(name) }.map(String.init) ?? ""
    }

    @Test func theFirstStartMakesEverythingThatIsNeeded() throws {
        try setUp()
        let names = try FileManager.default.contentsOfDirectory(atPath: folder)
        for name in ["ca.key", "ca.pem", "server.key", "server.pem", "centre.sqlite"] {
            #expect(names.contains(name))
        }
        for name in ["ca.key", "server.key", "centre.sqlite"] {
            let attributes = try FileManager.default.attributesOfItem(
                atPath: folder + "/" + name)
            #expect(attributes[.posixPermissions] as? Int == 0o600, "\(name)")
        }
        let status = try did("status", "--daten", folder)
        #expect(line("Personen", in: status).hasSuffix(" 1"))
        #expect(line("Fassungen", in: status).hasSuffix(" 3"))
        let again = try run(
            ["einrichten", folder, "--name", "x", "--verwaltung", "y"],
            input: CentreProgramTests.password)
        #expect(again.code == 74)
    }

    @Test func whatWentWrongLeavesNothingBehind() throws {
        let weak = try run(
            [
                "einrichten", folder, "--name", "localhost", "--einheit", "bbv:Bau:BBV",
                "--verwaltung", "admin",
            ], input: "kurz\n")
        #expect(weak.code == 1)
        #expect(weak.errors.contains("zu schwach"))
        try setUp()
    }

    @Test func personsAndWorkstations() throws {
        try setUp()
        try did(
            "benutzer", "neu", "mhuber", "M. Huber", "--rolle", "bbv:sachbearbeitung",
            "--daten", folder, input: CentreProgramTests.password)
        try did("benutzer", "rolle", "mhuber", "--rolle", "bbv:leitung", "--daten", folder)
        try did("benutzer", "sperren", "mhuber", "--daten", folder)
        let list = try did("benutzer", "liste", "--daten", folder)
        #expect(list.contains("mhuber  M. Huber  bbv:leitung  (gesperrt)"))
        let code = try did("geraet", "code", "Zimmer 1", "--daten", folder)
        #expect(code.trimmingCharacters(in: .newlines).count == 31)
        let unknown = try run(["geraet", "sperren", "nix", "--daten", folder])
        #expect(unknown.code == 1)
        let events = try did("ereignisse", "--daten", folder)
        #expect(events.contains("codeMade") && events.contains("passwordSet  mhuber"))
    }

    @Test func aBackupComesBackWithANewEpoch() throws {
        try setUp()
        let backup = sandbox.path("sicherung")
        try did("sichern", backup, "--daten", folder)
        let other = sandbox.path("neu")
        try did("wiederherstellen", backup, "--daten", other, "--nur-pruefen")
        try did("wiederherstellen", backup, "--daten", other)
        let (before, after) = (
            try did("status", "--daten", folder), try did("status", "--daten", other)
        )
        #expect(line("Epoche", in: before) != line("Epoche", in: after))
        #expect(line("Personen", in: before) == line("Personen", in: after))
        try Data("x".utf8).write(to: URL(fileURLWithPath: backup + "/ca.pem"))
        let damaged = try run(
            ["wiederherstellen", backup, "--daten", sandbox.path("drei"), "--nur-pruefen"])
        #expect(damaged.code == 65)
        #expect(damaged.errors.contains("ca.pem"))
    }

    @Test func theLogOfADeskThatWorkedAloneGoesOn() throws {
        try sandbox.did("einrichten", "einheit", "bbv", "Bau", "BBV")
        try sandbox.did("einrichten", "person", "mhuber", "M. Huber", "--rolle", "bbv:leitung")
        try setUp("--aus", sandbox.data.path)
        let list = try did("benutzer", "liste", "--daten", folder)
        #expect(list.contains("mhuber  M. Huber  bbv:leitung"))
        #expect(list.contains("admin"))
    }

    /// Commands reach the running service, and a signal ends it in order.
    @Test func theServiceTakesOrdersAndStops() throws {
        try setUp()
        let service = Process()
        service.executableURL = URL(fileURLWithPath: CentreProgramTests.program)
        service.arguments = [
            "dienst", "--daten", folder, "--adresse", "127.0.0.1", "--port", "0",
        ]
        service.environment = sandbox.environment
        let errors = Pipe()
        service.standardError = errors
        try service.run()
        var said = ""
        while !said.contains("läuft auf Port") {
            let more = errors.fileHandleForReading.availableData
            try #require(!more.isEmpty, "\(said)")
            said += String(decoding: more, as: UTF8.self)
        }
        let second = try run(["dienst", "--daten", folder, "--port", "0"])
        #expect(second.code == 75)
        try did("geraet", "code", "Zimmer 1", "--daten", folder)
        try did("sichern", sandbox.path("sicherung"), "--daten", folder)
        service.terminate()
        service.waitUntilExit()
        #expect(service.terminationStatus == 0)
        #expect(service.terminationReason == .exit)
        try did("status", "--daten", folder)
    }

    @Test(arguments: [[], ["status"], ["status", "--daten", "/gibt/es/nicht"], ["benutzer"]])
    func whatIsMissingIsSaidInGerman(arguments: [String]) throws {
        let shell = try run(arguments)
        #expect(!(shell.output + shell.errors).contains("Error"))
    }
}
