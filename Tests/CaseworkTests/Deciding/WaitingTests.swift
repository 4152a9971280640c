import Casework
import Testing

/// Whose turn it is on a day, by the phase, the questions asked and the periods that run.
@Suite struct WaitingTests {
    private struct Running: Sendable {
        var key: String
        var definition: DeadlineID
        var binds: WaitingFor
        /// Days from today.
        var end: Int
        var state = DeadlineRecord.State.running
    }

    private static func period(
        _ key: String, _ definition: DeadlineID, _ binds: WaitingFor, _ end: Int,
        _ state: DeadlineRecord.State = .running
    ) -> Running {
        Running(key: key, definition: definition, binds: binds, end: end, state: state)
    }

    private static func file(_ phase: PhaseID, _ periods: [Running]) -> CaseFile {
        var file = CaseFile(id: "c", procedure: "probe", edition: "e", kind: "art")
        var changes = [Change(Slot(.phase), from: nil, to: .text(phase.raw))]
        for period in periods {
            var record = DeadlineRecord(
                definition: period.definition, title: "", formula: .fixed, binds: period.binds,
                start: Probe.today.adding(days: -30), event: nil,
                end: Probe.today.adding(days: period.end))
            record.state = period.state
            changes.append(Change(.deadline(period.key), from: nil, to: .deadline(record)))
        }
        file.apply(changes, version: 1, by: "anna", at: .epoch)
        return file
    }

    /// Phase, periods, and the last day from today on which the case waits for the party.
    private static let cases: [(phase: PhaseID, periods: [Running], last: Int?)] = [
        ("verbesserung", [], nil),
        ("verbesserung", [period("m", "mangel", .party, 0)], 0),
        ("verbesserung", [period("m", "mangel", .party, 5)], 5),
        // The office's own period says nothing of the party's.
        ("verbesserung", [period("e", "entscheidung", .us, -3)], nil),
        ("verbesserung", [period("m", "mangel", .party, 2, .suspended)], nil),
        ("verbesserung", [period("m", "mangel", .party, 2, .met)], nil),
        // Recipients of one letter: until the last of them had his time.
        (
            "entschieden",
            [period("b#1", "beschwerde", .party, 1), period("b#2", "beschwerde", .party, 9)], 9
        ),
        // Two things to do: the first that was missed is ours.
        ("verbesserung", [period("m", "mangel", .party, 4), period("h", "", .party, 6)], 4),
        ("verbesserung", [period("h", "", .party, 3), period("i", "", .party, 6)], 3),
    ]

    @Test(arguments: cases.indices)
    func thePartyHasItsTimeAndNotMore(index: Int) {
        let (phase, periods, last) = Self.cases[index]
        let file = Self.file(phase, periods)
        for day in -2...12 {
            let expected: WaitingFor = last.map { day <= $0 } ?? true ? .party : .us
            #expect(
                file.waitingFor(under: Probe.procedure, on: Probe.today.adding(days: day))
                    == expected, "Tag \(day)")
        }
    }

    @Test func whatIsOursOrSignedOrClosedStays() {
        let party = [Self.period("m", "mangel", .party, -5)]
        let later = Probe.today.adding(days: 400)
        #expect(
            Self.file("einlauf", party).waiting(under: Probe.procedure) == Waiting(.us))
        #expect(
            Self.file("unbekannt", party).waitingFor(under: Probe.procedure, on: later) == .us)
    }

    @Test func anExpertWhoIsLateIsOurMove() throws {
        var story = Story.opened()
        story.act(
            "anna",
            .takeStep(
                StepTaking(
                    step: "fragen",
                    inquiry: InquiryDraft(kind: .expert, addressee: "SV", question: "?"))))
        let end = story.today.adding(days: 20)
        story.act(
            "anna",
            .setDeadline(
                key: "hand-g", title: "Gutachten", end: end, binds: .expert, reason: "gesetzt"))
        let file = try #require(story.file)
        #expect(file.waitingFor(under: Probe.procedure, on: end) == .expert)
        #expect(file.waitingFor(under: Probe.procedure, on: end.adding(days: 1)) == .us)
    }
}
