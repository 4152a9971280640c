import Casework
import CentralService
import SyncProtocol
import Testing

@Suite(.onEachStore) struct FeedTests {
    let hier = House.person(.clerk, "hier")
    let dort = House.person(.clerk, "dort")

    @Test func aDeskGetsItsUnitsAndNothingElse() throws {
        let house = try House()
        try house.open("c1", "Alpha", in: "hier")
        try house.open("c2", "Beta", in: "dort")
        let mine = try house.feed(hier)
        #expect(mine.items.map(\.entry.caseID) == ["c1"])
        #expect(mine.items.first?.image?.subject == "Alpha")
        #expect(mine.next == 2 && mine.head == 2, "the place of another's act is passed over")
        #expect(try house.feed(House.person(.administrator, "hier")).items.isEmpty)
        #expect(try house.feed(House.person(.auditor, "dort")).items.map(\.entry.caseID) == ["c2"])
    }

    @Test func aPageNeverExceedsItsLimitAndTheNextGoesOn() throws {
        let house = try House()
        for number in 1...7 {
            try house.open(CaseID("c\(number)"), "Nr\(number)", in: number < 6 ? "hier" : "dort")
        }
        var cursor = FeedCursor.beginning
        var seen: [Int] = []
        repeat {
            let page = try house.feed(hier, after: cursor, limit: 2)
            #expect(page.items.count <= 2)
            seen += page.items.map(\.entry.sequence)
            cursor = page.cursor
            if !page.more { break }
        } while true
        #expect(seen == [1, 2, 3, 4, 5])
        #expect(cursor.sequence == 7)
        #expect(try house.feed(hier, after: cursor).items.isEmpty)
    }

    @Test func pagesEndWithTheirBytesToo() throws {
        var limits = Limits.standard
        limits.bytesPerPage = 1
        let house = try House(limits: limits)
        try house.open("c1", "Alpha", in: "hier")
        try house.open("c2", "Beta", in: "hier")
        let first = try house.feed(hier)
        #expect(first.items.count == 1 && first.more)
        #expect(try house.feed(hier, after: first.cursor).items.count == 1)
    }

    @Test func aCaseIsSentAsItStandsWithThePageOfItsLastChange() throws {
        let house = try House()
        try house.open("c1", "Alpha", in: "hier")
        try house.offer(House.note("eins"), on: "c1", by: hier)
        let first = try house.feed(hier, limit: 1)
        #expect(first.items.map { $0.image == nil } == [true])
        let second = try house.feed(hier, after: first.cursor, limit: 1)
        #expect(second.items.first?.image?.version == 2)
    }

    @Test func aCaseThatMovesIsEvictedHereAndArrivesThereWithItsPast() throws {
        let house = try House()
        try house.open("c1", "Alpha", in: "hier")
        try house.offer(House.note("eins"), on: "c1", by: hier)
        let before = (mine: try house.feed(hier).cursor, theirs: try house.feed(dort).cursor)
        let boss = House.person(.supervisor, "hier")
        try house.offer(
            .assign(Assignment(unit: "dort", person: dort), reason: "gehört dorthin"), on: "c1",
            by: boss)
        try house.offer(House.note("zwei"), on: "c1", by: dort, base: 3)
        let here = try house.feed(hier, after: before.mine)
        #expect(here.evicted == ["c1"])
        #expect(here.items.isEmpty && here.past.isEmpty)
        let there = try house.feed(dort, after: before.theirs)
        #expect(there.past.map(\.sequence) == [1, 2])
        #expect(there.items.map(\.entry.sequence) == [3, 4])
        #expect(there.items.last?.image?.notes.map(\.text) == ["eins", "zwei"])
        #expect(there.evicted.isEmpty)
        // From the beginning it is the same, and nothing comes twice.
        let anew = try house.feed(dort)
        #expect((anew.past + anew.items.map(\.entry)).map(\.sequence) == [1, 2, 3, 4])
    }

    @Test func whoMovedACaseAwayLearnsWhatCameOfIt() throws {
        let house = try House()
        try house.open("c1", "Alpha", in: "hier")
        let boss = House.person(.supervisor, "hier")
        let cursor = try house.feed(boss).cursor
        let verdict = try house.offer(
            .assign(Assignment(unit: "dort"), reason: ""), on: "c1", by: boss)
        let page = try house.feed(boss, after: cursor)
        #expect(page.verdicts == [verdict] && page.evicted == ["c1"])
    }

    @Test func refusalsGoToTheDeskThatActedAlone() throws {
        let house = try House()
        try house.open("c1", "Alpha", in: "hier")
        let verdict = try house.offer(
            .takeStep(StepTaking(step: "unbekannt")), on: "c1", by: hier)
        #expect(verdict.outcome == .rejected)
        #expect(try house.feed(hier).verdicts == [verdict])
        #expect(try house.feed(House.person(.supervisor, "hier")).verdicts.isEmpty)
    }

