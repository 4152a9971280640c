import Casework
import TextCanvas

/// A theme as written: colours with names, tones that use them, and perhaps another theme below.
struct ThemeFile {
    /// One named colour as each depth shows it.
    struct Ink {
        var trueColor: Color = .standard
        var indexed: Color = .standard
        var ansi: Color = .standard
    }

    /// A tone as written; nil takes what lies below.
    struct Entry {
        var foreground: String?
        var background: String?
        var attributes: Attributes?
        /// In place of all of it on terminals of 8 or 16 colours.
        var ansi: Style?
        var mono: Attributes?
    }

    var title: String?
    var isLight: Bool?
    var isMonochrome: Bool?
    var inherits: String?
    var palette: [String: Ink] = [:]
    var tones: [Tone: Entry] = [:]

    static func parse(
        _ text: String, file name: String
    ) -> (theme: ThemeFile, findings: [SettingsFinding]) {
        let file = SettingsFile(name: name)
        var result = ThemeFile()
        let keys = ["title", "light", "monochrome", "inherits", "palette", "tones"]
        guard let table = file.root(text)?.table(keys) else {
            if file.findings.isEmpty { file.report("Die Datei ist leer.", nil) }
            return (result, file.findings)
        }
        result.title = table["title"]?.word()
        result.isLight = table["light"]?.flag()
        result.isMonochrome = table["monochrome"]?.flag()
        result.inherits = table["inherits"]?.word()
        for member in table["palette"]?.members() ?? [] {
            result.palette[member.name] = ink(member.value)
        }
        result.readTones(table["tones"])
        return (result, file.findings)
    }

    private mutating func readTones(_ part: SettingsPart?) {
        guard let part else { return }
        let names = Tone.allCases.map(\.name)
        let table = part.table(names)
        for tone in Tone.allCases {
            if let entry = table[tone.name] { tones[tone] = Self.entry(entry) }
        }
    }

    private static func ink(_ part: SettingsPart) -> Ink {
        let table = part.table(["truecolor", "indexed256", "ansi16"])
        return Ink(
            trueColor: table["truecolor"].flatMap(ColorText.trueColor) ?? .standard,
            indexed: table["indexed256"].flatMap(ColorText.indexed) ?? .standard,
            ansi: table["ansi16"].flatMap(ColorText.ansi) ?? .standard)
    }

    private static func entry(_ part: SettingsPart) -> Entry {
        let table = part.table(["fg", "bg", "attributes", "ansi16", "mono"])
        return Entry(
            foreground: table["fg"]?.word(), background: table["bg"]?.word(),
            attributes: table["attributes"].map(attributes), ansi: table["ansi16"].map(style),
            mono: table["mono"].map(attributes))
    }

    private static func style(_ part: SettingsPart) -> Style {
        let table = part.table(["fg", "bg", "attributes"])
        return Style(
            table["fg"].flatMap(ColorText.ansi) ?? .standard,
            on: table["bg"].flatMap(ColorText.ansi) ?? .standard,
            table["attributes"].map(attributes) ?? [])
    }

    private static func attributes(_ part: SettingsPart) -> Attributes {
        var result: Attributes = []
        for (word, element) in part.words() {
            if let found = Attributes.names.first(where: { $0.name == word }) {
                result.insert(found.attribute)
            } else {
                element.report(
                    "Das Merkmal „\(word)“ gibt es nicht.",
                    suggestion: nearest(to: word, in: Attributes.names.map(\.name)))
            }
        }
        return result
    }
}

/// Colours as written in a theme file.
enum ColorText {
    static let names = [
        "black", "red", "green", "yellow", "blue", "magenta", "cyan", "white", "bright-black",
        "bright-red", "bright-green", "bright-yellow", "bright-blue", "bright-magenta",
        "bright-cyan", "bright-white",
    ]

    /// `"#1a2b3c"` or `default`.
    static func trueColor(_ part: SettingsPart) -> Color? {
        guard let word = part.word() else { return nil }
        if word == "default" { return .standard }
        guard word.hasPrefix("#"), word.utf8.count == 7,
            let value = UInt32(word.dropFirst(), radix: 16)
        else {
            part.report("„\(word)“ ist keine Farbe; Beispiel: \"#1a2b3c\" oder default.")
            return nil
        }
        return .rgb(UInt8(value >> 16), UInt8(value >> 8 & 0xFF), UInt8(value & 0xFF))
    }

    /// 16–255 (the first 16 are the user's) or `default`.
    static func indexed(_ part: SettingsPart) -> Color? {
        guard let word = part.word() else { return nil }
        if word == "default" { return .standard }
        guard let number = UInt8(word), number >= 16 else {
            part.report("„\(word)“ ist keine Farbe der Palette; möglich: 16–255 oder default.")
            return nil
        }
        return .indexed(number)
    }

    /// A name such as `bright-red` or `default`.
    static func ansi(_ part: SettingsPart) -> Color? {
        guard let word = part.word() else { return nil }
        if word == "default" { return .standard }
        guard let index = names.firstIndex(of: word) else {
            part.report(
                "„\(word)“ ist keine der 16 Farben.",
                suggestion: nearest(to: word, in: names + ["default"]))
            return nil
        }
        return .indexed(UInt8(index))
    }
}
