import Casework
import TextCanvas

/// Everything that can happen to the desk. Each event comes with its moment, see `update`.
package enum AppEvent: Sendable {
    /// Keys, paste, mouse, a new size, hang-up. A key's moment is when it was read.
    case input(InputEvent)
    case answered(RequestID, Answer)
    /// The question stays unanswered; the person is told.
    case failed(RequestID, DeskFailure)
    /// An order could not be carried out.
    case trouble(DeskFailure)
    /// How far a question with many cases has come.
    case progress(Progress)
    /// Time went by: at least once a minute, and when a day begins.
    case tick
    /// Cases changed by somebody else: a colleague, the shell, the exchange with the centre.
    /// Empty means that anything may have changed.
    case changed(Set<CaseID>)
    /// How the line stands, and what waits for a verdict.
    case line(LineState)
    /// Who else has this case open now; advisory.
    case presence(CaseID, [PersonID])
    /// People, units or procedures were changed.
    case session(Session)
}

/// How many cases of many are done.
package struct Progress: Hashable, Sendable {
    package enum Phase: Hashable, Sendable {
        /// Read and decided, nothing stored.
        case checking
        /// Saved, and being decided by the centre.
        case doing
    }
    package var phase: Phase
    package var done: Int
    package var total: Int

    package init(_ phase: Phase, done: Int, total: Int) {
        self.phase = phase
        self.done = done
        self.total = total
    }
}

/// What comes back for a question; `Question` names which.
package enum Answer: Sendable {
    case page(WorklistPage)
    case counts([QueueCount])
    case caseIDs([CaseID])
    case found(SearchPage)
    case workload([WorkloadLine])
    case preview(CasePreview)
    case caseView(CaseView)
    case caseID(CaseID?)
    case text(String)
    case duplicates([PossibleDuplicate])
    case submitted([SubmissionResult])
    case rehearsed([Rehearsal])
    /// nil: the person has done nothing that could be undone.
    case undoOffer(UndoOffer?)
    case attachment(Attachment)
    /// Where it lies, and how many rows or files it has.
    case exported(path: String, count: Int)
    case handedOut(path: String, files: Int, blacked: Int)
    case session(Session)
    case outbox(OutboxPage)
    case done
}
