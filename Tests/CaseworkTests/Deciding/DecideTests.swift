import Casework
import Testing

@Suite struct DecideTests {
    @Test func aNewCaseStandsInItsFirstPhaseWithItsPeriodsRunning() throws {
        let file = try #require(Story.opened().file)
        #expect(file.phase == "einlauf")
        #expect(file.publicStatus == "offen")
        #expect(file.deadline("entscheidung")?.end.iso == "2027-05-20")
        #expect(file.assignment?.person == "anna")
    }

    @Test func aCaseTakenOverAsDoneStandsWhereItsResultLeads() {
        var opening = Story.opening
        opening.closed = Closing(manner: .finished, day: Probe.today, reason: "übernommen")
        opening.result = "ja"
        var story = Story()
        story.act("emil", .open(opening))
        #expect(story.file?.isOpen == false)
        #expect(story.file?.closing?.reason == "übernommen")
        #expect(story.file?.deadlines.allSatisfy { !$0.record.isRunning } == true)
    }

    /// What is heard at the counter goes along to the unit whose case it is.
    @Test(arguments: [("ute", nil), ("adam", Obstacle.Code.unitForeign), ("anna", nil)])
    func whoRegisteredLeavesANoteWithAnotherUnit(actor: String, code: Obstacle.Code?) {
        var story = Story()
        #expect(story.act("ute", .open(Story.opening)).obstacle == nil)
        let note = Note(id: "n1", kind: .remark, text: "Anrainer war dabei")
        #expect(story.act(PersonID(actor), .addNote(note)).obstacle?.code == code)
    }

    @Test func aWholeDayEndsInFinality() throws {
        var story = Story.opened()
        #expect(story.prepareRuling().obstacle == nil)
        #expect(story.file?.waitingFor(under: Probe.procedure, on: story.today) == .approval)
        #expect(story.act("lois", .approve(note: "")).obstacle == nil)
        let letter = try #require(story.file?.letters.first)
        #expect(letter.state == .sealed && letter.sealedBy == "lois")
        #expect(story.file?.deadline("entscheidung")?.state == .met)
        var delivery = Delivery(channel: .registered, dispatched: story.today)
        story.act("anna", .recordDelivery(letter.id, "p1", delivery))
        #expect(story.file?.deadline("beschwerde#p1") == nil)
        story.today = Probe.today.adding(days: 3)
        delivery.handedOver = CivilDay(iso: "2026-11-26")
        story.act("anna", .recordDelivery(letter.id, "p1", delivery))
        #expect(story.file?.deadline("beschwerde#p1")?.end.iso == "2026-12-28")
        let final = ActBody.takeStep(StepTaking(step: "rechtskraft"))
        story.today = CivilDay(iso: "2026-12-28") ?? story.today
        #expect(story.act("anna", final).obstacle?.code == .deadlineNotOver)
        story.today = CivilDay(iso: "2026-12-29") ?? story.today
        #expect(story.act("anna", final).obstacle == nil)
        #expect(story.file?.field("recht") == .day(story.today))
        #expect(story.file?.closing?.manner == .finished)
        #expect(story.file?.result == "ja")
    }

    @Test(arguments: [
        ("anna", Obstacle.Code.roleMissing), ("bert", .roleMissing), ("lois", nil),
        ("lena", nil), ("prue", .roleMissing), ("ute", .unitForeign), ("adam", .unitForeign),
    ])
    func whoMayApproveWhatAnnaPrepared(actor: String, code: Obstacle.Code?) {
        var story = Story.opened()
        _ = story.prepareRuling()
        #expect(story.act(PersonID(actor), .approve(note: "")).obstacle?.code == code)
    }

    @Test func nobodyApprovesWhatTheyPreparedOrChangedSince() {
        var story = Story.opened()
        story.act("lois", .assign(Assignment(unit: "bbv", person: "lena"), reason: ""))
        _ = story.prepareRuling(by: "lena")
        #expect(story.act("lena", .approve(note: "")).obstacle?.code == .ownPreparation)
        #expect(story.act("lois", .approve(note: "")).obstacle == nil)
    }

    @Test func sentBackGoesToWhoPreparedItAndTheLetterIsDiscarded() {
        var story = Story.opened()
        _ = story.prepareRuling()
        #expect(story.act("lois", .sendBack(reason: " ")).obstacle?.code == .reasonMissing)
        story.act("lois", .sendBack(reason: "Begründung fehlt"))
        #expect(story.file?.pending == nil)
        #expect(story.file?.letters.map(\.state) == [.discarded])
        #expect(story.file.map { Probe.procedure.worklistRow(of: $0).returnedTo } == "anna")
    }

    @Test(arguments: [
        ("anna", nil), ("bert", nil), ("carl", Obstacle.Code.assignedToOther), ("lena", nil),
        ("emil", .roleMissing), ("ute", .unitForeign),
    ])
    func whoMayWorkAnnasCase(actor: String, code: Obstacle.Code?) {
        let story = Story.opened()
        let decision = story.decision(PersonID(actor), .setSubject("Neu"))
        #expect(decision.obstacle?.code == code)
    }

