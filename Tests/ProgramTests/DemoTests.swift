import CVTerm
import Foundation
import Testing

/// The demo city under a terminal: how it opens, how it ends, and what it does in between.
@Suite(.serialized) struct DemoTests {
    static let city = ["demo", "--akte", "9"]

    private func open(
        _ sandbox: Sandbox, width: Int32 = 80, height: Int32 = 24,
        _ arguments: [String] = city, environment: [String: String?] = [:]
    ) throws -> PseudoTerminal {
        let terminal = try PseudoTerminal(
            arguments, in: sandbox, width: width, height: height, environment: environment)
        try terminal.expect("DEMO", "Arbeitsvorrat", "nach Frist")
        terminal.settle()
        return terminal
    }

    @Test(arguments: [[80, 24], [160, 50]])
    func theSameSeedShowsTheSameScreens(_ size: [Int32]) throws {
        var seen: [[String]] = []
        for _ in 0..<2 {
            let terminal = try open(Sandbox(), width: size[0], height: size[1])
            var screens = [terminal.still]
            #expect(terminal.isAlternate && !terminal.isCooked)
            terminal.send(.enter)
            try terminal.expect("Übersicht", "Schritte")
            #expect(terminal.line(0).contains("DEMO"), "the sign is on every screen")
            terminal.settle()
            screens.append(terminal.still)
            terminal.send(.f(1))
            try terminal.expect("Tasten")
            #expect(terminal.line(0).contains("DEMO"))
            terminal.send(.f(10))
            try terminal.expectExit(0)
            #expect(terminal.isCooked && !terminal.isAlternate)
            #expect(terminal.cursor.isVisible)
            seen.append(screens)
        }
        for (one, other) in zip(seen[0], seen[1]) { #expect(one == other) }
    }

    @Test func anotherSeedShowsAnotherCity() throws {
        let one = try open(Sandbox(), Self.city + ["--saat", "1"])
        let other = try open(Sandbox(), Self.city + ["--saat", "2"])
        #expect(one.still != other.still)
    }

    @Test func theSupervisorSeesTheUnit() throws {
        let terminal = try open(Sandbox(), width: 120, Self.city + ["--rolle", "leitung"])
        terminal.send("p")
        try terminal.expect("Auslastung")
    }

    @Test func nothingOfItReachesARealStore() throws {
        let sandbox = try Sandbox()
        let before = Self.shared
        let terminal = try open(sandbox)
        terminal.send(.f(10))
        try terminal.expectExit(0)
        #expect(!FileManager.default.fileExists(atPath: sandbox.data.path))
        #expect(Self.shared.subtracting(before).isEmpty, "the city goes with its program")
    }

    private static var shared: Set<String> {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/dev/shm")) ?? []
        return Set(names.filter { $0.hasPrefix("amtspult-demo") })
    }

    @Test func aStormOfSizesLosesNothing() throws {
        let terminal = try open(Sandbox())
        let before = terminal.still
        terminal.send(.down, .down, .down)
        for step in 0..<120 {
            let width = Int32(1 + (step * 37) % 200)
            terminal.resize(width, Int32(1 + (step * 13) % 60), isSeen: false)
        }
        terminal.resize(40, 10, isSeen: false)
        let said = terminal.wait { terminal.sent.contains("zu klein") }
        #expect(said, "below 80×22 there is a notice")
        terminal.resize(100, 30)
        try terminal.expect("Arbeitsvorrat", "nach Frist", "F10 Ende")
        terminal.resize(80, 24)
        terminal.send(.control("l"), .up, .up, .up)
        #expect(terminal.wait { terminal.still == before }, "\(terminal.text)")
        terminal.send(.f(10))
        try terminal.expectExit(0)
    }

    /// Under a shell with job control: a program without one cannot stop.
    @Test func itStopsAndComesBack() throws {
        let terminal = try PseudoTerminal(
            ["--norc", "--noprofile", "-i"], in: Sandbox(),
            environment: ["PS1": "bereit> "], program: "/bin/bash")
        try terminal.expect("bereit>")
        terminal.write("\(Shell.program) demo --akte 6\r")
        try terminal.expect("DEMO", "nach Frist")
        terminal.settle()
        let before = terminal.still
        terminal.send(.control("z"))
        try terminal.expect("bereit>", "amtspult")
        #expect(!terminal.isAlternate, "the shell has its screen back")
        terminal.send("fg\r")
        #expect(terminal.wait { terminal.isAlternate && terminal.still == before })
        terminal.send(.enter)
        try terminal.expect("Übersicht")
        terminal.send(.f(10))
        try terminal.expectGone("Übersicht")
        terminal.send("exit\r")
        try terminal.expectExit(0)
    }

    @Test(arguments: [[80, 22], [250, 80]]) func itFills(_ size: [Int32]) throws {
        let terminal = try open(Sandbox(), width: size[0], height: size[1])
        #expect(terminal.line(size[1] - 1).contains("F10 Ende"))
        #expect(terminal.line(0).contains("DEMO"))
        terminal.send(.enter)
        try terminal.expect("Übersicht", "Schritte")
    }

    @Test func manyKeysInOneWriteAreAllHonoured() throws {
        let terminal = try open(Sandbox())
        // Down three times, open, the tab of notes, a note, its text, kept; then back.
        terminal.send(.down, .down, .down, .enter, .text("t"), .text("Vorausgetippt"))
        terminal.send(.control("s"))
        try terminal.expectGone("╭─ Notiz")
        terminal.send(.left)
        try terminal.expect("Vorausgetippt")
    }

    @Test func aPasteIsTextAndNeverCommands() throws {
        let terminal = try open(Sandbox())
        let before = terminal.still
        terminal.send("\u{1b}[200~Q\u{3}z\rj\r\u{1b}[201~")
        terminal.send(.down, .up)
        #expect(terminal.wait { terminal.still == before }, "\(terminal.text)")
        terminal.send("t\u{1b}[200~Zeile eins\nQ :q! \u{1b}[31mrot\u{1b}[201~")
        try terminal.expect("Zeile eins", "Q :q!")
        #expect(terminal.text.contains("DEMO"))
    }

    @Test func noColorMeansNone() throws {
        let plain = try open(Sandbox(), environment: ["NO_COLOR": "1"])
        plain.send(.enter)
        try plain.expect("Übersicht")
        #expect(Self.colors(in: plain.sent).isEmpty)
        let coloured = try open(Sandbox())
        #expect(!Self.colors(in: coloured.sent).isEmpty)
    }

    /// Parameters of SGR sequences that choose a colour.
    private static func colors(in sent: String) -> [String] {
        sent.matches(of: /\u{1b}\[([0-9;:]*)m/).flatMap { match in
            match.1.split(separator: ";").map(String.init).filter { parameter in
                guard let number = Int(parameter.split(separator: ":").first ?? "") else {
                    return false
                }
                return (30...38).contains(number) || (40...48).contains(number)
                    || (90...107).contains(number)
            }
        }
    }

    @Test(arguments: [
        "xterm-256color", "tmux-256color", "screen-256color", "linux", "vt220", "vt100",
    ])
    func itWorksUnder(_ term: String) throws {
        let terminal = try open(Sandbox(), environment: ["TERM": term])
        #expect(terminal.text.contains("Akt") || terminal.text.contains("Frist"))
        terminal.send("j")
        terminal.send("\r")
        try terminal.expect("Schritte")
        #expect(terminal.text.contains("Übersicht"))
        terminal.send("Q")
        try terminal.expectExit(0)
        #expect(terminal.isCooked)
    }

    @Test func aDeskThatWaitsUsesNoProcessor() throws {
        let terminal = try open(Sandbox())
        while terminal.pump(400) {}
        let before = terminal.processorTime
        let bytes = terminal.transcript.count
        // Nothing is awaited here but the quiet itself; the clock may tick once.
        terminal.pump(2_500)
        #expect(terminal.processorTime - before < 0.06)
        #expect(terminal.transcript.count - bytes < 100)
    }

    @Test func withoutATerminalItTellsAMorning() throws {
        let shell = try Sandbox().run("demo", "--akte", "60")
        #expect(shell.code == 0, "\(shell.errors)")
        for words in [
            "Der Arbeitsvorrat", "Baueinreichung", "Förderung", "Schau auf Linz", "DEMO", "Fristen",
            "Schritte",
        ] {
            #expect(shell.output.contains(words), "\(words)")
        }
        #expect(!shell.output.contains("\u{1b}"))
        let cases = Set(shell.output.matches(of: /Akt (\d{7}\/\d{4})/).map { String($0.1) })
        #expect(cases.count >= 3, "one case of each procedure: \(cases)")
    }

    @Test(arguments: [
        ["demo", "--rolle", "chefin"], ["demo", "--heute", "gestern früh"],
        ["demo", "--akte", "0"], ["demo", "--saat", "viele"],
    ])
    func wrongWishesAreToldWith64(_ arguments: [String]) throws {
        let shell = try Sandbox().run(arguments)
        #expect(shell.code == 64)
        #expect(!shell.errors.isEmpty)
    }
}
