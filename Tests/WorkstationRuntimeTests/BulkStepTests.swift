import Casework
import Testing
import Workstation
import WorkstationRuntime

/// A step for many cases: the form once, the letter for each.
@Suite struct BulkStepTests {
    private func taking(_ step: StepID, _ inputs: [FieldID: FieldValue] = [:]) -> ActBody {
        .takeStep(StepTaking(step: step, inputs: inputs))
    }

    private func rehearsed(
        _ desk: GrantDesk, _ body: ActBody, _ ids: [CaseID]
    ) throws -> [Rehearsal] {
        let wanted = ids.map { Submission(caseID: $0, bodies: [body]) }
        guard case .rehearsed(let found) = try desk.hands.answer(.rehearse(wanted)) else {
            Issue.record("keine Vorschau")
            return []
        }
        return found
    }

    @discardableResult
    private func submitted(
        _ desk: GrantDesk, _ bodies: [ActBody], _ ids: [CaseID]
    ) throws -> [Obstacle?] {
        let wanted = ids.map { Submission(caseID: $0, bodies: bodies) }
        guard case .submitted(let results) = try desk.hands.answer(.submit(wanted)) else {
            return []
        }
        return results.map(\.obstacle)
    }

    @Test func everyCaseGetsItsOwnLetter() throws {
        let desk = try GrantDesk()
        defer { desk.close() }
        let ids = [
            try desk.open("c1", party: "Elif Yıldız"), try desk.open("c2", party: "Bert Maier"),
        ]
        let missing = ActBody.checkItems(["antrag": ItemRecord(state: .missing)])
        #expect(
            try submitted(
                desk, [taking("pruefung_beginnen", ["programm": .text("lastenrad")]), missing], ids)
                == [nil, nil])
        let until = TestPlace.morning.civilDay.adding(days: 21)
        let step = taking("nachreichung_verlangen", ["nachreichung_bis": .day(until)])
        let rehearsals = try rehearsed(desk, step, ids)
        #expect(rehearsals.map(\.obstacle) == [nil, nil])
        #expect(rehearsals[0].letter.contains("Elif Yıldız"))
        #expect(rehearsals[1].letter.contains("Bert Maier"))
        #expect(
            rehearsals.allSatisfy {
                $0.letter.contains("14. Dezember 2026") || $0.letter.contains(until.austrian)
            })
        #expect(try submitted(desk, [step], ids) == [nil, nil])
        for (id, rehearsal) in zip(ids, rehearsals) {
            let file = try desk.file(id)
            #expect(file.phase == "nachreichung")
            #expect(file.field("nachreichung_bis") == .day(until))
            #expect(file.letters.map(\.text) == [rehearsal.letter], "sent as it was read")
        }
    }

    @Test func whatOneCaseLacksIsSaidOfThatCase() throws {
        let desk = try GrantDesk()
        defer { desk.close() }
        let ids = [try desk.open("c1"), try desk.open("c2")]
        let missing = ActBody.checkItems(["antrag": ItemRecord(state: .missing)])
        try submitted(
            desk, [taking("pruefung_beginnen", ["programm": .text("lastenrad")]), missing], ids)
        let day = FieldValue.day(TestPlace.morning.civilDay.adding(days: 9))
        try submitted(desk, [.setFields(["nachreichung_bis": day])], ["c2"])
        let codes = try rehearsed(desk, taking("nachreichung_verlangen"), ids)
            .map { $0.obstacle?.code }
        #expect(codes == [.fieldEmpty, nil], "the day stands in c2 alone")
    }
}
