import Casework
import CentralService
import SyncProtocol
import Testing

/// Who may do what, as one table: every act, every role, every state of a case, at home and in a
/// foreign unit. What a cell says is what the centre must answer: `ok`, or the obstacle's code.
@Suite(.onEachStore) struct PermissionTests {
    static let roles: [Role] = [.intake, .clerk, .supervisor, .auditor]
    enum State: String, CaseIterable { case open, pending, closed }

    /// Per act three groups (offen, zur Genehmigung, abgeschlossen) of four roles (intake, clerk,
    /// supervisor, auditor). The administrator sees no case and is in no column.
    static let table = """
        case.takeStep           H001 ok   ok   H001 | H001 H015 H015 H001 | H011 H011 H011 H011
        case.approve            H016 H016 H016 H016 | H001 H001 ok   H001 | H016 H016 H016 H016
        case.sendBack           H016 H016 H016 H016 | H001 H001 ok   H001 | H016 H016 H016 H016
        case.setFields          H001 ok   ok   H001 | H001 H015 H015 H001 | H011 H011 H011 H011
        case.setSubject         H001 ok   ok   H001 | H001 H015 H015 H001 | H011 H011 H011 H011
        case.setPlace           H001 ok   ok   H001 | H001 H015 H015 H001 | H011 H011 H011 H011
        case.setPaper           H001 ok   ok   H001 | H001 H015 H015 H001 | H011 H011 H011 H011
        case.checkItems         H001 ok   ok   H001 | H001 H015 H015 H001 | H011 H011 H011 H011
        note.add                ok   ok   ok   H001 | ok   ok   ok   H001 | ok   ok   ok   H001
        case.assign             ok   ok   ok   H001 | ok   ok   ok   H001 | H011 H011 H011 H011
        case.resubmit           H001 ok   ok   H001 | H001 ok   ok   H001 | H011 H011 H011 H011
        case.cancelResubmission H001 ok   ok   H001 | H001 ok   ok   H001 | H011 H011 H011 H011
        party.put               H001 ok   ok   H001 | H001 H015 H015 H001 | H011 H011 H011 H011
        party.remove            H001 ok   ok   H001 | H001 H015 H015 H001 | H011 H011 H011 H011
        attachment.add          ok   ok   ok   H001 | ok   ok   ok   H001 | ok   ok   ok   H001
        attachment.checkPicture H001 ok   ok   H001 | H001 ok   ok   H001 | H011 H011 H011 H011
        delivery.record         H001 H062 H062 H001 | H001 H062 H062 H001 | H011 H011 H011 H011
        inquiry.answer          H001 H062 H062 H001 | H001 H062 H062 H001 | H011 H011 H011 H011
        amount.post             H001 ok   ok   H001 | H001 ok   ok   H001 | H011 H011 H011 H011
        deadline.set            H001 ok   ok   H001 | H001 H015 H015 H001 | H011 H011 H011 H011
        deadline.extend         H001 H037 H037 H001 | H001 H015 H015 H001 | H011 H011 H011 H011
        deadline.suspend        H001 H037 H037 H001 | H001 H015 H015 H001 | H011 H011 H011 H011
        deadline.resume         H001 H037 H037 H001 | H001 H015 H015 H001 | H011 H011 H011 H011
        deadline.cancel         H001 H037 H037 H001 | H001 H015 H015 H001 | H011 H011 H011 H011
        case.relate             ok   ok   ok   H001 | ok   ok   ok   H001 | ok   ok   ok   H001
        case.unrelate           H001 ok   ok   H001 | H001 ok   ok   H001 | H001 ok   ok   H001
        case.declareBias        ok   ok   ok   H001 | ok   ok   ok   H001 | ok   ok   ok   H001
        case.withdraw           H001 ok   ok   H001 | H001 H015 H015 H001 | H011 H011 H011 H011
        case.transfer           H001 ok   ok   H001 | H001 H015 H015 H001 | H011 H011 H011 H011
        case.void               H001 ok   ok   H001 | H001 H015 H015 H001 | H011 H011 H011 H011
        case.reopen             H012 H012 H012 H012 | H012 H012 H012 H012 | H001 ok   ok   H001
        act.undo                H001 H072 ok   H001 | H001 H072 ok   H001 | H001 H072 H011 H001
        conflict.resolve        H001 H062 H062 H001 | H001 H062 H062 H001 | H011 H011 H011 H011
        """

