import Casework
import Testing
import TextCanvas
import Workstation

@Suite("Arbeitsvorrat: Handlungen")
struct WorklistActTests {
    @Test func oneCaseIsAssignedAtOnce() {
        var desk = ListDesk()
        let id = desk.current
        desk.press("z")
        desk.type("šimić")
        desk.press("enter")
        #expect(
            desk.store.submitted == [
                Submission(
                    caseID: id,
                    bodies: [.assign(Assignment(unit: "bbv", person: "asimic"), reason: "")])
            ])
        #expect(desk.footer.contains("Zuteilen an A. Šimić"))
        #expect(desk.current != id, "the next case takes the place")
    }

    @Test func marksAreActedOnWithAPreview() throws {
        var desk = ListDesk()
        let stopped = try #require(desk.state.worklist.row(at: 1)?.id)
        desk.store.refused[stopped] = Obstacle(.approvalPending)
        desk.press("space", "space", "space")
        desk.press("z")
        desk.type("šimić")
        desk.press("enter")
        #expect(desk.tops == [.bulk])
        #expect(desk.store.submitted.isEmpty)
        #expect(desk.screen.contains("3 Akten, nicht möglich bei 1"))
        #expect(desk.screen.contains("✗"))
        #expect(desk.screen.contains("H015"))
        #expect(desk.screen.contains("→ A. Šimić"))
        desk.press("enter")
        #expect(desk.store.submitted.count == 2)
        #expect(desk.screen.contains("erledigt"))
        desk.press("enter")
        #expect(desk.store.submitted.count == 2, "done is done")
        desk.press("esc")
        #expect(desk.state.worklist.marked == [stopped], "what was not done stays marked")
    }

    @Test func rangesAndAllAreMarked() {
        var desk = ListDesk()
        desk.press("space")
        for _ in 0..<5 { desk.press("down") }
        desk.press("V")
        #expect(desk.state.worklist.marked.count == 7)
        desk.press("-")
        #expect(desk.state.worklist.marked.isEmpty)
        desk.press("+")
        #expect(desk.state.worklist.marked.count == desk.state.worklist.total)
    }

    @Test func theSameActAgain() {
        var desk = ListDesk()
        desk.press(".")
        #expect(desk.footer.contains("Noch nichts getan"))
        desk.press("w")
        desk.type("+14")
        desk.press("enter", "enter")
        desk.press("down", ".")
        #expect(desk.store.submitted.count == 2)
        #expect(desk.store.submitted[0].bodies == desk.store.submitted[1].bodies)
        #expect(desk.store.submitted[0].caseID != desk.store.submitted[1].caseID)
    }

    @Test func aResubmissionLiesInTheFuture() {
        var desk = ListDesk()
        desk.press("w")
        desk.type("gestern")
        #expect(desk.screen.contains("in der Zukunft"))
        desk.press("ctrl-s")
        #expect(desk.store.submitted.isEmpty)
        desk.press("ctrl-u")
        desk.type("8.12.")
        #expect(desk.screen.contains("Mariä Empfängnis"))
        desk.press("ctrl-s")
        #expect(desk.store.submitted.count == 1)
    }

    @Test func noteTextIsADraftUntilItIsStored() {
        var desk = ListDesk()
        let id = desk.current
        desk.press("t")
        desk.type("Rückruf")
        let key = DraftKey(caseID: id, name: "liste/remark/text")
        #expect(desk.orders.contains(.keepDraft(key, "Rückruf")))
        desk.press("esc")
        desk.press("t")
        #expect(desk.screen.contains("Rückruf"), "the text waits where it was left")
        desk.press("ctrl-s")
        #expect(
            desk.orders.last { if case .dropDraft = $0 { true } else { false } } == .dropDraft(key))
        guard case .addNote(let note)? = desk.store.submitted.first?.bodies.first else {
            Issue.record("no note")
            return
        }
        #expect(note.text == "Rückruf")
    }

    @Test func theOnlyCompletionOfAFilterLeadsOnToItsValues() {
        var desk = ListDesk()
        desk.press("f")
        desk.type("verf")
        desk.press("tab")
        #expect(desk.state.worklist.filterLine?.input.text == "verfahren:")
        desk.press("tab")
        #expect((desk.state.worklist.filterLine?.input.text ?? "").count > "verfahren:".count)
        #expect(desk.state.worklist.query.filter.hasPrefix("verfahren:"))
    }

    @Test func undoShowsWhatItTakesBack() {
        var desk = ListDesk()
        desk.press("u")
        #expect(desk.footer.contains("H073"))
        desk.store.undo = UndoOffer(
            act: "a1", caseID: SampleRows.id(3), number: nil, subject: "PV-Anlage",
            headline: "Wiedervorlage am Mi 09.12.2026", lines: ["Wiedervorlage: 9.12. → entfernt"],
            at: SampleOffice.start)
        desk.press("u")
        #expect(desk.screen.contains("Zurückgenommen wird"))
        #expect(desk.screen.contains("9.12. → entfernt"))
        desk.press("j")
        #expect(desk.store.submitted.first?.bodies == [.undo("a1")])
        desk.store.undo?.obstacle = Obstacle(.undoLeftHouse)
        desk.press("u")
        #expect(desk.screen.contains("H070"))
    }

    @Test func supervisorsApproveInBulkAfterSeeing() {
        var desk = ListDesk(as: "glehner")
        desk.press("a")
        #expect(desk.tops == [.approvals])
        #expect(desk.screen.contains("→ Schritt: Zur Kenntnis nehmen"))
        desk.press("+", "a")
        #expect(desk.tops == [.approvals, .bulk])
        #expect(desk.store.submitted.isEmpty)
        desk.press("enter")
        #expect(desk.store.submitted.allSatisfy { $0.bodies == [.approve(note: "")] })
        #expect(!desk.store.submitted.isEmpty)
        desk.press("esc")
        #expect(desk.screen.contains("Nichts wartet"))
    }

    @Test func workloadGivesTheMarkedAway() {
        var desk = ListDesk(as: "glehner")
        desk.press("2", "space", "space", "p")
        #expect(desk.screen.contains("A. Šimić"))
        desk.press("z", "enter")
        #expect(desk.store.submitted.count == 2)
    }

    @Test func theNextCaseIsAProposal() {
        var desk = ListDesk()
        desk.press("n")
        #expect(desk.screen.contains("weil Untersagungsfrist"))
        #expect(desk.tops.isEmpty, "nothing is opened by itself")
        desk.press("enter")
        #expect(desk.tops == [.caseFile])
    }

    @Test func destructiveQuestionsAreDeafAtFirst() {
        let filters = [NamedFilter(name: "Eilig", filter: "frist<3t")]
        var desk = ListDesk(settings: DeskSettings(filters: filters))
        desk.press("o", "end")
        desk.press("enter", "j", after: 10)
        #expect(desk.state.settings.filters == filters)
        desk.press("enter")
        #expect(desk.state.settings.filters == filters, "stands on no")
        desk.press("enter", "j")
        #expect(desk.state.settings.filters.isEmpty)
    }

    @Test func filtersAreNamedAndFound() {
        var desk = ListDesk()
        desk.press("f")
        desk.type("carp")
        desk.press("enter", "S")
        desk.type("Carports")
        desk.press("enter")
        desk.press("F")
        #expect(desk.state.worklist.total > 100)
        desk.press("l", "enter")
        #expect(desk.state.worklist.query.filter == "carp")
    }

    @Test func aWrongFilterSaysWhere() {
        var desk = ListDesk()
        desk.press("f")
        desk.type("carport")
        let total = desk.state.worklist.total
        desk.type(" fris:3t")
        #expect(desk.screen.contains("Zeichen 9"))
        #expect(desk.screen.contains("frist"), "what was meant")
        #expect(desk.state.worklist.total <= total)
        desk.press("enter")
        #expect(desk.state.worklist.filterLine != nil)
    }

    @Test func tabCompletesTheFilter() {
        var desk = ListDesk()
        desk.press("f")
        desk.type("verf")
        desk.press("tab")
        #expect(desk.state.worklist.filterLine?.input.text == "verfahren:")
    }

    @Test func searchOpensItsHit() {
        var desk = ListDesk()
        desk.press("/")
        desk.type("linde")
        #expect(desk.screen.contains("Treffer"))
        desk.press("enter")
        #expect(desk.tops == [.search, .caseFile])
        desk.press("esc")
        #expect(desk.tops == [.search])
        desk.press("f4")
        #expect(desk.tops.isEmpty)
        #expect(desk.state.worklist.query.filter == "linde")
        desk.press("/")
        #expect(desk.state.isIdle && desk.screen.contains("linde"), "the last search is kept")
        desk.type("carport")
        #expect(!desk.screen.contains("linde"), "and replaced by the next")
    }

    @Test func keysTypedWhileACaseOpensBelongToIt() {
        var desk = ListDesk()
        let id = desk.current
        desk.isSlow = true
        desk.press("enter")
        desk.press("esc", "down", after: 1)
        #expect(!desk.state.isIdle)
        desk.isSlow = false
        desk.answerAll()
        #expect(desk.tops.isEmpty)
        #expect(desk.current != id)
    }
}

