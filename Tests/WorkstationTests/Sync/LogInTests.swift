import Casework
import TestSupport
import Testing
import TextCanvas
import Workstation

@Suite("Anmelden")
struct LogInTests {
    private var here: String { #filePath.replacing("Sync/", with: "") }

    private func desk(
        _ connection: Connection = .connected, _ size: Size = Size(120, 40)
    ) -> ListDesk {
        var desk = ListDesk(size: size)
        desk.send(.line(LineState(connection: connection)))
        desk.press("up")
        return desk
    }

    @Test(arguments: [Size(80, 24), Size(120, 40), Size(160, 50)])
    func pictures(size: Size) {
        var desk = desk(.halted(.loginNeeded), size)
        desk.press("L")
        desk.type("geheim")
        assertScreen(
            desk.canvas, named: "anmelden-\(size.width)x\(size.height)", filePath: here)
    }

    /// Not on the screen, not in a draft, not in what is printed of the state or the effects.
    @Test func thePasswordIsNowhere() {
        var desk = desk()
        desk.press("L")
        desk.type("Schubert1797")
        #expect(!desk.screen.contains("Schubert1797"))
        #expect(desk.screen.contains("••••••••••••"))
        #expect(desk.state.session.drafts.isEmpty)
        #expect(!desk.orders.contains { "\($0)".contains("Schubert") })
        let question = Question.logIn("mhuber", Secret("Schubert1797"))
        #expect(!"\(question)".contains("Schubert"))
        #expect(!String(reflecting: question).contains("Schubert"))
        var dumped = ""
        dump(question, to: &dumped)
        #expect(!dumped.contains("Schubert"))
        desk.press("esc")
        #expect(desk.state.session.drafts.isEmpty)
    }

    @Test func theRightPasswordReachesTheStore() {
        var desk = desk()
        desk.press("L")
        desk.type("geheim")
        desk.press("enter")
        #expect(desk.store.logins == ["mhuber"])
        #expect(desk.screen.contains("Angemeldet") || desk.screen.contains("Abgeglichen"))
    }

    @Test func aWrongOneAsksAgainWithTheReason() {
        var desk = desk()
        desk.press("L")
        desk.type("falsch")
        desk.press("enter")
        #expect(desk.store.logins.isEmpty)
        #expect(desk.screen.contains("stimmen nicht"))
        #expect(!desk.screen.contains("••"))
        desk.type("geheim")
        desk.press("enter")
        #expect(desk.store.logins == ["mhuber"])
    }

    /// Logging in again leaves everything where it was.
    @Test func whoWasHereStaysWhereTheyWere() {
        var desk = desk()
        desk.press("down", "down", "space")
        let before = (desk.current, desk.state.worklist.marked)
        desk.press("L")
        desk.type("geheim")
        desk.press("enter")
        #expect(desk.current == before.0)
        #expect(desk.state.worklist.marked == before.1)
    }

    @Test func changingPersonsAsksForAPasswordOnlyWithACentre() {
        for (connection, asks) in [
            (Connection.alone, false), (.connected, true),
            (.offline(since: SyncSample.now), false),
        ] {
            var desk = desk(connection)
            desk.press("P")
            desk.type("šimić")
            desk.press("enter")
            #expect(desk.screen.contains("Passwort") == asks, "\(connection)")
            if !asks { #expect(desk.state.person.id == "asimic") }
        }
    }

    @Test func withoutACentreTheKeySaysWhy() {
        var desk = desk(.alone)
        desk.press("L")
        #expect(desk.footer.contains("arbeitet allein"))
        desk = self.desk(.offline(since: SyncSample.now))
        desk.press("L")
        #expect(desk.footer.contains("nicht erreichbar"))
    }
}