    struct Cell: CustomTestStringConvertible, Sendable {
        let type: String
        let role: Role
        let state: String
        let answer: String
        var testDescription: String { "\(type) \(role.rawValue) \(state)" }
    }

    static let cells: [Cell] = table.split(separator: "\n").flatMap { line -> [Cell] in
        let words = line.split(separator: " ").filter { $0 != "|" }.map(String.init)
        return State.allCases.enumerated().flatMap { column, state in
            roles.enumerated().map { index, role in
                Cell(
                    type: words[0], role: role, state: state.rawValue,
                    answer: words[1 + column * roles.count + index])
            }
        }
    }

    static let bodies: [ActBody] = {
        let day = CivilDay(ordinal: 20_779)
        let delivery = Delivery(channel: .registered, dispatched: day)
        let party = Party(id: "p2", role: "werber", name: "Neu")
        return [
            .takeStep(StepTaking(step: "erledigen")), .approve(note: ""),
            .sendBack(reason: "nein"), .setFields(["text": .text("neu")]),
            .setSubject("neu"), .setPlace(Place()), .setPaper("Regal"), .checkItems([:]),
            House.note("neu"),
            .assign(
                Assignment(unit: "hier", person: House.person(.clerk, "hier")), reason: ""),
            .resubmit(day.adding(days: 30), reason: ""), .cancelResubmission, .putParty(party),
            .removeParty("p1", reason: "falsch"),
            .addAttachment(
                Attachment(
                    id: "b2", name: "x", sha256: "00", mediaType: "x/y", size: 1, item: nil,
                    received: day, picture: .clean)),
            .checkPicture("b1", .clean), .recordDelivery("l1", "p1", delivery),
            .answerInquiry("i1", day: day, answer: "ja"),
            .post(Posting(id: "z", kind: .grant, amount: Money(cents: 7), day: day, text: "t")),
            .setDeadline(key: "hand1", title: "T", end: day, binds: .us, reason: "r"),
            .extendDeadline(key: "k", .to(day), reason: "r"),
            .suspendDeadline(key: "k", from: day, reason: "r"),
            .resumeDeadline(key: "k", to: day), .cancelDeadline(key: "k", reason: "r"),
            .relate("c9", relation: "gleicher Ort"), .unrelate("c9"),
            .declareBias("ich", reason: "verwandt"), .withdraw(day: day, reason: "r"),
            .transfer(to: "BH", day: day, reason: "r"), .void(reason: "r"),
            .reopen(reason: "r"), .undo("vorher"), .resolveConflict(Slot(.subject), nil),
        ]
    }()

    /// A house whose cases stand in every state, once for all cells of an act.
    private func stage(_ roles: [Role] = PermissionTests.roles) throws -> House {
        let house = try House()
        // Who prepares and closes is nobody of the table.
        var office = House.office
        office.persons["vorher"] = Person(
            id: "vorher", name: "Vorher", memberships: [Membership(unit: "hier", role: .clerk)])
        try house.centre.setOffice(office)
        try house.enrol(House.desk("vorher"), for: ["vorher"])
        for state in State.allCases {
            for role in roles {
                let id = caseID(role, state.rawValue)
                try house.offer(
                    .open(House.opening("Fall", in: "hier")), on: id, by: "vorher", base: 0)
                try house.offer(.checkPicture("b1", .mustBlur), on: id, by: "vorher")
                switch state {
                case .open: break
                case .pending:
                    try house.offer(
                        .resubmit(CivilDay(ordinal: 20_900), reason: ""), on: id, by: "vorher")
                    try house.offer(
                        .takeStep(StepTaking(step: "genehmigen")), on: id, by: "vorher", base: 3)
                    try free(id, house)
                case .closed:
                    try house.offer(.void(reason: "r"), on: id, by: "vorher", base: 2)
                }
            }
        }
        return house
    }