    @Test func aDemandNeedsAnItemWithALegalSource() {
        var story = Story.opened()
        let order = StepTaking(
            step: "auftrag", letter: LetterDraft(text: "Bitte", recipients: ["p1"]))
        #expect(story.act("anna", .takeStep(order)).obstacle?.code == .nothingToDemand)
        let without = ActBody.checkItems(["ohne": ItemRecord(state: .missing)])
        #expect(story.act("anna", without).obstacle?.code == .demandWithoutSource)
        story.act("anna", .checkItems(["plan": ItemRecord(state: .missing)]))
        #expect(story.act("anna", .takeStep(order)).obstacle == nil)
    }

    @Test func theMenuAndTheRefusalSayTheSame() throws {
        let story = Story.opened()
        let file = try #require(story.file)
        for step in Probe.procedure.steps where step.inputs.isEmpty && step.inquiry == nil {
            let shown = file.obstacle(to: step, under: story.circumstances("anna"))
            let refused = story.decision("anna", .takeStep(StepTaking(step: step.id))).obstacle
            if shown != nil { #expect(shown == refused) }
        }
    }

    @Test func aStepThatWouldLeaveTheCaseAdriftIsRefused() {
        var story = Story()
        story.act("emil", .open(Story.opening))
        story.act("anna", .cancelDeadline(key: "entscheidung", reason: "Probe"))
        let free = ActBody.assign(Assignment(unit: "bbv"), reason: "")
        #expect(story.act("anna", free).obstacle?.code == .noNextDate)
        story.act("anna", .resubmit(Probe.today.adding(days: 5), reason: ""))
        #expect(story.act("anna", free).obstacle == nil)
        #expect(story.act("lois", .cancelResubmission).obstacle?.code == .noNextDate)
    }

    @Test func undoTakesBackExactlyWhatWasDone() throws {
        var story = Story.opened()
        let before = try #require(story.file)
        story.act("anna", .setFields(["betrag": .money(Money(euro: 5))]))
        let last = try #require(story.entries.last?.act.id)
        #expect(story.decision("carl", .undo(last)).obstacle?.code == .undoNotYours)
        story.act("anna", .undo(last))
        #expect(story.file?.fields == before.fields)
        #expect(story.decision("anna", .undo(last)).obstacle?.code == .undoBuiltUpon)
    }

    @Test func whatLeftTheHouseOrWasBuiltUponCannotBeUndone() throws {
        var story = Story.opened()
        story.act("anna", .setSubject("eins"))
        let first = try #require(story.entries.last?.act.id)
        story.act("anna", .setSubject("zwei"))
        #expect(story.decision("anna", .undo(first)).obstacle?.code == .undoBuiltUpon)
        _ = story.prepareRuling()
        story.act("lois", .approve(note: ""))
        let letter = try #require(story.file?.letters.last?.id)
        let out = Delivery(channel: .handover, dispatched: story.today)
        story.act("anna", .recordDelivery(letter, "p1", out))
        let delivery = try #require(story.entries.last?.act.id)
        #expect(story.decision("anna", .undo(delivery)).obstacle?.code == .undoLeftHouse)
    }

    @Test func aLetterWithProofDoesNotGoOutWithout() throws {
        var story = Story.opened()
        _ = story.prepareRuling()
        story.act("lois", .approve(note: ""))
        let letter = try #require(story.file?.letters.last?.id)
        let post = Delivery(channel: .post, dispatched: story.today)
        #expect(
            story.act("anna", .recordDelivery(letter, "p1", post)).obstacle?.code == .inputInvalid)
    }

    @Test func whoeverIsBiasedStepsAside() {
        var story = Story.opened()
        story.act("anna", .declareBias("anna", reason: "Nachbarin"))
        #expect(story.file?.assignment == Assignment(unit: "bbv"))
        #expect(story.act("anna", .setSubject("x")).obstacle?.code == .biased)
        let back = ActBody.assign(Assignment(unit: "bbv", person: "anna"), reason: "")
        #expect(story.act("lois", back).obstacle?.code == .biased)
    }

    @Test func closingEndsEverythingAndReopeningNeedsAReason() {
        var story = Story.opened()
        story.act("anna", .withdraw(day: story.today, reason: "schriftlich"))
        #expect(story.file?.isOpen == false)
        #expect(story.file?.deadlines.allSatisfy { $0.record.state == .cancelled } == true)
        #expect(story.act("anna", .setSubject("x")).obstacle?.code == .caseClosed)
        #expect(story.act("anna", .reopen(reason: "")).obstacle?.code == .reasonMissing)
        #expect(story.act("anna", .reopen(reason: "Irrtum")).obstacle == nil)
        #expect(story.file?.isOpen == true)
    }