    @Test func aDeskOfTwoPersonsGetsTheUnitsOfBoth() throws {
        let house = try House()
        try house.open("c1", "Alpha", in: "hier")
        try house.open("c2", "Beta", in: "dort")
        try house.enrol("gemeinsam", for: [hier, dort])
        let page = try house.centre.changes(
            after: .beginning, reference: 99, limit: 10, from: .desk("gemeinsam", hier))
        #expect(page.items.map(\.entry.caseID) == ["c1", "c2"])
        #expect(
            try house.centre.session(from: .desk("gemeinsam", dort)).scopes == ["dort", "hier"])
    }

    // MARK: Cursors

    private func code(_ body: () throws -> Void) -> CentreFailure.Code? {
        do {
            try body()
            return nil
        } catch {
            return (error as? CentreFailure)?.code
        }
    }

    @Test func aCursorHoldsOnlyForTheScopesItWasMadeFor() throws {
        let house = try House()
        try house.open("c1", "Alpha", in: "hier")
        let cursor = try house.feed(hier).cursor
        try house.store.write { try $0.join(dort, House.desk(hier), at: .epoch) }
        #expect(code { _ = try house.feed(hier, after: cursor) } == .scopesChanged)
        try house.store.write { try $0.leave(dort, House.desk(hier)) }
        #expect(code { _ = try house.feed(hier, after: cursor) } == nil)
        // A role taken away is a scope taken away.
        var office = House.office
        office.persons[hier]?.memberships = [Membership(unit: "hier", role: .administrator)]
        try house.centre.setOffice(office)
        #expect(code { _ = try house.feed(hier, after: cursor) } == .scopesChanged)
        #expect(try house.feed(hier).items.isEmpty)
    }

    @Test func aCursorOfAnotherLogOrOfLongAgoIsRefused() throws {
        let house = try House()
        try house.open("c1", "Alpha", in: "hier")
        let cursor = try house.feed(hier).cursor
        house.clock.advance(days: 91)
        #expect(code { _ = try house.feed(hier, after: cursor) } == .cursorExpired)
        try house.centre.startEpoch("e2")
        #expect(code { _ = try house.feed(hier, after: cursor) } == .epochChanged)
    }

    @Test func noByteOfACursorCanBeChanged() throws {
        let house = try House()
        try house.open("c1", "Alpha", in: "hier")
        let cursor = try house.feed(hier).cursor
        let token = Array(cursor.token.utf8)
        for index in token.indices {
            var forged = token
            forged[index] =
                forged[index] == UInt8(ascii: "A") ? UInt8(ascii: "B") : UInt8(ascii: "A")
            let other = FeedCursor(sequence: 1, token: String(decoding: forged, as: UTF8.self))
            #expect(code { _ = try house.feed(hier, after: other) } == .cursorExpired)
        }
        #expect(
            code { _ = try house.feed(hier, after: FeedCursor(sequence: 9, token: "x")) }
                == .cursorExpired)
    }

    // MARK: Callers

    @Test func whoIsNoneOfTheDesksPersonsIsNotAnswered() throws {
        let house = try House()
        let centre = house.centre
        func ask(_ caller: Caller) -> CentreFailure.Code? {
            code { _ = try centre.changes(after: .beginning, reference: 0, limit: 1, from: caller) }
        }
        #expect(ask(.desk("fremd", hier)) == .unauthenticated)
        #expect(ask(.desk(House.desk(hier), dort)) == .forbidden)
        #expect(ask(.desk(House.desk(hier), "niemand")) == .forbidden)
        try house.store.write { try $0.revoke(House.desk(hier), at: .epoch) }
        #expect(ask(house.caller(hier)) == .deviceRevoked)
        var office = House.office
        office.persons[dort]?.active = false
        try centre.setOffice(office)
        #expect(ask(house.caller(dort)) == .forbidden)
    }

    @Test func whoeverWaitsIsToldWhatACommitWasAbout() throws {
        let house = try House()
        let heard = Heard()
        house.centre.observe { heard.take($0) }
        try house.open("c1", "Alpha", in: "hier")
        let news = try #require(heard.last)
        #expect(news.head == 1 && news.units == ["hier"] && news.authors == [House.desk(hier)])
        #expect(
            news.concerns("anderes", units: ["hier"]) && !news.concerns("anderes", units: ["dort"]))
        // What was done is in the page that all of the unit get.
        #expect(news.devices.isEmpty)
        let chief = House.person(.supervisor, "hier")
        try house.offer(.assign(Assignment(unit: "dort"), reason: ""), on: "c1", by: chief)
        #expect(heard.last?.units == ["hier", "dort"])
        // It is out of the sight of who did it, and so is what they try next.
        #expect(heard.last?.devices == [House.desk(chief)])
        try house.offer(.setSubject("Beta"), on: "c1", by: chief)
        #expect(heard.last?.units == [] && heard.last?.devices == [House.desk(chief)])
        #expect(heard.last?.concerns(House.desk(chief), units: []) == true)
        try house.centre.setOffice(House.office)
        #expect(heard.last?.reference == true)
    }
}
