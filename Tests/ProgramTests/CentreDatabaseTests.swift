import CentreStores
import Foundation
import Testing

/// The central service's program on a database.
@Suite(.serialized, .enabled(if: PostgresCluster.isHere)) struct CentreDatabaseTests {
    private let sandbox: Sandbox
    private let database: String
    private let folder: String

    init() throws {
        sandbox = try Sandbox()
        database = try PostgresCluster.shared.get().newDatabase()
        folder = sandbox.path("zentrale")
    }

    private func run(_ arguments: [String], input: String = "") throws -> Shell {
        try Shell.run(
            arguments, environment: sandbox.environment, input: input,
            program: URL(fileURLWithPath: Shell.program).deletingLastPathComponent()
                .appendingPathComponent("amtszentrale").path)
    }

    private func setUp(in folder: String, on database: String) throws -> Shell {
        try run(
            [
                "einrichten", folder, "--name", "localhost", "--einheit", "bbv:Bau:BBV",
                "--verwaltung", "admin", "--datenbank", database,
            ], input: "drei Enten im Teich\n")
    }

    @discardableResult
    private func did(_ arguments: String...) throws -> String {
        let shell = try run(arguments)
        try #require(shell.code == 0, "\(arguments): \(shell.code) \(shell.errors)")
        return shell.output
    }

    private func line(_ name: String, in text: String) -> String {
        text.split(separator: "\n").first { $0.hasPrefix(name) }.map(String.init) ?? ""
    }

    @Test func theLogLiesInTheDatabaseAndTheKeysInTheFolder() throws {
        let shell = try setUp(in: folder, on: database)
        try #require(shell.code == 0, "\(shell.errors)")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder)
        #expect(names.contains("ablage.json") && names.contains("ca.key"))
        #expect(!names.contains("centre.sqlite"))
        let status = try did("status", "--daten", folder)
        #expect(line("Personen", in: status).hasSuffix(" 1"))
        #expect(line("Unversehrt", in: status).hasSuffix(" ja"))
        let second = try setUp(in: sandbox.path("zwei"), on: database)
        #expect(second.code == 2)
        #expect(second.errors.contains("liegt schon eine Zentrale"))
        #expect(try did("status", "--daten", folder) == status, "the first goes on")
    }

    /// A backup is the same as without a database, and goes into either.
    @Test func aBackupGoesToAFileAndIntoAnotherDatabase() throws {
        try #require(setUp(in: folder, on: database).code == 0)
        let backup = sandbox.path("sicherung")
        try did("sichern", backup, "--daten", folder)
        try did("wiederherstellen", backup, "--daten", sandbox.path("datei"))
        let other = try PostgresCluster.shared.get().newDatabase()
        try did(
            "wiederherstellen", backup, "--daten", sandbox.path("neu"), "--datenbank", other)
        let names = try FileManager.default.contentsOfDirectory(atPath: sandbox.path("neu"))
        #expect(!names.contains("centre.sqlite"))
        let before = try did("status", "--daten", folder)
        for place in ["datei", "neu"] {
            let after = try did("status", "--daten", sandbox.path(place))
            #expect(line("Personen", in: after) == line("Personen", in: before))
            #expect(line("Epoche", in: after) != line("Epoche", in: before))
        }
    }

    @Test(arguments: [
        ("postgresql://amt:geheim@host/zentrale", Int32(64), "Kein Passwort in der Adresse"),
        ("postgresql:///zentrale?host=/nirgends", 2, "nicht erreichbar"),
        ("keine Adresse", 64, "nicht lesbar"),
    ])
    func whatIsWrongIsSaid(address: String, code: Int32, sentence: String) throws {
        let shell = try setUp(in: folder, on: address)
        #expect(shell.code == code)
        #expect(shell.errors.contains(sentence))
        #expect(!shell.errors.contains("geheim"))
        #expect(try setUp(in: folder, on: database).code == 0, "nothing was left behind")
    }
}
