import Casework
import TestSupport
import Testing
import TextCanvas
import Workstation

/// A row of the list says that something done here has not reached the centre.
@Suite("Noch nicht an der Zentrale")
struct UnsentRowTests {
    private func desk(_ size: Size, _ line: LineState) -> ListDesk {
        var rows = SampleRows.rows(142)
        for index in [1, 3, 4] { rows[index].pending = index }
        var desk = ListDesk(rows, size: size)
        desk.send(.line(line))
        desk.press("down", "up")
        return desk
    }

    private static let offline = LineState(
        connection: .offline(since: SyncSample.now), outbox: 8, oldest: SyncSample.now)

    @Test(arguments: [Size(80, 24), Size(120, 40), Size(160, 50)])
    func pictures(size: Size) {
        let desk = desk(size, Self.offline)
        assertScreen(
            desk.canvas, named: "vorrat-ungesendet-\(size.width)x\(size.height)",
            filePath: #filePath.replacing("Sync/", with: ""))
    }

    @Test func theSignIsExplainedInTheHelp() {
        var desk = desk(Size(120, 40), Self.offline)
        desk.press("f1", "end")
        let help = (0..<8).map { _ in
            defer { desk.press("pageup") }
            return desk.screen
        }
        #expect(help.contains { $0.contains("↑") && $0.contains("noch nicht an der Zentrale") })
    }

    @Test func aloneThereIsNothingToReach() {
        #expect(!desk(Size(120, 40), LineState()).screen.contains("noch nicht an der Zentrale"))
    }
}
