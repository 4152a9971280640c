import Casework
import Interchange
import Testing

struct DayFormTests {
    @Test(
        arguments: [
            (DayForm.iso, "2026-01-31", "2026-01-31"), (.iso, " 2026-01-31 ", "2026-01-31"),
            (.iso, "2026-02-30", nil), (.iso, "31.1.2026", nil), (.iso, "", nil),
            (.monthDayYear, "01/31/2010", "2010-01-31"), (.monthDayYear, "3/1/2012", "2012-03-01"),
            (.monthDayYear, "31/01/2010", nil), (.monthDayYear, "1/1/12", nil),
            (.monthDayYear, "1/1", nil), (.monthDayYear, "+1/1/2012", nil),
            (.dayMonthYear, "31/1/2010", "2010-01-31"),
            (.german, "1.2.2026", "2026-02-01"), (.german, "01.02.26", nil),
            (.isoTime, "2016-02-16T23:30:00+01:00", "2016-02-16"),
            (.isoTime, "2016-02-16T23:30:00-05:00", "2016-02-16"),
            (.isoTime, "2016-02-16T23:30:00Z", "2016-02-17"),
            (.isoTime, "2016-07-16T22:30:00+00:00", "2016-07-17"),
            (.isoTime, "2016-02-16 08:00:00", "2016-02-16"), (.isoTime, "2016-02-16", "2016-02-16"),
            (.isoTime, "2016-02-16T25:00:00Z", nil), (.isoTime, "2016-02-16Unsinn", nil),
        ] as [(DayForm, String, String?)])
    func reads(form: DayForm, text: String, day: String?) {
        #expect(form.read(text)?.iso == day)
    }
}

struct AmountFormTests {
    @Test(
        arguments: [
            (AmountForm.us, "75,453.00", 7_545_300), (.us, "71373", 7_137_300),
            (.us, "19308.98", 1_930_898), (.us, "-800.360000000001", -80_036),
            (.us, "1.101633736E7", 1_101_633_736), (.us, "136,000,000", 13_600_000_000),
            (.us, "0.005", 1), (.us, "-0.005", -1), (.us, "0.0049", 0), (.us, ".5", 50),
            (.us, "5e-3", 1), (.us, "1E-30", 0), (.us, "€ 12.00", 1_200),
            (.us, "1,23", nil), (.us, "1,2345", nil), (.us, "", nil), (.us, "-", nil),
            (.us, "1.2.3", nil), (.us, "12a", nil), (.us, "1e99", nil), (.us, "9e29", nil),
            (.us, "versch.", nil), (.us, "--1", nil), (.us, ".", nil),
            (.austrian, "75.453,00", 7_545_300), (.austrian, "1.234.567,895", 123_456_790),
        ] as [(AmountForm, String, Int64?)])
    func reads(form: AmountForm, text: String, cents: Int64?) {
        #expect(form.read(text)?.cents == cents)
    }
}

struct AddressTests {
    @Test(arguments: [
        ("Schillerstr. 1, 50858 Köln - Weiden", "Schillerstr.|1|50858|Köln|Weiden|"),
        ("Geyergasse (Altstadt/Nord), Köln", "Geyergasse|||Köln|Altstadt/Nord|"),
        ("Europaring, Köln", "Europaring|||Köln||"),
        ("Stammstr.  28, 50823  Köln - Ehrenfeld", "Stammstr.|28|50823|Köln|Ehrenfeld|"),
        ("Wiener Straße 12a, 4020 Linz", "Wiener Straße|12a|4020|Linz||"),
        ("Oberstegle 10 a, 78464 Konstanz", "Oberstegle|10a|78464|Konstanz||"),
        ("Hauptstraße 1-5, 4040 Linz", "Hauptstraße|1-5|4040|Linz||"),
        ("Uhlandstr.3, Konstanz", "Uhlandstr.|3||Konstanz||"),
        ("Brachsengang, 1, Konstanz", "Brachsengang|1||Konstanz||"),
        ("Straße des 17. Juni 135, 10623 Berlin", "Straße des 17. Juni|135|10623|Berlin||"),
        ("8037 Zürich", "||8037|Zürich||"),
        ("B33 158, 78464 Konstanz", "B33|158|78464|Konstanz||"),
        ("P54G+JJ Konstanz", "|||||P54G+JJ Konstanz"),
        (
            "Konstanz, Karlsruher Strasse, 78467 Konstanz",
            "Konstanz||78467|Konstanz||Karlsruher Strasse"
        ),
        ("4020", "||4020|||"), ("", "|||||"), (",,", "|||||"), ("12", "12|||||"),
    ])
    func takesApart(text: String, parts: String) {
        let address = AddressText(text)
        let shown = [
            address.street, address.houseNumber, address.postalCode, address.town,
            address.district, address.rest,
        ].joined(separator: "|")
        #expect(shown == parts)
    }

    @Test(arguments: 0..<20)
    func neverFails(seed: Int) {
        var dice = Dice(state: UInt64(seed))
        let letters = Array("a1 ,.-()+/ß\n\u{0308}".unicodeScalars)
        for _ in 0..<200 {
            var text = String.UnicodeScalarView()
            for _ in 0..<Int.random(in: 0...30, using: &dice) {
                text.append(letters.randomElement(using: &dice) ?? "a")
            }
            _ = AddressText(String(text))
        }
    }

    @Test func linzIsABox() {
        var place = Place()
        #expect(LinzBounds.contains(place) == nil)
        place.postalCode = "4030"
        #expect(LinzBounds.contains(place) == true)
        place.postalCode = "1010"
        #expect(LinzBounds.contains(place) == false)
        (place.latitude, place.longitude) = (48_306_000, 14_287_000)
        #expect(LinzBounds.contains(place) == true)
        place.longitude = 9_196_800
        #expect(LinzBounds.contains(place) == false)
    }
}
