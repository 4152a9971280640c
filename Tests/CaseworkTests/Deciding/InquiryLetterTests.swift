import Casework
import Testing

/// What is asked outside goes to whom it was asked, and a period starts only where it concerns.
@Suite struct InquiryLetterTests {
    private static let procedure: Procedure = {
        var procedure = Probe.procedure
        procedure.addressees = [Addressee(id: "werk", title: "Stadtwerk", kind: .outside)]
        var ask = Step(id: "weiterleiten", title: "Weiterleiten")
        ask.inquiry = .outside
        ask.letter = "auftrag"
        procedure.steps.append(ask)
        for (id, amount) in [("klein", 1), ("gross", 2)] as [(DeadlineID, Int64)] {
            procedure.deadlines.append(
                DeadlineDefinition(
                    id: id, title: id.raw, source: "§ 1", formula: .fixed, binds: .us,
                    starts: [.step("weiterleiten")],
                    when: .fieldIs("betrag", [.money(Money(euro: amount))])))
        }
        return procedure
    }()

    private func forwarded(recipients: [PartyID]) throws -> CaseFile {
        var file = try #require(Story.opened().file)
        file.apply(
            [Change(.field("betrag"), from: nil, to: .field(.money(Money(euro: 1))))],
            version: file.version + 1, by: "anna", at: .epoch)
        let taking = StepTaking(
            step: "weiterleiten", letter: LetterDraft(text: "Bitte tun.", recipients: recipients),
            inquiry: InquiryDraft(kind: .outside, addressee: "werk", question: "Wann?"))
        let act = Act(
            id: "x", device: "d", counter: 1, actor: "anna", caseID: file.id,
            base: Base(version: file.version), body: .takeStep(taking), at: .epoch)
        let circumstances = Circumstances(
            procedure: Self.procedure, office: Probe.office,
            actor: try #require(Probe.office.persons["anna"]), today: Probe.today)
        let decision = decide(act, on: file, under: circumstances)
        #expect(decision.obstacle == nil)
        file.apply(decision.changes, version: file.version + 1, by: "anna", at: .epoch)
        return file
    }

    /// Even where a desk offers the party as recipient, it is never the party.
    @Test(arguments: [[], ["p1"], ["werk"]] as [[PartyID]])
    func goesToTheBodyAskedAndToNobodyElse(recipients: [PartyID]) throws {
        let letter = try #require(forwarded(recipients: recipients).letters.first)
        #expect(letter.recipients.map(\.name) == ["Stadtwerk"])
        #expect(!letter.recipients.contains { $0.party == "p1" })
    }

    @Test func aPeriodStartsOnlyInCasesItConcerns() throws {
        let file = try forwarded(recipients: [])
        #expect(file.deadline("klein")?.isRunning == true)
        #expect(file.deadline("gross") == nil)
    }
}
