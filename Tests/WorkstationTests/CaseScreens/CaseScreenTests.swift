import Casework
import Testing
import TextCanvas
import Workstation

@Suite("Akt: Ort, Entwürfe, Konflikte")
struct CaseScreenTests {
    @Test("Jede Taste eines Entwurfs geht hinaus; er steht nach dem Wiederöffnen da")
    func drafts() {
        var desk = CaseDesk()
        desk.press(.character("t"))
        desk.forget()
        desk.type("ab")
        let key = DraftKey(caseID: SampleCase.id, name: "notiz/text")
        #expect(desk.orders.contains(.keepDraft(key, "a")))
        #expect(desk.orders.contains(.keepDraft(key, "ab")))
        desk.press(KeyEvent(.escape), KeyEvent(.escape))
        #expect(desk.state.caseFile == nil)

        var again = CaseDesk(drafts: desk.state.session.drafts)
        #expect(again.screen().contains("Entwurf liegt noch da: Notiz"))
        again.press(.character("t"))
        #expect(again.screen().contains("Aus dem Entwurf: Text"))
        again.type("c")
        again.press(.ctrl("s"))
        guard case .addNote(let note)? = again.acts.first else {
            Issue.record("keine Notiz")
            return
        }
        #expect(note.text == "abc")
        #expect(again.state.session.drafts.isEmpty)
        #expect(again.orders.contains(.dropDraft(key)))
    }

    @Test("Nur Getipptes ist ein Entwurf: Ansehen und Verlassen hinterlässt nichts")
    func noDraftWithoutTyping() {
        var desk = CaseDesk()
        desk.press(KeyEvent(.enter), KeyEvent(.tab), KeyEvent(.escape))
        #expect(desk.state.session.drafts.isEmpty)
        desk.press(KeyEvent(.enter))
        desk.type("x")
        #expect(desk.state.session.drafts.count == 1)
        desk.press(KeyEvent(.backspace), KeyEvent(.escape))
        #expect(desk.state.session.drafts.isEmpty)
    }

