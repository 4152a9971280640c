import Casework
import SyncProtocol
import Testing

@Suite struct WireTests {
    static let day = CivilDay(ordinal: 20_780)

    static let bodies: [ActBody] = [
        .open(opening), .approve(note: "gut"), .approve(note: ""), .sendBack(reason: "nein"),
        .takeStep(
            StepTaking(
                step: "s", inputs: ["a": .money(Money(cents: 5)), "b": .flag(false)],
                letter: LetterDraft(text: "Text", recipients: ["p"]),
                inquiry: InquiryDraft(kind: .expert, addressee: "sv", question: "?", due: day),
                reason: "weil")),
        .setFields(["a": .text("ä\u{0}\n"), "b": nil, "c": .quantity(Quantity(milli: -1_500))]),
        .setSubject("x"), .setPlace(place), .setPaper("Regal 4"),
        .checkItems(["i": ItemRecord(state: .deficient, remark: "unleserlich")]),
        .addNote(Note(id: "n", kind: .handover, text: "t")),
        .assign(Assignment(unit: "u", person: nil), reason: ""), .resubmit(day, reason: "r"),
        .cancelResubmission, .putParty(party), .removeParty("p", reason: "r"),
        .addAttachment(attachment), .checkPicture("a", .mustBlur),
        .recordDelivery("l", "p", delivery), .answerInquiry("i", day: day, answer: "ja"),
        .post(Posting(id: "z", kind: .grant, amount: Money(cents: -7), day: day, text: "t")),
        .setDeadline(key: "hand1", title: "T", end: day, binds: .party, reason: "r"),
        .extendDeadline(key: "k", .by(.weeks(2)), reason: "r"),
        .extendDeadline(key: "k", .to(day), reason: "r"),
        .suspendDeadline(key: "k", from: day, reason: "r"),
        .resumeDeadline(key: "k", to: day), .cancelDeadline(key: "k", reason: "r"),
        .relate("c2", relation: "gleicher Ort"), .unrelate("c2"),
        .declareBias("anna", reason: "r"), .withdraw(day: day, reason: "r"),
        .transfer(to: "BH", day: day, reason: "r"), .void(reason: "r"), .reopen(reason: "r"),
        .undo("a1"), .resolveConflict(.field("f"), .field(.day(day))),
        .resolveConflict(Slot(.subject), nil),
    ]

    static let place: Place = {
        var place = Place()
        place.street = "Landstraße"
        place.latitude = 48_300_000
        return place
    }()

    static let party: Party = {
        var party = Party(id: "p", role: "antrag", name: "Đorđe Šimić")
        party.agrees = true
        return party
    }()

    static let attachment = Attachment(
        id: "a", name: "plan.pdf", sha256: "00", mediaType: "application/pdf", size: 3,
        item: "plan", received: day, picture: .clean)

    static let delivery: Delivery = {
        var delivery = Delivery(channel: .registered, dispatched: day)
        delivery.deposited = day.adding(days: 1)
        return delivery
    }()

    static let opening = Opening(
        procedure: "x", edition: "e", kind: "k", subject: "S", place: place, received: day,
        channel: "post", source: "q/1", paper: "R", fields: ["f": .integer(3)],
        parties: [party], attachments: [attachment],
        assignment: Assignment(unit: "u", person: "anna"),
        closed: Closing(manner: .finished, day: day, reason: "r", to: "t"), result: "ja")

    static func act(_ body: ActBody) -> Act {
        Act(
            id: "1", device: "d", counter: 1, actor: "anna", caseID: "c",
            base: Base(
                version: 3, slots: [Slot(.phase): 2], old: [Slot(.phase): .text("einlauf")]),
            body: body, group: "g", at: Instant(milliseconds: 7))
    }

    @Test(arguments: bodies)
    func everyActComesBackAsItWas(body: ActBody) throws {
        let act = Self.act(body)
        let envelope = ActEnvelope(act)
        #expect(try envelope.act() == act)
        #expect(ActEnvelope(try envelope.act()) == envelope)
    }

    @Test func everyKindOfActIsInTheTable() {
        #expect(Set(Self.bodies.map(\.wireType)).count == 34)
    }

    @Test(arguments: bodies)
    func anythingLessIsRefusedAndNeverCrashes(body: ActBody) throws {
        let bytes = body.wire.bytes
        for cut in stride(from: 0, to: bytes.count, by: 3) {
            #expect(throws: (any Error).self) {
                try ActBody(wire: try JSONValue(bytes: bytes[..<cut]), at: "x")
            }
        }
    }

    @Test func aCaseComesBackAsItWas() throws {
        let values: [(Slot, SlotValue)] = [
            (Slot(.number), .number(CaseNumber(serial: 4168, year: 2026, sign: "BBV"))),
            (Slot(.subject), .text("x")), (Slot(.received), .day(Self.day)),
            (Slot(.place), .place(Self.place)), (.field("f"), .field(.flag(true))),
            (Slot(.assignment), .assignment(Assignment(unit: "u", person: "p"))),
            (
                Slot(.pending),
                .pending(
                    PendingApproval(
                        step: "s", inputs: ["a": .integer(1)], letter: "l", inquiry: nil,
                        reason: "r", preparedBy: "p", preparedOn: Self.day, role: .supervisor))
            ),
            (
                .letter("l"),
                .letter(
                    Letter(
                        id: "l", template: "t", title: "T", text: "x", state: .sealed,
                        preparedBy: "a", sealedBy: "b", sealedOn: Self.day,
                        recipients: [Recipient(party: "p", name: "n", delivery: Self.delivery)]))
            ),
            (
                .conflict(Slot(.subject)),
                .conflict(
                    Conflict(
                        slot: Slot(.subject), base: nil, mine: .text("m"), mineBy: "a",
                        mineAt: .epoch))
            ),
        ]
        var file = CaseFile(id: "c", procedure: "x", edition: "e", kind: "k")
        file.apply(
            values.map { Change($0.0, from: nil, to: $0.1) }, version: 1, by: "a", at: .epoch)
        let again = try CaseFile(wire: try JSONValue(bytes: file.wire.bytes), at: "image")
        #expect(again == file)
        #expect(again.wire.bytes == file.wire.bytes)
    }
}
