import Casework
import TestSupport
import Testing
import TextCanvas
import Workstation

@Suite("Ausgang und Klärung")
struct OutboxTests {
    static let sizes = [Size(80, 24), Size(120, 40), Size(160, 50)]

    private var here: String { #filePath.replacing("Sync/", with: "") }

    private func desk(_ size: Size = Size(120, 40)) -> ListDesk {
        var desk = ListDesk(size: size)
        desk.store.outbox = SyncSample.page()
        desk.send(
            .line(
                LineState(
                    connection: .offline(since: SyncSample.now.adding(seconds: -3_600)),
                    outbox: 5, oldest: SyncSample.now.adding(seconds: -55 * 60), refused: 3)))
        desk.press("up")
        return desk
    }

    @Test(arguments: sizes)
    func pictures(size: Size) {
        for (name, keys) in [
            ("ausgang", ["A"]), ("ausgang-vorgemerkt", ["A", "down"]), ("klaerung", ["K"]),
            ("klaerung-geschlossen", ["K", "down"]), ("erledigt", ["K", "tab"]),
            ("verwerfen", ["K", "x"]),
        ] {
            var desk = desk(size)
            for key in keys { desk.press(key) }
            assertScreen(
                desk.canvas, named: "\(name)-\(size.width)x\(size.height)", filePath: here)
        }
    }

    @Test func everyWaitingActIsThereWithItsReason() {
        var desk = desk(Size(160, 50))
        desk.press("A")
        let screen = desk.screen
        for words in [
            "wartet auf Netz", "vorgemerkt", "an der Zentrale geparkt", "wartet auf Anmeldung",
        ] {
            #expect(screen.contains(words), "\(words)")
        }
        // A case without a number bears a provisional one.
        #expect(screen.contains("vorl. 00008"))
        #expect(screen.contains("Ausgang 5"))
        #expect(screen.contains("Klärung 3"))
    }

    @Test func theCursorStaysWithItsAct() {
        var desk = desk()
        desk.press("A", "down", "down")
        desk.store.outbox.waiting.removeFirst()
        desk.send(.line(LineState(connection: .connected, outbox: 4)))
        #expect(desk.cursorLine.contains("Lageplan.pdf"))
    }

    @Test func openingACaseComesBackToTheLine() {
        var desk = desk()
        desk.press("A", "down", "enter")
        #expect(desk.tops == [.outbox, .caseFile])
        desk.press("esc")
        #expect(desk.tops == [.outbox])
        #expect(desk.cursorLine.contains("Verbesserungsauftrag"))
    }

    @Test func aLostRaceNamesWhoHasIt() {
        var desk = desk(Size(160, 50))
        desk.press("K")
        #expect(desk.screen.contains("Inzwischen bei A. Šimić."))
        #expect(desk.screen.contains("Die Zentrale hat „Zugeteilt an M. Huber“ nicht übernommen."))
    }

    /// What has not gone is taken back by an act of its own, once the person has seen what stays.
    @Test func whatHasNotGoneIsTakenBackAfterAQuestion() {
        var desk = desk(Size(160, 50))
        desk.press("A", "u")
        #expect(desk.screen.contains("Zurücknehmen, was noch hier liegt"))
        #expect(desk.screen.contains("Beides geht zur Zentrale"))
        desk.press("esc")
        #expect(desk.store.submitted.isEmpty)
        desk.press("u", "enter")
        #expect(desk.store.submitted.map(\.bodies) == [[.undo("w1")]])
    }

    /// What the centre has, and what is somebody else's, is not.
    @Test func whatTheCentreHasIsNotTakenBack() {
        for (downs, words) in [(2, "Die Zentrale hat diese Handlung schon"), (4, "A. Šimić")] {
            var desk = desk(Size(160, 50))
            desk.press("A")
            for _ in 0..<downs { desk.press("down") }
            desk.press("u")
            #expect(desk.screen.contains(words))
            #expect(desk.state.dialogs.isEmpty)
        }
        var desk = desk(Size(160, 50))
        desk.press("K", "u")
        #expect(desk.screen.contains("Die Zentrale hat schon entschieden"))
        #expect(desk.store.submitted.isEmpty)
    }

    /// Nothing leaves the tray without a reason.
    @Test func discardingNeedsAReason() {
        var desk = desk()
        desk.press("K", "x", "ctrl-s")
        #expect(desk.store.clearings.isEmpty)
        desk.type("hat sich erledigt")
        desk.press("ctrl-s")
        #expect(
            desk.store.clearings
                == [Clearing(acts: ["r1"], manner: .discarded, reason: "hat sich erledigt")])
        #expect(desk.screen.contains("Klärung 2"))
        #expect(desk.state.line.refused == 2)
    }

    /// The form of the act comes up filled; storing it takes the refused one out of the tray.
    @Test func redoingOpensTheFormFilled() {
        var desk = desk()
        desk.press("K", "down", "n")
        #expect(desk.tops.last == .caseFile)
        #expect(desk.screen.contains("Bitte zurückrufen"))
        #expect(desk.store.clearings.isEmpty)
        desk.press("ctrl-s")
        #expect(desk.store.submitted.count == 1)
        #expect(desk.store.clearings == [Clearing(acts: ["r2"], manner: .redone)])
    }

    @Test func leavingTheFormLeavesItInTheTray() {
        var desk = desk()
        desk.press("K", "down", "n", "esc", "esc")
        #expect(desk.store.clearings.isEmpty)
        #expect(desk.tops == [.outbox])
        #expect(desk.screen.contains("Klärung 3"))
    }

    @Test func aNoteTellsWhatWasWantedAndWhyNot() throws {
        var desk = desk()
        desk.press("K", "t")
        #expect(desk.screen.contains("Zugeteilt an M. Huber"))
        desk.press("ctrl-s")
        let body = try #require(desk.store.submitted.first?.bodies.first)
        guard case .addNote(let note) = body else {
            Issue.record("\(body)")
            return
        }
        #expect(note.text.contains("Inzwischen bei A. Šimić"))
        #expect(desk.store.clearings == [Clearing(acts: ["r1"], manner: .noted)])
    }

    /// Where the case is gone, only giving up remains, and the key says so.
    @Test func withoutACaseTheReasonIsSaid() {
        var desk = desk()
        desk.press("K", "down", "down", "n")
        #expect(desk.footer.contains("nur verwerfen"))
        desk.press("t")
        #expect(desk.footer.contains("nur verwerfen"))
    }

    @Test func conflictsAreAQueue() {
        var desk = desk()
        #expect(desk.state.queues.contains(.conflicts))
        desk.press("g")
        #expect(desk.screen.contains("Konflikte"))
    }
}
