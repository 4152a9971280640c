import Foundation
import Testing

/// A centre's program serving on a port of its own, and workstations that belong to it, all with
/// the built programs.
final class CentreDay {
    static let password = "drei Enten im Teich\n"
    static let program = URL(fileURLWithPath: Shell.program)
        .deletingLastPathComponent().appendingPathComponent("amtszentrale").path

    let sandbox: Sandbox
    private(set) var folder: String
    private(set) var port = 0
    private var service: Process?

    /// Two clerks and a supervisor of one unit.
    ///
    /// - Parameter place: where the centre's folder is, if not in its sandbox.
    init(in place: String? = nil) throws {
        sandbox = try Sandbox()
        folder = place.map { $0 + "/zentrale" } ?? sandbox.path("zentrale")
        try did(
            "einrichten", folder, "--name", "localhost", "--einheit", "tsc:Einheit tsc:TSC",
            "--verwaltung", "admin")
        for (id, name, role) in [
            ("huber", "Maria Huber", "sachbearbeitung"), ("aigner", "Jo Aigner", "sachbearbeitung"),
            ("lehner", "Karla Lehner", "leitung"),
        ] { try admin("benutzer", "neu", id, name, "--rolle", "tsc:\(role)") }
        try serve()
    }

    deinit { service?.terminate() }

    // MARK: The centre

    @discardableResult
    private func did(
        _ arguments: String..., sourceLocation: SourceLocation = #_sourceLocation
    ) throws -> String {
        let shell = try Shell.run(
            arguments, environment: sandbox.environment, input: CentreDay.password,
            program: CentreDay.program)
        try #require(
            shell.code == 0, "\(arguments): \(shell.code) \(shell.errors)",
            sourceLocation: sourceLocation)
        return shell.output
    }

    /// A command of the administration; the password goes in where one is asked for.
    @discardableResult
    func admin(
        _ arguments: String..., sourceLocation: SourceLocation = #_sourceLocation
    ) throws -> String {
        let shell = try Shell.run(
            arguments + ["--daten", folder], environment: sandbox.environment,
            input: CentreDay.password, program: CentreDay.program)
        try #require(
            shell.code == 0, "\(arguments): \(shell.code) \(shell.errors)",
            sourceLocation: sourceLocation)
        return shell.output
    }

    /// Starts the service, on the port it had before.
    ///
    /// - Parameter shift: seconds by which its clock is wrong.
    func serve(shift: Int = 0) throws {
        let service = Process()
        service.executableURL = URL(fileURLWithPath: CentreDay.program)
        service.arguments = [
            "dienst", "--daten", folder, "--adresse", "127.0.0.1", "--port", "\(port)",
        ]
        service.environment = sandbox.environment(shift: shift)
        let errors = Pipe()
        service.standardError = errors
        try service.run()
        var said = ""
        while !said.contains("läuft auf Port") || !said.hasSuffix("\n") {
            let more = errors.fileHandleForReading.availableData
            try #require(!more.isEmpty, "\(said)")
            said += String(decoding: more, as: UTF8.self)
        }
        let digits = said.split(whereSeparator: { !$0.isNumber }).last
        port = try #require(digits.flatMap { Int($0) })
        self.service = service
    }

    /// As if the power went.
    func kill() {
        guard let service else { return }
        Foundation.kill(service.processIdentifier, SIGKILL)
        service.waitUntilExit()
    }

    /// As it is told to.
    func stop() {
        guard let service else { return }
        service.terminate()
        service.waitUntilExit()
    }

    var isRunning: Bool { service?.isRunning ?? false }

    /// A backup comes back in the place of what there was.
    func restore(_ backup: String) throws {
        folder = sandbox.path("zentrale-neu")
        try did("wiederherstellen", backup, "--daten", folder)
    }

    /// Acts in the log.
    var head: Int {
        get throws {
            let line = try admin("status").split(separator: "\n")
                .first { $0.hasPrefix("Protokoll") }
            let number = line?.split(separator: " ").dropFirst().first.flatMap { Int($0) }
            return try #require(number)
        }
    }

    // MARK: Workstations

    /// A workstation that was let in.
    func desk(_ name: String) throws -> Sandbox {
        let desk = try Sandbox()
        try join(desk, code: try admin("geraet", "code", name))
        return desk
    }

    func join(_ desk: Sandbox, code: String) throws {
        try desk.did(
            "verbinden", "https://localhost:\(port)", "--code",
            code.trimmingCharacters(in: .whitespacesAndNewlines))
    }

    /// A code for a workstation that comes anew.
    func codeAnew(_ name: String, device: String) throws -> String {
        try admin("geraet", "code", name, "--fuer", device)
    }

    /// What the centre calls the only workstation.
    var device: String {
        get throws {
            let words = try admin("geraet", "liste").split(whereSeparator: \.isWhitespace)
            return String(try #require(words.first { $0.count == 36 }))
        }
    }

    /// A command of a person at a workstation that asks for the password.
    ///
    /// - Parameter shift: seconds by which the workstation's clock is wrong.
    func talk(
        _ command: String, as person: String, at desk: Sandbox, shift: Int = 0
    ) throws -> Shell {
        try Shell.run(
            [command, "--als", person], environment: desk.environment(shift: shift),
            input: CentreDay.password)
    }

    /// Reports are taken in at a workstation.
    func take(_ subjects: [String], from start: Int, at desk: Sandbox) throws {
        let reports = subjects.enumerated().map { index, subject in
            [
                "service_request_id": "T\(start + index)", "status": "open",
                "service_name": "Straßenschaden", "description": subject,
                "requested_datetime": "2026-11-1\(index)T08:15:00+01:00",
                "address": "Landstraße \(index + 1)", "zipcode": "4020",
            ]
        }
        let data = try JSONSerialization.data(withJSONObject: reports)
        let file = try desk.write(String(decoding: data, as: UTF8.self), to: "requests.json")
        try desk.did("einlesen", "--als", "huber", file)
    }
}
