import Testing
import TextCanvas

struct KeyTests {
    static let keys: [(text: String, event: KeyEvent, id: String, display: String)] = [
        ("ctrl-p", .ctrl("p"), "ctrl-p", "Strg-P"),
        ("Strg-P", .ctrl("p"), "ctrl-p", "Strg-P"),
        ("F5", KeyEvent(.function(5)), "f5", "F5"),
        ("f24", KeyEvent(.function(24)), "f24", "F24"),
        ("J", .character("J"), "J", "J"),
        ("shift-j", .character("J"), "J", "J"),
        ("Umschalt-Tab", .backTab, "shift-tab", "Umschalt-Tab"),
        ("alt-x", KeyEvent(.character("x"), .alt), "alt-x", "Alt-x"),
        ("Leertaste", .character(" "), "space", "Leertaste"),
        ("space", .character(" "), "space", "Leertaste"),
        ("ctrl-alt-left", KeyEvent(.left, [.ctrl, .alt]), "ctrl-alt-left", "Strg-Alt-←"),
        ("-", .character("-"), "-", "-"),
        ("ctrl--", .ctrl("-"), "ctrl--", "Strg--"),
        ("ö", .character("ö"), "ö", "ö"),
        ("pageDown", KeyEvent(.pageDown), "pagedown", "Bild↓"),
        ("esc", KeyEvent(.escape), "esc", "Esc"),
    ]

    @Test(arguments: keys.indices)
    func isReadAndWritten(_ index: Int) throws {
        let key = Self.keys[index]
        let event = try KeyEvent(text: key.text)
        #expect(event == key.event)
        #expect(event.id == key.id)
        #expect(event.display == key.display)
        #expect(try KeyEvent(text: event.id) == event)
    }

    @Test(arguments: ["", "ctrl-", "hyper-x", "f25", "f0", "abc", "ctrl-ctrl", "\u{1B}", "--x"])
    func nonsenseIsRefused(_ text: String) {
        #expect(throws: KeyTextError.self) { try KeyEvent(text: text) }
    }
}
