import Casework
import Testing
import TextCanvas
import Workstation

@Suite("Einlauf erfassen")
struct IntakeTests {
    private func desk() -> CaseDesk {
        var desk = CaseDesk(opening: false)
        desk.press(.character("i"))
        return desk
    }

    @Test("F8 wirft Getipptes nicht ohne Nachfrage weg")
    func discardAsks() {
        var desk = desk()
        desk.press(KeyEvent(.function(8)))
        #expect(desk.screen().contains("Neu begonnen."))
        for _ in 0..<4 { desk.press(KeyEvent(.tab)) }
        desk.type("Linde")
        desk.press(KeyEvent(.function(8)))
        #expect(desk.screen().contains("Was hier getippt ist, wird verworfen."))
        desk.press(KeyEvent(.escape))
        #expect(desk.screen().contains("Linde"))
        desk.press(KeyEvent(.function(8)), KeyEvent(.enter))
        #expect(!desk.screen().contains("Linde"))
        #expect(desk.state.session.drafts.isEmpty)
    }

    @Test("Vom Schalter zum Akt mit der Tastatur allein")
    func quick() {
        var desk = desk()
        for _ in 0..<4 { desk.press(KeyEvent(.tab)) }
        desk.type("Linde gießen")
        desk.press(KeyEvent(.tab))
        desk.type("Denkstr")
        desk.press(KeyEvent(.tab))
        desk.type("12")
        for _ in 0..<4 { desk.press(KeyEvent(.tab)) }
        desk.type("Elif Yıldız")
        desk.press(.ctrl("s"))
        guard case .open(let opening)? = desk.acts.first else {
            Issue.record("kein Akt: \(desk.screen())")
            return
        }
        #expect(opening.subject == "Linde gießen")
        #expect(opening.procedure == "baumpatenschaft")
        #expect(opening.kind == "pate")
        #expect(opening.channel == "counter")
        #expect(opening.received == CaseDesk.today)
        #expect(opening.place.street == "Denkstraße")
        #expect(opening.place.houseNumber == "12")
        #expect(opening.place.cadastral == "Kleinmünchen" || opening.place.cadastral.isEmpty)
        #expect(opening.parties.map(\.name) == ["Elif Yıldız"])
        #expect(desk.screen().contains("Empfangsbestätigung"))
        #expect(desk.screen().contains("0000009/2026 SGS"))
        desk.press(.character("n"))
        #expect(desk.state.session.drafts.isEmpty)
    }

    @Test(
        "§ 13 Abs 5 AVG: außerhalb der Amtsstunden zählt der nächste Beginn",
        arguments: [
            ("20.11.2026", "19:30", "2026-11-23", true),
            ("20.11.2026", "9:00", "2026-11-20", false),
            ("23.11.2026", "8:30", "2026-11-23", false),
            ("21.11.2026", "10", "2026-11-23", true),
        ])
    func officeHours(day: String, time: String, received: String, memo: Bool) {
        var desk = desk()
        desk.press(KeyEvent(.tab), KeyEvent(.tab), .ctrl("u"))
        desk.type(day)
        desk.press(KeyEvent(.tab))
        desk.type(time)
        if memo { #expect(desk.screen().contains("§ 13 Abs 5 AVG")) }
        desk.press(KeyEvent(.tab))
        desk.type("x")
        desk.press(.ctrl("s"))
        guard case .open(let opening)? = desk.acts.first else {
            Issue.record("kein Akt")
            return
        }
        #expect(opening.received == SampleCase.day(received))
        let memos = desk.acts.filter { if case .addNote = $0 { true } else { false } }
        #expect(memos.isEmpty != memo)
        let sent = desk.questions.filter { if case .submit = $0 { true } else { false } }
        #expect(sent.count == 1, "the note goes in together with the case")
    }

    @Test("Ähnliche Akten erscheinen beim Tippen")
    func duplicates() {
        var desk = desk()
        desk.duplicates = [
            PossibleDuplicate(
                row: TreeProcedure.made.worklistRow(of: SampleCase.view().file),
                reasons: ["selbe Adresse"])
        ]
        for _ in 0..<4 { desk.press(KeyEvent(.tab)) }
        desk.type("Lin")
        #expect(!desk.screen().contains("Vielleicht schon da"))
        desk.type("de")
        #expect(desk.screen().contains("Vielleicht schon da"))
        #expect(desk.screen().contains("selbe Adresse"))
        desk.press(KeyEvent(.function(3)), KeyEvent(.enter))
        #expect(desk.state.caseFile?.id == SampleCase.id)
        #expect(desk.state.session.drafts.values.contains("Linde"))
    }

    @Test("Ohne Betreff wird nichts angelegt; der Entwurf bleibt")
    func incomplete() {
        var desk = desk()
        desk.press(.ctrl("s"))
        #expect(desk.acts.isEmpty)
        #expect(desk.screen().contains("Betreff"))
    }

    @Test("Die Felder folgen der Verfahrensart")
    func kinds() {
        var desk = desk()
        #expect(desk.screen().contains("Baumart"))
        desk.press(KeyEvent(.function(4)))
        desk.type("Baumfest")
        desk.press(KeyEvent(.enter))
        for _ in 0..<4 { desk.press(KeyEvent(.tab)) }
        desk.type("Fest")
        desk.press(.ctrl("s"))
        guard case .open(let opening)? = desk.acts.first else {
            Issue.record("kein Akt")
            return
        }
        #expect(opening.kind == "fest")
    }
}
