import Foundation
import Testing

/// The invariants of docs/ARCHITECTURE.md, held by reading the sources.
@Suite struct ArchitectureTests {
    /// Which package may be imported where: each thing outside enters through one room.
    @Test(arguments: [
        ("CNcurses", ["NcursesTerminal"]),
        ("CPostgres", ["PostgresStore"]),
        ("GRDB", ["CaseStore", "CentralService"]),
        ("Hummingbird", ["CentralHTTP"]),
        ("AsyncHTTPClient", ["HTTPTransport"]),
        ("Yams", ["ProcedureCatalog", "Settings", "Interchange"]),
        ("Mustache", ["Letters"]),
        ("Crypto", ["SyncProtocol", "CentralHTTP", "HTTPTransport"]),
        ("CryptoExtras", ["CentralHTTP"]),
        ("CZlib", ["Interchange", "CentralHTTP", "HTTPTransport", "SyncClient"]),
        ("ArgumentParser", ["amtspult", "amtszentrale", "amtspult-bench", "ShellLanguage"]),
    ])
    func entersThroughOneRoom(module: String, rooms: [String]) {
        for file in Repository.sources where !rooms.contains(file.room) {
            #expect(!imports(of: file).contains(module), "\(file) imports \(module)")
        }
    }

    /// The arrows as docs/ARCHITECTURE.md and Package.swift draw them.
    @Test func arrowsOnlyPointDown() throws {
        let arrows = try declaredArrows()
        for file in Repository.sources {
            let allowed = Set(arrows[file.room] ?? []).union([file.room])
            for module in imports(of: file) where arrows[module] != nil {
                #expect(allowed.contains(module), "\(file) imports \(module)")
            }
        }
        for (room, below) in arrows {
            for other in below {
                #expect(!reaches(other, room, arrows), "\(room) and \(other) import each other")
            }
        }
    }

    private func reaches(_ from: String, _ to: String, _ arrows: [String: [String]]) -> Bool {
        var seen = Set<String>()
        var open = [from]
        while let next = open.popLast() {
            if next == to { return true }
            if seen.insert(next).inserted { open += arrows[next] ?? [] }
        }
        return false
    }

    /// The table of rooms in Package.swift.
    private func declaredArrows() throws -> [String: [String]] {
        let url = Repository.root.appendingPathComponent("Package.swift")
        let text = try String(contentsOf: url, encoding: .utf8)
        var arrows: [String: [String]] = [:]
        let rooms = text.components(separatedBy: "Room(").dropFirst()
        for part in rooms {
            guard let name = quoted(after: "name: ", in: part) else { continue }
            let list = part.components(separatedBy: "tests:").first ?? part
            guard let start = list.range(of: "rooms: [") else {
                arrows[name] = []
                continue
            }
            let names = list[start.upperBound...].prefix { $0 != "]" }
            arrows[name] = names.split(separator: "\"").map(String.init)
                .filter { $0.contains { $0.isLetter } }
        }
        return arrows
    }

    private func quoted(after key: String, in text: String) -> String? {
        guard let start = text.range(of: key + "\"") else { return nil }
        return String(text[start.upperBound...].prefix { $0 != "\"" })
    }

    private func imports(of file: Repository.File) -> Set<String> {
        Set(
            file.lines.compactMap { line in
                let words = line.split(separator: " ")
                guard let index = words.firstIndex(of: "import"), index + 1 < words.count,
                    index <= 1
                else { return nil }
                return String(words[index + 1])
            })
    }

    @Test(arguments: [
        " async ", "package actor ", "final actor ", "Date()", "UUID()", "FileManager",
        "import Foundation",
        "SystemRandomNumberGenerator", "Codable", "print(",
    ])
    func theCoreIsPure(forbidden: String) {
        for file in Repository.sources where file.room == "Casework" {
            for line in code(of: file) {
                #expect(!line.contains(forbidden), "\(file): \(line)")
            }
        }
    }

    @Test(arguments: ["import GRDB", "import Foundation", "Date()", "UUID()", "FileManager"])
    func drawingReachesNothing(forbidden: String) {
        for file in Repository.sources where ["Workstation", "TextCanvas"].contains(file.room) {
            for line in code(of: file) {
                #expect(!line.contains(forbidden), "\(file): \(line)")
            }
        }
    }

    /// Procedures are data: nothing in Swift is named after one.
    @Test func noSwiftIsNamedAfterAProcedure() throws {
        let folder = Repository.root
            .appendingPathComponent("Sources/ProcedureCatalog/Procedures").path
        let procedures = try FileManager.default.contentsOfDirectory(atPath: folder)
            .filter { !$0.hasPrefix(".") }
        #expect(procedures.count >= 3)
        let names = procedures.flatMap { [$0, $0.replacingOccurrences(of: "-", with: "")] }
        let words = Set(
            names + ["Baueinreichung", "Baubewilligung", "Bauanzeige", "SchauAufLinz"])
        for file in Repository.sources where !file.path.contains("/Mappings/") {
            for word in words {
                for line in code(of: file) where !line.contains("\"") {
                    #expect(
                        line.range(of: word, options: .caseInsensitive) == nil,
                        "\(file): \(line)")
                }
                #expect(file.path.range(of: "/\(word)", options: .caseInsensitive) == nil)
            }
        }
    }

    @Test func noBranchOnDemoBelowThePrograms() {
        for file in Repository.sources where !["amtspult", "DemoWorld"].contains(file.room) {
            for line in code(of: file) {
                #expect(!line.contains("if demo"), "\(file): \(line)")
                #expect(!line.contains("if isDemo"), "\(file): \(line)")
            }
        }
    }

    /// Lines without their comments.
    private func code(of file: Repository.File) -> [Substring] {
        file.lines.filter { !$0.drop { $0 == " " }.hasPrefix("//") }
    }
}
