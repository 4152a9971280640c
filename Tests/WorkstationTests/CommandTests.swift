import Casework
import Foundation
import Testing
import TextCanvas
import Workstation

@Suite("Befehle")
struct CommandTests {
    @Test func namesAreUnique() {
        let ids = CommandTable.all.map(\.id)
        for id in Set(ids) where ids.filter({ $0 == id }).count > 1 {
            Issue.record("\(id) stands twice in the table")
        }
    }

    /// Every default key can be read, and none means two things on one screen.
    @Test(arguments: ScreenID.allCases)
    func noKeyMeansTwoThings(screen: ScreenID) throws {
        var taken: [KeyEvent: CommandID] = [:]
        for command in CommandTable.of(screen) {
            for text in command.keys {
                let key = try KeyEvent(text: text)
                if let other = taken[key] {
                    Issue.record("\(screen): \(text) is \(other) and \(command.id)")
                }
                taken[key] = command.id
            }
        }
    }

    /// A German keyboard: nothing behind AltGr, no dead keys.
    @Test func noDefaultNeedsAltGr() throws {
        let awkward = Set("[]{}\\@|~^´`°²³€µ")
        for command in CommandTable.all {
            for text in command.keys {
                let key = try KeyEvent(text: text)
                if case .character(let character) = key.key {
                    #expect(!awkward.contains(character), "\(command.id): \(text)")
                    #expect(!key.modifiers.contains(.alt), "\(command.id): \(text)")
                }
            }
        }
    }

    /// Terminals and people without F-keys lose nothing.
    @Test func everyFKeyHasATwin() throws {
        for command in CommandTable.all where !["quit-here", "mouse"].contains(command.id.raw) {
            let keys = try command.keys.map { try KeyEvent(text: $0) }
            let hasF = keys.contains { if case .function = $0.key { true } else { false } }
            let twin = keys.contains { if case .function = $0.key { false } else { true } }
            let types = command.contexts.isSubset(of: [.search, .intake, .palette])
            #expect(!hasF || twin || types, "\(command.id)")
        }
    }

    /// Every command of a screen is found in the palette and stands in the help.
    @Test(arguments: [ScreenID.worklist])
    func everyCommandIsReachable(screen: ScreenID) {
        var desk = ListDesk(size: Size(250, 80))
        let help = helpText(&desk)
        for command in CommandTable.of(screen) where command.id != "palette" {
            var desk = ListDesk(size: Size(250, 80))
            desk.press(":")
            desk.type(command.title)
            #expect(
                desk.canvas.cursor.map { desk.canvas.lineText($0.y + 2) }?
                    .contains(command.title) ?? false, "\(command.id)")
            #expect(help.contains(command.title), "\(command.id)")
            #expect(!command.title.isEmpty)
        }
    }

    private func helpText(_ desk: inout ListDesk) -> String {
        desk.press("f1")
        var text = desk.screen
        for _ in 0..<6 {
            desk.press("pagedown")
            text += desk.screen
        }
        return text
    }

    @Test func thePaletteRunsWhatItNames() {
        var desk = ListDesk()
        desk.press(":")
        desk.type("überf")
        desk.press("esc")
        #expect(desk.tops.isEmpty)
        desk.press(":")
        desk.type("einstell")
        desk.press("enter")
        #expect(desk.tops == [.options])
    }

    @Test func theGreyedCommandSaysItsReasonTwice() {
        var desk = ListDesk(as: "mhuber")
        desk.press("p")
        #expect(desk.footer.contains("H001"))
        desk.press(":")
        desk.type("auslast")
        #expect(desk.screen.contains("H001"))
    }

    @Test func escapeAndDigitAreAnFKey() {
        var desk = ListDesk()
        desk.press("esc", "1", after: 100)
        #expect(desk.tops == [.help])
        desk.press("esc")
        desk.press("alt-1")
        #expect(desk.tops == [.help])
        desk.press("esc")
        desk.press("2")
        #expect(desk.state.worklist.query.queue == .unassigned)
    }

    @Test func keysCanBeChanged() {
        let (map, problems) = KeyMap.changed(by: [
            ("assign", ["ü"]), ("mark", ["z"]), ("gibtsnicht", ["x"]), ("note", ["quatsch"]),
            ("help", []),
        ])
        var desk = ListDesk(keys: map)
        desk.press("ü")
        #expect(desk.screen.contains("Zuteilen:"))
        desk.press("esc", "z")
        #expect(desk.state.worklist.marked.count == 1)
        #expect(problems.contains { $0.contains("gibtsnicht") })
        #expect(problems.contains { $0.contains("quatsch") })
        #expect(problems.contains { $0.contains("Hilfe") })
        desk.press("f1")
        #expect(desk.tops == [.help])
    }

    /// `docs/keys.md` is what the table says. `RECORD_SNAPSHOTS=1` writes it.
    @Test func theDocumentIsCurrent() throws {
        let file = URL(fileURLWithPath: #filePath)
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("docs/keys.md")
        if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1" {
            try KeysDocument.markdown.write(to: file, atomically: true, encoding: .utf8)
        }
        let written = try String(contentsOf: file, encoding: .utf8)
        #expect(written == KeysDocument.markdown)
    }
}
