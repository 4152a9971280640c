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

    /// As it was before it was cancelled: its clock ran, or stood.
    var uncancelled: DeadlineRecord {
        var record = self
        record.state = suspendedSince == nil ? .running : .suspended
        record.settled = nil
        return record
    }

    package var isRunning: Bool { state == .running }
    package func isExpired(on day: CivilDay) -> Bool { state == .running && end < day }
}

extension CaseFile {
    /// The periods that ended for no other reason than that the case was closed, as they run on
    /// when it is opened again: from their old start, to their old end. The law knows no period
    /// that stands while a file is put away (§ 73 AVG counts from the receipt), so the time
    /// between is not taken off; whoever thinks otherwise cancels the period and says why.
    package var deadlinesEndedByClosing: [(key: String, record: DeadlineRecord)] {
        guard let closed = slots[Slot(.closing)]?.version else { return [] }
        return deadlines.filter { key, record in
            record.state == .cancelled && slots[.deadline(key)]?.version == closed
        }.map { (key: $0.key, record: $0.record.uncancelled) }
    }
}
