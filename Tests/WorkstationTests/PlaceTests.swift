import Casework
import Testing
import TextCanvas
import Workstation

/// The place is sacred: cursor, scroll, marks and filter survive everything.
@Suite("Arbeitsvorrat: der Ort bleibt")
struct PlaceTests {
    private func desk(at steps: Int = 30) -> ListDesk {
        var desk = ListDesk(size: Size(120, 30))
        for _ in 0..<steps { desk.press("down") }
        return desk
    }

    private func place(_ desk: ListDesk) -> [String] {
        let list = desk.state.worklist
        return [
            desk.current?.raw ?? "-", "\(list.position.cursor - list.position.top)",
            list.query.queue.raw, list.query.filter, list.marked.map(\.raw).joined(separator: ","),
        ]
    }

    @Test func survivesOpeningACase() {
        var desk = desk()
        let before = place(desk)
        desk.press("enter")
        #expect(desk.tops == [.caseFile])
        desk.press("esc")
        #expect(place(desk) == before)
    }

    @Test func survivesChangesFromOutside() {
        var desk = desk()
        let before = place(desk)
        desk.store.rows.removeFirst(10)
        desk.send(.changed([]))
        #expect(place(desk) == before)
        for number in 200..<230 {
            var row = SampleRows.row(number)
            row.due = SampleOffice.today.adding(days: -50)
            row.assignee = "mhuber"
            desk.store.rows.append(row)
        }
        desk.send(.changed([]))
        #expect(place(desk) == before)
    }

