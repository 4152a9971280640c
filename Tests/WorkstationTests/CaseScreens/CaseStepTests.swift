import Casework
import Testing
import TextCanvas
import Workstation

@Suite("Akt: Schritte")
struct CaseStepTests {
    private func acts(
        _ desk: CaseDesk, _ wanted: [ActBody], sourceLocation: SourceLocation = #_sourceLocation
    ) {
        #expect(desk.acts == wanted, sourceLocation: sourceLocation)
    }

    @Test("Verbesserungsauftrag: Schreiben lesen, bestätigen, gesetzt")
    func letterStep() {
        var desk = CaseDesk()
        desk.press(.character("1"))
        #expect(desk.screen().contains("bitte legen Sie vor: Lageplan."))
        #expect(desk.screen().contains("[x] Elif Yıldız"))
        desk.press(KeyEvent(.enter))
        #expect(desk.screen().contains("Verfahrensstand: Vorprüfung → Verbesserung"))
        acts(desk, [])
        desk.press(KeyEvent(.enter))
        acts(
            desk,
            [
                .takeStep(
                    StepTaking(
                        step: "auftrag",
                        letter: LetterDraft(text: desk.letter, recipients: ["p1"])))
            ])
        #expect(desk.screen().contains("gespeichert"))
        #expect(desk.state.caseFile?.view?.file.phase == "verbesserung")
        let idle = desk.state.isIdle
        #expect(idle)
    }

    @Test("Ohne Empfänger:in geht kein Schreiben hinaus")
    func noRecipient() {
        var desk = CaseDesk()
        desk.press(.character("1"), .character(" "), KeyEvent(.enter))
        #expect(desk.screen().contains("H048"))
        acts(desk, [])
        desk.press(.character(" "), KeyEvent(.enter), KeyEvent(.enter))
        #expect(desk.acts.count == 1)
    }

    @Test("Ein nicht möglicher Schritt nennt denselben Grund in der Liste und auf die Taste")
    func greyed() {
        var desk = CaseDesk()
        let reason = "Hindernis H017: „Zustimmung der Nachbarschaft“ fehlt"
        #expect(desk.screen().contains(reason))
        desk.press(.character("2"))
        #expect(desk.screen().split(separator: "\n").last?.contains(reason) == true)
        acts(desk, [])
    }

    @Test("Formular: Pflichtfelder, Prüfung beim Tippen, dann die Wirkung")
    func formStep() {
        var desk = CaseDesk()
        desk.press(.character("4"))
        desk.type("5")
        #expect(desk.screen().contains("passt nicht in das Feld „Stammumfang“"))
        desk.press(.ctrl("s"))
        acts(desk, [])
        desk.type("2,5")
        desk.press(KeyEvent(.tab))
        desk.type("1250,5")
        #expect(desk.screen().contains("1.250,50 €"))
        desk.press(KeyEvent(.tab))
        desk.type("nachgemessen")
        desk.press(.ctrl("s"))
        #expect(desk.screen().contains("Stammumfang: 52,5 cm"))
        desk.press(KeyEvent(.enter))
        acts(
            desk,
            [
                .takeStep(
                    StepTaking(
                        step: "messen",
                        inputs: [
                            "umfang": .quantity(Quantity(milli: 52_500)),
                            "kosten": .money(Money(cents: 125_050)),
                        ], reason: "nachgemessen"))
            ])
    }

    @Test("Anfrage: wer, was, bis wann")
    func inquiry() {
        var desk = CaseDesk()
        desk.press(.character("3"), KeyEvent(.right), KeyEvent(.tab))
        desk.type("Ist die Linde gesund?")
        desk.press(KeyEvent(.tab))
        desk.type("+14")
        desk.press(.ctrl("s"), KeyEvent(.enter))
        acts(
            desk,
            [
                .takeStep(
                    StepTaking(
                        step: "gutachten",
                        inquiry: InquiryDraft(
                            kind: .expert, addressee: "gutachter",
                            question: "Ist die Linde gesund?",
                            due: SampleCase.day("2026-12-07"))))
            ])
        #expect(desk.state.caseFile?.view?.file.inquiries.count == 1)
    }

    @Test("Eine Ablehnung bringt das Formular mit dem Grund und den Texten zurück")
    func refused() {
        var desk = CaseDesk()
        desk.press(.character("4"))
        desk.type("50")
        desk.press(KeyEvent(.tab), KeyEvent(.tab))
        desk.type("weil")
        desk.nextRefusal = Obstacle(.movedOn)
        desk.press(.ctrl("s"), KeyEvent(.enter))
        #expect(desk.screen().contains("H023"))
        #expect(desk.screen().contains("50"))
        #expect(desk.state.session.drafts.values.contains("weil"))
    }

    @Test("Vier Augen: wer vorbereitet hat, kann nicht genehmigen")
    func ownPreparation() {
        var desk = CaseDesk(as: "mh", view: SampleCase.prepared())
        desk.press(.character("g"))
        #expect(desk.screen().contains("Hindernis H0"))
        acts(desk, [])
    }

    @Test("Die Gruppenleitung liest das Schreiben und genehmigt")
    func approval() {
        var desk = CaseDesk(as: "gl", view: SampleCase.prepared())
        desk.press(.character("g"))
        #expect(desk.screen().contains("Spruch: bewilligt."))
        desk.press(KeyEvent(.enter))
        #expect(desk.screen().contains("Vorbereitet von M. Huber"))
        desk.press(.ctrl("s"))
        acts(desk, [.approve(note: "")])
        #expect(desk.state.caseFile?.view?.file.phase == "entschieden")
    }

    @Test("Zurückgeben braucht einen Grund")
    func sendBack() {
        var desk = CaseDesk(as: "gl", view: SampleCase.prepared())
        desk.press(.character("G"), .ctrl("s"))
        acts(desk, [])
        desk.type("Begründung fehlt")
        desk.press(.ctrl("s"))
        acts(desk, [.sendBack(reason: "Begründung fehlt")])
        let mine = CaseDesk(as: "mh", view: desk.view)
        #expect(mine.screen().contains("Zurückgegeben an mich: „Begründung fehlt“"))
    }

    @Test("Alle Schritte in der Liste, tippend gefunden")
    func stepList() {
        var desk = CaseDesk()
        desk.press(.character("s"))
        desk.type("verm")
        desk.press(KeyEvent(.enter))
        #expect(desk.screen().contains("Stammumfang"))
    }
}
