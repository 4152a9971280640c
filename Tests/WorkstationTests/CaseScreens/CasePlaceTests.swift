import Casework
import Testing
import TextCanvas

@testable import Workstation

/// The cursor in a tab stays where it is while the content changes under it.
@Suite("Akt: der Zeiger bleibt") struct CasePlaceTests {
    private static func rows(_ names: [String], lines: Int = 1) -> [CaseBlock] {
        names.map {
            CaseBlock(.banner($0), Array(repeating: [Span("x")], count: lines))
        }
    }

    private static let names = (0..<30).map(String.init)

    /// Standing on row 12, on line 4 of 10.
    private static func standing() -> (place: BlockPlace, blocks: [CaseBlock]) {
        let blocks = rows(names)
        var place = BlockPlace()
        for _ in 0..<17 { place.move(1, blocks, height: 10) }
        for _ in 0..<5 { place.move(-1, blocks, height: 10) }
        return (place, blocks)
    }

    @Test(
        "Derselbe Platz auf derselben Zeile",
        arguments: [
            (["neu a", "neu b"] + names, "12", 4),
            (Array(names.dropFirst(5)), "12", 4),
            (names.filter { $0 != "12" }, "13", 4),
            (Array(names.prefix(12)), "11", 9),
            (Array(names.suffix(19)), "12", 1),
        ])
    func stays(after: [String], on key: String, line: Int) {
        var (place, blocks) = Self.standing()
        #expect(place.key == .banner("12") && place.top == 8)
        let new = Self.rows(after)
        place.stay(from: blocks, height: 10, new, height: 10)
        blocks = new
        #expect(place.key == .banner(key))
        #expect((place.index(in: blocks) ?? -1) - place.top == line)
    }

    @Test("Wird der Ausschnitt niedriger, bleibt der Zeiger im Bild")
    func shrinks() {
        var (place, blocks) = Self.standing()
        place.stay(from: blocks, height: 10, blocks, height: 3)
        let line = (place.index(in: blocks) ?? -1) - place.top
        #expect((0..<3).contains(line))
    }

    @Test("Wer nie bewegt hat, bleibt oben: ein neuer Hinweis steht unter dem Zeiger")
    func untouched() {
        var place = BlockPlace()
        let old = Self.rows(Self.names)
        let new = Self.rows(["Konflikt"] + Self.names)
        place.stay(from: old, height: 10, new, height: 10)
        #expect(place.index(in: new) == 0 && place.top == 0)
    }
}
