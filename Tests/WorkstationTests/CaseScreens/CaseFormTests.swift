import Casework
import Testing
import TextCanvas
import Workstation

@Suite("Akt: Formulare")
struct CaseFormTests {
    private func acts(
        _ desk: CaseDesk, _ wanted: [ActBody], sourceLocation: SourceLocation = #_sourceLocation
    ) {
        #expect(desk.acts == wanted, sourceLocation: sourceLocation)
    }

    /// Goes to a tab and puts the cursor `down` rows below its first.
    private func desk(
        _ view: CaseView = SampleCase.view(), tab: Int = 0, down: Int = 0,
        as person: PersonID = "mh"
    ) -> CaseDesk {
        var desk = CaseDesk(as: person, view: view)
        for _ in 0..<tab { desk.press(KeyEvent(.tab)) }
        for _ in 0..<down { desk.press(KeyEvent(.down)) }
        return desk
    }

    @Test("Notiz in mehreren Zeilen")
    func note() {
        var desk = desk()
        desk.press(.character("t"))
        desk.type("Erste Zeile\nzweite")
        desk.press(.ctrl("s"))
        guard case .addNote(let note)? = desk.acts.first else {
            Issue.record("keine Notiz")
            return
        }
        #expect(note.text == "Erste Zeile\nzweite")
        #expect(note.kind == .remark)
        #expect(!note.id.raw.isEmpty)
    }

    @Test("Wiedervorlage, wie sie getippt wird; leer hebt sie auf")
    func resubmission() {
        var desk = desk()
        desk.press(.character("w"))
        desk.type("+14")
        #expect(desk.screen().contains("Mo 07.12.2026"))
        desk.press(.ctrl("s"))
        acts(desk, [.resubmit(SampleCase.day("2026-12-07"), reason: "")])
        desk.forget()
        desk.press(.character("w"), .ctrl("u"), .ctrl("s"))
        acts(desk, [.cancelResubmission])
    }

    @Test("Eine Wiedervorlage in der Vergangenheit wird beim Tippen abgewiesen")
    func pastResubmission() {
        var desk = desk()
        desk.press(.character("w"))
        desk.type("23.11.2026")
        desk.press(.ctrl("s"))
        acts(desk, [])
    }

    @Test("Prüfliste mit einer Taste; ohne Rechtsgrundlage keine Forderung")
    func checklist() {
        var desk = desk(tab: 1, down: 1)
        desk.press(.character("v"))
        acts(
            desk,
            [.checkItems(["zustimmung": ItemRecord(state: .present, remark: "fehlt von Nr. 14")])])
        desk.forget()
        desk.press(.character("f"))
        acts(desk, [])
        #expect(desk.screen().contains("H032"))
    }

    @Test("Alles Ungeprüfte mit einer Taste, nach einer Rückfrage")
    func allPresent() {
        var desk = desk(tab: 1)
        desk.press(.character("V"))
        #expect(desk.screen().contains("✓ Wunschliste"))
        desk.press(KeyEvent(.enter))
        acts(desk, [.checkItems(["wunsch": ItemRecord(state: .present)])])
    }

    @Test("Eine Zustellung für alle, denen noch nichts eingetragen ist")
    func deliveryForAll() {
        var view = SampleCase.view()
        SampleCase.play(
            .putParty(Party(id: "p2", role: "nachbar", name: "Karl Nachbar")), by: "mh", on: &view,
            at: SampleCase.moment("2026-11-06", 9))
        SampleCase.play(
            .takeStep(
                StepTaking(
                    step: "auftrag", letter: LetterDraft(text: "x", recipients: ["p1", "p2"]))),
            by: "mh", on: &view, at: SampleCase.moment("2026-11-09", 10))
        var desk = desk(view, tab: 4, down: 1)
        desk.press(KeyEvent(.enter))
        desk.type("RSb")
        desk.press(KeyEvent(.enter), KeyEvent(.tab))
        desk.type("10.11.")
        for _ in 0..<4 { desk.press(KeyEvent(.tab)) }
        #expect(desk.screen().contains("auch für die übrigen 1"))
        desk.press(.character("j"), .ctrl("s"))
        #expect(desk.acts.count == 2)
        let delivered = desk.state.caseFile?.view?.file.letters.first?.deliveredToAll
        #expect(delivered == SampleCase.day("2026-11-10"))
    }

