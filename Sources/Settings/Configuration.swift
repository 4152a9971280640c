import Foundation

/// What `config.yaml` says; everything may be left out.
package struct Configuration: Hashable, Sendable {
    package enum ColorWish: String, CaseIterable, Hashable, Sendable {
        case auto, always, never
    }

    /// A program that opens attachments of a media type (`application/pdf`, `image/*`).
    package struct Viewer: Hashable, Sendable {
        package var mediaType: String
        /// Program and arguments; the file is added as the last. There is no shell in between.
        package var command: [String]
    }

    /// The folder of the store.
    package var data: String?
    /// The id of a theme; nil chooses by terminal.
    package var theme: String?
    package var color: ColorWish = .auto
    package var mouse = true
    package var preview = true
    package var confirmQuit = false
    package var viewers: [Viewer] = []
    /// Answers to questions the law leaves open, by name.
    package var assumptions: [String: String] = [:]

    package init() {}

    private static let keys = [
        "data", "theme", "color", "mouse", "preview", "confirmQuit", "viewers", "assumptions",
    ]

    /// Reads the text of a configuration file. What is wrong is reported and left at its default.
    package static func parse(
        _ text: String, file name: String
    ) -> (configuration: Configuration, findings: [SettingsFinding]) {
        let file = SettingsFile(name: name)
        var result = Configuration()
        if let table = file.root(text)?.table(keys) {
            result.data = table["data"]?.word()
            result.theme = table["theme"]?.word()
            result.color =
                table["color"]?.choice(ColorWish.allCases.map { ($0.rawValue, $0) }) ?? .auto
            result.mouse = table["mouse"]?.flag() ?? true
            result.preview = table["preview"]?.flag() ?? true
            result.confirmQuit = table["confirmQuit"]?.flag() ?? false
            result.viewers = viewers(table["viewers"])
            for member in table["assumptions"]?.members() ?? [] {
                result.assumptions[member.name] = member.value.word()
            }
        }
        return (result, file.findings)
    }

    private static func viewers(_ part: SettingsPart?) -> [Viewer] {
        (part?.members() ?? []).compactMap { member in
            guard member.name.contains("/") else {
                member.key.report(
                    "„\(member.name)“ ist kein Medientyp; Beispiele: application/pdf, image/*.")
                return nil
            }
            let command = member.value.words().map(\.word)
            guard let program = command.first, !program.isEmpty else {
                member.value.report("Hier wird ein Programm erwartet.")
                return nil
            }
            return Viewer(mediaType: member.name, command: command)
        }
    }

    /// The viewer for a media type: an exact entry goes before `image/*`.
    package func viewer(for mediaType: String) -> Viewer? {
        let family = mediaType.prefix { $0 != "/" } + "/*"
        return viewers.first { $0.mediaType == mediaType }
            ?? viewers.first { $0.mediaType == family }
    }

    /// Reads a file that may be missing.
    package static func load(
        _ url: URL
    ) -> (configuration: Configuration, findings: [SettingsFinding]) {
        guard FileManager.default.fileExists(atPath: url.path) else { return (Configuration(), []) }
        switch text(of: url) {
        case .success(let text): return parse(text, file: url.lastPathComponent)
        case .failure(let finding): return (Configuration(), [finding])
        }
    }
}

extension SettingsFinding: Error {}

/// The text of a settings file, or why there is none.
func text(of url: URL) -> Result<String, SettingsFinding> {
    guard let data = FileManager.default.contents(atPath: url.path),
        let text = String(data: data, encoding: .utf8)
    else {
        return .failure(
            SettingsFinding(
                file: url.lastPathComponent, line: 0, column: 0,
                message: "Die Datei lässt sich nicht als UTF-8-Text lesen."))
    }
    return .success(text)
}
