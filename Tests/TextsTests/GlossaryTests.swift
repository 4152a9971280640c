import Foundation
import Testing

@Suite("Glossar")
struct GlossaryTests {
    private static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// Words of rooms above this one; they are checked where those rooms exist.
    private static let above: Set<String> = ["Journal", "Outbox", "Checklist"]

    private static func sources(_ rooms: [String]) -> String {
        var text = ""
        for room in rooms {
            let folder = root.appendingPathComponent("Sources/\(room)")
            guard
                let files = FileManager.default.enumerator(
                    at: folder, includingPropertiesForKeys: nil)
            else { continue }
            for case let file as URL in files where file.pathExtension == "swift" {
                text += (try? String(contentsOf: file, encoding: .utf8)) ?? ""
            }
        }
        return text
    }

    @Test("Jedes Codewort gibt es in den Quellen, genau eine Zeile je Wort")
    func codeWords() throws {
        let file = Self.root.appendingPathComponent("docs/GLOSSARY.md")
        let glossary = try String(contentsOf: file, encoding: .utf8)
        let rows = glossary.split(separator: "\n").filter { $0.hasPrefix("| `") }
        let words = rows.compactMap { row in
            row.split(separator: "`").dropFirst().first.map(String.init)
        }
        #expect(words.count > 60)
        #expect(Set(words).count == words.count)
        let sources = Self.sources([
            "Casework", "Texts", "Workstation", "CentralService", "CaseStore", "SyncProtocol",
            "SyncClient", "CentralHTTP", "HTTPTransport",
        ])
        let known = Set(
            sources.split { !($0.isLetter || $0.isNumber || $0 == "_") }.map(String.init))
        for word in words where !Self.above.contains(word) {
            let isKnown = known.contains(word)
            #expect(isKnown, "\(word)")
        }
    }
}
