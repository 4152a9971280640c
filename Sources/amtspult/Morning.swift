import Casework
import Foundation
import ShellLanguage
import TextCanvas
import Workstation
import WorkstationRuntime

/// A clerk's morning as text screens, for whoever has no terminal: the list, and one case of
/// each procedure with its documents, its periods and its steps.
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
        let whose = session.role() == .clerk ? "zugeteilt:ich" : "ist:offen"
        for procedure in session.procedures {
            desk.type("/")
            desk.type("verfahren:\(procedure.id.raw) \(whose) frist<60t")
            desk.press("enter")
            show("\(procedure.title): der Akt mit der nächsten Frist", desk)
            desk.press("tab")
            show("\(procedure.title): seine Unterlagen", desk)
            desk.press("tab", "tab", "enter")
            show("\(procedure.title): seine Fristen, die erste erklärt", desk)
            desk.press("esc", "esc")
        }
        if let failure = desk.failures.first { throw Ending(.unusable, failure.sentence) }
    }

    private func show(_ title: String, _ desk: SteppedDesk) {
        Standard.out("── \(title) " + String(repeating: "─", count: max(0, 94 - title.count)))
        Standard.out(desk.screen)
        Standard.out("")
    }
}
