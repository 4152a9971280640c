import Casework
import Testing
import Texts

@Suite("Verlauf in Worten")
struct HistoryTextTests {
    private func check(
        _ change: Change, _ line: String?, sourceLocation: SourceLocation = #_sourceLocation
    ) {
        #expect(Sample.words.line(change) == line, sourceLocation: sourceLocation)
    }

    @Test("Alt und neu mit den Wörtern des Verfahrens")
    func changes() {
        check(
            Change(Slot(.phase), from: .text("eingang"), to: .text("verbesserung")),
            "Verfahrensstand: Vorprüfung → Verbesserung")
        check(
            Change(
                .field("umfang"), from: .field(.quantity(Quantity(50))),
                to: .field(.quantity(Quantity(milli: 52_500)))),
            "Stammumfang: 50 cm → 52,5 cm")
        check(
            Change(.field("art"), from: .field(.text("linde")), to: .field(.text("ahorn"))),
            "Baumart: Linde → Ahorn")
        check(Change(.field("art"), from: nil, to: .field(.text("linde"))), "Baumart: Linde")
        check(
            Change(.field("art"), from: .field(.text("linde")), to: nil),
            "Baumart: Linde → entfernt")
        check(
            Change(Slot(.assignment), from: nil, to: .assignment(.init(unit: "SGS", person: "mh"))),
            "Zuteilung: M. Huber · Stadtgrün")
        check(
            Change(
                .item("plan"), from: .item(ItemRecord(state: .missing)),
                to: .item(ItemRecord(state: .present, remark: "nachgereicht"))),
            "Lageplan: fehlt → vorhanden (nachgereicht)")
        check(Change(Slot(.result), from: nil, to: .text("ja")), "Ergebnis: bewilligt")
    }

    @Test("Was nur das Programm braucht, steht nicht da")
    func hidden() {
        check(Change(.taken("bessern"), from: nil, to: .day(Sample.day("2026-11-23"))), nil)
        check(Change(Slot(.mark, "returned"), from: nil, to: .text("mh")), nil)
    }

    @Test("Unbekanntes behält seinen Namen")
    func unknown() {
        check(Change(.field("fremd"), from: nil, to: .field(.integer(3))), "fremd: 3")
        check(Change(Slot(.phase), from: nil, to: .text("x")), "Verfahrensstand: x")
    }

    private static let day = Sample.day("2026-11-23")
    private static let bodies: [(ActBody, String)] = [
        (
            .open(
                Opening(
                    procedure: "baum", edition: "e", kind: "pate", subject: "s",
                    received: day, channel: "counter")),
            "Akt angelegt: Patenschaft, eingelangt 23.11.2026 über Parteienverkehr"
        ),
        (.takeStep(StepTaking(step: "bessern")), "Schritt „Verbesserungsauftrag“"),
        (.approve(note: ""), "Genehmigt"), (.sendBack(reason: "r"), "Zurückgegeben"),
        (.setFields(["art": nil, "umfang": nil]), "Felder: Baumart, Stammumfang"),
        (.setSubject("x"), "Betreff"), (.setPlace(Place()), "Ort"), (.setPaper("K 3"), "Papierakt"),
        (.checkItems(["plan": ItemRecord(state: .present)]), "Prüfliste: Lageplan"),
        (.addNote(Note(id: "n", kind: .handover, text: "t")), "Übergabenotiz: t"),
        (.assign(Assignment(unit: "SGS", person: "mh"), reason: ""), "Zugeteilt an M. Huber"),
        (.assign(Assignment(unit: "SGS"), reason: ""), "Zugeteilt an Stadtgrün, ohne Person"),
        (.resubmit(day, reason: ""), "Wiedervorlage am Mo 23.11.2026"),
        (.cancelResubmission, "Wiedervorlage aufgehoben"),
        (.putParty(Party(id: "p", role: "pate", name: "Elif")), "Beteiligte: Elif"),
        (.removeParty("p", reason: "r"), "Beteiligte entfernt"),
        (.checkPicture("a", .clean), "Bildprüfung: unbedenklich"),
        (
            .recordDelivery("l", "p", Delivery(channel: .registered, dispatched: day)),
            "Zustellung: RSb, abgefertigt 23.11.2026"
        ),
        (.answerInquiry("i", day: day, answer: "a"), "Antwort eingelangt am 23.11.2026"),
        (
            .post(
                Posting(id: "b", kind: .payment, amount: Money(euro: 625), day: day, text: "")),
            "Auszahlung: 625,00 €"
        ),
        (
            .setDeadline(key: "hand1", title: "Rückruf", end: day, binds: .us, reason: "r"),
            "Frist gesetzt: Rückruf, 23.11.2026"
        ),
        (
            .extendDeadline(key: "frist#p", .by(.weeks(2)), reason: "r"),
            "Frist verlängert: Verbesserungsfrist, um 2 Wochen"
        ),
        (
            .suspendDeadline(key: "frist", from: day, reason: "r"),
            "Frist gehemmt: Verbesserungsfrist, ab 23.11.2026"
        ),
        (
            .resumeDeadline(key: "frist", to: day),
            "Frist läuft weiter: Verbesserungsfrist, ab 23.11.2026"
        ),
        (.cancelDeadline(key: "hand1", reason: "r"), "Frist aufgehoben: von Hand gesetzt"),
        (.relate("c", relation: "selbe Adresse"), "Akt verknüpft: selbe Adresse"),
        (.unrelate("c"), "Verknüpfung aufgehoben"),
        (.declareBias("mh", reason: "r"), "Befangenheit vermerkt: M. Huber (§ 7 AVG)"),
        (.withdraw(day: day, reason: ""), "Zurückgezogen am 23.11.2026"),
        (
            .transfer(to: "Land OÖ", day: day, reason: ""),
            "Abgetreten an Land OÖ am 23.11.2026 (§ 6 AVG)"
        ),
        (.void(reason: "r"), "Als irrtümlich angelegt abgeschlossen"),
        (.reopen(reason: "r"), "Wieder geöffnet"), (.undo("a"), "Zurückgenommen"),
        (.resolveConflict(.field("art"), nil), "Konflikt entschieden: Baumart"),
    ]

    @Test("Jede Amtshandlung hat eine Überschrift")
    func headlines() {
        for (body, text) in Self.bodies { #expect(Sample.words.headline(body) == text) }
    }

    @Test("Was zurückgenommen wurde, wird genannt")
    func undone() {
        let act = Act(
            id: "a7", device: "d", counter: 1, actor: "mh", caseID: "c", base: Base(version: 1),
            body: .setSubject("Neu"), at: .epoch)
        let entry = Entry(
            sequence: 1, caseID: "c", version: 2, act: act, at: .epoch, outcome: .applied,
            changes: [])
        let words = HistoryWords(
            procedure: Sample.procedure, office: Sample.office, entries: [entry])
        #expect(words.headline(.undo("a7")) == "Zurückgenommen: Betreff")
        #expect(words.headline(.undo("a8")) == "Zurückgenommen")
    }

    @Test("Die Begründung wird gefunden")
    func reasons() {
        #expect(Sample.words.reason(.void(reason: " doppelt ")) == "doppelt")
        #expect(Sample.words.reason(.approve(note: "")) == nil)
        #expect(Sample.words.reason(.setSubject("x")) == nil)
    }
}
