import Casework
import TestSupport
import Testing
import TextCanvas
import Workstation

@Suite("Akt: Bilder der Reiter")
struct CaseSnapshotTests {
    static let sizes = [Size(80, 24), Size(120, 40), Size(160, 50)]
    static let tabs = [
        "overview", "documents", "parties", "deadlines", "letters", "history", "notes",
    ]

    /// Snapshots of this folder lie with those of the room.
    private func check(
        _ desk: CaseDesk, _ name: String, sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let size = desk.state.size
        assertScreen(
            render(desk.state, size), named: "case/\(name)-\(size.width)x\(size.height)",
            filePath: #filePath.replacing("CaseScreens/", with: ""),
            sourceLocation: sourceLocation)
    }

    @Test("Jeder Reiter in drei Größen", arguments: tabs, sizes)
    func tab(_ tab: String, _ size: Size) {
        var desk = CaseDesk(size: size, view: SampleCase.ordered())
        for _ in 0..<(Self.tabs.firstIndex(of: tab) ?? 0) { desk.press(KeyEvent(.tab)) }
        check(desk, tab)
    }

    @Test("Die Frist mit aufgeklappter Erklärung", arguments: sizes)
    func deadline(_ size: Size) {
        var desk = CaseDesk(size: size, view: SampleCase.ordered())
        desk.press(.backTab, .backTab, .backTab, .backTab)
        desk.press(KeyEvent(.down), KeyEvent(.enter))
        check(desk, "deadline-open")
    }

    @Test("Genehmigung, Konflikt, Schreiben, Formular", arguments: sizes)
    func sheets(_ size: Size) {
        var approval = CaseDesk(as: "gl", size: size, view: SampleCase.prepared())
        check(approval, "approval-waits")
        approval.press(.character("g"))
        check(approval, "approval-letter")
        var conflict = CaseDesk(size: size, view: SampleCase.conflicted())
        conflict.press(.character("c"))
        check(conflict, "conflict")
        var letter = CaseDesk(size: size)
        letter.press(.character("1"))
        check(letter, "letter")
        letter.press(KeyEvent(.enter))
        check(letter, "step-confirm")
        var form = CaseDesk(size: size)
        form.press(.character("4"))
        form.type("abc")
        check(form, "step-form")
        var steps = CaseDesk(size: size)
        steps.press(.character("s"))
        check(steps, "steps")
    }

    @Test("Einlauf mit Ähnlichem", arguments: sizes)
    func intake(_ size: Size) {
        var desk = CaseDesk(size: size, opening: false)
        desk.duplicates = [
            PossibleDuplicate(
                row: TreeProcedure.made.worklistRow(of: SampleCase.view().file),
                reasons: ["selbe Adresse", "ähnlicher Betreff"])
        ]
        desk.press(.character("i"))
        desk.press(KeyEvent(.tab), KeyEvent(.tab), KeyEvent(.tab))
        desk.type("19:30")
        desk.press(KeyEvent(.tab))
        desk.type("Linde vor")
        check(desk, "intake")
    }

    @Test("Feindlicher Text bleibt sichtbar und harmlos", arguments: sizes)
    func hostile(_ size: Size) {
        let subject = "Linde\u{1b}]0;x\u{7}\u{202e}gnuztühcs\r\n漢字 e\u{301}\u{200b}"
        let desk = CaseDesk(size: size, view: SampleCase.view(subject: subject))
        check(desk, "hostile")
        let screen = desk.screen()
        #expect(!screen.unicodeScalars.contains { $0.value == 0x1b || $0.value == 0x202e })
    }
}