    /// Taking a step made it somebody's.
    private func free(_ id: CaseID, _ house: House) throws {
        try house.offer(
            .assign(Assignment(unit: "hier"), reason: ""), on: id, by: "vorher", base: 4)
    }

    private func caseID(_ role: Role, _ state: String) -> CaseID {
        CaseID("\(role.rawValue)-\(state)")
    }

    private func answer(_ verdict: Verdict) -> String {
        verdict.obstacle?.code.rawValue ?? "ok"
    }

    @Test func theTableHasEveryAct() {
        let types = Set(Self.cells.map(\.type))
        #expect(types == Set(Self.bodies.map { ActTypeName.of($0) }))
        #expect(types.count == 33, "all but the opening, which has its own test")
        #expect(Self.cells.count == 33 * 12)
    }

    @Test(arguments: Dictionary(grouping: cells, by: \.type).keys.sorted())
    func everyCellIsAnsweredAsTheTableSays(type: String) throws {
        let house = try stage()
        let body = try #require(Self.bodies.first { ActTypeName.of($0) == type })
        for cell in Self.cells where cell.type == type {
            let person = House.person(cell.role, "hier")
            let id = caseID(cell.role, cell.state)
            let version = try #require(try house.image(id)).version
            let verdict = try house.offer(
                try own(body, by: person, on: id, house), on: id, by: person, base: version)
            #expect(answer(verdict) == cell.answer, "\(cell.testDescription)")
            #expect(try house.image(id)?.version == version + (cell.answer == "ok" ? 1 : 0))
        }
    }

