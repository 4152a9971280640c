import CVTerm
import Foundation
import Testing

/// How the program begins, and what it says where it cannot.
@Suite(.serialized) struct StartTests {
    @Test func withoutATerminalItSaysSoAndEndsWithTwo() throws {
        let shell = try Sandbox().run()
        #expect(shell.code == 2)
        #expect(shell.errors.contains("Amtspult braucht ein Terminal"))
        #expect(shell.output.isEmpty)
    }

    struct Refusal: CustomTestStringConvertible {
        var name: String
        var environment: [String: String?]
        var width: Int32 = 80
        var height: Int32 = 24
        var words: String

        var testDescription: String { name }
    }

    static let refusals: [Refusal] = [
        Refusal(name: "unknown TERM", environment: ["TERM": "quatsch"], words: "quatsch"),
        Refusal(name: "empty TERM", environment: ["TERM": ""], words: "TERM"),
        Refusal(name: "no TERM", environment: ["TERM": nil], words: "TERM"),
        Refusal(name: "dumb", environment: ["TERM": "dumb"], words: "dumb"),
        Refusal(name: "79 columns", environment: [:], width: 79, words: "zu klein"),
        Refusal(name: "21 lines", environment: [:], height: 21, words: "zu klein"),
        Refusal(
            name: "Latin-1", environment: ["LC_ALL": "de_AT.ISO-8859-1"], words: "ISO-8859-1"),
        Refusal(
            name: "Latin-9 by LANG", environment: ["LC_ALL": nil, "LANG": "de_AT.ISO8859-15"],
            words: "ISO8859-15"),
    ]

    @Test(arguments: refusals) func aTerminalThatWillNotDoIsRefused(_ refusal: Refusal) throws {
        let terminal = try PseudoTerminal(
            [], in: Sandbox(), width: refusal.width, height: refusal.height,
            environment: refusal.environment)
        try terminal.expectExit(2)
        #expect(terminal.text.contains(refusal.words), "\(terminal.text)")
        #expect(terminal.isCooked)
        #expect(!terminal.sent.contains("\u{1b}"), "nothing but the sentence is sent")
    }

    static let locales: [[String: String?]] = [
        ["LC_ALL": nil], ["LC_ALL": "C"],
        ["LC_ALL": nil, "LANG": "de_AT.UTF-8"],
    ]

    @Test(arguments: locales) func theseLocalesWillDo(_ environment: [String: String?]) throws {
        let terminal = try PseudoTerminal(
            ["demo", "--akte", "6"], in: Sandbox(), environment: environment)
        try terminal.expect("Arbeitsvorrat", "Verfahren")
        #expect(terminal.text.contains("─"))
        terminal.send(.f(10))
        try terminal.expectExit(0)
    }

    @Test func aPersonNobodyKnowsIsTold() throws {
        let terminal = try PseudoTerminal(["--als", "niemand"], in: Sandbox())
        try terminal.expectExit(77)
        #expect(terminal.isCooked && !terminal.isAlternate)
        #expect(terminal.text.contains("amtspult einrichten"))
    }
}
