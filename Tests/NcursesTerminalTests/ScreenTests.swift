import CVTerm
import Foundation
import Testing

@testable import NcursesTerminal

/// The probe on terminals of many kinds: what it draws is what the screen shows.
@Suite(.serialized)
struct ScreenTests {
    struct Kind: Sendable, CustomTestStringConvertible {
        let environment: [String: String]
        let depth: String
        let mark: String
        var testDescription: String { "\(environment)" }
    }

    static let kinds: [Kind] = [
        Kind(environment: ["TERM": "xterm-256color"], depth: "indexed256", mark: "▸"),
        Kind(environment: ["TERM": "tmux-256color"], depth: "indexed256", mark: "▸"),
        Kind(environment: ["TERM": "screen-256color"], depth: "indexed256", mark: "▸"),
        Kind(environment: ["TERM": "xterm"], depth: "ansi16", mark: "▸"),
        Kind(environment: ["TERM": "linux"], depth: "ansi16", mark: ">"),
        Kind(environment: ["TERM": "vt220"], depth: "mono", mark: ">"),
        Kind(environment: ["TERM": "vt100"], depth: "mono", mark: ">"),
        Kind(environment: ["TERM": "foot"], depth: "indexed256", mark: "▸"),
        Kind(environment: ["TERM": "xterm-ghostty"], depth: "indexed256", mark: "▸"),
        Kind(
            environment: ["TERM": "xterm-256color", "NO_COLOR": "1", "COLORTERM": "truecolor"],
            depth: "mono", mark: "▸"),
    ]

    @Test(arguments: kinds)
    func isDrawnAndGivenBack(_ kind: Kind) {
        let driver = Driver(kind.environment)
        #expect(driver.waitFor(" \(kind.depth)"))
        driver.settle()
        #expect(driver.line(2).hasPrefix("\(kind.mark)"))
        #expect(driver.line(2).contains("Akt Nummer 0 in der Wehr"))
        #expect(driver.line(1).contains("Straße 東京 "))
        #expect(driver.line(1).contains("[31m"))
        #expect(driver.cursor.x == 0 && driver.cursor.y == 2)
        driver.type("\u{1B}[B")
        #expect(driver.wait { $0.cursor.y == 3 })
        driver.type("\u{1B}OB")
        #expect(driver.wait { $0.cursor.y == 4 })
        if kind.depth == "mono" { expectNoColour(driver) }
        driver.type("q")
        let status = driver.end()
        #expect(status.state == Int32(CVT_EXITED) && status.code == 0)
        #expect(!driver.isAlternate)
        #expect(!driver.hasMouse)
    }

    private func expectNoColour(_ driver: Driver) {
        let sent = String(decoding: driver.transcript, as: UTF8.self)
        for part in sent.components(separatedBy: "\u{1B}[").dropFirst() {
            guard let end = part.firstIndex(where: { $0.isLetter }), part[end] == "m" else {
                continue
            }
            for number in part[..<end].split(separator: ";").compactMap({ Int($0) }) {
                #expect(number < 30 || number == 39 || number == 49, "colour \(part[..<end])")
            }
        }
    }

    @Test func trueColourWhereTheDescriptionExists() {
        let driver = Driver(["TERM": "xterm-256color", "COLORTERM": "truecolor"])
        #expect(driver.waitFor("Probe xterm"))
        driver.settle()
        guard driver.line(0).contains("truecolor") else {
            #expect(driver.line(0).contains("indexed256"))
            return
        }
        // libvterm 0.1.4 takes the empty colour space for red: what was sent counts.
        let sent = String(decoding: driver.transcript, as: UTF8.self)
        #expect(sent.contains("48:2::18:52:86") && sent.contains("38:2::255:255:255"))
    }

    @Test func coloursOfThePalette() {
        let driver = Driver(["TERM": "xterm-256color"])
        #expect(driver.waitFor("indexed256"))
        driver.settle()
        #expect(driver.cell(5, 2).background == UInt32(CVT_INDEXED) | 24)
        #expect(driver.cell(5, 3).background == UInt32(CVT_INDEXED) | 234)
        #expect(driver.cell(7, 3).foreground == UInt32(CVT_INDEXED) | 210)
    }

    /// The budget of the slow line: the cursor, and the list when it scrolls.
    @Test(arguments: ["xterm-256color", "tmux-256color", "linux", "vt220"])
    func aCursorMoveIsFewBytes(_ term: String) {
        let driver = Driver(["TERM": term], width: 120, height: 40)
        #expect(driver.waitFor("Akt Nummer 36"))
        let down = "\u{1B}OB"
        for _ in 0..<3 {
            let bytes = driver.countBytes { driver.type(down) }
            #expect((1...300).contains(bytes), "\(bytes) bytes for a move on \(term)")
        }
        driver.type(String(repeating: down, count: 40))
        driver.settle()
        let scrolled = driver.countBytes { driver.type(down) }
        #expect((1...450).contains(scrolled), "\(scrolled) bytes for a scrolled line on \(term)")
        #expect(driver.countIdleBytes() == 0)
    }
}