    @Test func aStaleWriteIsKeptBesideTheNewerOne() {
        var story = Story.opened()
        let base = story.file?.version
        story.act("anna", .setSubject("von Anna"), base: base)
        let stale = story.act("bert", .setSubject("von Bert"), base: base)
        guard case .candidate = stale else {
            Issue.record("\(stale)")
            return
        }
        #expect(story.file?.subject == "von Anna")
        #expect(story.file?.conflicts.map(\.mine) == [.text("von Bert")])
        #expect(story.prepareRuling().obstacle?.code == .conflictOpen)
        story.act("anna", .resolveConflict(Slot(.subject), .text("beide")))
        #expect(story.file?.subject == "beide")
        #expect(story.file?.conflicts.isEmpty == true)
    }

    /// What a conflict is settled with is checked like anything that is written.
    @Test func aSettledConflictHoldsNothingThatCouldNotBeWritten() {
        var story = Story.opened()
        let base = story.file?.version
        story.act("anna", .setFields(["betrag": .money(Money(euro: 1))]), base: base)
        story.act("bert", .setFields(["betrag": .money(Money(euro: 2))]), base: base)
        let slot = Slot.field("betrag")
        #expect(story.file?.conflicts.map(\.slot) == [slot])
        let wrong: [(SlotValue?, Obstacle.Code)] = [
            (.field(.text("viel")), .inputInvalid), (.text("2"), .partUnknown),
            (.day(story.today), .partUnknown), (.place(Place()), .partUnknown),
        ]
        for (value, code) in wrong {
            #expect(
                story.act("anna", .resolveConflict(slot, value)).obstacle?.code == code,
                "\(String(describing: value))")
        }
        #expect(story.file?.conflicts.count == 1)
        story.act("anna", .resolveConflict(slot, .field(.money(Money(euro: 3)))))
        #expect(story.file?.field("betrag") == .money(Money(euro: 3)))
        #expect(story.file?.conflicts.isEmpty == true)
    }

    /// The words of a case are never empty, and a day that is settled on starts its period.
    @Test func settlingIsWriting() {
        var story = Story.opened()
        let base = story.file?.version
        story.act("anna", .setSubject("von Anna"), base: base)
        story.act("bert", .setSubject("von Bert"), base: base)
        let subject = Slot(.subject)
        #expect(story.act("anna", .resolveConflict(subject, nil)).obstacle?.code == .fieldEmpty)
        let long = SlotValue.text(String(repeating: "x", count: CaseLimits.subjectLength + 1))
        #expect(story.act("anna", .resolveConflict(subject, long)).obstacle?.code == .textTooLong)
        // What holds may go on holding.
        #expect(
            story.act("anna", .resolveConflict(subject, .text("von Anna"))).obstacle == nil)
        #expect(story.file?.conflicts.isEmpty == true)
        let before = story.file?.version
        story.act("anna", .setFields(["voll": .day(story.today)]), base: before)
        let earlier = story.today.adding(days: -1)
        story.act("bert", .setFields(["voll": .day(earlier)]), base: before)
        story.act("anna", .resolveConflict(.field("voll"), .field(.day(earlier))))
        #expect(story.file?.field("voll") == .day(earlier))
        #expect(story.file?.deadline("anzeige")?.isRunning == true)
    }

    @Test func aStaleWriteMustBeSoundAndItsFreshPartIsTaken() {
        var story = Story.opened()
        let base = story.file?.version
        story.act("anna", .setFields(["betrag": .money(Money(euro: 1))]), base: base)
        let wrong = ActBody.setFields(["betrag": .text("viel")])
        #expect(story.act("bert", wrong, base: base).obstacle?.code == .inputInvalid)
        let unknown = ActBody.setFields(["betrag": nil, "fremd": .flag(true)])
        #expect(story.act("bert", unknown, base: base).obstacle?.code == .fieldUnknown)
        let both = ActBody.setFields([
            "betrag": .money(Money(euro: 2)), "voll": .day(story.today),
        ])
        story.act("bert", both, base: base)
        #expect(story.file?.field("betrag") == .money(Money(euro: 1)))
        #expect(story.file?.field("voll") == .day(story.today))
        #expect(story.file?.deadline("anzeige")?.isRunning == true)
        #expect(story.file?.conflicts.count == 1)
    }

    @Test func suspensionMovesTheEndAndResumingNeedsALaterDay() {
        var story = Story.opened()
        story.act("anna", .suspendDeadline(key: "entscheidung", from: story.today, reason: "§ 38"))
        #expect(story.file?.deadline("entscheidung")?.state == .suspended)
        let early = ActBody.resumeDeadline(
            key: "entscheidung", to: story.today.adding(days: -1))
        #expect(story.act("anna", early).obstacle?.code == .dayImplausible)
        let later = story.today.adding(days: 10)
        story.act("anna", .resumeDeadline(key: "entscheidung", to: later))
        #expect(story.file?.deadline("entscheidung")?.end.iso == "2027-05-31")
    }
}
