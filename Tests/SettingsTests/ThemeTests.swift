import Foundation
import Settings
import Testing
import TextCanvas

struct ThemeTests {
    /// The themes as shipped.
    static let shipped: ThemeLibrary = {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        return ThemeLibrary.load([root.appendingPathComponent("themes")])
    }()

    @Test func theShippedThemesHaveNoFinding() {
        #expect(Self.shipped.findings == [])
        let ids = Set(Self.shipped.themes.keys)
        #expect(ids.isSuperset(of: ["hell", "dunkel", "kontrast", "monochrom"]))
        #expect(Set(Self.shipped.choices.map(\.title)).count == ids.count)
    }

    /// WCAG 2.2: 4.5:1 for every text in every theme, 7:1 in the one for high contrast; lines 3:1.
    @Test func everyTextCanBeRead() {
        for theme in Self.shipped.themes.values where theme.name != "monochrom" {
            for depth in [ColorDepth.indexed256, .trueColor] {
                for tone in Tone.allCases { check(theme, tone, depth) }
            }
        }
    }

    private func check(_ theme: Theme, _ tone: Tone, _ depth: ColorDepth) {
        let style = theme.style(tone, depth)
        let place = "\(theme.name) \(tone.name) \(depth.name)"
        guard let ratio = Contrast.ratio(style.foreground, style.background) else {
            Issue.record("\(place): the colours are not fixed")
            return
        }
        let needed: Double = tone == .border ? 3 : theme.name == "kontrast" ? 7 : 4.5
        #expect(ratio >= needed, "\(place): \(ratio)")
        #expect(!style.attributes.contains(.dim), "\(place) is dimmed")
    }

    /// With 16 colours the palette is the person's: what lies on a coloured ground must be a pair
    /// that any palette shows, and meaning must not hang on colour alone.
    @Test func sixteenColoursKeepTheBackgroundOfThePerson() {
        for theme in Self.shipped.themes.values {
            for tone in Tone.allCases where tone != .demo {
                #expect(theme.style(tone, .ansi16).background == .standard, "\(theme.name) \(tone)")
            }
        }
    }

    @Test func withoutColoursWhatMattersStillStandsOut() {
        let distinct: [Tone] = [
            .selection, .marked, .overdue, .dueToday, .warning, .danger, .heading, .title,
            .tabActive,
            .key, .input, .inputFocused, .inputInvalid, .buttonFocused, .hostile, .demo, .match,
            .statusBar, .link,
        ]
        for theme in Self.shipped.themes.values {
            for depth in theme.name == "monochrom" ? ColorDepth.allCases : [.mono] {
                for tone in Tone.allCases {
                    let style = theme.style(tone, depth)
                    #expect(style.foreground == .standard && style.background == .standard)
                }
                for tone in distinct {
                    #expect(!theme.style(tone, depth).attributes.isEmpty, "\(theme.name) \(tone)")
                }
            }
        }
    }

    @Test func theTerminalChooses() {
        func choice(_ colors: ColorDepth, _ environment: [String: String] = [:]) -> String {
            ThemeLibrary.fitting(
                TerminalCapabilities(colors: colors), environment: environment)
        }
        #expect(choice(.mono) == "monochrom")
        #expect(choice(.trueColor) == "dunkel")
        #expect(choice(.indexed256, ["COLORFGBG": "0;15"]) == "hell")
        #expect(choice(.ansi16, ["COLORFGBG": "15;default;0"]) == "dunkel")
    }

    static let mistakes: [(text: String, finding: String)] = [
        ("titel: X", "t.yaml:1:1: Der Schlüssel „titel“ ist hier unbekannt. Gemeint: „title“?"),
        (
            "inherits: dunkel\ntones:\n  overdu: {fg: red}",
            "t.yaml:3:3: Der Schlüssel „overdu“ ist hier unbekannt. Gemeint: „overdue“?"
        ),
        (
            "inherits: dunkel\ntones:\n  overdue: {fg: redd}",
            "t.yaml:0:0: Die Rolle „overdue“ nennt die unbekannte Farbe „redd“. Gemeint: „red“?"
        ),
        (
            "inherits: dunkel\npalette:\n  red: {truecolor: rot}",
            "t.yaml:3:20: „rot“ ist keine Farbe; Beispiel: \"#1a2b3c\" oder default."
        ),
        (
            "inherits: dunkel\npalette:\n  red: {indexed256: 9}",
            "t.yaml:3:21: „9“ ist keine Farbe der Palette; möglich: 16–255 oder default."
        ),
        (
            "inherits: dunkel\npalette:\n  red: {ansi16: bright-rd}",
            "t.yaml:3:17: „bright-rd“ ist keine der 16 Farben. Gemeint: „bright-red“?"
        ),
        (
            "inherits: dunkel\ntones:\n  key: {attributes: [bolt]}",
            "t.yaml:3:22: Das Merkmal „bolt“ gibt es nicht. Gemeint: „bold“?"
        ),
        (
            "inherits: t",
            "t.yaml:0:0: Das Thema „t“ (inherits) gibt es nicht oder es führt im Kreis."
        ),
        ("title: [", "t.yaml:2:1: Hier ist die Datei kein lesbares YAML."),
        ("", "t.yaml:0:0: Die Datei ist leer."),
    ]

    @Test(arguments: mistakes.indices)
    func mistakesAreLocated(_ index: Int) throws {
        let dark = try String(
            contentsOf: URL(fileURLWithPath: #filePath).deletingLastPathComponent()
                .appendingPathComponent("../../themes/dunkel.yaml"), encoding: .utf8)
        let mistake = Self.mistakes[index]
        let library = ThemeLibrary([("dunkel", dark), ("t", mistake.text)])
        #expect(library.findings.first?.description == mistake.finding)
    }

    @Test func aPersonsThemeBuildsOnAShippedOne() throws {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("themes-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try "title: Meins\ninherits: dunkel\ntones:\n  overdue: {attributes: [bold, underline]}\n"
            .write(
                to: folder.appendingPathComponent("meins.yaml"), atomically: true, encoding: .utf8)
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../../themes")
        let library = ThemeLibrary.load([root, folder])
        #expect(library.findings == [])
        let mine = try #require(library.themes["meins"])
        let dark = try #require(library.themes["dunkel"])
        #expect(mine.style(.overdue, .trueColor).attributes == [.bold, .underline])
        #expect(mine.style(.dim, .trueColor) == dark.style(.dim, .trueColor))
    }
}
