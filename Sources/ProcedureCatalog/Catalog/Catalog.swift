import Casework
import Foundation
import SyncProtocol

/// The procedures of an installation, each as its current edition.
package struct Catalog: Sendable {
    /// By procedure id.
    package var editions: [EditionDocument]
    /// What was found wrong, by folder; a procedure with errors is not among the editions.
    package var problems: [Problem]

    package struct Problem: Hashable, Sendable {
        package var folder: String
        package var diagnostics: [Diagnostic]
    }

    package func edition(of id: ProcedureID) -> EditionDocument? {
        editions.first { $0.procedure.id == id }
    }

    /// Reads every procedure folder under `folder`. Compiled editions are kept in `cache`, so
    /// that a start reads no YAML while nothing has changed; a cache that cannot be written or
    /// read costs time and nothing else.
    package static func load(folder: String, cache: String?) -> Catalog {
        let root = URL(fileURLWithPath: folder, isDirectory: true)
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        var catalog = Catalog(editions: [], problems: [])
        for name in names.filter({ !$0.hasPrefix(".") }).sorted() {
            let place = root.appendingPathComponent(name)
            guard isProcedure(place) else { continue }
            catalog.add(name, at: place, cache: cache.map { EditionCache(folder: $0) })
        }
        catalog.editions.sort { $0.procedure.id < $1.procedure.id }
        return catalog
    }

    private static func isProcedure(_ place: URL) -> Bool {
        let file = place.appendingPathComponent("procedure.yaml").path
        return FileManager.default.fileExists(atPath: file)
    }

    private mutating func add(_ name: String, at place: URL, cache: EditionCache?) {
        let fingerprint = cache.map { _ in Fingerprint.of(place) }
        if let cache, let fingerprint, let kept = cache.kept(name, fingerprint),
            let document = try? EditionDocument(bytes: kept.bytes, named: kept.id)
        {
            return enter(document, from: name)
        }
        let compiled = compile(SourceFolder(path: place.path))
        guard let procedure = compiled.procedure else {
            problems.append(Problem(folder: name, diagnostics: compiled.diagnostics))
            return
        }
        let document = EditionDocument(procedure)
        if let cache, let fingerprint { cache.keep(document, name, fingerprint) }
        enter(document, from: name)
    }

    private mutating func enter(_ document: EditionDocument, from name: String) {
        let id = document.procedure.id
        guard edition(of: id) == nil else {
            let twice = Diagnostic(
                .error, at: Position(file: "procedure.yaml", line: 1, column: 1),
                "Das Verfahren „\(id)“ gibt es schon in einem anderen Ordner.")
            problems.append(Problem(folder: name, diagnostics: [twice]))
            return
        }
        editions.append(document)
    }
}

/// Names, sizes and change times of a folder's files: cheap, and different after any edit.
enum Fingerprint {
    /// Grows when the compiler makes something else of the same folder.
    static let compiler = 1

    static func of(_ folder: URL) -> String {
        var lines = ["format \(EditionDocument.format), compiler \(compiler)"]
        for part in ["", "letters"] {
            let place = part.isEmpty ? folder : folder.appendingPathComponent(part)
            let names = (try? FileManager.default.contentsOfDirectory(atPath: place.path)) ?? []
            for name in names.sorted() {
                let path = place.appendingPathComponent(name).path
                let known = try? FileManager.default.attributesOfItem(atPath: path)
                let size = (known?[.size] as? Int) ?? -1
                let time = (known?[.modificationDate] as? Date)?.timeIntervalSince1970 ?? 0
                lines.append("\(part)/\(name) \(size) \(Int64(time * 1_000_000))")
            }
        }
        return sha256Hex(lines.joined(separator: "\n").utf8)
    }
}

/// Compiled editions in the data directory, one file for each procedure folder.
struct EditionCache {
    let folder: String

    private func path(_ name: String) -> URL {
        URL(fileURLWithPath: folder, isDirectory: true).appendingPathComponent("\(name).edition")
    }

    /// First line: the fingerprint and the edition's name; then its bytes.
    func kept(_ name: String, _ fingerprint: String) -> (id: EditionID, bytes: [UInt8])? {
        guard let data = try? Data(contentsOf: path(name)),
            let end = data.firstIndex(of: UInt8(ascii: "\n"))
        else { return nil }
        let words = String(decoding: data[..<end], as: UTF8.self).split(separator: " ")
        guard words.count == 2, words[0] == fingerprint else { return nil }
        return (EditionID(String(words[1])), [UInt8](data[data.index(after: end)...]))
    }

    func keep(_ document: EditionDocument, _ name: String, _ fingerprint: String) {
        var data = Data("\(fingerprint) \(document.id)\n".utf8)
        data.append(contentsOf: document.bytes)
        try? FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
        try? data.write(to: path(name), options: .atomic)
    }
}
