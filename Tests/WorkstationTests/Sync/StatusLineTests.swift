import Casework
import TestSupport
import Testing
import TextCanvas
import Workstation

@Suite("Statuszeile")
struct StatusLineTests {
    private var here: String { #filePath.replacing("Sync/", with: "") }

    /// All states one below the other, for each width: sign, word, number, alarm.
    @Test(arguments: [80, 90, 104, 120, 160])
    func everyStateFitsEveryWidth(width: Int) {
        var lines: [String] = []
        for (name, line) in SyncSample.lines {
            var desk = ListDesk(size: Size(width, 24))
            desk.send(.line(line), after: 0)
            let head = desk.canvas.lineText(0)
            lines += ["\(name):", head]
            #expect(SafeText(head).width <= width)
            #expect(head.contains("Arbeitsvorrat"))
            #expect(head.contains("↑\(line.outbox)"), "\(name) \(width)")
        }
        assertScreen(
            lines.joined(separator: "\n") + "\n", named: "statuszeile-\(width)", filePath: here)
    }

    /// Each state has its own sign and its own word.
    @Test func signsAndWordsDiffer() {
        var signs: Set<String> = []
        for name in ["allein", "verbunden", "gleicht-ab", "offline", "anmeldung"] {
            guard let line = SyncSample.lines.first(where: { $0.name == name })?.line else {
                Issue.record("no \(name)")
                continue
            }
            var desk = ListDesk(size: Size(160, 24))
            desk.send(.line(line), after: 0)
            for sign in ["○", "●", "◆", "◌", "■"] where desk.canvas.lineText(0).contains(sign) {
                signs.insert(sign)
            }
        }
        #expect(signs.count == 5)
    }

    static let alarms: [(LineState, minutesLater: Int, alarming: Bool)] = [
        (LineState(connection: .connected, outbox: 1, oldest: SyncSample.now), 14, false),
        (LineState(connection: .connected, outbox: 1, oldest: SyncSample.now), 15, true),
        (
            LineState(
                connection: .offline(since: SyncSample.now), outbox: 1, oldest: SyncSample.now),
            23 * 60, false
        ),
        (
            LineState(
                connection: .offline(since: SyncSample.now), outbox: 1, oldest: SyncSample.now),
            24 * 60, true
        ),
        (LineState(connection: .connected, outbox: 0, oldest: nil), 10_000, false),
        (LineState(connection: .offline(since: SyncSample.now), outbox: 1_000), 0, true),
    ]

    @Test(arguments: alarms)
    func theAlarmComesByAge(_ line: LineState, _ later: Int, _ alarming: Bool) {
        #expect(line.isAlarming(at: SyncSample.now.adding(seconds: later * 60)) == alarming)
    }

    /// INV-ALARM: once the oldest act is too old, the sign is on at the next tick, by itself.
    @Test func theAlarmComesOnWithTheTick() {
        var desk = ListDesk(size: Size(80, 24))
        desk.send(
            .line(LineState(connection: .connected, outbox: 1, oldest: SyncSample.now)), after: 0)
        #expect(!desk.canvas.lineText(0).contains("▲"))
        desk.send(.tick, after: 16 * 60_000)
        #expect(desk.canvas.lineText(0).contains("▲↑1 seit 16 Min"))
    }

    @Test func aChangeIsSaidOnceAndSaysWhatToDo() {
        var desk = ListDesk()
        desk.send(.line(LineState(connection: .connected)))
        #expect(!desk.screen.contains("antwortet"))
        let away = LineState(
            connection: .offline(since: SyncSample.now),
            offlineUntil: SampleOffice.today.adding(days: 7))
        desk.send(.line(away))
        #expect(desk.screen.contains("antwortet nicht"))
        #expect(desk.screen.contains("noch bis Mo 30.11.2026 arbeiten (in 7 Tagen)"))
        desk.press("down")
        #expect(!desk.screen.contains("antwortet nicht"))
        desk.send(.line(away))
        #expect(!desk.screen.contains("antwortet nicht"))
        desk.send(.line(LineState(connection: .connected)))
        #expect(desk.screen.contains("antwortet wieder"))
        desk.send(.line(LineState(connection: .halted(.loginNeeded))))
        #expect(desk.screen.contains("neue Anmeldung"))
        desk.send(.line(LineState(connection: .halted(.loginNeeded), refused: 1)))
        #expect(desk.screen.contains("1 Handlung nicht übernommen"))
    }

    @Test func theStatusLineLeadsToTheOutbox() {
        var desk = ListDesk()
        desk.press("f2")
        #expect(desk.tops == [.outbox])
        desk.press("esc")
        desk.press("A")
        #expect(desk.tops == [.outbox])
        desk.press("esc")
        desk.send(.line(LineState(refused: 1)))
        desk.send(.input(.mouse(MouseEvent(.press, at: Point(110, 0)))))
        #expect(desk.tops == [.outbox])
        #expect(desk.screen.contains("nicht übernommen"))
    }
}
