import Foundation

/// The files of this checkout, found from this file's own place.
enum Repository {
    static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    struct File: Sendable, CustomStringConvertible {
        /// Relative to the root.
        let path: String
        let text: String
        var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }
        /// `Sources/Casework/Case/Slot.swift` is in room Casework.
        var room: String { path.split(separator: "/").dropFirst().first.map(String.init) ?? "" }
        var description: String { path }
    }

    static func files(below folder: String, ending: String) -> [File] {
        let base = root.appendingPathComponent(folder)
        guard let walker = FileManager.default.enumerator(atPath: base.path) else { return [] }
        var files: [File] = []
        for case let name as String in walker where name.hasSuffix(ending) {
            let url = base.appendingPathComponent(name)
            guard let text = try? String(contentsOf: url, encoding: .utf8) else { continue }
            files.append(File(path: "\(folder)/\(name)", text: text))
        }
        return files.sorted { $0.path < $1.path }
    }

    static let sources = files(below: "Sources", ending: ".swift")
    static let tests = files(below: "Tests", ending: ".swift")
}
