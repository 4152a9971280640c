import CaseStore
import Casework
import CentralService
import SyncProtocol
import Testing
import TextCanvas
import Workstation
import WorkstationRuntime

/// Ausgang and Klärung on the real store and the real centre.
@Suite struct OutboxHandsTests {
    /// A colleague at another desk was faster: the act comes back with who has the case, is done
    /// with in the tray, and stays in the history.
    @Test func aLostRaceIsClearedWithAReason() throws {
        let test = try TestPlace()
        let place = try test.open()
        defer { place.close() }
        try test.take(2, into: place)
        try elsewhere(
            .assign(Assignment(unit: "tsc", person: "wimmer"), reason: ""), test, place)
        let hands = test.hands(place)
        let results = try submit(
            .assign(Assignment(unit: "tsc", person: "huber"), reason: ""), hands)
        #expect(results.first?.obstacle?.code == .roleMissing)
        #expect(results.first?.heldBy == "wimmer")

        var page = try outbox(hands)
        #expect(page.waiting.isEmpty)
        let refused = try #require(page.refused.first)
        #expect(refused.heldBy == "wimmer")
        #expect(refused.line.headline == "Zugeteilt an M. Huber")
        #expect(try hands.line().refused == 1)

        let clearing = Clearing(acts: refused.acts, manner: .discarded, reason: "schon vergeben")
        guard case .outbox(let after) = try hands.answer(.clear(clearing)) else { return }
        #expect(after.refused.isEmpty)
        let cleared = try #require(after.cleared.first)
        #expect(cleared.manner == .discarded)
        #expect(cleared.reason == "schon vergeben")
        #expect(cleared.by == "huber")
        #expect(try hands.line().refused == 0)

        // Done with is done with: nobody else's word replaces it.
        _ = try hands.answer(.clear(Clearing(acts: refused.acts, manner: .redone)))
        page = try outbox(hands)
        #expect(page.cleared.map(\.manner) == [.discarded])
    }

    /// The tray belongs to a person.
    @Test func nobodyClearsForAnother() throws {
        let test = try TestPlace()
        let place = try test.open()
        defer { place.close() }
        try test.take(1, into: place)
        try elsewhere(
            .assign(Assignment(unit: "tsc", person: "wimmer"), reason: ""), test, place)
        _ = try submit(
            .assign(Assignment(unit: "tsc", person: "huber"), reason: ""), test.hands(place))
        let refused = try #require(try outbox(test.hands(place)).refused.first)
        let other = test.hands(place, "lehner")
        _ = try other.answer(.clear(Clearing(acts: refused.acts, manner: .discarded, reason: "x")))
        #expect(try outbox(test.hands(place)).refused.count == 1)
    }

    /// The whole way by keys: the refused act, its form, the note that is left.
    @Test func theTrayByKeys() throws {
        let test = try TestPlace()
        let place = try test.open()
        defer { place.close() }
        try test.take(1, into: place)
        try elsewhere(
            .assign(Assignment(unit: "tsc", person: "wimmer"), reason: ""), test, place)
        _ = try submit(
            .assign(Assignment(unit: "tsc", person: "huber"), reason: ""), test.hands(place))
        let desk = try test.desk(place)
        desk.press("K")
        #expect(desk.screen.contains("Inzwischen bei S. Wimmer"))
        desk.press("t")
        #expect(desk.screen.contains("Zugeteilt an M. Huber"))
        desk.press("ctrl-s", "esc")
        #expect(desk.screen.contains("Klärung 0"))
        #expect(desk.screen.contains("Erledigt 1"))
        #expect(desk.failures.isEmpty)
    }

    /// Which persons may sit down is the line's matter.
    @Test func theLineDecidesWhoSitsDown() throws {
        let test = try TestPlace()
        let place = try test.open()
        defer { place.close() }
        let line = StubbornLine()
        let hands = test.hands(place, line: line)
        #expect(throws: DeskFailure.self) { try hands.answer(.switchPerson("lehner")) }
        #expect(throws: DeskFailure.self) {
            try hands.answer(.logIn("lehner", Secret("falsch")))
        }
        guard case .session(let session) = try hands.answer(.logIn("lehner", Secret("geheim")))
        else {
            Issue.record("no session")
            return
        }
        #expect(session.person.id == "lehner")
        #expect(try hands.line().connection == .connected)
    }

    // MARK: Tools

    private func submit(
        _ body: ActBody, _ hands: DeskHands
    ) throws -> [SubmissionResult] {
        let wanted = Workstation.Submission(caseID: "fall-0", bodies: [body])
        guard case .submitted(let results) = try hands.answer(.submit([wanted])) else { return [] }
        return results
    }

    private func outbox(_ hands: DeskHands) throws -> OutboxPage {
        guard case .outbox(let page) = try hands.answer(.outbox) else { return OutboxPage() }
        return page
    }

    /// An act at the centre that this desk has not heard of yet.
    private func elsewhere(_ body: ActBody, _ test: TestPlace, _ place: Workplace) throws {
        let act = Act(
            id: ActID(test.newID()), device: "anderswo", counter: 1, actor: "wimmer",
            caseID: "fall-0", base: Base(version: 1), body: body, at: TestPlace.morning)
        let centre = try #require(place.centre)
        let verdicts = try centre.offer([ActEnvelope(act)])
        #expect(verdicts.first?.outcome == .applied)
    }
}

/// A centre on another machine that knows one password and lets nobody in without it.
private final class StubbornLine: CentreLine {
    var connection: Connection { .connected }
    func offlineUntil(_ person: PersonID) -> CivilDay? { nil }
    func present(_ person: PersonID, in caseID: CaseID?) {}

    func maySit(_ person: Person) throws(DeskFailure) {
        throw DeskFailure(code: "A002", sentence: "Bitte anmelden.")
    }

    func logIn(_ person: Person, password: Secret) throws(DeskFailure) {
        guard password.reveal() == "geheim" else {
            throw DeskFailure(code: "A001", sentence: "Das Passwort stimmt nicht.")
        }
    }
}