    @Test("Konflikt: meiner, der andere oder ein dritter Wert")
    func conflicts() {
        func decided(_ keys: [KeyEvent], typing: String = "") -> [ActBody] {
            var desk = CaseDesk(view: SampleCase.conflicted())
            desk.press(.character("c"))
            for key in keys { desk.press(key) }
            if !typing.isEmpty {
                desk.press(.ctrl("u"))
                desk.type(typing)
                desk.press(.ctrl("s"))
            }
            return desk.acts
        }
        let slot = Slot.field("umfang")
        #expect(
            decided([.character("m"), KeyEvent(.enter)])
                == [.resolveConflict(slot, .field(.quantity(Quantity(52))))])
        #expect(
            decided([.character("z"), KeyEvent(.enter)])
                == [.resolveConflict(slot, .field(.quantity(Quantity(48))))])
        #expect(
            decided([.character("e")], typing: "51")
                == [.resolveConflict(slot, .field(.quantity(Quantity(51))))])
        #expect(decided([.character("m"), KeyEvent(.escape)]).isEmpty)
    }

    @Test("Was andere ändern, während ein Formular offen ist, wird nie still überschrieben")
    func staleForm() {
        var desk = CaseDesk()
        for _ in 0..<6 { desk.press(KeyEvent(.down)) }
        desk.press(KeyEvent(.enter))
        desk.type("52")
        desk.meanwhile(
            .assign(Assignment(unit: "SGS", person: "as"), reason: ""), by: "mh")
        desk.meanwhile(
            .setFields(["umfang": .some(.quantity(Quantity(48)))]), by: "as")
        desk.meanwhile(
            .assign(Assignment(unit: "SGS", person: "mh"), reason: ""), by: "as")
        desk.send(.changed([SampleCase.id]))
        desk.press(.ctrl("s"))
        let file = desk.state.caseFile?.view?.file
        #expect(file?.field("umfang") == .quantity(Quantity(48)))
        #expect(file?.conflicts.first?.mine == .field(.quantity(Quantity(52))))
        #expect(desk.screen().contains("Konflikt: beide Werte sind aufgehoben"))
    }

    @Test("Der Konflikt zeigt drei Spalten")
    func conflictColumns() {
        var desk = CaseDesk(view: SampleCase.conflicted())
        #expect(desk.screen().contains("Konflikt: Stammumfang"))
        desk.press(.character("c"))
        let screen = desk.screen()
        for part in ["52 cm", "50 cm", "48 cm", "M. Huber", "vorher", "Zentrale"] {
            #expect(screen.contains(part))
        }
    }

    @Test("Der Platz bleibt: Reiter und Zeile überstehen Änderung von außen und neue Größe")
    func place() {
        var desk = CaseDesk(view: SampleCase.ordered())
        desk.press(.backTab, .backTab, KeyEvent(.down), KeyEvent(.down))
        let before = desk.state.caseFile
        desk.meanwhile(
            .addNote(Note(id: "n9", kind: .remark, text: "neu")), by: "as")
        desk.send(.changed([SampleCase.id]))
        desk.send(.input(.resized(Size(80, 22))))
        desk.send(.input(.resized(Size(120, 40))))
        #expect(desk.state.caseFile?.view?.file.notes.count == 2)
        let screen = desk.screen()
        #expect(screen.contains("neu"))
        #expect(before != nil)
        desk.press(KeyEvent(.up))
        desk.press(KeyEvent(.enter))
        #expect(desk.screen().contains("Kennung"))
    }

    @Test("Der Verlauf nennt wer, wann, was, alt und neu")
    func history() {
        var desk = CaseDesk(view: SampleCase.ordered())
        desk.press(.backTab, .backTab)
        let screen = desk.screen()
        for part in ["M. Huber", "A. Šimić", "Schritt „Verbesserungsauftrag“", "09.11.2026"] {
            #expect(screen.contains(part))
        }
        desk.press(KeyEvent(.down), KeyEvent(.enter))
        #expect(desk.screen().contains("Verfahrensstand: Vorprüfung → Verbesserung"))
    }

    @Test("Die Frist erklärt sich mit Feiertag und Rechtsquelle")
    func deadline() {
        var desk = CaseDesk(view: SampleCase.ordered())
        desk.press(.backTab, .backTab, .backTab, .backTab, KeyEvent(.down), KeyEvent(.enter))
        let screen = desk.screen()
        for part in ["Mi 09.12.2026", "Mariä Empfängnis", "§ 33 Abs 2 AVG", "+16 T"] {
            #expect(screen.contains(part))
        }
    }

    @Test("Ohne Fassung nur lesbar")
    func readOnly() {
        var view = SampleCase.view()
        view.readOnly = true
        var desk = CaseDesk(view: view)
        desk.press(.character("1"), .character("e"))
        #expect(desk.acts.isEmpty)
        #expect(desk.screen().contains("H021"))
    }

    @Test("Akten am selben Ort stehen beisammen und lassen sich von hier öffnen")
    func sameplace() {
        var desk = CaseDesk(view: SampleCase.ordered())
        #expect(desk.screen().contains("1 Akt, 1 offen"))
        desk.press(KeyEvent(.end))
        #expect(desk.screen().contains("0017733/2026"))
        desk.press(KeyEvent(.enter))
        #expect(desk.questions.contains(.openCase("fall2")))
        #expect(desk.state.caseFile?.id == "fall2")
        desk.press(KeyEvent(.escape))
        #expect(desk.state.caseFile?.id == SampleCase.id)
        #expect(desk.screen().contains("▸ 0017733/2026"))
        desk.press(KeyEvent(.escape))
        #expect(desk.state.caseFile == nil)
    }

    @Test("Neues seit dem letzten Blick")
    func fresh() {
        var view = SampleCase.view()
        view.seenVersion = 2
        let desk = CaseDesk(view: view)
        #expect(desk.screen().contains("Neu seit Ihrem letzten Blick: 1 Eintrag"))
    }

    @Test("Ein Akt, der nicht gelesen werden kann, lässt den Platz, wo er war")
    func unreadable() {
        var desk = CaseDesk(opening: false)
        desk.silent = true
        desk.state.openCase("x")
        desk.send(.tick)
        guard let id = desk.state.requests.first(where: { $0.value.recipient == .caseFile })?.key
        else {
            Issue.record("nicht gefragt")
            return
        }
        desk.send(.failed(id, DeskFailure(code: "S1", sentence: "Der Speicher antwortet nicht.")))
        #expect(desk.state.caseFile == nil)
        #expect(desk.screen().contains("Der Speicher antwortet nicht."))
    }

    @Test("Scheitert das Speichern, steht das Getippte wieder da")
    func failedSave() {
        var desk = CaseDesk()
        desk.press(.character("t"))
        desk.type("wichtig")
        desk.silent = true
        desk.press(.ctrl("s"))
        guard let id = desk.state.requests.first(where: { $0.value.recipient == .caseFile })?.key
        else {
            Issue.record("nicht gesendet")
            return
        }
        desk.send(.failed(id, DeskFailure(code: "S2", sentence: "Die Platte ist voll.")))
        #expect(desk.screen().contains("wichtig"))
        #expect(desk.screen().contains("Die Platte ist voll."))
        #expect(desk.state.session.drafts.values.contains("wichtig"))
    }

    @Test("Jede Größe ab 80×22 zeigt Kopf, Reiter und Schritte")
    func narrow() {
        for size in [Size(80, 22), Size(81, 23), Size(100, 30), Size(250, 80)] {
            let desk = CaseDesk(size: size)
            let screen = desk.screen()
            for part in ["0004168/2026", "▸Übersicht", "Fristen", "1 Verbesserungsauftrag"] {
                #expect(screen.contains(part), "\(size)")
            }
        }
    }
}
