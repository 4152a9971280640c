import Casework
import Testing
import TextCanvas
import Workstation

/// Whatever is typed, clicked, pasted and resized: nothing breaks, the cursor stays in sight.
@Suite("Beliebige Eingaben")
struct StreamTests {
    private struct Dice {
        var seed: UInt64
        mutating func roll(_ sides: Int) -> Int {
            seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(seed >> 33) % max(1, sides)
        }
    }

    private static let keys: [KeyEvent] =
        Array("abcdefghijklmnopqrstuvwxyzüöäßAFGMPSTV0123456789 .:/?+-!\"|()").map {
            KeyEvent.character($0)
        }
        + [
            .up, .down, .left, .right, .pageUp, .pageDown, .home, .end, .tab, .enter, .escape,
            .backspace, .delete, .insert,
        ].map { KeyEvent($0) }
        + (1...9).map { KeyEvent(.function($0)) }
        + [.ctrl("s"), .ctrl("u"), .ctrl("l"), .backTab, KeyEvent(.character("3"), .alt)]

    @Test(arguments: 1...12)
    func neverBreak(seed: Int) {
        var dice = Dice(seed: UInt64(seed))
        var desk = ListDesk(
            SampleRows.rows(seed % 3 == 0 ? 3 : 300), as: seed % 2 == 0 ? "glehner" : "mhuber",
            size: Size(100, 30))
        for step in 0..<600 {
            desk.isSlow = dice.roll(4) == 0
            switch dice.roll(30) {
            case 0: desk.resize(Size(80 + dice.roll(171), 22 + dice.roll(59)))
            case 1: desk.send(.input(.paste("x\u{1b}[2J\ny")))
            case 2:
                let at = Point(dice.roll(desk.state.size.width), dice.roll(desk.state.size.height))
                desk.send(
                    .input(.mouse(MouseEvent(dice.roll(2) == 0 ? .press : .wheelDown, at: at))))
            case 3: desk.send(.changed([]))
            case 4: desk.send(.tick, after: 60_000)
            case 5: desk.resize(Size(dice.roll(80), dice.roll(22)))
            default:
                let key = StreamTests.keys[dice.roll(StreamTests.keys.count)]
                desk.send(.input(.key(key)), after: Int64(dice.roll(400)))
            }
            let canvas = desk.canvas
            if let cursor = canvas.cursor {
                #expect(canvas.bounds.contains(cursor), "seed \(seed), step \(step)")
            }
            guard !desk.state.hasEnded else { break }
        }
        desk.isSlow = false
        desk.answerAll()
        #expect(desk.state.isIdle)
        let list = desk.state.worklist
        #expect(list.total == 0 || list.current != nil)
    }

    /// Text of citizens is shown harmless, whatever it holds, and keeps its columns.
    @Test(arguments: [
        "\u{1b}]52;c;aGFsbG8=\u{7}", "\u{1b}[2J\u{1b}[H", "\u{202e}drawkcab\u{202c}",
        "a\rb\u{8}c\td", "\u{9b}31mrot", "e\u{301}\u{302}\u{303}\u{304}\u{305}", "👩‍👩‍👧‍👦 Kinder",
        String(repeating: "ﷺ", count: 400), "\u{200b}\u{2066}x\u{2069}", "漢字の道路", "",
    ])
    func hostileTextIsHarmless(text: String) {
        var rows = SampleRows.rows(10)
        rows[0].subject = text
        rows[1].place = text
        var desk = ListDesk(rows, size: Size(100, 24))
        for canvas in [desk.canvas, opened(&desk)] {
            for cell in canvas.cells {
                for value in cell.glyph.scalars {
                    #expect(value >= 0x20 && value != 0x7f, "control")
                    #expect(!(0x80...0x9f).contains(value), "C1")
                    #expect(!(0x202a...0x202e).contains(value), "bidi")
                    #expect(!(0x2066...0x2069).contains(value), "bidi")
                }
            }
        }
    }

    private func opened(_ desk: inout ListDesk) -> Canvas {
        desk.press("space", "z")
        return desk.canvas
    }
}
