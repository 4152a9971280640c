import Testing

@testable import TextCanvas

struct CanvasTests {
    @Test func textIsClippedWithAnEllipsis() {
        var canvas = Canvas(Size(10, 2))
        canvas.write("Baubewilligung", at: Point(0, 0))
        canvas.write("Linz", at: Point(0, 1), width: 8, align: .right)
        canvas.write("draußen", at: Point(0, 5))
        canvas.write("draußen", at: Point(20, 0))
        #expect(canvas.text() == "Baubewill…\n    Linz\n")
    }

    @Test func aHalfWideGlyphNeverRemains() {
        var canvas = Canvas(Size(6, 1))
        canvas.write("東京都", at: Point(0, 0))
        canvas.write("x", at: Point(1, 0))
        #expect(canvas.text() == " x京都\n")
        canvas.write("y", at: Point(2, 0))
        #expect(canvas.text() == " xy 都\n")
        canvas.fill(Rect(4, 0, 1, 1))
        #expect(canvas.text() == " xy\n")
        canvas.write("東", at: Point(5, 0))
        #expect(canvas[5, 0].text == " " || canvas[5, 0].text == "…")
    }

    @Test func neutralisedCharactersKeepTheirTone() {
        var canvas = Canvas(Size(10, 1))
        canvas.write("a\u{1B}b", at: Point(0, 0), tone: .text)
        canvas.paint(canvas.bounds, tone: .selection)
        #expect(canvas[0, 0].tone == .selection)
        #expect(canvas[1, 0].tone == .hostile)
    }

    @Test func spansAreCutAsAWhole() {
        var canvas = Canvas(Size(20, 1))
        canvas.write(
            [Span("Frist ", .dim), Span("überschritten", .overdue)], at: Point(0, 0), width: 10)
        #expect(canvas.text() == "Frist übe…\n")
        #expect(canvas.textWithTones() == "Frist übe…\n~ 0-5 dim  6-9 overdue\n")
    }

    /// Random writes: applying the difference to the old canvas always gives the new one.
    @Test func differencesLeadFromOneScreenToTheNext() {
        var state: UInt64 = 42
        func random(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        let words = ["Linz", "東京", "a", "👍", "Straße", "  ", "x\u{301}y"]
        var canvas = Canvas(Size(30, 8))
        for _ in 0..<2_000 {
            var next = canvas
            for _ in 0...random(3) {
                next.write(
                    words[random(words.count)], at: Point(random(32) - 1, random(8)),
                    tone: Tone.allCases[random(Tone.allCases.count)])
            }
            let changes = next.diff(from: canvas)
            canvas.apply(changes)
            #expect(canvas.cells == next.cells)
            #expect(next.diff(from: next).isEmpty)
        }
    }

    @Test func aMovedCursorChangesTwoLines() {
        func screen(_ cursor: Int) -> Canvas {
            var canvas = Canvas(Size(80, 10))
            let rows = (0..<9).map { TableRow(["Akt \($0)", "Linz"]) }
            Table(
                columns: [TableColumn("Akt", minimum: 10), TableColumn("Ort", minimum: 10)],
                rows: rows, cursor: cursor
            ).draw(on: &canvas, in: canvas.bounds)
            return canvas
        }
        #expect(Set(screen(3).diff(from: screen(2)).map(\.start.y)) == [3, 4])
    }

    @Test func asciiTakesThePlaceOfEverySign() {
        for scalar in "─│╭╯▸✓△█…äÖßé東".unicodeScalars {
            #expect((0x20..<0x7F).contains(Glyph(scalar.value).ascii))
        }
        #expect(Glyph(0xE4).ascii == UInt8(ascii: "a"))
        #expect(Glyph(0xD6).ascii == UInt8(ascii: "O"))
    }
}
