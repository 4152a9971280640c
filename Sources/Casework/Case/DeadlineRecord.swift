/// A period that runs, ran or rests in a case. Its end is recorded when it is computed, so that
/// a later release cannot move it; its explanation is computed again from the same facts.
package struct DeadlineRecord: Hashable, Sendable {
    package enum State: String, CaseIterable, Sendable {
        case running, suspended, met, cancelled
    }

    /// The definition, or empty for one set by hand.
    package var definition: DeadlineID
    /// Set by hand, or per recipient: who it is about.
    package var title: String
    package var formula: DeadlineFormula
    package var binds: WaitingFor
    package var start: CivilDay
    /// What started it, in the words of the history.
    package var event: Trigger?
    package var party: PartyID?
    package var suspensions: [Suspension]
    package var suspendedSince: CivilDay?
    package var extensions: [Extension]
    package var end: CivilDay
    package var state: State
    /// The day it was met or cancelled.
    package var settled: CivilDay?
    /// Why it was set by hand, extended or cancelled.
    package var reason: String

    package init(
        definition: DeadlineID, title: String, formula: DeadlineFormula, binds: WaitingFor,
        start: CivilDay, event: Trigger?, party: PartyID? = nil, end: CivilDay
    ) {
        self.definition = definition
        self.title = title
        self.formula = formula
        self.binds = binds
        self.start = start
        self.event = event
        self.party = party
        suspensions = []
        extensions = []
        self.end = end
        state = .running
        settled = nil
        reason = ""
    }

    package var isRunning: Bool { state == .running }
    package func isExpired(on day: CivilDay) -> Bool { state == .running && end < day }
}
