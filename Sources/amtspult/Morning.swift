import Casework
import Foundation
import ShellLanguage
import TextCanvas
import Workstation
import WorkstationRuntime

/// A clerk's morning as text screens, for whoever has no terminal: the list, and one case of
/// each procedure with its periods and steps.
struct Morning {
    var city: City
    var person: PersonID

    func tell() throws {
        let hands = DeskHands(
            desk: city.workplace.desk, person: person,
            surroundings: Installation.surroundings, clock: city.clock,
            newID: { Installation.newID() })
        let session: Session
        do {
            session = try hands.session(of: person, sitting: true)
        } catch {
            throw Ending(.unusable, error.sentence)
        }
        let start = Start(
            session: session, now: city.clock(), size: Size(100, 30), demo: true,
            idSeed: "vormittag")
        let desk = SteppedDesk(start: start, work: hands, clock: city.clock)
        show("Der Arbeitsvorrat", desk)
        for procedure in session.procedures {
            desk.type("/")
            desk.type("verfahren:\(procedure.id.raw) ist:offen")
            desk.press("enter", "enter")
            show("\(procedure.title): der oberste Akt", desk)
            for _ in 0..<3 { desk.press("tab") }
            show("\(procedure.title): seine Fristen", desk)
            desk.press("esc", "esc", "esc")
        }
        if let failure = desk.failures.first { throw Ending(.unusable, failure.sentence) }
    }

    private func show(_ title: String, _ desk: SteppedDesk) {
        Standard.out("── \(title) " + String(repeating: "─", count: max(0, 94 - title.count)))
        Standard.out(desk.screen)
        Standard.out("")
    }
}
