import Casework

/// Acts of this desk that the centre has not settled, and what became of those it refused.
package struct OutboxPage: Hashable, Sendable {
    /// Without a final verdict, the oldest first.
    package var waiting: [WaitingAct]
    /// Refused, and nobody has dealt with them: the Klärung tray, the oldest first.
    package var refused: [RefusedAct]
    /// Refused and dealt with, the newest first.
    package var cleared: [ClearedAct]

    package init(
        waiting: [WaitingAct] = [], refused: [RefusedAct] = [], cleared: [ClearedAct] = []
    ) {
        self.waiting = waiting
        self.refused = refused
        self.cleared = cleared
    }
}

/// An act in the office's words.
package struct ActLine: Hashable, Sendable {
    package var act: ActID
    package var caseID: CaseID
    package var actor: PersonID
    package var at: Instant
    /// The case as it is shown now; nil where there is none, or the person may not read it.
    package var row: WorklistRow?
    /// What was undertaken, without who and when.
    package var headline: String
    /// What it writes, one line each.
    package var lines: [String]

    package init(
        act: ActID, caseID: CaseID, actor: PersonID, at: Instant, row: WorklistRow? = nil,
        headline: String, lines: [String] = []
    ) {
        self.act = act
        self.caseID = caseID
        self.actor = actor
        self.at = at
        self.row = row
        self.headline = headline
        self.lines = lines
    }
}

/// Saved here and without a final verdict.
package struct WaitingAct: Hashable, Sendable {
    package enum Why: Hashable, Sendable {
        /// Not offered yet, or the answer has not come.
        case line
        /// The centre has it and waits itself: for an attachment, for an act before it.
        case parked
        /// Sealed, approved or dispatched without the centre: final with its verdict.
        case reserved
        /// A colleague's at this desk: sent when they log in.
        case colleague
    }
    package var line: ActLine
    package var why: Why

    package init(_ line: ActLine, why: Why) {
        self.line = line
        self.why = why
    }
}

/// What the centre did not take; the acts of a group together.
package struct RefusedAct: Hashable, Sendable {
    package var line: ActLine
    /// All acts of it, in their order.
    package var acts: [ActID]
    package var bodies: [ActBody]
    package var obstacle: Obstacle
    /// Who has the case now, where that is somebody else.
    package var heldBy: PersonID?

    package init(
        _ line: ActLine, acts: [ActID], bodies: [ActBody], obstacle: Obstacle,
        heldBy: PersonID? = nil
    ) {
        self.line = line
        self.acts = acts
        self.bodies = bodies
        self.obstacle = obstacle
        self.heldBy = heldBy
    }
}

/// How a refused act was dealt with.
package enum ClearingManner: String, CaseIterable, Hashable, Sendable {
    /// Done again, on the case as it stood then.
    case redone
    /// What was wanted stands in a note of the case.
    case noted
    /// Given up, with a reason.
    case discarded
}

/// A refused act that somebody has dealt with; it stays in the history of the desk.
package struct ClearedAct: Hashable, Sendable {
    package var line: ActLine
    package var obstacle: Obstacle
    package var manner: ClearingManner
    package var reason: String
    package var by: PersonID
    package var at: Instant

    package init(
        _ line: ActLine, obstacle: Obstacle, manner: ClearingManner, reason: String,
        by: PersonID, at: Instant
    ) {
        self.line = line
        self.obstacle = obstacle
        self.manner = manner
        self.reason = reason
        self.by = by
        self.at = at
    }
}

/// A refused act on its way out of the tray.
package struct Clearing: Hashable, Sendable {
    package var acts: [ActID]
    package var manner: ClearingManner
    package var reason: String

    package init(acts: [ActID], manner: ClearingManner, reason: String = "") {
        self.acts = acts
        self.manner = manner
        self.reason = reason
    }
}

extension ActBody {
    /// Leaves the house or binds it: without the centre's verdict it is only vorgemerkt.
    package var bindsOutside: Bool {
        switch self {
        case .takeStep(let taking): taking.letter != nil
        case .approve, .recordDelivery: true
        default: false
        }
    }
}
