import Casework
import Testing
import TextCanvas

@testable import Workstation

/// Work on many cases and on several units: what is going on, what is taken back, where one is.
@Suite struct LongWorkTests {
    @Test func whatWasDoneTogetherIsTakenBackTogether() {
        var desk = ListDesk()
        let ids = (1...4).map { SampleRows.id($0) }
        desk.store.undo = UndoOffer(
            act: "a1", caseID: ids[0], number: nil, subject: "", headline: "Zugeteilt an A. Šimić",
            lines: [], at: SampleOffice.start,
            batch: ids.enumerated().map { index, id in
                Submission(caseID: id, bodies: [.undo(ActID("a\(index)"))])
            })
        desk.store.refused[ids[3]] = Obstacle(.undoBuiltUpon)
        desk.press("u")
        #expect(desk.tops == [.bulk])
        #expect(desk.screen.contains("Zurücknehmen: Zugeteilt an A. Šimić (heute 09:14)"))
        #expect(desk.screen.contains("4 Akten, nicht möglich bei 1"))
        #expect(desk.screen.contains("H071"))
        #expect(desk.store.submitted.isEmpty, "first it is shown")
        desk.press("enter")
        #expect(desk.store.submitted.map(\.caseID) == Array(ids.prefix(3)))
        #expect(
            desk.store.submitted.map(\.bodies) == [[.undo("a0")], [.undo("a1")], [.undo("a2")]])
        #expect(desk.screen.contains("3 erledigt"))
    }

    @Test func aLongRunSaysHowFarItIs() {
        var desk = ListDesk()
        desk.press("+", "z", "down", "enter")
        desk.isSlow = true
        desk.press("enter")
        desk.send(.progress(Progress(.doing, done: 40, total: 142)))
        #expect(desk.footer.contains("Wird ausgeführt: 40 von 142 Akten"))
        desk.press("down")
        #expect(desk.footer.contains("Getipptes wird danach ausgeführt"))
        #expect(!desk.footer.contains("antwortet noch nicht"))
        desk.isSlow = false
        desk.answerAll()
        #expect(!desk.footer.contains("Wird ausgeführt"))
        desk.send(.progress(Progress(.doing, done: 142, total: 142)))
        #expect(!desk.footer.contains("Wird ausgeführt"), "late news is no news")
    }

    @Test func theFilterAsksOneQuestionAtATime() {
        var desk = ListDesk()
        desk.press("f")
        let before = desk.store.pagesAsked.count
        desk.isSlow = true
        desk.type("carport")
        #expect(desk.state.requests.values.filter { $0.recipient == .worklist }.count == 1)
        desk.press("enter")
        desk.isSlow = false
        desk.answerAll()
        let asked = desk.store.pagesAsked.dropFirst(before).map(\.query.filter)
        #expect(asked.first == "c" && asked.last == "carport")
        #expect(Set(asked) == ["c", "carport"], "the words between are left out")
        #expect(desk.state.worklist.filterLine == nil)
        #expect(desk.state.worklist.query.filter == "carport")
        #expect(desk.state.worklist.page.rows.allSatisfy { $0.subject.contains("Carport") })
    }

    @Test func aFilterThatCouldNotBeAskedIsAskedWithEnter() {
        var desk = ListDesk()
        desk.press("f")
        desk.isSlow = true
        desk.type("ca")
        desk.state.worklistFailed(desk.state.worklist.loading?.id ?? RequestID(0))
        desk.isSlow = false
        desk.press("enter")
        #expect(desk.state.worklist.query.filter == "ca")
    }

    /// Leads two units and works in a third.
    private static var session: Session {
        var session = SampleOffice.session("glehner")
        for (id, sign) in [("tsc", "TSC"), ("fiwi", "FIWI")] {
            session.office.units[UnitID(id)] = Unit(id: UnitID(id), name: "Amt \(sign)", sign: sign)
        }
        session.person.memberships += [
            Membership(unit: "tsc", role: .supervisor), Membership(unit: "fiwi", role: .clerk),
        ]
        session.office.persons[session.person.id] = session.person
        return session
    }

    @Test func everyUnitThatOneLeadsIsReachable() {
        var desk = ListDesk(as: "glehner")
        desk.send(.session(Self.session))
        #expect(desk.canvas.lineText(0).contains("BBV, TSC, FIWI · Gruppenleitung"))
        desk.press("p")
        #expect(desk.screen.contains("Bau- und Bezirksverwaltung (1 von 2 · Tab: nächste)"))
        #expect(desk.canvas.lineText(0).contains("BBV · Gruppenleitung"))
        desk.press("tab")
        #expect(desk.screen.contains("Amt TSC (2 von 2 · Tab: nächste)"))
        #expect(desk.canvas.lineText(0).contains("TSC · Gruppenleitung"))
        desk.press("enter")
        #expect(desk.state.worklist.query.filter == "zugeteilt:niemand ist:offen einheit:tsc")
        desk.press("p", "shift-tab")
        #expect(desk.screen.contains("(1 von 2 ·"))
        #expect(desk.screen.contains("114"))
    }

    @Test func whoLeadsOneUnitIsToldSo() {
        var desk = ListDesk(as: "glehner")
        desk.press("p", "tab")
        #expect(desk.footer.contains("nur diese eine Einheit"))
    }

    @Test func coloursThatCannotBeSeenAreSaid() {
        for (colors, says) in [(true, false), (false, true)] {
            var desk = ListDesk(colors: colors)
            desk.press("T", "down", "enter")
            #expect(desk.state.settings.theme == "hell")
            #expect(desk.screen.contains("NO_COLOR") == says)
        }
    }
}