    /// Where the case has gone, the next one stands under the cursor, in the same line.
    @Test func theNextCaseTakesThePlaceOfOneThatLeft() throws {
        var desk = desk()
        let line = desk.state.worklist.position.cursor - desk.state.worklist.position.top
        let next = try #require(
            desk.state.worklist.row(at: desk.state.worklist.position.cursor + 1)?.id)
        let gone = desk.current
        desk.store.rows.removeAll { $0.id == gone }
        desk.send(.changed([]))
        #expect(desk.current == next)
        #expect(desk.state.worklist.position.cursor - desk.state.worklist.position.top == line)
    }

    @Test func theLastCaseLeavesTheOneBefore() {
        var desk = ListDesk()
        desk.press("end")
        let before = desk.state.worklist.row(at: desk.state.worklist.position.cursor - 1)?.id
        let gone = desk.current
        desk.store.rows.removeAll { $0.id == gone }
        desk.send(.changed([]))
        #expect(desk.current == before)
    }

    @Test(arguments: [Size(80, 22), Size(250, 80), Size(120, 29), Size(90, 24)])
    func survivesResize(size: Size) {
        var desk = desk()
        let before = desk.current
        desk.resize(size)
        #expect(desk.current == before)
        #expect(desk.cursorLine.contains("▸"))
        desk.resize(Size(120, 30))
        #expect(desk.current == before)
    }

    @Test func survivesARestart() {
        var desk = desk()
        desk.press("space", "space", "V")
        desk.press("f")
        desk.type("frist<90t")
        desk.press("enter")
        for _ in 0..<8 { desk.press("down") }
        let before = place(desk)
        desk.press("f10")
        #expect(desk.state.hasEnded)
        let again = desk.restarted()
        #expect(place(again) == before)
        #expect(again.state.isIdle)
    }

    @Test func anOpenCaseIsOpenAfterARestart() {
        var desk = desk()
        let id = desk.current
        desk.press("enter")
        desk.send(.input(.hangup))
        let again = desk.restarted()
        #expect(again.state.caseFile?.id == id)
        #expect(again.tops == [.caseFile])
    }

    /// However a case was opened: what is killed the next moment finds it open again.
    @Test(arguments: [["enter"], ["enter", "J"], ["/", "enter"], ["n", "enter"]])
    func aKilledDeskFindsTheOpenCaseAgain(_ keys: [String]) {
        var desk = desk(at: 3)
        for key in keys {
            desk.press(key, after: 1)
            if key == "/" { desk.type("carport") }
        }
        let id = desk.state.caseFile?.id
        #expect(id != nil)
        #expect(desk.restarted().state.caseFile?.id == id)
    }

    @Test func aClosedCaseStaysClosedAfterAKill() {
        var desk = desk(at: 3)
        desk.press("enter", "esc", after: 1)
        #expect(desk.restarted().state.caseFile == nil)
    }

    /// Keys held down write a place each second, and the last one after a rest.
    @Test func aPlaceInAListIsKeptWithinASecond() {
        var desk = ListDesk(size: Size(120, 30))
        for _ in 0..<100 { desk.press("down", after: 30) }
        #expect((2...3).contains(desk.places.count), "\(desk.places.count)")
        #expect(desk.state.restWanted == 1_000)
        desk.send(.tick, after: 1_000)
        #expect(desk.state.restWanted == nil)
        #expect(place(desk.restarted()) == place(desk))
        let kept = desk.places.count
        desk.send(.tick, after: 60_000)
        #expect(desk.places.count == kept)
    }

    /// Torn away before a list is there: both places are what they were.
    @Test func aPlaceThatIsStillLookedUpIsNotLost() {
        var before = desk()
        before.press("2", "down", "down", "down")
        let other = place(before)
        before.press("1")
        let mine = place(before)
        before.isSlow = true
        before.press("2", after: 1)
        before.send(.input(.hangup))
        var again = before.restarted()
        #expect(place(again) == other)
        again.press("1")
        #expect(place(again) == mine)
    }

    @Test func everyQueueKeepsItsOwnPlace() {
        var desk = desk(at: 12)
        let before = place(desk)
        desk.press("2", "down", "down")
        let other = place(desk)
        desk.press("1")
        #expect(place(desk) == before)
        desk.press("2")
        #expect(place(desk) == other)
    }

    @Test func sortingKeepsTheCase() {
        var desk = desk()
        let before = desk.current
        desk.press("s")
        desk.type("betr")
        desk.press("enter")
        #expect(desk.state.worklist.query.order.by == .subject)
        #expect(desk.current == before)
    }

    @Test func escapeBringsTheFilterBefore() {
        var desk = desk()
        desk.press("f")
        desk.type("carport")
        let held = desk.store.list(desk.state.worklist.query).count
        #expect(desk.state.worklist.total == held)
        #expect(held < 142)
        desk.press("esc")
        #expect(desk.state.worklist.query.filter.isEmpty)
    }

    @Test func theNextCaseFollowsTheListEvenAfterACaseLeftIt() throws {
        var desk = desk(at: 3)
        let list = desk.state.worklist
        let next = try #require(list.row(at: 4)?.id)
        let afterNext = try #require(list.row(at: 5)?.id)
        desk.press("enter", "J")
        #expect(desk.state.caseFile?.id == next)
        desk.store.rows.removeAll { $0.id == next }
        desk.send(.changed([]))
        desk.press("J")
        #expect(desk.state.caseFile?.id == afterNext)
        desk.press("esc")
        #expect(desk.current == afterNext)
    }

    @Test func personsHaveTheirOwnPlaces() {
        var desk = desk()
        desk.press("P")
        desk.type("lehner")
        desk.press("enter")
        #expect(desk.state.person.id == "glehner")
        #expect(desk.state.worklist.position.cursor == 0)
        #expect(desk.screen.contains("G. Lehner"))
    }

    @Test func placesComeBackFromText() {
        var place = DeskPlace()
        place.queue = .procedure("bau")
        var spot = DeskPlace.Spot()
        spot.filter = "ort:\"a\tb\nc\\d\""
        spot.order = WorklistOrder(.received, descending: true)
        spot.cursor = "c-1"
        spot.anchor = WorklistAnchor("2026|x")
        spot.line = 7
        place.spots = [.procedure("bau"): spot, .mine: DeskPlace.Spot()]
        place.marked = ["a", "b"]
        place.openCase = "c-1"
        place.tab = "fristen"
        place.search = "Straße"
        #expect(DeskPlace(encoded: place.encoded) == place)
        #expect(DeskPlace(encoded: "unsinn\tx\n\nspot\tzu kurz") == DeskPlace())
    }
}
