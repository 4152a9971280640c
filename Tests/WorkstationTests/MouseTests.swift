import Casework
import Foundation
import Testing
import TextCanvas
import Workstation

/// The mouse works everywhere it is expected to, and nothing needs it.
@Suite("Maus")
struct MouseTests {
    private func click(
        _ desk: inout ListDesk, _ x: Int, _ y: Int, _ action: MouseEvent.Action = .press
    ) {
        desk.send(.input(.mouse(MouseEvent(action, .left, at: Point(x, y)))))
    }

    @Test func rowsAreChosenAndOpened() {
        var desk = ListDesk(size: Size(120, 40))
        click(&desk, 30, 9)
        #expect(desk.state.worklist.position.cursor == 5)
        click(&desk, 30, 10, .doubleClick)
        #expect(desk.tops == [.caseFile])
    }

    @Test func tabsOpenTheirQueues() throws {
        var desk = ListDesk(size: Size(120, 40))
        let line = desk.canvas.lineText(1)
        let place = try #require(line.range(of: "Ohne Zuteilung"))
        click(&desk, line.distance(from: line.startIndex, to: place.lowerBound), 1)
        #expect(desk.state.worklist.query.queue == .unassigned)
    }

    @Test func hintsOfTheFooterAreButtons() throws {
        var desk = ListDesk(size: Size(120, 40))
        let place = try #require(desk.footer.range(of: "Hilfe"))
        click(&desk, desk.footer.distance(from: desk.footer.startIndex, to: place.lowerBound), 39)
        #expect(desk.tops == [.help])
    }

    @Test func dialogsAreClicked() throws {
        var desk = ListDesk(size: Size(120, 40))
        desk.press("z")
        let lines = (0..<40).map { desk.canvas.lineText($0) }
        let row = try #require(lines.firstIndex { $0.contains("A. Šimić") })
        click(&desk, 40, row)
        #expect(desk.store.submitted.count == 1)
        var chief = ListDesk(as: "glehner", size: Size(120, 40))
        chief.press("a")
        click(&chief, 30, 5)
        #expect(chief.state.dialogs.isEmpty)
        click(&chief, 30, 6, .doubleClick)
        #expect(chief.tops == [.approvals, .caseFile])
    }

    @Test func theWheelScrollsAndTheCursorStaysInSight() {
        var desk = ListDesk(size: Size(120, 40))
        for _ in 0..<20 { click(&desk, 30, 20, .wheelDown) }
        #expect(desk.state.worklist.position.top == 60)
        #expect(desk.cursorLine.contains("▸"))
        for _ in 0..<40 { click(&desk, 30, 20, .wheelUp) }
        #expect(desk.state.worklist.position.top == 0)
    }
}
