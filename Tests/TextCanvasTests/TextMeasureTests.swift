import Testing

@testable import TextCanvas

struct TextMeasureTests {
    static let samples: [String] = [
        "Baubewilligung für den Zubau eines Carports in der Denkstraße 12, Linz",
        "東京都千代田区 und mehr Text dahinter", "ohne", "", "   ", "einlangeswortohnejedenzwischenraum",
        "a b c d e f g h i j k l m n", "Glasscherben 👍 am Spielplatz 👨‍👩‍👧 Volksgarten",
    ]

    @Test(arguments: samples)
    func cuttingKeepsTheWidth(_ sample: String) {
        let text = SafeText(sample)
        for cells in 0...(text.width + 3) {
            #expect(text.prefix(cells).width <= cells)
            #expect(text.truncated(to: cells).width <= cells)
            #expect(text.padded(to: cells).width == cells || cells == 0)
            if cells >= text.width { #expect(text.truncated(to: cells) == text) }
        }
    }

    @Test(arguments: samples)
    func wrappingLosesNoLetter(_ sample: String) {
        let text = SafeText(sample)
        let letters = text.glyphs.filter { !$0.isSpace }
        for cells in 2...40 {
            let lines = text.wrapped(to: cells)
            #expect(lines.allSatisfy { $0.width <= cells })
            #expect(lines.flatMap(\.glyphs).filter { !$0.isSpace } == letters)
        }
    }

    @Test func wrappingPrefersSpaces() {
        #expect(
            SafeText("Zubau eines Carports").wrapped(to: 11).map(\.plain)
                == ["Zubau eines", "Carports"])
        #expect(
            SafeText.wrapped("eins\n\nzwei drei", to: 5).map(\.plain)
                == ["eins", "", "zwei", "drei"])
    }

    @Test func numbersAreGrouped() {
        #expect(Numerals.grouped(0) == "0")
        #expect(Numerals.grouped(999) == "999")
        #expect(Numerals.grouped(1_234_567) == "1.234.567")
        #expect(Numerals.grouped(-1000) == "−1.000")
    }
}
