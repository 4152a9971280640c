import Casework
import Testing
import Texts

@Suite("Wörter des Amts")
struct TitleTests {
    private func check(_ titles: [String], sourceLocation: SourceLocation = #_sourceLocation) {
        #expect(titles.allSatisfy { !$0.isEmpty }, sourceLocation: sourceLocation)
        #expect(Set(titles).count == titles.count, "\(titles)", sourceLocation: sourceLocation)
    }

    @Test("Jede geschlossene Art hat ein eigenes Wort")
    func distinct() {
        check(Role.allCases.map(\.title))
        check(WaitingFor.allCases.map(\.title))
        check(WaitingFor.allCases.map(\.boundTitle))
        check(Urgency.allCases.map(\.title))
        check(DeliveryChannel.allCases.map(\.title))
        check(Set(DeliveryChannel.allCases.map(\.rule)).sorted())
        check(ItemState.allCases.map(\.title))
        check(InquiryKind.allCases.map(\.title))
        check(PostingKind.allCases.map(\.title))
        check(Closing.Manner.allCases.map(\.title))
        check(Note.Kind.allCases.map(\.title))
        check(Letter.State.allCases.map(\.title))
        check(LetterKind.allCases.map(\.title))
        check(DeadlineRecord.State.allCases.map(\.title))
        check(Outcome.allCases.map(\.title))
        check(Attachment.PictureCheck.allCases.map(\.title))
        check(LegalNature.allCases.map(\.title))
        check(Slot.Family.allCases.map(\.title))
        check(IntakeChannel.allCases.map(\.title))
    }

    @Test(
        "Verbleibende Tage",
        arguments: [
            (-3, "−3 T", "seit 3 Tagen überfällig"), (0, "0 T", "heute"), (1, "+1 T", "morgen"),
            (16, "+16 T", "in 16 Tagen"), (-1, "−1 T", "seit gestern überfällig"),
            (1234, "+1.234 T", "in 1.234 Tagen"),
        ])
    func days(_ days: Int, short: String, spoken: String) {
        #expect(Words.daysLeft(days) == short)
        #expect(Words.daysLeftSpoken(days) == spoken)
    }

    @Test(
        "Verbleibende Tage in sechs Zeichen",
        arguments: [(-999, "−999 T"), (-1_000, "−2 J"), (-3_935, "−10 J"), (1_234, "+3 J")])
    func daysInAColumn(_ days: Int, text: String) {
        #expect(Words.daysLeftShort(days) == text)
        #expect(text.count <= 6)
    }

    @Test(
        "Größen", arguments: [(0, "0 B"), (999, "999 B"), (34_400, "34 kB"), (2_140_000, "2,1 MB")])
    func sizes(_ bytes: Int, text: String) { #expect(Words.size(bytes) == text) }

    @Test("Zählwörter")
    func counts() {
        #expect(Words.count(1, "Akt", "Akten") == "1 Akt")
        #expect(Words.count(12_345, "Akt", "Akten") == "12.345 Akten")
    }

    @Test("Eingangsarten: Bekanntes wird übersetzt, Quellen bleiben")
    func channels() {
        #expect(IntakeChannel.title(of: "counter") == "Parteienverkehr")
        #expect(IntakeChannel.title(of: "open311") == "open311")
    }
}