    @Test(
        "Prüfung beim Tippen: was gesagt wird und was es heißt",
        arguments: [
            (0, "5,2x", "passt nicht in das Feld „Stammumfang“"),
            (0, "9", "passt nicht in das Feld „Stammumfang“"),
            (0, "901", "passt nicht in das Feld „Stammumfang“"),
            (0, "52,5", "52,5 cm"), (0, "120 cm", "120 cm"),
            (1, "9.11.", "Mo 09.11.2026"), (1, "gestern", "So 22.11.2026"),
            (1, "24.11.2026", "24.11.2026 ist im Feld „Gepflanzt am“ nicht möglich"),
            (1, "31.2.", "passt nicht in das Feld „Gepflanzt am“"),
        ])
    func validation(field: Int, typed: String, said: String) {
        var desk = desk(down: 6)
        desk.press(KeyEvent(.enter))
        for _ in 0..<field { desk.press(KeyEvent(.tab)) }
        desk.type(typed)
        let screen = desk.screen()
        #expect(screen.contains(said))
    }

    @Test(
        "Beträge, wie sie getippt werden",
        arguments: [
            ("1250,5", "1.250,50 €"), ("1.250", "1.250,00 €"), ("12 000", "12.000,00 €"),
            ("EUR 5,-", "5,00 €"), ("-3", "passt nicht in das Feld „Kosten“"),
            ("12,345", "passt nicht in das Feld „Kosten“"),
        ])
    func money(typed: String, said: String) {
        var desk = desk(down: 7)
        desk.press(KeyEvent(.enter))
        desk.type(typed)
        let screen = desk.screen()
        #expect(screen.contains(said))
    }

    @Test("Bildprüfung nur auf Bildern")
    func picture() {
        var desk = desk(tab: 1, down: 3)
        desk.press(.character("p"))
        acts(desk, [])
        desk.press(KeyEvent(.down), .character("p"))
        acts(desk, [.checkPicture("b2", .clean)])
        desk.press(.character("p"))
        acts(desk, [.checkPicture("b2", .clean)])
        #expect(desk.screen().contains("Schon vermerkt: unbedenklich."))
    }

    @Test("Beteiligte aufnehmen, ändern, entfernen")
    func parties() {
        var desk = desk(tab: 2)
        desk.press(.character("n"))
        desk.type("Karl Nachbar")
        desk.press(.ctrl("s"))
        guard case .putParty(let party)? = desk.acts.first else {
            Issue.record("keine Beteiligten")
            return
        }
        #expect(party.name == "Karl Nachbar")
        #expect(party.role == "pate")
        desk.forget()
        desk.press(KeyEvent(.end), .character("x"), .ctrl("s"))
        acts(desk, [])
        desk.type("irrtümlich")
        desk.press(.ctrl("s"))
        acts(desk, [.removeParty("p1", reason: "irrtümlich")])
    }

    @Test("Felder: nur Geändertes geht hinaus")
    func fields() {
        var desk = desk()
        desk.press(.character("a"))
        desk.type("Felder")
        desk.press(KeyEvent(.enter), KeyEvent(.tab))
        desk.type("48")
        desk.press(.ctrl("s"))
        acts(desk, [.setFields(["umfang": .some(.quantity(Quantity(48)))])])
    }

    @Test("Leere Felder stehen in einer Zeile; Enter öffnet das Formular beim ersten")
    func emptyFields() {
        var desk = desk()
        #expect(desk.screen().contains("leer (3): Stammumfang, Gepflanzt am, Naturdenkmal"))
        for _ in 0..<6 { desk.press(KeyEvent(.down)) }
        desk.press(KeyEvent(.enter))
        desk.type("60")
        desk.press(.ctrl("s"))
        acts(desk, [.setFields(["umfang": .some(.quantity(Quantity(60)))])])
    }

