import Foundation
import Testing

/// A real store with people and a few reports in it.
struct Office {
    let sandbox: Sandbox
    static let clerk = "huber"
    static let colleague = "aigner"
    static let supervisor = "lehner"

    /// Citizens' text as it should never be obeyed: colours, a title, a mirrored name, C1 codes.
    static let hostile =
        "Schlagloch \u{202e}gnp.exe\u{202c} \u{1b}[31mrot\u{1b}]0;titel\u{7} \u{9b}2J\u{7f}"

    /// Reports in one unit; for whole procedures name more of them.
    init(
        subjects: [String] = ["Lampe flackert", "Scherben am Spielplatz"], units: [String] = ["tsc"]
    ) throws {
        sandbox = try Sandbox()
        for unit in units {
            try sandbox.did("einrichten", "einheit", unit, "Einheit \(unit)", unit.uppercased())
        }
        for (id, name, role) in [
            (Office.clerk, "Maria Huber", "sachbearbeitung"),
            (Office.colleague, "Jo Aigner", "sachbearbeitung"),
            (Office.supervisor, "Karla Lehner", "leitung"),
        ] {
            let roles = units.flatMap { ["--rolle", "\($0):\(role)"] }
            try sandbox.did(["einrichten", "person", id, name] + roles)
        }
        if !subjects.isEmpty { try take(subjects) }
    }

    func take(_ subjects: [String], from start: Int = 1) throws {
        let reports = subjects.enumerated().map { index, subject in
            [
                "service_request_id": "T\(start + index)", "status": "open",
                "service_name": "Straßenschaden", "description": subject,
                "requested_datetime": "2026-11-\(10 + index)T08:15:00+01:00",
                "address": "Landstraße \(index + 1)", "zipcode": "4020",
            ]
        }
        let data = try JSONSerialization.data(withJSONObject: reports)
        let file = try sandbox.write(String(decoding: data, as: UTF8.self), to: "requests.json")
        try sandbox.did("einlesen", "--als", Office.clerk, file)
    }

    func desk(
        as person: String = Office.clerk, width: Int32 = 100, height: Int32 = 30,
        expecting words: String = "nach Frist"
    ) throws -> PseudoTerminal {
        let terminal = try PseudoTerminal(
            ["--als", person], in: sandbox, width: width, height: height)
        try terminal.expect(words)
        terminal.settle()
        return terminal
    }

    /// A step by its id, with the words of its form.
    func step(
        _ id: String, _ inputs: [String: String] = [:], of number: String, reason: String = "",
        to addressee: String? = nil, by person: String = Office.clerk,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        var arguments = ["schritt", number, id, "--als", person, "--grund", reason]
        arguments += inputs.flatMap { ["--feld", "\($0.key)=\($0.value)"] }
        if let addressee { arguments += ["--stelle", addressee, "--frage", "Bitte prüfen."] }
        try sandbox.did(arguments, sourceLocation: sourceLocation)
    }

    /// The number of the refusal.
    func refusal(_ id: String, of number: String) throws -> String {
        let shell = try run("schritt", number, id)
        return shell.code == 1 ? String(shell.errors.prefix(14)) : "\(shell.code)"
    }

    /// A command of the clerk.
    func run(_ arguments: String...) throws -> Shell {
        try sandbox.run(arguments + ["--als", Office.clerk])
    }

    /// Rows of `liste --json`.
    func rows(_ filter: String = "") throws -> [[String: Any]] {
        let shell = try sandbox.run(
            ["liste", "--json", "--als", Office.clerk]
                + (filter.isEmpty ? [] : ["--filter", filter]))
        try #require(shell.code == 0, "\(shell.errors)")
        return try #require(shell.json() as? [[String: Any]])
    }
}
