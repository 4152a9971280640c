import CaseStore
import Casework
import StoreWorld
import SyncProtocol
import Testing

@Suite struct DeskFlowTests {
    @Test func aloneAnActIsSavedShownAndAnsweredInOneCall() throws {
        let stage = try Stage()
        let receipt = try stage.open("Zubau Carport", as: "c1")
        guard case .answered(let verdict) = receipt.fate else {
            Issue.record("\(receipt.fate)")
            return
        }
        #expect(verdict.outcome == .applied)
        let view = try #require(try stage.desk.open("c1", by: SmallOffice.anna))
        #expect(view.file.number?.withSign == "0000001/2026 BBV")
        #expect(view.pending.isEmpty)
        #expect(view.row.dueTitle == "Entscheidungsfrist")
        #expect(try stage.desk.outbox().unsent == 0)
    }

    @Test func withoutACentreTheActStaysPendingAndShown() throws {
        let stage = try Stage()
        stage.way.weather = .unreachable
        let receipt = try stage.open("Zubau Carport", as: "c1")
        #expect(receipt.saved)
        #expect(receipt.fate == .pending)
        #expect(stage.desk.contactFailure?.code == .unreachable)
        let second = try stage.act(stage.note("n1", "Anruf der Nachbarin"), on: "c1")
        #expect(second.fate == .pending)
        let view = try #require(try stage.desk.open("c1", by: SmallOffice.anna))
        #expect(view.file.number == nil)
        #expect(view.file.notes.map(\.text) == ["Anruf der Nachbarin"])
        #expect(view.pending.count == 2)
        #expect(try stage.desk.outbox().unsent == 2)
        stage.way.weather = .fine
        #expect(stage.desk.exchange().changed == ["c1"])
        #expect(try stage.image("c1")?.number != nil)
        #expect(try stage.image("c1")?.notes.count == 1)
        #expect(
            try stage.desk.register.view("c1", by: SmallOffice.anna, today: stage.world.today)?
                .pending.isEmpty == true)
    }

    @Test(arguments: [FlakyWay.Weather.answersLost, .feedLost])
    func whatTheCentreHasButDidNotSayIsNotDoneTwice(weather: FlakyWay.Weather) throws {
        let stage = try Stage()
        try stage.open("Zubau Carport", as: "c1")
        stage.way.weather = weather
        try stage.act(stage.note("n1", "eins"), on: "c1")
        try stage.act(stage.note("n2", "zwei"), on: "c1")
        #expect(try stage.image("c1")?.notes.count == 2)
        try stage.reopen(cleanly: false)
        #expect(try stage.image("c1")?.notes.count == 2)
        stage.way.weather = .fine
        stage.desk.exchange()
        #expect(try stage.image("c1")?.notes.map(\.text) == ["eins", "zwei"])
        #expect(try stage.image("c1")?.version == 3)
        let history = try stage.desk.register.history(
            of: "c1", by: SmallOffice.anna, limit: 10)
        #expect(history.map(\.version) == [3, 2, 1])
    }

    @Test func pagesThatComeAgainChangeNothing() throws {
        let stage = try Stage()
        stage.way.weather = .repeating
        try stage.open("Zubau Carport", as: "c1")
        for number in 1...5 { try stage.act(stage.note("n\(number)", "x"), on: "c1") }
        stage.desk.exchange()
        #expect(try stage.image("c1")?.version == 6)
        #expect(
            try stage.desk.register.history(of: "c1", by: SmallOffice.anna, limit: 99).count == 6)
    }

    @Test func whatIsNotPossibleIsRefusedAndLeavesNoTrace() throws {
        let stage = try Stage()
        try stage.open("Zubau Carport", as: "c1")
        let receipt = try stage.act(.takeStep(StepTaking(step: "erledigen")), on: "c1")
        #expect(!receipt.saved)
        #expect(receipt.obstacle?.code == .wrongPhase)
        let next = try stage.act(.takeStep(StepTaking(step: "pruefen")), on: "c1")
        #expect(next.saved)
        #expect(try stage.image("c1")?.phase == "pruefung")
    }

    @Test func manyAtOnceEachForItself() throws {
        let stage = try Stage()
        for id in ["c1", "c2", "c3"] { try stage.open("Fall \(id)", as: CaseID(id)) }
        try stage.act(.takeStep(StepTaking(step: "pruefen")), on: "c2")
        let parts = try ["c1", "c2", "c3"].map { id in
            Submission(
                .takeStep(StepTaking(step: "pruefen")),
                on: try #require(try stage.image(CaseID(id))))
        }
        let receipts = try stage.desk.submit(parts, by: SmallOffice.anna)
        #expect(receipts.map(\.saved) == [true, false, true])
        #expect(receipts[1].obstacle?.code == .wrongPhase)
    }

    @Test func aGroupIsSavedWholeOrNotAtAll() throws {
        let stage = try Stage()
        for id in ["c1", "c2"] { try stage.open("Fall \(id)", as: CaseID(id)) }
        try stage.act(.takeStep(StepTaking(step: "pruefen")), on: "c2")
        let parts = try ["c1", "c2"].map { id in
            Submission(
                .takeStep(StepTaking(step: "pruefen")),
                on: try #require(try stage.image(CaseID(id))), group: "g")
        }
        let receipts = try stage.desk.submit(parts, by: SmallOffice.anna)
        #expect(receipts.map(\.saved) == [false, false])
        #expect(try stage.image("c1")?.phase == "einlauf")
    }

    @Test func pendingActsAreDecidedAnewOnWhatOthersDid() throws {
        let stage = try Stage()
        try stage.open("Zubau Carport", as: "c1")
        stage.way.weather = .unreachable
        try stage.act(.setSubject("Zubau Carport und Gartenhütte"), on: "c1")
        try stage.act(.takeStep(StepTaking(step: "pruefen")), on: "c1")
        let other = try Stage.second(at: stage)
        try other.submitNote("n9", on: "c1")
        stage.way.weather = .feedLost
        stage.desk.exchange()
        stage.way.weather = .fine
        stage.desk.exchange()
        let file = try #require(try stage.image("c1"))
        #expect(file.subject == "Zubau Carport und Gartenhütte")
        #expect(file.phase == "pruefung")
        #expect(file.notes.count == 1)
        #expect(file.version == 4)
        other.end()
    }

    @Test func whatTheCentreRefusesIsTakenBackAndKeptForThePerson() throws {
        let stage = try Stage()
        try stage.open("Zubau Carport", as: "c1")
        stage.way.weather = .unreachable
        let receipt = try stage.act(.takeStep(StepTaking(step: "pruefen")), on: "c1")
        #expect(try stage.image("c1")?.phase == "pruefung")
        let other = try Stage.second(at: stage)
        try other.void("c1")
        stage.way.weather = .fine
        stage.desk.exchange()
        #expect(try stage.image("c1")?.isOpen == false)
        #expect(try stage.image("c1")?.phase == "einlauf")
        let rejected = try stage.desk.rejected(SmallOffice.anna)
        #expect(rejected.map(\.act.id) == [receipt.act])
        #expect(rejected.first?.verdict.obstacle?.code == .caseClosed)
        try stage.desk.clearRejected(rejected.map(\.act.id))
        #expect(try stage.desk.rejected(SmallOffice.anna).isEmpty)
        other.end()
    }

    /// INV-NOLOSS: what was refused and given up stays, with who gave it up and why.
    @Test func givingUpWhatWasRefusedIsKept() throws {
        let stage = try Stage()
        try stage.open("Zubau Carport", as: "c1")
        stage.way.weather = .unreachable
        let receipt = try stage.act(.takeStep(StepTaking(step: "pruefen")), on: "c1")
        #expect(try stage.desk.unsettled(limit: 9).map(\.act.id) == [receipt.act])
        let other = try Stage.second(at: stage)
        try other.void("c1")
        stage.way.weather = .fine
        stage.desk.exchange()
        let act = try #require(receipt.act)
        #expect(try stage.desk.unsettled(limit: 9).isEmpty)
        for (person, reason) in [
            (SmallOffice.bert, "nicht meines"), (SmallOffice.anna, "erledigt"),
            (SmallOffice.anna, "anders überlegt"),
        ] {
            try stage.desk.clear([act], manner: "discarded", reason: reason, by: person)
        }
        #expect(try stage.desk.rejected(SmallOffice.anna).isEmpty)
        let cleared = try stage.desk.cleared(SmallOffice.anna, limit: 9)
        #expect(cleared.map(\.clearing.reason) == ["erledigt"])
        #expect(cleared.first?.rejected.verdict.obstacle?.code == .caseClosed)
        other.end()
    }

    @Test func twoPersonsAtOneDeskHaveCountersOfTheirOwn() throws {
        let stage = try Stage()
        try stage.open("Zubau Carport", as: "c1")
        stage.way.weather = .unreachable
        try stage.act(stage.note("n1", "Anna"), on: "c1", by: SmallOffice.anna)
        try stage.act(stage.note("n2", "Bert"), on: "c1", by: SmallOffice.bert)
        try stage.act(stage.note("n3", "Anna"), on: "c1", by: SmallOffice.anna)
        stage.way.weather = .fine
        #expect(stage.desk.exchange().reached)
        let entries = try stage.desk.register.history(of: "c1", by: SmallOffice.anna, limit: 9)
        let counters = Dictionary(grouping: entries.reversed().map(\.act), by: \.actor)
            .mapValues { $0.map(\.counter) }
        #expect(counters == [SmallOffice.anna: [1, 2, 3], SmallOffice.bert: [1]])
    }

    @Test func aRestoredCentreGetsBackWhatItLost() throws {
        let stage = try Stage()
        try stage.open("Zubau Carport", as: "c1")
        try stage.act(stage.note("n1", "eins"), on: "c1")
        let restored = try smallCentre(epoch: "epoche-2", world: stage.world)
        stage.way.replace(restored)
        let exchange = stage.desk.exchange()
        #expect(exchange.newEpoch)
        #expect(exchange.reached)
        #expect(try stage.image("c1")?.notes.map(\.text) == ["eins"])
        #expect(try stage.desk.outbox().unsent == 0)
    }

    @Test func readingsReachTheCentre() throws {
        let stage = try Stage()
        try stage.open("Zubau Carport", as: "c1")
        stage.way.weather = .unreachable
        _ = try stage.desk.open("c1", by: SmallOffice.bert)
        _ = try stage.desk.open("c1", by: SmallOffice.gast)
        try stage.desk.noteReading(["c1"], by: SmallOffice.anna, purpose: .search)
        stage.way.weather = .fine
        #expect(stage.desk.exchange().reached)
        #expect(stage.desk.exchange().reached)
    }

    @Test func ownActsAreNotNewOthersAre() throws {
        let stage = try Stage()
        try stage.open("Zubau Carport", as: "c1")
        func fresh(_ person: PersonID) throws -> Bool {
            try stage.desk.register.page(stage.request(by: person), limit: 5).unseen == ["c1"]
        }
        #expect(try !fresh(SmallOffice.anna))
        #expect(try fresh(SmallOffice.bert))
        try stage.act(stage.note("n1", "x"), on: "c1")
        #expect(try !fresh(SmallOffice.anna))
        try stage.act(stage.note("n2", "x"), on: "c1", by: SmallOffice.bert)
        #expect(try fresh(SmallOffice.anna))
        try stage.desk.markSeen("c1", version: 3, by: SmallOffice.anna)
        #expect(try !fresh(SmallOffice.anna))
    }
}

/// Another desk at the same centre.
struct SecondDesk {
    let desk: Desk
    let world: StillWorld
    let folder: DataFolder

    func submitNote(_ id: String, on caseID: CaseID) throws {
        let file = try #require(
            try desk.register.image(of: caseID, by: SmallOffice.bert))
        let note = Note(id: NoteID(id), kind: .remark, text: "von nebenan")
        _ = try desk.submit(Submission(.addNote(note), on: file), by: SmallOffice.bert)
    }

    func void(_ caseID: CaseID) throws {
        let file = try #require(try desk.register.image(of: caseID, by: SmallOffice.chefin))
        let receipt = try desk.submit(
            Submission(.void(reason: "irrtümlich angelegt"), on: file), by: SmallOffice.chefin)
        #expect(receipt.obstacle == nil)
    }

    func end() {
        desk.close()
        removeFolder(folder.path)
    }
}

extension Stage {
    static func second(at stage: Stage) throws -> SecondDesk {
        let world = StillWorld(name: "e")
        let folder = try freshFolder()
        let way = FlakyWay(stage.centre)
        let desk = try openDesk(folder, way: way, world: world)
        desk.exchange()
        return SecondDesk(desk: desk, world: world, folder: folder)
    }
}
