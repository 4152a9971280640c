import Testing

@testable import TextCanvas

/// What a hostile or unusual text becomes on the screen, and in how many cells.
struct SanitiserTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let raw: String
        let shown: String
        let width: Int
        var testDescription: String { shown }

        init(_ raw: String, _ shown: String, _ width: Int) {
            self.raw = raw
            self.shown = shown
            self.width = width
        }
    }

    static let controls: [Case] = [
        Case("\u{1B}]52;c;aGk=\u{07}", "␛]52;c;aGk=␇", 12),
        Case("\u{1B}]0;Titel\u{1B}\\", "␛]0;Titel␛\\", 11),
        Case("\u{1B}[2J", "␛[2J", 4),
        Case("\u{1B}P$q\"p\u{1B}\\", "␛P$q\"p␛\\", 8),
        Case("\u{9B}31m", "⟨U+009B⟩31m", 11),
        Case("\u{85}", "⟨U+0085⟩", 8),
        Case("a\u{08}b", "a␈b", 3),
        Case("a\u{7F}b", "a␡b", 3),
        Case("a\u{00}b", "a␀b", 3),
        Case("Zeile\r\u{1B}[AGefälscht", "Zeile↵␛[AGefälscht", 18),
        Case("eins\nzwei", "eins↵zwei", 9),
        Case("eins\r\nzwei", "eins↵zwei", 9),
        Case("eins\u{2028}zwei\u{2029}", "eins↵zwei↵", 10),
        Case("a\tb", "a   b", 5),
        Case("abcd\tb", "abcd    b", 9),
    ]

    static let invisible: [Case] = [
        Case("abc\u{202E}def", "abc⟨U+202E⟩def", 14),
        Case("\u{2066}x\u{2069}", "⟨U+2066⟩x⟨U+2069⟩", 17),
        Case("\u{200E}", "⟨U+200E⟩", 8),
        Case("a\u{200B}b", "a⟨U+200B⟩b", 10),
        Case("a\u{200D}b", "a⟨U+200D⟩b", 10),
        Case("\u{FEFF}x", "⟨U+FEFF⟩x", 9),
        Case("Sil\u{AD}be", "Sil-be", 6),
        Case("\u{E0041}", "⟨U+E0041⟩", 9),
        Case("\u{3164}", "⟨U+3164⟩", 8),
        Case("\u{115F}", "⟨U+115F⟩", 8),
        Case("\u{E000}", "\u{FFFD}", 1),
        Case("\u{FFFF}", "\u{FFFD}", 1),
        Case("\u{378}", "\u{FFFD}", 1),
        Case("a\u{A0}b\u{3000}c", "a b  c", 6),
    ]

    static let widths: [Case] = [
        Case("Wehrstraße", "Wehrstraße", 10),
        Case("u\u{308}ber", "über", 4),
        Case("Šimić", "Šimić", 5),
        Case("S\u{30C}imic\u{301}", "Šimić", 5),
        Case("x\u{301}", "x\u{301}", 1),
        Case("x\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}", "x\u{301}\u{302}", 1),
        Case("\u{301}x", "◌\u{301}x", 2),
        Case("東京", "東京", 4),
        Case("👨‍👩‍👧 Familie", "👨 Familie", 10),
        Case("❤️", "❤", 1),
        Case("❤️‍🔥!", "❤!", 2),
        Case("👍🏽", "👍", 2),
        Case("🇦🇹", "AT", 2),
        Case("1️⃣", "1", 1),
        Case("🫨", "🫨", 2),
        Case("\u{1112}\u{1161}\u{11AB}", "한", 2),
        Case("± ─", "± ─", 3),
        Case("مرحبا", "مرحبا", 5),
        Case("नमस्ते", "नमस्ते", 4),
        Case("ｆｕｌｌ", "ｆｕｌｌ", 8),
        Case("", "", 0),
    ]

    @Test(arguments: controls + invisible + widths)
    func isShownHarmlessAndMeasured(_ example: Case) {
        let text = SafeText(example.raw)
        #expect(text.plain.unicodeScalars.elementsEqual(example.shown.unicodeScalars))
        #expect(text.width == example.width)
    }

    @Test(arguments: controls.filter { !$0.raw.contains("\t") })
    func whatWasReplacedIsMarked(_ example: Case) {
        #expect(SafeText(example.raw).glyphs.contains { $0.isNeutralised })
    }

    /// Every scalar there is, alone and between letters: nothing a terminal obeys comes out, and the
    /// width of the whole is that of its parts.
    @Test func noScalarGetsThrough() {
        for value in UInt32(0)...0x10FFFF {
            guard let scalar = Unicode.Scalar(value), value < 0x30000 || value >= 0xE0000 else {
                continue
            }
            let text = SafeText("q" + String(Character(scalar)) + "b")
            var cells = 0
            for glyph in text.glyphs {
                cells += Int(glyph.width)
                for part in glyph.scalars where !Self.isHarmless(part) {
                    Issue.record("U+\(String(value, radix: 16)) lets \(part) through")
                }
            }
            if cells != text.width || text.glyphs.first?.base != 0x71 {
                Issue.record("U+\(String(value, radix: 16)) is measured wrongly")
            }
        }
    }

    private static func isHarmless(_ value: UInt32) -> Bool {
        guard let scalar = Unicode.Scalar(value) else { return false }
        switch scalar.properties.generalCategory {
        case .control, .format, .privateUse, .surrogate, .unassigned, .lineSeparator,
            .paragraphSeparator:
            return false
        default:
            return !(0x202A...0x202E).contains(value)
        }
    }

    @Test func linesAreObeyedOnlyWhereAsked() {
        #expect(SafeText.lines("a\nb\r\nc").map(\.plain) == ["a", "b", "c"])
        #expect(SafeText("a\nb").plain == "a↵b")
    }

    @Test func sanitisingTwiceChangesNothing() {
        for example in Self.controls + Self.invisible + Self.widths {
            let once = SafeText(example.raw).plain
            #expect(SafeText(once).plain == once)
        }
    }
}