    /// Bodies that name a person or an act name this one.
    private func own(
        _ body: ActBody, by person: PersonID, on id: CaseID, _ house: House
    ) throws -> ActBody {
        switch body {
        case .declareBias(_, let reason): return .declareBias(person, reason: reason)
        case .undo:
            let entries = try house.store.read { try $0.logged(on: id) }
            let picture = entries.last { logged in
                if case .checkPicture = logged.entry.act.body { true } else { false }
            }
            return .undo(try #require(picture).entry.act.id)
        default: return body
        }
    }

    /// Nobody of another unit, and no administrator, learns whether there is such a case: they
    /// get the very answer that a case nobody ever opened gets.
    @Test func foreignCasesDoNotExist() throws {
        let house = try stage([.clerk])
        let strangers =
            Role.allCases.map { House.person($0, "dort") }
            + [House.person(.administrator, "hier")]
        for state in State.allCases {
            let id = caseID(.clerk, state.rawValue)
            let before = try house.image(id)
            for person in strangers {
                for body in try Self.bodies.map({ try own($0, by: person, on: id, house) }) {
                    let real = try house.offer(body, on: id, by: person, base: 9)
                    let none = try house.offer(body, on: "gibt-es-nicht", by: person, base: 9)
                    #expect(real.obstacle == Obstacle(.caseUnknown))
                    #expect(real.obstacle == none.obstacle && real.version == none.version)
                    #expect(real.outcome == none.outcome)
                }
            }
            #expect(try house.image(id) == before)
        }
    }

    /// Whoever takes in or works may register for any unit; nobody else may.
    @Test func openingIsForThoseWhoTakeInOrWork() throws {
        let house = try House()
        for unit in House.units {
            for role in Role.allCases {
                let person = House.person(role, unit)
                let verdict = try house.offer(
                    .open(House.opening("Neu", in: "hier")), on: CaseID("neu-\(person)"),
                    by: person, base: 0)
                let may: [Role] = [.intake, .clerk, .supervisor]
                #expect(answer(verdict) == (may.contains(role) ? "ok" : "H001"))
            }
        }
    }

    @Test func whoRegisteredForAnotherUnitMayAddANoteAndSeesNothing() throws {
        let house = try House()
        let counter = House.person(.intake, "dort")
        try house.offer(.open(House.opening("Neu", in: "hier")), on: "c1", by: counter, base: 0)
        #expect(answer(try house.offer(House.note("Nachtrag"), on: "c1", by: counter)) == "ok")
        let other = House.person(.clerk, "dort")
        #expect(answer(try house.offer(House.note("fremd"), on: "c1", by: other)) == "H010")
        let page = try house.feed(counter)
        #expect(page.items.isEmpty && page.past.isEmpty)
        #expect(page.verdicts.map(\.outcome) == [.applied, .applied])
    }

    // MARK: Four eyes

    private func prepared() throws -> House {
        let house = try House()
        try house.open("c1", "Alpha", in: "hier")
        return house
    }

    @Test func whoPreparedNeverApprovesAtWhateverDesk() throws {
        let house = try prepared()
        let boss = House.person(.supervisor, "hier")
        try house.offer(.takeStep(StepTaking(step: "genehmigen")), on: "c1", by: boss)
        #expect(answer(try house.offer(.approve(note: ""), on: "c1", by: boss, base: 2)) == "H003")
        try house.enrol("zweites-pult", for: [boss])
        let again = try house.act(
            .approve(note: ""), on: "c1", by: boss, device: "zweites-pult", base: 2)
        let verdicts = try house.centre.offer([again], from: .desk("zweites-pult", boss))
        #expect(verdicts.map(answer) == ["H003"])
    }

    @Test func standingInLendsNoRightToApprove() throws {
        let house = try prepared()
        var office = House.office
        let boss = House.person(.supervisor, "hier")
        let clerk = House.person(.clerk, "hier")
        office.persons[clerk]?.standsInFor = [boss]
        try house.centre.setOffice(office)
        try house.offer(
            .takeStep(StepTaking(step: "genehmigen")), on: "c1", by: boss)
        #expect(answer(try house.offer(.approve(note: ""), on: "c1", by: clerk, base: 2)) == "H001")
    }

    @Test func whoChangedWhatWasPreparedDoesNotApproveIt() throws {
        let house = try prepared()
        let boss = House.person(.supervisor, "hier")
        try house.offer(
            .takeStep(StepTaking(step: "genehmigen")), on: "c1", by: House.person(.clerk, "hier"))
        // A change made without having seen the preparation is refused, not slipped in.
        let late = try house.offer(.setSubject("anders"), on: "c1", by: boss, base: 1)
        #expect(answer(late) == "H015")
        #expect(answer(try house.offer(.approve(note: ""), on: "c1", by: boss, base: 2)) == "ok")
    }

    @Test func aRoleTakenAwayIsGoneWithTheNextAct() throws {
        let house = try prepared()
        let boss = House.person(.supervisor, "hier")
        try house.offer(
            .takeStep(StepTaking(step: "genehmigen")), on: "c1", by: House.person(.clerk, "hier"))
        var office = House.office
        office.persons[boss]?.memberships = [Membership(unit: "hier", role: .clerk)]
        try house.centre.setOffice(office)
        #expect(answer(try house.offer(.approve(note: ""), on: "c1", by: boss, base: 2)) == "H001")
    }

    @Test func aClerkOfAnotherUnitTakesNoFreeCaseOver() throws {
        let house = try prepared()
        var office = House.office
        // Reads here, works there.
        office.persons["leser"] = Person(
            id: "leser", name: "Leser",
            memberships: [
                Membership(unit: "hier", role: .auditor), Membership(unit: "dort", role: .clerk),
            ])
        try house.centre.setOffice(office)
        try house.enrol(House.desk("leser"), for: ["leser"])
        let verdict = try house.offer(
            .assign(Assignment(unit: "dort", person: "leser"), reason: ""), on: "c1", by: "leser")
        #expect(answer(verdict) == "H001")
    }
}

/// The name of an act's type on the wire.
enum ActTypeName {
    static func of(_ body: ActBody) -> String {
        if case .string(let name)? = body.wire["type"] { name } else { "" }
    }
}