/// Heads-down work: keys come faster than the store answers, and mean the same.
@Suite("Arbeitsvorrat: Tippen auf Vorrat")
struct TypeAheadTests {
    /// Runs keys once with answers at once and once with all answers late.
    private func check(
        _ keys: [String], sourceLocation: SourceLocation = #_sourceLocation
    ) {
        var quick = ListDesk()
        for key in keys { quick.press(key, after: 400) }
        var slow = ListDesk()
        slow.isSlow = true
        for key in keys { slow.press(key, after: 400) }
        slow.isSlow = false
        slow.answerAll()
        #expect(
            quick.store.submitted == slow.store.submitted, sourceLocation: sourceLocation)
        #expect(quick.current == slow.current, sourceLocation: sourceLocation)
        #expect(quick.tops == slow.tops, sourceLocation: sourceLocation)
        #expect(slow.state.isIdle, sourceLocation: sourceLocation)
    }

    @Test func meansTheSame() {
        let assign = ["z", "š", "i", "m", "enter"]
        check(assign + assign + assign)
        check(["f", "c", "a", "r", "p", "enter", "enter", "esc", "down", "enter"])
        check(["/", "l", "i", "n", "d", "e", "enter", "esc", "down", "enter"])
        check(["down", "enter", "esc", "down", "enter", "esc", "down"])
        check(["space", "space", "z", "š", "i", "m", "enter", "enter", "esc", "down", "m"])
        check(["2", "down", "m", "m", "1", "end", "up", "enter"])
        check(["pagedown", "pagedown", "pagedown", "pagedown", "pageup", "down", "enter"])
    }
}
