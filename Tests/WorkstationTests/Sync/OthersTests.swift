import Casework
import TestSupport
import Testing
import TextCanvas
import Workstation

@Suite("Andere im selben Akt")
struct OthersTests {
    static let sizes = [Size(80, 24), Size(120, 40), Size(160, 50)]

    private func check(_ desk: CaseDesk, _ name: String) {
        let size = desk.state.size
        assertScreen(
            render(desk.state, size), named: "case/\(name)-\(size.width)x\(size.height)",
            filePath: #filePath.replacing("Sync/", with: ""))
    }

    @Test func whoElseIsThereStandsInTheHead() {
        var desk = CaseDesk()
        #expect(desk.orders.contains(.present(SampleCase.id)))
        desk.send(.presence(SampleCase.id, ["as", "mh"]))
        #expect(desk.screen().contains("auch hier: A. Šimić"))
        #expect(!desk.screen().contains("auch hier: A. Šimić, M. Huber"))
        desk.send(.presence("anderer", ["gl"]))
        #expect(!desk.screen().contains("G. Lehner"))
        desk.send(.presence(SampleCase.id, []))
        #expect(!desk.screen().contains("auch hier"))
        desk.press(KeyEvent(.escape))
        #expect(desk.orders.last { $0 == .present(nil) } != nil)
    }

    /// Somebody changes the case while a form is half typed: the text stays, and what changed is
    /// said in the form, in the notice and in the head.
    @Test(arguments: sizes)
    func aHalfTypedFormStays(size: Size) {
        var desk = CaseDesk(size: size)
        desk.press(.character("t"))
        desk.type("halber Satz")
        desk.meanwhile(.setSubject("Linde hinter dem Haus"), by: "gl")
        desk.send(.presence(SampleCase.id, ["gl"]))
        desk.send(.changed([SampleCase.id]))
        #expect(desk.screen().contains("halber Satz"))
        check(desk, "changed-form")
        desk.press(KeyEvent(.escape))
        #expect(desk.screen().contains("inzwischen, G. Lehner"))
        check(desk, "changed-head")
    }

    @Test func ownChangesAreNoNews() {
        var desk = CaseDesk()
        desk.press(.character("t"))
        desk.type("meins")
        desk.press(.ctrl("s"))
        #expect(!desk.screen().contains("nzwischen"))
    }

    /// A letter sealed without the centre is vorgemerkt and cannot be delivered.
    @Test(arguments: sizes)
    func reservedLetters(size: Size) {
        var view = SampleCase.ordered()
        if let index = view.entries.firstIndex(where: { $0.act.body.bindsOutside }) {
            view.unconfirmed = [view.entries[index].act.id]
        }
        var desk = CaseDesk(size: size, view: view)
        #expect(desk.screen().contains("Vorgemerkt"))
        check(desk, "reserved-overview")
        for _ in 0..<4 { desk.press(KeyEvent(.tab)) }
        #expect(desk.screen().contains("vorgemerkt, gilt erst"))
        check(desk, "reserved-letters")
    }

    @Test func aCaseWithoutNumberBearsAProvisionalOne() {
        var view = SampleCase.view()
        view.file.apply(
            [Change(Slot(.number), from: view.file[Slot(.number)], to: nil)],
            version: view.file.version + 1, by: "mh", at: CaseDesk.start)
        let desk = CaseDesk(view: view)
        #expect(desk.screen().contains("vorl. FALL1"))
    }

    /// Refused by the centre while the form was open: stored from the form that comes back, the
    /// first one leaves the tray.
    @Test func aRefusedFormIsNotLeftInTheTray() {
        var desk = CaseDesk()
        desk.nextRefusal = Obstacle(.movedOn)
        desk.nextRefusedActs = ["a77"]
        desk.press(.character("t"))
        desk.type("Rückruf")
        desk.press(.ctrl("s"))
        #expect(desk.screen().contains("Rückruf"))
        #expect(desk.clearings.isEmpty)
        desk.press(.ctrl("s"))
        #expect(desk.clearings == [Clearing(acts: ["a77"], manner: .redone)])
    }

    // MARK: Conflicts

    @Test(arguments: sizes)
    func conflictPictures(size: Size) {
        var grant = CaseDesk(size: size, view: SampleCase.conflictedGrant())
        grant.press(.character("c"))
        #expect(grant.screen().contains("Förderbetrag 600,00 €"))
        #expect(grant.screen().contains("Förderbetrag 576,00 €"))
        check(grant, "conflict-grant")
        var desk = CaseDesk(size: size, view: SampleCase.conflictedPlace())
        desk.press(.character("c"))
        desk.press(KeyEvent(.tab))
        check(desk, "conflict-place")
        desk.press(.character("m"))
        check(desk, "conflict-confirm")
    }

    @Test func stepsThroughSeveralAndStaysWithItsSlot() {
        var desk = CaseDesk(view: SampleCase.conflictedPlace())
        desk.press(.character("c"))
        #expect(desk.screen().contains("Konflikt 1/2"))
        desk.press(KeyEvent(.tab))
        #expect(desk.screen().contains("Konflikt 2/2"))
        desk.press(.character("m"), KeyEvent(.enter))
        #expect(desk.acts.count == 1)
        #expect(desk.screen().contains("Konflikt 1/1"))
    }

    /// Who may not decide sees the reason beside the keys, and from the key.
    @Test func whoMayNotDecideIsTold() {
        var desk = CaseDesk(as: "rev", view: SampleCase.conflicted())
        desk.press(.character("c"))
        #expect(desk.screen().contains("H001"))
        desk.press(.character("m"))
        #expect(desk.acts.isEmpty)
        #expect(!desk.screen().contains("Gilt"))
    }

    /// INV-CONFLICT: whatever is decided, the losing value stands in the history.
    @Test func bothValuesStayInTheHistory() {
        var desk = CaseDesk(size: Size(160, 50), view: SampleCase.conflicted())
        desk.press(.character("c"), .character("m"), KeyEvent(.enter))
        desk.press(.backTab, .backTab, KeyEvent(.enter))
        let screen = desk.screen()
        #expect(screen.contains("48 cm → 52 cm"))
        #expect(desk.view.file.field("umfang") == .quantity(Quantity(52)))
    }
}
