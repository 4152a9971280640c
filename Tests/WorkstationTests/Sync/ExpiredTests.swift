import Casework
import TestSupport
import Testing
import TextCanvas
import Texts

@testable import Workstation

/// A week without the centre: reading goes on, and everything that saves says why it does not.
@Suite("Zu lange ohne Zentrale")
struct ExpiredTests {
    static let line = LineState(
        connection: .offline(since: SyncSample.now.adding(seconds: -8 * 86_400)), outbox: 1,
        oldest: SyncSample.now.adding(seconds: -8 * 86_400),
        offlineUntil: SampleOffice.today.adding(days: -1), isExpired: true)
    static let sentence = LineWords.offlineOver(SampleOffice.today.adding(days: -1))

    private var here: String { #filePath.replacing("Sync/", with: "") }

    private func desk(_ size: Size = Size(120, 40)) -> ListDesk {
        var desk = ListDesk(size: size)
        desk.send(.line(Self.line))
        return desk
    }

    @Test func itIsSaidOnceWhenItHappens() {
        var desk = ListDesk()
        desk.send(.line(Self.line))
        #expect(desk.screen.contains("endete am"))
    }

    @Test(arguments: ["z", "m", "w", "t", "h", "i", "u"])
    func whatSavesIsRefusedWithTheReason(key: String) {
        var desk = desk()
        desk.press("down", key)
        #expect(desk.state.dialogs.isEmpty, "\(key) opens something")
        #expect(desk.state.notice?.text == Self.sentence)
        #expect(desk.store.submitted.isEmpty)
    }

    @Test func everyCommandOfTheTableIsGreyed() {
        let state = desk().state
        for id in CommandTable.saving {
            let command = CommandTable.byID[id]
            #expect(command != nil, "\(id) is no command")
            #expect(command?.hindrance(state) == .desk(Self.sentence), "\(id)")
        }
    }

    @Test(arguments: [Size(80, 24), Size(120, 40), Size(160, 50)])
    func pictures(size: Size) {
        var desk = desk(size)
        desk.press("down", "enter")
        assertScreen(
            desk.canvas, named: "offline-zu-lange-akt-\(size.width)x\(size.height)",
            filePath: here)
        desk.press("a")
        assertScreen(
            desk.canvas, named: "offline-zu-lange-menue-\(size.width)x\(size.height)",
            filePath: here)
    }

    @Test func contactBringsEverythingBack() {
        var desk = desk()
        desk.send(.line(LineState(connection: .connected)))
        desk.press("down", "t")
        #expect(!desk.state.dialogs.isEmpty)
    }
}
