import Foundation

/// A procedure's folder as it was read: YAML files, letters, examples, in the order of names.
package struct SourceFolder: Sendable {
    package var name: String
    /// `procedure.yaml` and its parts.
    package var parts: [SourceFile] = []
    /// By template id.
    package var letters: [String: SourceFile] = [:]
    package var examples: [SourceFile] = []
    /// `demo.tsv`: kind of case, tab, subject; gives the demo city its variety.
    package var demo: SourceFile?
    /// Files that could not be taken.
    package var problems: [Diagnostic] = []

    package static let fileLimit = 1 << 20
    package static let countLimit = 500

    package init(name: String) { self.name = name }

    package init(path: String) {
        let url = URL(fileURLWithPath: path, isDirectory: true)
        name = url.lastPathComponent
        parts = read(url, "", ending: ".yaml")
        examples = read(url, "examples", ending: ".yaml")
        demo = read(url, "", ending: "demo.tsv").first
        for file in read(url, "letters", ending: ".mustache") {
            letters[file.stem] = file
        }
        if parts.isEmpty {
            problems.append(
                Diagnostic(
                    .error, at: Position(file: "procedure.yaml"),
                    "Der Ordner enthält keine lesbare Datei procedure.yaml."))
        }
    }

    private mutating func read(_ root: URL, _ folder: String, ending: String) -> [SourceFile] {
        let place = folder.isEmpty ? root : root.appendingPathComponent(folder)
        let names = (try? FileManager.default.contentsOfDirectory(atPath: place.path)) ?? []
        let wanted = names.filter { $0.hasSuffix(ending) && !$0.hasPrefix(".") }.sorted()
        return wanted.prefix(Self.countLimit).compactMap { name in
            let shown = folder.isEmpty ? name : "\(folder)/\(name)"
            return file(place.appendingPathComponent(name), shown: shown)
        }
    }

    private mutating func file(_ url: URL, shown: String) -> SourceFile? {
        func refuse(_ why: String) -> SourceFile? {
            problems.append(Diagnostic(.error, at: Position(file: shown), why))
            return nil
        }
        let values = try? url.resourceValues(forKeys: [.fileSizeKey, .isRegularFileKey])
        guard values?.isRegularFile == true, let size = values?.fileSize else {
            return refuse("Das ist keine gewöhnliche Datei.")
        }
        guard size <= Self.fileLimit else {
            return refuse("Die Datei ist größer als \(Self.fileLimit / 1024) KiB.")
        }
        guard let data = try? Data(contentsOf: url) else {
            return refuse("Die Datei ist nicht lesbar.")
        }
        guard let text = String(validating: data, as: UTF8.self) else {
            return refuse("Die Datei ist nicht in UTF-8 geschrieben.")
        }
        return SourceFile(name: shown, text: text)
    }
}

/// A text file and its name as the author knows it.
package struct SourceFile: Hashable, Sendable {
    package var name: String
    package var text: String

    package init(name: String, text: String) {
        self.name = name
        self.text = text
    }

    /// `letters/bescheid.mustache` is "bescheid".
    package var stem: String {
        let last = name.split(separator: "/").last ?? ""
        return String(last.prefix { $0 != "." })
    }
}
