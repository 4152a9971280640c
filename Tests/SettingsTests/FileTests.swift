import Foundation
import Settings
import Testing
import TextCanvas

struct FileTests {
    @Test func aConfigurationIsRead() {
        let text = """
            data: /srv/amtspult
            theme: kontrast
            color: never
            mouse: nein
            confirmQuit: true
            viewers:
              application/pdf: [evince, --fullscreen]
              image/*: feh
            assumptions:
              good-friday: blocked
            """
        let (found, findings) = Configuration.parse(text, file: "config.yaml")
        #expect(findings == [])
        #expect(found.data == "/srv/amtspult")
        #expect(found.theme == "kontrast")
        #expect(found.color == .never)
        #expect(!found.mouse && found.preview && found.confirmQuit)
        #expect(found.viewer(for: "application/pdf")?.command == ["evince", "--fullscreen"])
        #expect(found.viewer(for: "image/png")?.command == ["feh"])
        #expect(found.viewer(for: "text/plain") == nil)
        #expect(found.assumptions == ["good-friday": "blocked"])
    }

    static let mistakes: [(text: String, finding: String)] = [
        ("them: hell", "c.yaml:1:1: Der Schlüssel „them“ ist hier unbekannt. Gemeint: „theme“?"),
        ("mouse: vielleicht", "c.yaml:1:8: Hier wird true oder false erwartet."),
        (
            "\ncolor: allways",
            "c.yaml:2:8: „allways“ ist hier nicht möglich; möglich: auto, always, never. Gemeint: „always“?"
        ),
        ("- a", "c.yaml:1:1: Hier werden Schlüssel und Werte erwartet."),
        ("theme: [a]", "c.yaml:1:8: Hier wird ein einfacher Wert erwartet."),
        (
            "viewers: {pdf: evince}",
            "c.yaml:1:11: „pdf“ ist kein Medientyp; Beispiele: application/pdf, image/*."
        ),
        ("theme: a\ntheme: b", "c.yaml:1:1: Der Schlüssel „theme“ steht mehrmals."),
    ]

    @Test(arguments: mistakes.indices)
    func mistakesAreLocated(_ index: Int) {
        let mistake = Self.mistakes[index]
        let found = Configuration.parse(mistake.text, file: "c.yaml")
        #expect(found.findings.first?.description == mistake.finding)
    }

    @Test func anEmptyOrMissingFileChangesNothing() {
        #expect(Configuration.parse("# nichts\n", file: "c.yaml").findings == [])
        let nowhere = URL(fileURLWithPath: "/nirgends/config.yaml")
        #expect(Configuration.load(nowhere).configuration == Configuration())
        #expect(KeyFile.load(nowhere, commands: [:]).changes == [])
    }

    private static let commands: [String: Set<String>] = [
        "assign": ["worklist", "case"], "note": ["case"], "search": ["worklist"],
        "quit": ["worklist"],
    ]

    @Test func keysAreRead() {
        let file = KeyFile.parse(
            "assign: [z, Strg-Z]\nnote: t\nsearch: []\n", file: "keys.yaml", commands: Self.commands
        )
        #expect(file.findings == [])
        #expect(file.changes.map(\.command) == ["assign", "note", "search"])
        #expect(
            file.changes.map(\.keys) == [[.character("z"), .ctrl("z")], [.character("t")], []])
    }

    static let keyMistakes: [(text: String, finding: String)] = [
        (
            "asign: z",
            "keys.yaml:1:1: Den Befehl „asign“ gibt es nicht. Gemeint: „assign“?"
        ),
        (
            "assign: [z, hyper-z]",
            "keys.yaml:1:13: „hyper-z“ ist keine Taste. Beispiele: ctrl-p, f5, J, shift-tab, alt-x, space."
        ),
        (
            "assign: z\nnote: z",
            "keys.yaml:2:7: Die Taste z ist in dieser Datei schon für „assign“ vergeben."
        ),
    ]

    @Test(arguments: keyMistakes.indices)
    func keyMistakesAreLocated(_ index: Int) {
        let mistake = Self.keyMistakes[index]
        let file = KeyFile.parse(mistake.text, file: "keys.yaml", commands: Self.commands)
        #expect(file.findings.map(\.description) == [mistake.finding])
    }

    @Test func oneKeyMayServeTwoScreens() {
        let file = KeyFile.parse("note: x\nquit: x", file: "keys.yaml", commands: Self.commands)
        #expect(file.findings == [])
    }
}
