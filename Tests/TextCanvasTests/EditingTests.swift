import Testing
import TextCanvas

struct EditingTests {
    private func typed(_ keys: [KeyEvent], in text: String = "") -> TextInput {
        var input = TextInput(text, limit: 40)
        for key in keys { _ = input.handle(key) }
        return input
    }

    @Test func lettersGoInAtTheCursor() {
        var input = typed("Lnz".map { KeyEvent.character($0) })
        input.move(to: 1)
        input.insert("i")
        #expect(input.text == "Linz")
        #expect(input.cursor == 2)
    }

    @Test func wordsAreSkippedAndDeleted() {
        #expect(typed([KeyEvent(.left, .ctrl)], in: "Zubau Carport").cursor == 6)
        #expect(typed([.ctrl("w")], in: "Zubau Carport").text == "Zubau ")
        #expect(typed([.ctrl("a"), KeyEvent(.right, .ctrl)], in: "Zubau Carport").cursor == 6)
        #expect(typed([.ctrl("u")], in: "Zubau").isEmpty)
        #expect(typed([KeyEvent(.left), .ctrl("k")], in: "Zubau").text == "Zuba")
    }

    @Test func aCombiningMarkJoinsItsLetter() {
        var input = TextInput("u")
        input.insert("\u{308}")
        input.insert("b")
        #expect(input.text == "üb")
        #expect(input.cursor == 2)
        input.deleteBackward()
        input.deleteBackward()
        #expect(input.isEmpty)
    }

    @Test func pasteIsOneLineAndLimited() {
        var input = TextInput(limit: 10)
        input.insert("eins\nzwei\tdrei vier")
        #expect(input.text == "eins zwei ")
    }

    @Test func otherKeysBelongToTheScreen() {
        var input = TextInput("x")
        let others = [
            KeyEvent(.tab), KeyEvent(.escape), KeyEvent(.character("x"), .alt), KeyEvent(.up),
        ]
        for key in others {
            let isTaken = input.handle(key)
            #expect(!isTaken)
        }
        #expect(input.text == "x")
    }

    @Test func linesMoveWithTheWantedColumn() {
        var area = TextArea("lange Zeile\nab\nnoch eine Zeile")
        area.move(to: 9)
        _ = area.handle(KeyEvent(.down), width: 30)
        #expect(area.cursorPosition(width: 30) == Point(2, 1))
        _ = area.handle(KeyEvent(.down), width: 30)
        #expect(area.cursorPosition(width: 30) == Point(9, 2))
        _ = area.handle(KeyEvent(.home), width: 30)
        _ = area.handle(.ctrl("k"), width: 30)
        #expect(area.text == "lange Zeile\nab\n")
        #expect(area.cursorPosition(width: 30) == Point(0, 2))
    }

    @Test func everyPlaceIsOnTheScreen() {
        let text = "Der Zubau eines Carports 東京 mit\n\nlangenwortenohnezwischenraum und Ende "
        for width in 3...30 {
            var area = TextArea(text)
            for place in 0...area.characters.count {
                area.move(to: place)
                let position = area.cursorPosition(width: width)
                #expect((0..<width).contains(position.x))
                #expect(position.y < area.lines(width: width).count)
            }
        }
    }

    /// Random keys never leave the cursor outside the text, and typing then deleting all empties it.
    @Test func anyKeysKeepTheCursorInside() {
        let keys: [KeyEvent] = [
            .character("a"), .character("東"), .character(" "), .character("\u{308}"),
            KeyEvent(.enter), KeyEvent(.left), KeyEvent(.right), KeyEvent(.up), KeyEvent(.down),
            KeyEvent(.backspace), KeyEvent(.delete), .ctrl("w"), .ctrl("k"), .ctrl("u"),
            KeyEvent(.home), KeyEvent(.end), KeyEvent(.left, .ctrl), KeyEvent(.pageDown),
        ]
        var state: UInt64 = 7
        var area = TextArea(limit: 200)
        var input = TextInput(limit: 60)
        for _ in 0..<5_000 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let key = keys[Int(state >> 33) % keys.count]
            _ = area.handle(key, width: 12)
            _ = input.handle(key)
            #expect((0...area.characters.count).contains(area.cursor))
            #expect((0...input.characters.count).contains(input.cursor))
        }
    }

    @Test func aListKeepsItsCursorInSight() {
        var place = ListPosition()
        place.move(to: 50, count: 100, height: 10)
        #expect(place.visible(count: 100, height: 10).contains(50))
        place.fit(count: 20, height: 5)
        #expect(place.cursor == 19)
        #expect(place.visible(count: 20, height: 5) == 15..<20)
        place.fit(count: 0, height: 5)
        #expect(place.visible(count: 0, height: 5).isEmpty)
        place.move(to: 3, count: 9, height: 4)
        place.scroll(by: 2, count: 9, height: 4)
        #expect(place.top == 2 && place.cursor == 3)
    }
}
