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

    init(subjects: [String] = ["Lampe flackert", "Scherben am Spielplatz"]) throws {
        sandbox = try Sandbox()
        try sandbox.did("einrichten", "einheit", "tsc", "Teleservice Center", "TSC")
        for (id, name, role) in [
            (Office.clerk, "Maria Huber", "sachbearbeitung"),
            (Office.colleague, "Jo Aigner", "sachbearbeitung"),
            (Office.supervisor, "Karla Lehner", "leitung"),
        ] {
            try sandbox.did("einrichten", "person", id, name, "--rolle", "tsc:\(role)")
        }
        try take(subjects)
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
