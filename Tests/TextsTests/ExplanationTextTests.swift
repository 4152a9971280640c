import Casework
import Testing
import Texts

@Suite("Rechnung, Frist und Zustellung erklären sich")
struct ExplanationTextTests {
    @Test("Jede Zeile der Rechnung")
    func calculation() {
        let lines: [(CalculationLine, String)] = [
            (
                .rate(
                    Rate(percent: 30), field: "Kosten", of: Money(euro: 2500),
                    gives: Money(euro: 750)), "30 % von Kosten 2.500,00 € = 750,00 €"
            ),
            (
                .unitPrice(
                    Money(euro: 1), factors: [("Fläche", Quantity(100)), ("Höhe", Quantity(15))],
                    gives: Money(euro: 1500)),
                "1,00 € × 100 (Fläche) × 15 (Höhe) = 1.500,00 €"
            ),
            (.base(Money(euro: 360)), "Grundbetrag 360,00 €"),
            (.requested(Money(euro: 5)), "Beantragt 5,00 €"),
            (.sum(Money(euro: 5)), "Summe 5,00 €"),
            (
                .cap(Money(euro: 625), reason: .amount, bites: true),
                "gedeckelt mit 625,00 € (Höchstbetrag)"
            ),
            (
                .cap(
                    Money(euro: 900), reason: .share(Rate(percent: 30), of: "Kosten"), bites: false),
                "Deckel nicht erreicht: 900,00 € (höchstens 30 % von Kosten)"
            ),
            (
                .cap(
                    Money(euro: 10),
                    reason: .allPublic(Rate(percent: 50), others: Money(euro: 40)), bites: true),
                "gedeckelt mit 10,00 € (alle öffentlichen Förderungen zusammen höchstens 50 %, "
                    + "andere 40,00 €)"
            ),
            (.result(Money(euro: 625)), "Förderbetrag 625,00 €"),
        ]
        for (line, text) in lines { #expect(line.sentence == text) }
        #expect(lines.map(\.0).count(where: \.isResult) == 1)
    }

    private func record() throws -> DeadlineRecord {
        DeadlineRecord(
            definition: "frist", title: "Verbesserungsfrist",
            formula: try DeadlineFormula(.avgShift, .weeks(4)), binds: .party,
            start: Sample.day("2026-11-10"), event: .delivered("auftrag"),
            end: Sample.day("2026-12-09"))
    }

    @Test("Die Frist nennt Herkunft, Feiertag und Rechtsquelle")
    func deadline() throws {
        let record = try record()
        #expect(
            record.origin(under: Sample.procedure)
                == "4 Wochen ab Zustellung „Verbesserungsauftrag“ 10.11.2026 · § 13 Abs 3 AVG")
        let text = record.explanation(Assumptions()).joined(separator: "\n")
        for part in ["08.12.2026", "Mariä Empfängnis", "§ 33 Abs 2 AVG", "09.12.2026"] {
            #expect(text.contains(part))
        }
        #expect(!text.contains("Festgehalten"))
    }

    @Test("Was wäre, wenn")
    func whatIf() throws {
        let record = try record()
        let later = record.whatIf(start: Sample.day("2026-11-11"), suspension: nil, Assumptions())
        #expect(later == "Mi 09.12.2026 (gleich)")
        let stood = record.whatIf(
            start: record.start,
            suspension: Suspension(from: Sample.day("2026-11-16"), to: Sample.day("2026-11-23")),
            Assumptions())
        #expect(stood == "Di 15.12.2026 (6 T später)")
        let wrong = record.whatIf(
            start: record.start,
            suspension: Suspension(from: Sample.day("2026-11-23"), to: Sample.day("2026-11-16")),
            Assumptions())
        #expect(wrong.hasSuffix("."))
    }

    @Test("Ein festgehaltenes Ende, das die Rechnung nicht ergibt, wird genannt")
    func recorded() throws {
        var record = try record()
        record.end = Sample.day("2026-12-08")
        #expect(record.explanation(Assumptions()).last?.contains("Festgehalten") == true)
    }

    @Test("Von Hand gesetzt")
    func byHand() {
        var record = DeadlineRecord(
            definition: "", title: "Rückruf", formula: .fixed, binds: .us,
            start: Sample.day("2026-12-01"), event: nil, end: Sample.day("2026-12-01"))
        record.reason = "zugesagt"
        #expect(record.origin(under: Sample.procedure) == "von Hand gesetzt: zugesagt")
        #expect(
            record.explanation(Assumptions()) == ["01.12.2026  Dienstag: mit Datum gesetzt"])
    }

    @Test("Zustellung")
    func delivery() {
        var delivery = Delivery(channel: .registered, dispatched: Sample.day("2026-11-10"))
        #expect(delivery.state == "unterwegs seit 10.11.2026")
        delivery.deposited = Sample.day("2026-11-12")
        delivery.delivered = Sample.day("2026-11-12")
        #expect(
            delivery.sentence
                == "RSb, abgefertigt 10.11.2026, hinterlegt 12.11.2026, zugestellt 12.11.2026")
        delivery.undeliverable = Sample.day("2026-11-30")
        #expect(delivery.state == "unzustellbar 30.11.2026")
        #expect(!delivery.sentence.contains("zugestellt"))
    }
}