    @Test("Zuteilen an eine Person")
    func assignment() {
        var desk = desk()
        desk.press(.character("z"), KeyEvent(.function(4)))
        desk.type("Šimić")
        desk.press(KeyEvent(.enter), .ctrl("s"))
        acts(desk, [.assign(Assignment(unit: "SGS", person: "as"), reason: "")])
    }

    @Test("Frist setzen, verlängern, hemmen, aufheben")
    func deadlines() {
        var desk = desk(tab: 3)
        desk.press(.character("+"))
        desk.type("2W")
        #expect(desk.screen().contains("neues Ende"))
        desk.press(KeyEvent(.tab))
        desk.type("krank")
        desk.press(.ctrl("s"))
        acts(desk, [.extendDeadline(key: "entscheidung", .by(.weeks(2)), reason: "krank")])
        desk.forget()
        desk.press(.character("h"), KeyEvent(.tab))
        desk.type("Vorfrage")
        desk.press(.ctrl("s"))
        acts(
            desk,
            [.suspendDeadline(key: "entscheidung", from: CaseDesk.today, reason: "Vorfrage")])
        desk.forget()
        desk.press(.character("H"), .ctrl("s"))
        acts(desk, [.resumeDeadline(key: "entscheidung", to: CaseDesk.today)])
        desk.forget()
        desk.press(.character("x"))
        desk.type("gegenstandslos")
        desk.press(.ctrl("s"))
        acts(desk, [.cancelDeadline(key: "entscheidung", reason: "gegenstandslos")])
    }

