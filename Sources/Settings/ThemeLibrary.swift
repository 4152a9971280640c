import Casework
import Foundation
import TextCanvas

/// All themes that were found, by id (the file's name without `.yaml`).
package struct ThemeLibrary: Sendable {
    package private(set) var themes: [String: Theme] = [:]
    package private(set) var findings: [SettingsFinding] = []
    private var files: [String: ThemeFile] = [:]

    /// A theme below a theme below a theme … at most this often.
    private static let depthLimit = 8

    /// - Parameter folders: those of the program first; a later file replaces one of its name.
    package static func load(_ folders: [URL]) -> ThemeLibrary {
        var texts: [(id: String, text: String)] = []
        var unread: [SettingsFinding] = []
        for folder in folders {
            let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
            for name in names.sorted() where name.hasSuffix(".yaml") {
                switch text(of: folder.appendingPathComponent(name)) {
                case .success(let text): texts.append((String(name.dropLast(5)), text))
                case .failure(let finding): unread.append(finding)
                }
            }
        }
        var library = ThemeLibrary(texts)
        library.findings += unread
        return library
    }

    package init(_ texts: [(id: String, text: String)]) {
        for (id, text) in texts {
            let (file, found) = ThemeFile.parse(text, file: id + ".yaml")
            findings += found
            files[id] = file
        }
        for id in files.keys.sorted() {
            if let theme = resolve(id) { themes[id] = theme }
        }
    }

    /// Ids and names in the order of the names, for the picker.
    package var choices: [(id: String, title: String)] {
        themes.values.map { ($0.name, $0.title) }.sorted { $0.title < $1.title }
    }

    /// The theme that suits a terminal: attributes alone without colours (NO_COLOR among them), a
    /// light one where the terminal says that its background is light.
    package static func fitting(
        _ capabilities: TerminalCapabilities, environment: [String: String]
    ) -> String {
        if capabilities.colors == .mono { return "monochrom" }
        let background = environment["COLORFGBG"]?.split(separator: ";").last
        return background == "15" || background == "7" ? "hell" : "dunkel"
    }

    // MARK: Resolving

    private mutating func resolve(_ id: String) -> Theme? {
        guard let layers = layers(id) else { return nil }
        var palette: [String: ThemeFile.Ink] = [:]
        var tones: [Tone: ThemeFile.Entry] = [:]
        for layer in layers.reversed() {
            palette.merge(layer.palette) { $1 }
            tones.merge(layer.tones) { below, above in Self.merged(below, above) }
        }
        let isComplete = check(id, tones, palette)
        guard isComplete else { return nil }
        let isMonochrome = layers.lazy.compactMap(\.isMonochrome).first ?? false
        return Theme(
            name: id, title: layers[0].title ?? id,
            isLight: layers.lazy.compactMap(\.isLight).first ?? false
        ) { tone, depth in
            Self.style(tones[tone] ?? .init(), palette, isMonochrome ? .mono : depth)
        }
    }

    /// The theme and those below it, the uppermost first.
    private mutating func layers(_ id: String) -> [ThemeFile]? {
        var result: [ThemeFile] = []
        var next: String? = id
        while let name = next {
            guard let file = files[name], result.count < Self.depthLimit else {
                report(id, "Das Thema „\(name)“ (inherits) gibt es nicht oder es führt im Kreis.")
                return nil
            }
            result.append(file)
            next = file.inherits
        }
        return result
    }

    private static func merged(
        _ below: ThemeFile.Entry, _ above: ThemeFile.Entry
    ) -> ThemeFile.Entry {
        ThemeFile.Entry(
            foreground: above.foreground ?? below.foreground,
            background: above.background ?? below.background,
            attributes: above.attributes ?? below.attributes, ansi: above.ansi ?? below.ansi,
            mono: above.mono ?? below.mono)
    }

    private mutating func check(
        _ id: String, _ tones: [Tone: ThemeFile.Entry], _ palette: [String: ThemeFile.Ink]
    ) -> Bool {
        let missing = Tone.allCases.filter { tones[$0] == nil }.map(\.name)
        if !missing.isEmpty {
            report(id, "Diese Rollen fehlen: \(missing.joined(separator: ", ")).")
        }
        var isRight = missing.isEmpty
        for tone in Tone.allCases {
            for name in [tones[tone]?.foreground, tones[tone]?.background].compactMap({ $0 })
            where palette[name] == nil && name != "default" {
                report(
                    id, "Die Rolle „\(tone.name)“ nennt die unbekannte Farbe „\(name)“.",
                    suggestion: nearest(to: name, in: palette.keys.sorted()))
                isRight = false
            }
        }
        return isRight
    }

    private mutating func report(_ id: String, _ message: String, suggestion: String? = nil) {
        findings.append(
            SettingsFinding(
                file: id + ".yaml", line: 0, column: 0, message: message, suggestion: suggestion))
    }

    private static func style(
        _ entry: ThemeFile.Entry, _ palette: [String: ThemeFile.Ink], _ depth: ColorDepth
    ) -> Style {
        let foreground = entry.foreground.flatMap { palette[$0] } ?? .init()
        let background = entry.background.flatMap { palette[$0] } ?? .init()
        let attributes = entry.attributes ?? []
        switch depth {
        case .mono: return Style(.standard, on: .standard, entry.mono ?? [])
        case .ansi16:
            return entry.ansi ?? Style(foreground.ansi, on: background.ansi, attributes)
        case .indexed256: return Style(foreground.indexed, on: background.indexed, attributes)
        case .trueColor: return Style(foreground.trueColor, on: background.trueColor, attributes)
        }
    }
}
