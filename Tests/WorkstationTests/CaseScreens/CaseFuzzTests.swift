import Casework
import Testing
import TextCanvas
import Workstation

@Suite("Akt: beliebige Tasten")
struct CaseFuzzTests {
    private struct Seeded: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var z = state
            z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
            z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
            return z ^ (z >> 31)
        }
    }

    private static let keys: [KeyEvent] =
        [
            .init(.up), .init(.down), .init(.left), .init(.right), .init(.pageUp), .init(.pageDown),
            .init(.home), .init(.end), .init(.tab), .backTab, .init(.enter), .init(.enter),
            .init(.escape), .init(.backspace), .init(.delete), .init(.insert), .init(.function(3)),
            .init(.function(4)), .init(.function(8)), .init(.function(9)), .ctrl("s"), .ctrl("u"),
        ] + "abcdefghijklmnopqrstuvwxyzJKGHP0123456789+-. äß".map { KeyEvent.character($0) }

    @Test("Kein Tastenstrom bringt den Akt aus dem Tritt", arguments: 0..<12)
    func streams(seed: Int) {
        var random = Seeded(state: UInt64(seed) &* 7919 &+ 1)
        let views = [
            SampleCase.view(), SampleCase.ordered(), SampleCase.prepared(), SampleCase.conflicted(),
        ]
        let sizes = [Size(80, 22), Size(80, 24), Size(120, 40), Size(160, 50)]
        var desk = CaseDesk(
            as: seed % 3 == 0 ? "gl" : "mh", size: sizes[seed % 4], view: views[seed % 4])
        for step in 0..<300 {
            if desk.state.caseFile == nil, desk.state.intake == nil {
                desk.state.openCase(SampleCase.id)
                desk.send(.tick)
            }
            if step % 40 == 39 {
                desk.send(.input(.resized(sizes.randomElement(using: &random) ?? Size(80, 24))))
            } else if step % 57 == 56 {
                desk.send(.input(.paste("Text\u{1b}[2J mit \u{202e}Zeichen\n und Zeilen")))
            } else {
                desk.press(Self.keys.randomElement(using: &random) ?? .character("x"))
            }
            let size = desk.state.size
            let canvas = render(desk.state, size)
            if let cursor = canvas.cursor {
                #expect(canvas.bounds.contains(cursor), "seed \(seed) step \(step)")
            }
            if desk.state.hasEnded { break }
        }
    }
}
