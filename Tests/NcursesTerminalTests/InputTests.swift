import CVTerm
import Foundation
import Testing

/// Bytes from a keyboard, what the terminal room makes of them.
@Suite(.serialized)
struct InputTests {
    static let xterm: [(bytes: String, shown: String)] = [
        ("ü", "ü"), ("\u{1B}[Z", "shift-tab"), ("\t", "tab"), ("\r", "enter"),
        ("\u{7F}", "backspace"),
        ("\u{1B}OP", "f1"), ("\u{1B}[15~", "f5"), ("\u{1B}[24;2~", "f24"), ("\u{10}", "ctrl-p"),
        ("\u{1B}x", "alt-x"), ("\u{1B}ö", "alt-ö"), ("\u{1B}5", "f5"), ("\u{1B}0", "f10"),
        ("\u{1B}[1;5C", "ctrl-right"), ("\u{1B}[1;3D", "alt-left"), ("\u{1B}[3~", "delete"),
        ("\u{1B}[2~", "insert"), ("\u{1B}[1;2D", "shift-left"), (" ", "space"), ("😀", "😀"),
        ("\u{1B}[200~eins\rzwei\u{1B}[31mq\u{1B}[201~", "paste<eins↵zwei[31mq>"),
        ("\u{1B}[<0;12;5M", "press/left@11,4"),
        ("\u{1B}[<0;12;5m", "release/left@11,4"), ("\u{1B}[<64;3;3M", "wheelUp/none@2,2"),
        ("\u{1B}[<65;3;3M", "wheelDown/none@2,2"), ("\u{1B}[<0;250;5M", "press/left@249,4"),
        ("\u{1B}[I", "focus:true"), ("\u{1B}[O", "focus:false"), ("c", "copied:true"),
    ]

    @Test func xtermKeysArrive() {
        let driver = Driver(["TERM": "xterm-256color"], width: 255, height: 24)
        #expect(driver.waitFor("Akt Nummer 20"))
        for key in Self.xterm {
            driver.type(key.bytes)
            #expect(
                driver.wait { $0.line(23).hasSuffix(key.shown) }, "\(key.shown): \(driver.line(23))"
            )
        }
        driver.type("\u{1B}")
        #expect(driver.wait { $0.line(23).hasSuffix("esc") })
    }

    /// Esc and what was typed behind it, in one write: only letters become Alt, only digits F-keys.
    static let behindEscape: [(bytes: String, shown: String)] = [
        ("\u{1B}\u{1B}[21~", "esc f10"), ("\u{1B}\u{1B}OP", "esc f1"),
        ("\u{1B}\u{1B}[3~", "esc delete"), ("\u{1B}\u{1B}[Z", "esc shift-tab"),
        ("\u{1B}\u{1B}[1;5C", "esc ctrl-right"), ("\u{1B}\u{1B}", "esc esc"),
        ("\u{1B}\u{1B}\u{1B}[21~", "esc esc f10"), ("\u{1B}\u{1B}5", "esc f5"),
        ("\u{1B}\u{1B}x", "esc alt-x"), ("\u{1B}ö", "alt-ö"), ("\u{1B}0", "f10"),
        ("\u{1B}\r", "alt-enter"), ("\u{1B}\u{7F}", "alt-backspace"),
        ("\u{1B}\u{1B}[<0;12;5M", "esc press/left@11,4"),
        ("\u{1B}\u{1B}[I", "esc focus:true"),
        ("\u{1B}\u{1B}[200~ein\u{1B}[201~", "esc paste<ein>"),
    ]

    @Test func whatFollowsEscapeIsNotLost() {
        let driver = Driver(["TERM": "xterm-256color"], width: 200, height: 24)
        #expect(driver.waitFor("Akt Nummer 20"))
        for (index, key) in Self.behindEscape.enumerated() {
            let mark = index % 2 == 0 ? "ä" : "ß"
            driver.type(mark)
            #expect(driver.wait { $0.line(23).hasSuffix(mark) })
            driver.type(key.bytes)
            #expect(
                driver.wait { $0.line(23).hasSuffix("\(mark) \(key.shown)") },
                "\(key.bytes.debugDescription): \(driver.line(23))")
        }
    }

    @Test func nothingTypedAheadIsLost() {
        let driver = Driver(["TERM": "tmux-256color"])
        driver.type(String(repeating: "\u{1B}OB", count: 25) + "äz")
        #expect(driver.wait { $0.text.contains("ä z") })
        #expect(
            driver.wait { $0.lines.contains { $0.hasPrefix("▸") && $0.contains("Akt Nummer 25 ") } }
        )
    }

    @Test func anUnfinishedPasteIsTakenAfterSilence() {
        let driver = Driver(["TERM": "xterm-256color"])
        #expect(driver.waitFor("Akt Nummer 20"))
        driver.type("\u{1B}[200~halb")
        #expect(driver.wait { $0.line(23).hasSuffix("paste<halb>") })
    }
}
