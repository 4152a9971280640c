import Casework
import TestSupport
import Testing
import TextCanvas
import Workstation

@Suite("Arbeitsvorrat: Bilder")
struct WorklistScreenTests {
    static let sizes = [
        Size(80, 22), Size(80, 24), Size(120, 40), Size(160, 50), Size(250, 80),
    ]

    @Test(arguments: sizes)
    func looksAsDrawn(size: Size) {
        var desk = ListDesk(size: size)
        desk.store.fresh = [SampleRows.id(1)]
        desk.send(.changed([]))
        assertScreen(desk.canvas, named: "vorrat-\(size.width)x\(size.height)", filePath: here)
    }

    @Test(arguments: [Size(80, 24), Size(160, 50)])
    func supervisorsSeeWhoHasIt(size: Size) {
        var desk = ListDesk(as: "glehner", size: size)
        desk.press("f6", "6", "6")
        desk.press("7")
        assertScreen(
            desk.canvas, named: "vorrat-leitung-\(size.width)x\(size.height)", filePath: here)
    }

    @Test func tonesGoWithSigns() {
        var desk = ListDesk(size: Size(80, 22))
        desk.press("space")
        assertScreen(desk.canvas, named: "vorrat-toene", tones: true, filePath: here)
    }

    @Test func overlays() {
        check("hilfe", "f1")
        check("befehle", ":", "m", "i", "r")
        check("vorraete", "g")
        check("einstellungen", "o")
        check("sortieren", "s")
        check("zuteilen", "z")
        check("wiedervorlage", "w", "+", "1", "4")
        check("benutzer", "P")
        check("naechster", "n")
        check("filter", "f", "v", "e", "r", "f", "tab", "b", "a", "tab")
        check("filter-fehler", "f", "f", "r", "i", "s", ":", "3", "t")
        check("sammelbearbeitung", "space", "space", "space", "m")
        check("notiz", "t", "A", "n", "r", "u", "f", "enter", "u", "m", "9")
        check("suche", "/", "c", "a", "r", "p", "o", "r", "t")
    }

    @Test func supervisorsScreens() {
        check("genehmigungen", "a", as: "glehner")
        check("auslastung", "p", as: "glehner")
    }

    private func check(
        _ name: String, _ keys: String..., as person: PersonID = "mhuber",
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        var desk = ListDesk(as: person, size: Size(120, 40))
        for key in keys { desk.press(key) }
        assertScreen(desk.canvas, named: name, filePath: here, sourceLocation: sourceLocation)
        var small = ListDesk(as: person, size: Size(80, 22))
        for key in keys { small.press(key) }
        assertScreen(
            small.canvas, named: name + "-80x22", filePath: here,
            sourceLocation: sourceLocation)
    }

    private var here: String { #filePath }

    @Test func demoStandsOnEveryScreen() {
        for keys in [["f1"], ["/"], [":"], ["g"], ["o"], ["enter"], ["z"], ["a"], ["p"], ["i"]] {
            var desk = ListDesk(as: "glehner", size: Size(80, 24), demo: true)
            for key in keys { desk.press(key) }
            #expect(desk.canvas.lineText(0).hasPrefix(" DEMO"), "\(keys)")
        }
        var small = ListDesk(size: Size(80, 24), demo: true)
        small.resize(Size(40, 10))
        #expect(small.screen.contains("DEMO"))
    }

    @Test func tooSmallIsANotice() {
        var desk = ListDesk(size: Size(80, 24))
        desk.press("down", "down")
        let here = desk.current
        desk.resize(Size(79, 24))
        #expect(desk.screen.contains("zu klein"))
        desk.press("enter")
        desk.resize(Size(80, 24))
        #expect(desk.current == here)
        #expect(desk.tops.isEmpty)
    }

    @Test func emptyListsSayWhy() {
        let desk = ListDesk([], size: Size(80, 24))
        #expect(desk.screen.contains("Der Tisch ist leer"))
        #expect(desk.screen.contains("keine"))
    }

    /// While a slow store looks, nothing is said to be missing, and only the last words are asked.
    @Test func aSlowSearchSaysThatItSearches() {
        var desk = ListDesk()
        desk.press("/")
        desk.isSlow = true
        desk.type("carport")
        #expect(desk.screen.contains("wird gesucht …"))
        #expect(!desk.screen.contains("Nichts gefunden") && !desk.screen.contains("0 Treffer"))
        #expect(desk.state.requests.values.filter { $0.recipient == .search }.count == 1)
        desk.press("enter")
        desk.isSlow = false
        desk.answerAll()
        #expect(desk.tops.last == .caseFile)
        #expect(desk.screen.contains("arport"))
    }
}
