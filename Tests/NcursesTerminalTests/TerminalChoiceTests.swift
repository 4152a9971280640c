import Testing

@testable import NcursesTerminal

struct TerminalChoiceTests {
    @Test func directColourIsTriedFirstWhereTheTerminalSaysSo() {
        func names(_ term: String, _ more: [String: String] = [:]) -> [String] {
            TerminalChoice(environment: more.merging(["TERM": term]) { $1 }).names
        }
        let rich = ["COLORTERM": "truecolor"]
        #expect(names("xterm-256color") == ["xterm-256color"])
        #expect(names("xterm-256color", rich) == ["xterm-direct", "xterm-256color"])
        #expect(names("tmux-256color", rich) == ["tmux-direct", "tmux-256color"])
        #expect(names("screen-256color", rich) == ["screen-256color"])
        #expect(names("xterm-kitty", rich) == ["xterm-direct", "xterm-kitty", "xterm-256color"])
        #expect(names("foot") == ["foot", "xterm-256color"])
        #expect(names("linux", rich) == ["linux"])
        #expect(
            names("xterm-256color", ["COLORTERM": "truecolor", "NO_COLOR": "1"])
                == ["xterm-256color"])
    }

    @Test func noColorCountsWhenItIsNotEmpty() {
        #expect(TerminalChoice(environment: ["NO_COLOR": ""]).usesColors)
        #expect(!TerminalChoice(environment: ["NO_COLOR": "0"]).usesColors)
        #expect(TerminalChoice(environment: ["NO_COLOR": "1"], colors: .always).usesColors)
        #expect(!TerminalChoice(environment: [:], colors: .never).usesColors)
    }

    static let locales: [(environment: [String: String], locale: TerminalChoice.Locale)] = [
        ([:], .wanted("C.UTF-8")),
        (["LANG": "C"], .wanted("C.UTF-8")),
        (["LC_ALL": "", "LANG": "de_AT.UTF-8"], .wanted("de_AT.UTF-8")),
        (["LC_ALL": "POSIX", "LANG": "de_AT.UTF-8"], .wanted("C.UTF-8")),
        (["LC_CTYPE": "de_AT.utf8@euro"], .wanted("de_AT.utf8@euro")),
        (["LC_ALL": "de_AT.ISO-8859-1"], .charset("ISO-8859-1")),
        (["LANG": "de_AT"], .wanted("de_AT")),
    ]

    @Test(arguments: locales.indices)
    func theLocaleIsUTF8OrRefused(_ index: Int) {
        let example = Self.locales[index]
        #expect(TerminalChoice(environment: example.environment).locale == example.locale)
    }

    @Test func base64IsRight() {
        let texts = ["": "", "f": "Zg==", "fo": "Zm8=", "foo": "Zm9v", "Grüße": "R3LDvMOfZQ=="]
        for (text, encoded) in texts { #expect(Base64.encode(Array(text.utf8)) == encoded) }
    }
}
