import Casework
import Testing
import TextCanvas
import Workstation

@Suite("Akt: große Akten")
struct LongCaseTests {
    @Test("Tausend Einträge: der Verlauf zeigt die neuesten und auf Wunsch mehr")
    func longHistory() {
        var view = SampleCase.view()
        for index in 0..<600 {
            SampleCase.play(
                .addNote(
                    Note(
                        id: NoteID("x\(1000 + index)"), kind: .remark,
                        text: "Eintrag \(index)")),
                by: "as", on: &view, at: SampleCase.moment("2026-11-20", 9))
        }
        var desk = CaseDesk(view: view)
        desk.press(.backTab, .backTab)
        #expect(desk.screen().contains("Eintrag 599"))
        desk.press(KeyEvent(.end))
        #expect(desk.screen().contains("ältere Einträge"))
        desk.press(KeyEvent(.enter), KeyEvent(.end))
        #expect(desk.screen().contains("Akt angelegt"))
    }
}
