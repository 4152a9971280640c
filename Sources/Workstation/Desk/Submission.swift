import Casework

/// Acts on one case that a person asks for. Several bodies go together or not at all.
package struct Submission: Hashable, Sendable {
    /// nil for a new case: the body is `.open`, and the answer names the case. An opening without
    /// an edition begins under the newest one of its procedure.
    package var caseID: CaseID?
    /// What the person saw; nil where only a list row was seen: then what the store has counts,
    /// and the runner fills the base from there.
    package var base: Base?
    package var bodies: [ActBody]

    package init(caseID: CaseID?, base: Base? = nil, bodies: [ActBody]) {
        self.caseID = caseID
        self.base = base
        self.bodies = bodies
    }
}

/// What became of one submission.
package struct SubmissionResult: Hashable, Sendable {
    package enum Outcome: Hashable, Sendable {
        case applied
        /// Combined with what others did meanwhile.
        case merged
        /// A conflict is stored in the case; somebody must decide.
        case parked
        case refused(Obstacle)
    }
    /// The case, the new one too; nil only where a new case was refused.
    package var caseID: CaseID?
    package var number: CaseNumber?
    package var outcome: Outcome
    /// Saved, and the centre has not answered yet.
    package var isPending = false
    /// Leaves the house or binds it: without the centre's verdict only vorgemerkt.
    package var isReserved = false
    /// Refused because somebody else has the case now.
    package var heldBy: PersonID?
    /// Saved and then refused by the centre: they lie in the Klärung tray.
    package var refusedActs: [ActID] = []

    package init(caseID: CaseID?, number: CaseNumber? = nil, outcome: Outcome) {
        self.caseID = caseID
        self.number = number
        self.outcome = outcome
    }

    /// What is said behind the act while the centre has not answered.
    package var pendingWords: String {
        isReserved
            ? "vorgemerkt: gilt erst mit dem Ergebnis der Zentrale" : "noch nicht abgeglichen"
    }

    package var obstacle: Obstacle? {
        if case .refused(let obstacle) = outcome { obstacle } else { nil }
    }
}

/// What a submission would do, decided but not stored.
package struct Rehearsal: Hashable, Sendable {
    package var row: WorklistRow
    /// The changes in the office's words, one line each ("Zuteilung: M. Huber → A. Šimić").
    package var lines: [String]
    package var obstacle: Obstacle?
    /// The letter that would be written, filled from the case.
    package var letter: String

    package init(
        row: WorklistRow, lines: [String], letter: String = "", obstacle: Obstacle? = nil
    ) {
        self.letter = letter
        self.row = row
        self.lines = lines
        self.obstacle = obstacle
    }
}

/// What an undo would reverse: the person's last act that was not yet undone, with all that were
/// undertaken together with it.
package struct UndoOffer: Hashable, Sendable {
    package var act: ActID
    package var caseID: CaseID
    package var number: CaseNumber?
    package var subject: String
    /// What was done, in the words of the history.
    package var headline: String
    /// What would change back, one line each.
    package var lines: [String]
    package var at: Instant
    /// Why it cannot be reversed any more.
    package var obstacle: Obstacle?
    /// The undoing acts by case, where more than one act was undertaken together.
    package var batch: [Submission]

    /// The acts that take it back, by case.
    package var submissions: [Submission] {
        batch.isEmpty ? [Submission(caseID: caseID, bodies: [.undo(act)])] : batch
    }

    package init(
        act: ActID, caseID: CaseID, number: CaseNumber?, subject: String, headline: String,
        lines: [String], at: Instant, obstacle: Obstacle? = nil, batch: [Submission] = []
    ) {
        self.act = act
        self.caseID = caseID
        self.number = number
        self.subject = subject
        self.headline = headline
        self.lines = lines
        self.at = at
        self.obstacle = obstacle
        self.batch = batch
    }
}
