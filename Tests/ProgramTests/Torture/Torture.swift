import Foundation
import Glibc
import Synchronization
import Testing

/// A centre and some desks as processes, and somebody who kills them.
final class Torture {
    private static let password = "drei Enten im Teich"
    let sandbox: Sandbox
    let folder: String
    private(set) var desks: [Bench] = []
    private var service: Process?
    private var port = "0"
    private var random = SystemRandomNumberGenerator()
    /// A desk has said something.
    private let said = DispatchSemaphore(value: 0)
    private(set) var seconds = 0.0

    /// A desk: where its data lies, who works there, and what it said.
    final class Bench {
        let person: String
        let folder: String
        fileprivate var process: Process?
        fileprivate var lives = 0
        fileprivate let heard: Heard

        init(_ person: String, _ folder: String, _ more: DispatchSemaphore) {
            self.person = person
            self.folder = folder
            heard = Heard(more)
        }
    }

    /// Lines of a pipe, read on a thread of their own until it ends.
    fileprivate final class Heard: Sendable {
        private let lines = Mutex<[String]>([])
        private let more: DispatchSemaphore?
        private let ended = DispatchSemaphore(value: 0)

        /// - Parameter more: signalled with every line.
        init(_ more: DispatchSemaphore? = nil) { self.more = more }

        var all: [String] { lines.withLock { $0 } }

        func read(_ pipe: Pipe) {
            let file = pipe.fileHandleForReading
            Thread.detachNewThread { [self] in
                var rest = Data()
                while true {
                    let more = file.availableData
                    if more.isEmpty { break }
                    rest += more
                    while let end = rest.firstIndex(of: 0x0A) {
                        let line = String(decoding: rest[rest.startIndex..<end], as: UTF8.self)
                        lines.withLock { $0.append(line) }
                        self.more?.signal()
                        rest = Data(rest[(end + 1)...])
                    }
                }
                ended.signal()
            }
        }

        /// What was said before the end is here now.
        func finish() { ended.wait() }
    }

    init(desks count: Int) throws {
        sandbox = try Sandbox()
        folder = sandbox.path("zentrale")
        try order(
            "einrichten", folder, "--name", "localhost", "--einheit", "bbv:Bau:BBV",
            "--verwaltung", "admin")
        try startService(waiting: true)
        for number in 1...count {
            let person = "person\(number)"
            try order(
                "benutzer", "neu", person, "P. \(number)", "--rolle", "bbv:sachbearbeitung",
                "--daten", folder)
            let code = try order("geraet", "code", "Zimmer \(number)", "--daten", folder)
                .trimmingCharacters(in: .whitespacesAndNewlines)
            let bench = Bench(person, sandbox.path("desk\(number)"), said)
            try sandbox.did(
                "verbinden", "https://localhost:\(port)", "--code", code, "--daten",
                bench.folder, "--als", person)
            let shell = try sandbox.run(
                "anmelden", "--als", person, "--daten", bench.folder,
                input: Self.password + "\n")
            try #require(shell.code == 0, "\(shell.errors)")
            desks.append(bench)
        }
    }

    deinit {
        for bench in desks {
            if let process = bench.process { Glibc.kill(process.processIdentifier, SIGKILL) }
        }
        if let service { Glibc.kill(service.processIdentifier, SIGKILL) }
    }

    /// Acts of which a desk said that they are saved.
    var saved: [String] {
        desks.flatMap(\.heard.all).compactMap { line in
            line.hasPrefix("gespeichert ") ? String(line.dropFirst(12)) : nil
        }
    }

    // MARK: - Processes

    private static let tools = URL(fileURLWithPath: Shell.program).deletingLastPathComponent()

    @discardableResult
    private func order(_ arguments: String...) throws -> String {
        let shell = try Shell.run(
            arguments, environment: sandbox.environment, input: Self.password + "\n",
            program: Self.tools.appendingPathComponent("amtszentrale").path)
        try #require(shell.code == 0, "\(arguments): \(shell.errors)")
        return shell.output
    }

    private func startService(waiting: Bool) throws {
        let process = Process()
        process.executableURL = Self.tools.appendingPathComponent("amtszentrale")
        process.arguments = [
            "dienst", "--daten", folder, "--adresse", "127.0.0.1", "--port", port,
        ]
        process.environment = sandbox.environment
        let errors = Pipe()
        process.standardError = errors
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        service = process
        guard waiting else {
            // Somebody must read, or the service would wait for room in the pipe.
            return Heard().read(errors)
        }
        var said = ""
        while !said.contains("läuft auf Port") {
            let more = errors.fileHandleForReading.availableData
            try #require(!more.isEmpty, "\(said)")
            said += String(decoding: more, as: UTF8.self)
        }
        Heard().read(errors)
        let digits = said.components(separatedBy: "läuft auf Port ").last?
            .prefix { $0.isNumber }
        port = try #require(digits.map { String($0) })
    }

    private func start(_ bench: Bench, _ task: String) throws {
        bench.lives += 1
        let process = Process()
        process.executableURL = Self.tools.appendingPathComponent("TortureProbe")
        process.arguments = [
            bench.folder, bench.person, Self.password, "\(bench.person).\(bench.lives)", task,
        ]
        process.environment = sandbox.environment
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        bench.process = process
        bench.heard.read(pipe)
    }

    // MARK: - Killing

    /// Kills one of them whenever some acts more were saved, and starts it again.
    ///
    /// - Returns: how many were killed before the time was over.
    func kill(_ count: Int, within limit: Double) throws -> Int {
        let began = Date()
        defer { seconds = Date().timeIntervalSince(began) }
        for bench in desks { try start(bench, "arbeiten") }
        var done = 0
        while done < count, Date().timeIntervalSince(began) < limit {
            for _ in 0..<Int.random(in: 0...30, using: &random) {
                _ = said.wait(timeout: .now() + 0.5)
            }
            let victim = Int.random(in: 0...desks.count, using: &random)
            if victim == desks.count {
                end(service)
                try startService(waiting: false)
            } else {
                end(desks[victim].process)
                desks[victim].heard.finish()
                try start(desks[victim], "arbeiten")
            }
            done += 1
        }
        for bench in desks {
            end(bench.process)
            bench.heard.finish()
        }
        end(service)
        return done
    }

    private func end(_ process: Process?) {
        guard let process else { return }
        Glibc.kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

    // MARK: - The end

    /// Nobody is killed any more: every desk sends what it has, then fetches what the others
    /// sent.
    func bringToAnEnd() throws {
        try startService(waiting: true)
        for _ in 1...2 {
            for bench in desks {
                try start(bench, "abschliessen")
                bench.process?.waitUntilExit()
                bench.heard.finish()
                let last = bench.heard.all.last ?? ""
                try #require(last == "fertig", "\(bench.person): \(last)")
                bench.process = nil
            }
        }
        service?.terminate()
        service?.waitUntilExit()
        service = nil
    }
}
