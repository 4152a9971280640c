import Testing

@testable import Casework

@Suite struct FoldingTests {
    @Test(arguments: [
        ("Müller", "mueller"), ("MÜLLER", "mueller"), ("Mu\u{308}ller", "mueller"),
        ("Straße", "str"), ("Denkstraße 12", "denkstr 12"), ("Denkstr. 12", "denkstr 12"),
        ("Denkstrasse", "denkstr"), ("DENKSTRASSE", "denkstr"), ("Denkstra", "denkstr"),
        ("Linzer Straße", "linzer str"), ("Linzer-Str.", "linzer str"), ("Strasser", "strasser"),
        ("Straßenbahn", "strassenbahn"), ("Šimić", "simic"), ("S\u{30c}imic\u{301}", "simic"),
        ("Đorđević", "dordevic"), ("Łukasz", "lukasz"), ("Yıldız", "yildiz"),
        ("İstanbul", "istanbul"), ("Erdős", "erdos"), ("Größe", "groesse"), ("ẞ", "ss"),
        ("Æsir", "aesir"), ("Nguyễn", "nguyen"), ("4168/2026", "4168 2026"), ("", ""),
        ("  ,;  ", ""), ("a\u{ad}b", "ab"), ("a\u{200b}b", "ab"), ("Ольга", "ольга"),
        ("12,5 m²", "12 5 m"), ("O'Brien", "o brien"), ("größer als „zwei“", "groesser als zwei"),
        ("😀 Haus", "haus"),
    ])
    func folded(text: String, expected: String) {
        #expect(fold(text) == expected, "\(text)")
        #expect(fold(fold(text)) == expected)
    }

    @Test func aWordHalfTypedBeginsWhatItWillBe() {
        let whole = foldedWords("Hauptstraße")[0]
        var typed = ""
        for letter in "hauptstraße" {
            typed.append(letter)
            #expect(whole.hasPrefix(fold(typed)), "\(typed)")
        }
    }

    @Test func foldingIsStable() {
        var random = Lehmer(seed: 3)
        for _ in 0..<5_000 {
            var text = ""
            for _ in 0..<(random.next() % 12) {
                if let scalar = Unicode.Scalar(UInt32(random.next() % 0x3000)) {
                    text.unicodeScalars.append(scalar)
                }
            }
            let once = fold(text)
            #expect(fold(once) == once)
            #expect(!once.hasPrefix(" ") && !once.hasSuffix(" ") && !once.contains("  "))
        }
    }
}
