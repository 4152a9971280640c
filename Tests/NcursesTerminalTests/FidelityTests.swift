import CVTerm
import Testing
import TextCanvas

@testable import TerminalProbe

/// Random screens one after the other: each cell arrives with its text, colours and attributes.
@Suite(.serialized)
struct FidelityTests {
    @Test(arguments: ["xterm-256color", "tmux-256color", "screen-256color"])
    func everyCellArrives(_ term: String) {
        let driver = Driver(["TERM": term], width: 80, height: 24)
        #expect(driver.waitFor("Akt Nummer 20"))
        for seed in 1...40 {
            driver.type("r")
            let canvas = ProbeLook.randomCanvas(Size(80, 24), seed: UInt64(seed))
            let isRight = driver.wait { Self.difference($0, canvas) == nil }
            if !isRight {
                Issue.record("frame \(seed): \(Self.difference(driver, canvas) ?? "")")
                return
            }
        }
    }

    private static func difference(_ driver: Driver, _ canvas: Canvas) -> String? {
        for y in 0..<canvas.size.height {
            for x in 0..<canvas.size.width {
                let wanted = canvas[x, y]
                if wanted.glyph.isContinuation { continue }
                let found = driver.cell(Int32(x), Int32(y))
                if !shows(found, wanted) { return "\(x),\(y): \(wanted) is \(found)" }
            }
        }
        return nil
    }

    private static func shows(_ found: cvt_cell, _ wanted: Cell) -> Bool {
        let style = ProbeLook.theme.style(wanted.tone, .indexed256)
        func agrees(_ bit: Int, _ attribute: Attributes) -> Bool {
            let isShown = found.attributes & Int32(bit) != 0
            return isShown == style.attributes.contains(attribute)
        }
        guard found.background == number(style.background), agrees(CVT_REVERSE, .reverse),
            agrees(CVT_UNDERLINE, .underline)
        else { return false }
        let isBlank = found.count == 0 || found.scalars.0 == 0x20
        if wanted.glyph.isSpace, !style.attributes.contains(.reverse) { return isBlank }
        let scalars = [found.scalars.0, found.scalars.1, found.scalars.2]
        let isText =
            wanted.glyph.isSpace
            ? isBlank : Array(scalars.prefix(Int(found.count))) == wanted.glyph.scalars
        return isText && found.foreground == number(style.foreground) && agrees(CVT_BOLD, .bold)
    }

    private static func number(_ color: Color) -> UInt32 {
        switch color {
        case .standard: UInt32(CVT_STANDARD)
        case .indexed(let index): UInt32(CVT_INDEXED) | UInt32(index)
        case .rgb: UInt32(CVT_RGB)
        }
    }
}
