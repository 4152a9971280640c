import Casework
import SyncProtocol

/// What a person undertakes, before it is an act.
package struct Submission: Hashable, Sendable {
    /// A new id where the body opens a case.
    package var caseID: CaseID
    package var body: ActBody
    /// What the person saw.
    package var base: Base
    package var group: GroupID?
    /// For cases taken in from a file: recorded together with the act.
    package var takenIn: TakenIn?

    package init(
        _ body: ActBody, on caseID: CaseID, base: Base, group: GroupID? = nil,
        takenIn: TakenIn? = nil
    ) {
        self.caseID = caseID
        self.body = body
        self.base = base
        self.group = group
        self.takenIn = takenIn
    }

    /// On a case as it was seen.
    package init(_ body: ActBody, on file: CaseFile, group: GroupID? = nil) {
        self.init(body, on: file.id, base: Base(of: file).trimmed(to: body), group: group)
    }

    package init(opening: Opening, as caseID: CaseID, takenIn: TakenIn? = nil) {
        self.init(.open(opening), on: caseID, base: Base(version: 0), takenIn: takenIn)
    }
}

/// What became of a submission.
package struct Receipt: Hashable, Sendable {
    package enum Fate: Hashable, Sendable {
        /// Not possible: nothing was saved.
        case refused(Obstacle)
        /// Saved, shown, and not yet at the centre.
        case pending
        /// Saved, and answered by the centre; also when the answer is a refusal.
        case answered(Verdict)
    }

    package var caseID: CaseID
    /// nil where nothing was saved.
    package var act: ActID?
    package var fate: Fate

    /// "gespeichert" may be shown.
    package var saved: Bool { act != nil }
    package var obstacle: Obstacle? {
        switch fate {
        case .refused(let obstacle): obstacle
        case .pending: nil
        case .answered(let verdict): verdict.obstacle
        }
    }
}

/// How a talk with the centre went.
package struct Exchange: Sendable {
    /// nil where the centre answered.
    package var failure: CentreFailure?
    /// Cases that look different now.
    package var changed: Set<CaseID> = []
    /// Persons, units or procedures are new.
    package var referenceChanged = false
    /// Everything was fetched anew: anything may look different.
    package var newEpoch = false
    /// So many cases left the desk's sight at once that they were put aside for a day.
    package var withheld = 0
    /// The centre shows another history than the one it stood for before.
    package var forked = false
    /// Acts that the journal had lost and the second copy still had.
    package var regained = 0
    package var reached: Bool { failure == nil }

    package init(
        failure: CentreFailure? = nil, changed: Set<CaseID> = [], referenceChanged: Bool = false,
        newEpoch: Bool = false, withheld: Int = 0, forked: Bool = false
    ) {
        self.failure = failure
        self.changed = changed
        self.referenceChanged = referenceChanged
        self.newEpoch = newEpoch
        self.withheld = withheld
        self.forked = forked
    }
}
