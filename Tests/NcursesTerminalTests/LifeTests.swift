import CVTerm
import Foundation
import Testing

/// Signals, sizes and ends: the terminal is always given back.
@Suite(.serialized)
struct LifeTests {
    private func started(_ width: Int32 = 80, _ height: Int32 = 24) -> Driver {
        let driver = Driver(["TERM": "xterm-256color"], width: width, height: height)
        #expect(driver.waitFor("Akt Nummer 10"))
        #expect(!driver.isCooked)
        return driver
    }

    private func expectGivenBack(_ driver: Driver) {
        #expect(!driver.isAlternate)
        #expect(!driver.hasMouse)
        #expect(driver.cursor.isVisible)
        #expect(driver.isCooked)
    }

    @Test(arguments: [SIGTERM, SIGINT, SIGQUIT])
    func asksToEndAreAnswered(_ number: Int32) {
        let driver = started()
        driver.signal(number)
        let status = driver.end()
        #expect(status.state == Int32(CVT_EXITED) && status.code == 4)
        expectGivenBack(driver)
    }

    @Test func aHangUpSignalLeavesTheLoop() {
        let driver = started()
        driver.signal(SIGHUP)
        let status = driver.end()
        #expect(status.state == Int32(CVT_EXITED) && status.code == 3)
    }

    @Test func aLostLineLeavesTheLoop() {
        let driver = started()
        driver.hangUp()
        let status = driver.status(within: 2_000)
        #expect(status.state == Int32(CVT_EXITED) && status.code == 3)
    }

    @Test(arguments: [SIGSEGV, SIGABRT, SIGILL])
    func aCrashGivesTheTerminalBack(_ number: Int32) {
        let driver = started()
        driver.signal(number)
        #expect(driver.end().state == Int32(CVT_KILLED))
        expectGivenBack(driver)
    }

    @Test func aTrapGivesTheTerminalBack() {
        let driver = started()
        driver.type("x")
        #expect(driver.end().state == Int32(CVT_KILLED))
        expectGivenBack(driver)
    }

    /// The title before is laid aside and comes back at every kind of end.
    @Test(arguments: ["q", "x", "signal"]) func theTitleIsGivenBack(_ end: String) {
        let driver = started()
        driver.type("t")
        #expect(driver.wait { $0.wrote("\u{1B}[22;2t\u{1B}]2;Grüße vom Amt\u{07}") })
        #expect(!driver.wrote("\u{1B}[23;2t"))
        if end == "signal" { driver.signal(SIGSEGV) } else { driver.type(end) }
        _ = driver.end()
        #expect(driver.wrote("\u{1B}[23;2t"))
    }

    /// The Linux console and a vt220 would show the bytes of a title or be confused by them.
    @Test(arguments: ["linux", "vt220"]) func noTitleWhereThereIsNone(_ name: String) {
        let driver = Driver(["TERM": name])
        #expect(driver.waitFor("Akt Nummer 10"))
        driver.type("t")
        #expect(driver.wait { $0.line(23).hasSuffix("t") })
        driver.type("q")
        #expect(driver.end().code == 0)
        #expect(!driver.wrote("\u{1B}]2") && !driver.wrote("2t"))
    }

    @Test func everySizeIsDrawn() {
        let driver = started()
        for (width, height) in [(120, 40), (1, 1), (500, 200), (20, 3), (80, 24)] {
            driver.resize(Int32(width), Int32(height), isSeen: width >= 80)
            if width >= 80 {
                #expect(driver.wait { $0.line(0).hasSuffix("\(width)x\(height)") })
            } else {
                driver.settle()
            }
        }
        driver.settle()
        #expect(driver.line(2).contains("Akt Nummer 0 ") && driver.line(2).hasPrefix("▸"))
        driver.type("q")
        #expect(driver.end().code == 0)
    }

    @Test func aStormOfSizesEndsRight() {
        let driver = started()
        var state: UInt64 = 3
        for _ in 0..<300 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            driver.resize(
                Int32(1 + (state >> 33) % 300), Int32(1 + (state >> 45) % 100), isSeen: false)
        }
        driver.resize(100, 30)
        #expect(driver.wait { $0.line(0).hasSuffix("100x30") })
        driver.type("q")
        #expect(driver.end().code == 0)
    }

    /// Under a shell with job control: Ctrl-Z stops the program, `fg` brings the same screen back.
    @Test func ctrlZAndBack() {
        let driver = Driver(
            ["TERM": "xterm-256color", "PS1": "prompt> "],
            arguments: ["/bin/bash", "--norc", "--noprofile", "-i"])
        #expect(driver.waitFor("prompt>"))
        driver.type(Driver.probe + "\r")
        #expect(driver.waitFor("Akt Nummer 20"))
        #expect(driver.isAlternate)
        driver.type("\u{1A}")
        #expect(driver.wait { $0.text.contains("Stopped") })
        #expect(!driver.isAlternate && !driver.hasMouse)
        driver.type("fg\r")
        #expect(driver.waitFor("resumed"))
        #expect(driver.isAlternate && driver.hasMouse)
        #expect(driver.line(2).contains("Akt Nummer 0 ") && driver.line(2).hasPrefix("▸"))
        driver.type("q")
        #expect(driver.wait { !$0.isAlternate })
    }

    static let refusals: [(environment: [String: String], size: (Int32, Int32), words: String)] = [
        (["TERM": "nie-gehört"], (80, 24), "„nie-gehört“ (TERM) ist auf diesem Rechner nicht"),
        (["TERM": ""], (80, 24), "Variable TERM ist leer"),
        (["TERM": "dumb"], (80, 24), "kann keinen Bildschirm darstellen"),
        (["TERM": "xterm", "LC_ALL": "de_AT.ISO-8859-15"], (80, 24), "Zeichensatz „ISO-8859-15“"),
        (["TERM": "xterm"], (79, 24), "Das Fenster ist zu klein: 79 × 24"),
        (["TERM": "xterm"], (80, 21), "nötig sind mindestens 80 × 22"),
    ]

    @Test(arguments: refusals.indices)
    func whatCannotWorkIsSaid(_ index: Int) {
        let refusal = Self.refusals[index]
        let driver = Driver(
            refusal.environment, width: refusal.size.0, height: refusal.size.1)
        let status = driver.end()
        #expect(status.state == Int32(CVT_EXITED) && status.code == 2)
        // The screen wraps the sentence at its edge, without a word in mind.
        let said = driver.lines.map { $0.count == Int(refusal.size.0) ? $0 : $0 + " " }.joined()
        #expect(said.contains(refusal.words))
        #expect(driver.isCooked && !driver.isAlternate)
    }

    @Test(arguments: [
        ["LC_ALL": ""], ["LC_ALL": "C"], ["LC_ALL": "POSIX"], ["LC_ALL": "de_AT.UTF-8"],
    ])
    func withoutALocaleUmlautsWork(_ locale: [String: String]) {
        let driver = Driver(locale.merging(["TERM": "xterm-256color"]) { $1 })
        #expect(driver.waitFor(" Straße 東京 "))
    }
}