    @Test("Was wäre, wenn: nichts wird gespeichert")
    func whatIf() {
        var desk = desk(tab: 3)
        desk.press(.character("d"), .ctrl("u"))
        desk.type("2.10.2026")
        desk.press(.ctrl("s"))
        acts(desk, [])
        #expect(
            desk.screen().contains(
                "Was wäre, wenn … beginnt Fr 02.10.2026: Fr 27.11.2026 (7 T später)"))
    }

    @Test("Zustellung: Art, Tage, Zustelltag mit Regel; startet die Frist")
    func delivery() {
        var view = SampleCase.view()
        SampleCase.play(
            .takeStep(
                StepTaking(step: "auftrag", letter: LetterDraft(text: "x", recipients: ["p1"]))),
            by: "mh", on: &view, at: SampleCase.moment("2026-11-09", 10))
        var desk = desk(view, tab: 4, down: 1)
        desk.press(KeyEvent(.enter))
        desk.type("ohne Nach")
        desk.press(KeyEvent(.enter))
        #expect(desk.screen().contains("braucht einen Zustellnachweis"))
        desk.press(.ctrl("u"))
        desk.type("RSb")
        desk.press(KeyEvent(.enter), KeyEvent(.tab))
        desk.type("10.11.")
        #expect(desk.screen().contains("gilt als zugestellt Di 10.11.2026"))
        desk.press(.ctrl("s"))
        #expect(desk.screen().contains("zugestellt Di 10.11.2026"))
        #expect(
            desk.state.caseFile?.view?.file.deadlines.contains {
                $0.record.title == "Verbesserungsfrist"
            } == true)
    }

    @Test("Zurückziehen, Abtreten, Wieder öffnen, irrtümlich, Befangenheit, Buchung")
    func closing() {
        func menu(_ word: String, _ desk: inout CaseDesk) {
            desk.press(.character("a"))
            desk.type(word)
            desk.press(KeyEvent(.enter))
        }
        var desk = desk()
        menu("Abtreten", &desk)
        desk.type("Land OÖ")
        desk.press(.ctrl("s"))
        acts(desk, [.transfer(to: "Land OÖ", day: CaseDesk.today, reason: "")])
        #expect(desk.state.caseFile?.view?.file.isOpen == false)
        desk.forget()
        menu("Wieder öffnen", &desk)
        #expect(desk.screen().contains("Wieder laufen, als wäre nie abgeschlossen worden"))
        desk.type("Irrtum")
        desk.press(.ctrl("s"))
        acts(desk, [.reopen(reason: "Irrtum")])
        desk.forget()
        menu("Befangenheit", &desk)
        desk.press(KeyEvent(.tab))
        desk.type("verwandt")
        desk.press(.ctrl("s"))
        // The period that came back holds the case, also without an owner.
        acts(desk, [.declareBias("mh", reason: "verwandt")])
        var other = CaseDesk()
        menu("Buchung", &other)
        other.type("andere")
        other.press(KeyEvent(.enter), KeyEvent(.tab))
        other.type("12,50")
        other.press(KeyEvent(.tab), KeyEvent(.tab))
        other.type("Abgabe")
        other.press(.ctrl("s"))
        #expect(other.state.caseFile?.view?.file.sum(.fee) == Money(cents: 1250))
        var gone = CaseDesk()
        menu("Zurückziehen", &gone)
        gone.press(.ctrl("s"))
        acts(gone, [.withdraw(day: CaseDesk.today, reason: "")])
    }

    @Test("Gebühr nach dem Tarif, der heute gilt")
    func fee() {
        var desk = desk()
        desk.press(.character("a"))
        desk.type("Buchung")
        desk.press(KeyEvent(.enter))
        #expect(desk.screen().contains("61,00 € · TP 6 GebG"))
        desk.press(KeyEvent(.enter), .ctrl("s"))
        #expect(desk.state.caseFile?.view?.file.sum(.fee) == Money(euro: 61))
    }

    @Test("Eine Übergabenotiz steht ganz oben, bis man selbst eine schreibt")
    func handover() {
        var view = SampleCase.view()
        SampleCase.play(
            .addNote(Note(id: "n5", kind: .handover, text: "Bitte mit Frau Yıldız telefonieren.")),
            by: "as", on: &view, at: SampleCase.moment("2026-11-20", 16))
        let desk = desk(view)
        #expect(desk.screen().contains("Übergabe (A. Šimić, 20.11.2026): „Bitte mit Frau Yıldız"))
    }

    @Test("Der Ort sagt die Katastralgemeinde, und wo eine Straße in mehreren liegt")
    func place() {
        var desk = desk(down: 1)
        desk.press(KeyEvent(.enter), .ctrl("u"))
        desk.type("Bulgariplatz")
        #expect(desk.screen().contains("liegt in mehreren KG: Lustenau, Waldegg"))
        desk.press(.ctrl("s"))
        guard case .setPlace(let place)? = desk.acts.first else {
            Issue.record("kein Ort")
            return
        }
        #expect(place.street == "Bulgariplatz")
        #expect(place.houseNumber == "12")
    }

    @Test("Verknüpfen nach Geschäftszahl")
    func relation() {
        var desk = desk()
        desk.press(.character("a"))
        desk.type("verknüpfen")
        desk.press(KeyEvent(.enter))
        desk.type("77/2026")
        desk.press(.ctrl("s"))
        acts(desk, [.relate("anderer", relation: "selber Ort")])
    }

    @Test("Beilage: die Datei zuerst in den Speicher, dann in den Akt")
    func attachment() {
        var desk = desk(tab: 1)
        desk.press(.character("n"))
        desk.type("/tmp/plan.pdf")
        desk.press(.ctrl("s"))
        #expect(desk.questions.contains(.takeFile(path: "/tmp/plan.pdf")))
        guard case .addAttachment(let attachment)? = desk.acts.first else {
            Issue.record("keine Beilage")
            return
        }
        #expect(attachment.item == "plan")
    }

    @Test("Wer nur prüft, ändert nichts")
    func auditor() {
        var desk = desk(as: "rev")
        desk.press(.character("e"), .character("1"), .character("w"))
        acts(desk, [])
        #expect(desk.screen().contains("H001"))
    }
}
