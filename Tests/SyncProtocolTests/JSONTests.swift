import SyncProtocol
import Testing

@Suite struct JSONTests {
    @Test(arguments: [
        ("{}", "{}"), (" [1, 2 ,3]", "[1,2,3]"), ("{\"b\":1,\"a\":null}", "{\"a\":null,\"b\":1}"),
        ("\"\\u00e4\\n\\ud83d\\ude00\"", "\"ä\\n😀\""), ("-7", "-7"),
        ("\"\\u0001\"", "\"\\u0001\""), ("true", "true"), ("\"\"", "\"\""), ("-0", "0"),
        ("9223372036854775807", "9223372036854775807"),
        ("-9223372036854775808", "-9223372036854775808"),
        ("\"Straße \\\"12\\\" \\/ b\"", "\"Straße \\\"12\\\" / b\""),
    ])
    func canonicalForm(input: String, expected: String) throws {
        #expect(try JSONValue(text: input).text == expected)
    }

    @Test func aTerminalObeysNothingOfWhatIsShown() throws {
        let hostile =
            "rot\u{1b}[31m \u{9b}2J\u{7f} \u{202e}gnp.exe\u{202c} \u{200b}\u{2028}\u{e0041} ä😀"
        let value: JSONValue = ["text": .string(hostile)]
        let shown = value.shownText
        #expect(shown.contains("ä😀") && shown.contains("\\u001b[31m \\u009b2J"))
        let obeyed: [Unicode.GeneralCategory] = [.control, .format, .lineSeparator]
        #expect(
            !shown.unicodeScalars.contains { obeyed.contains($0.properties.generalCategory) })
        #expect(try JSONValue(text: shown) == value)
    }

    @Test(arguments: [
        "", "{", "[1,]", "{\"a\":1,\"a\":2}", "1.5", "1e3", "01", "\"\\ud800\"", "\"a", "nul",
        "9223372036854775808", "-9223372036854775809", "99999999999999999999", "\"ab\u{1}c\"",
        "\"ab\\", "[1] 2", "{\"a\" 1}", "\"\\x\"", "NaN", "-", "\u{1}",
    ])
    func refuses(input: String) {
        #expect(throws: JSONError.self) { try JSONValue(text: input) }
    }

    @Test func refusesWhatIsNoUTF8() {
        #expect(throws: JSONError.syntax(at: 1)) {
            try JSONValue(bytes: Array("[\"a".utf8) + [0xC3, 0x28] + Array("\"]".utf8))
        }
        #expect(throws: JSONError.syntax(at: 0)) {
            try JSONValue(bytes: Array("\"\\n".utf8) + [0xFF] + Array("\"".utf8))
        }
    }

    @Test func refusesDepthBombs() {
        let deep = String(repeating: "[", count: 10_000)
        #expect(throws: JSONError.tooDeep) { try JSONValue(text: deep) }
    }

    @Test func sha256KnowsTheVectorOfTheStandard() {
        #expect(
            sha256Hex("abc".utf8)
                == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    }
}
