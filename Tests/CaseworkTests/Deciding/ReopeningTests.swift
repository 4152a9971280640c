import Casework
import Testing

/// What an end takes with it, and what comes back when the case is opened again.
@Suite struct ReopeningTests {
    static let ends: [ActBody] = [
        .withdraw(day: Probe.today, reason: "schriftlich"),
        .transfer(to: "Land OÖ", day: Probe.today, reason: ""), .void(reason: "doppelt"),
    ]

    @Test(arguments: ends)
    func whatTheEndCancelledRunsOnFromItsOldStart(end: ActBody) throws {
        var story = Story.opened()
        let before = try #require(story.file?.deadline("entscheidung"))
        #expect(story.act("anna", end).obstacle == nil)
        #expect(story.file?.deadline("entscheidung")?.state == .cancelled)
        #expect(story.file?.deadlinesEndedByClosing.map(\.record) == [before])
        story.today = Probe.today.adding(days: 90)
        #expect(story.act("anna", .reopen(reason: "Irrtum")).obstacle == nil)
        #expect(story.file?.deadline("entscheidung") == before)
        #expect(story.file?.deadlinesEndedByClosing.isEmpty == true)
    }

    @Test func aClockThatStoodStandsAgain() throws {
        var story = Story.opened()
        story.act(
            "anna", .suspendDeadline(key: "entscheidung", from: story.today, reason: "Vorfrage"))
        let before = try #require(story.file?.deadline("entscheidung"))
        #expect(before.state == .suspended)
        story.act("anna", Self.ends[0])
        story.act("anna", .reopen(reason: "Irrtum"))
        #expect(story.file?.deadline("entscheidung") == before)
    }

    @Test func whatSomebodyCancelledOrMetStaysSo() {
        var story = Story.opened()
        story.act("anna", .setFields(["voll": .day(story.today)]))
        story.act("anna", .cancelDeadline(key: "anzeige", reason: "nicht anwendbar"))
        story.act("anna", Self.ends[0])
        story.act("anna", .reopen(reason: "Irrtum"))
        #expect(story.file?.deadline("anzeige")?.state == .cancelled)
        #expect(story.file?.deadline("anzeige")?.reason == "nicht anwendbar")
        #expect(story.file?.deadline("entscheidung")?.isRunning == true)
    }

    /// Closed, opened, taken back, opened again: the period is never lost on the way.
    @Test func anUndoneReopeningCanBeDoneAgain() throws {
        var story = Story.opened()
        let before = try #require(story.file?.deadline("entscheidung"))
        story.act("anna", Self.ends[0])
        story.act("anna", .reopen(reason: "Irrtum"))
        let reopening = try #require(story.entries.last?.act.id)
        #expect(story.act("anna", .undo(reopening)).obstacle == nil)
        #expect(story.file?.isOpen == false)
        #expect(story.file?.deadline("entscheidung")?.state == .cancelled)
        story.act("anna", .reopen(reason: "doch"))
        #expect(story.file?.deadline("entscheidung") == before)
    }

    @Test(arguments: ends)
    func theCitizenIsToldOfTheEndAndOfTheWayBack(end: ActBody) {
        var story = Story.opened()
        #expect(story.file?.publicStatus == "offen")
        story.act("anna", end)
        #expect(story.file?.publicStatus == "zu")
        story.act("anna", .reopen(reason: "Irrtum"))
        #expect(story.file?.publicStatus == "offen")
    }
}

/// An answer without anybody to send it to.
@Suite struct PublishedAnswerTests {
    static let procedure: Procedure = {
        var made = Probe.procedure
        made.letters.append(
            LetterTemplate(
                id: "antwort", title: "Antwort", kind: .answer, body: "", published: true))
        for template in ["antwort", "bescheid"] as [TemplateID] {
            var step = Step(id: StepID("schreiben-\(template.raw)"), title: "Schreiben")
            step.letter = template
            made.steps.append(step)
        }
        return made
    }()

    @Test(arguments: [
        ("antwort", false, nil), ("antwort", true, Obstacle.Code.recipientsMissing),
        ("bescheid", false, .recipientsMissing),
    ])
    func isPublishedOnlyWhereNobodyIsKnown(
        template: String, known: Bool, code: Obstacle.Code?
    ) throws {
        var story = Story.opened()
        if !known { story.act("anna", .removeParty("p1", reason: "anonym")) }
        var circumstances = story.circumstances("anna")
        circumstances.procedure = Self.procedure
        let file = try #require(story.file)
        let taking = StepTaking(
            step: StepID("schreiben-\(template)"), letter: LetterDraft(text: "Text", recipients: [])
        )
        let act = Act(
            id: "a", device: "d", counter: 9, actor: "anna", caseID: file.id,
            base: Base(version: file.version), body: .takeStep(taking), at: .epoch)
        let decision = decide(act, on: file, under: circumstances)
        #expect(decision.obstacle?.code == code)
        let letters = decision.changes.compactMap { $0.new?.letter }
        #expect(letters.map(\.state) == (code == nil ? [.sealed] : []))
    }
}
