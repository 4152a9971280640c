import Casework
import TextCanvas

/// One act on many cases: first what it would do to each, then what it came to.
struct BulkState: Sendable {
    var title: String
    var submissions: [Submission]
    var rehearsals: [Rehearsal] = []
    var position = ListPosition()
    /// Results by case; empty before it was done.
    var results: [CaseID: SubmissionResult] = [:]
    var isRunning = true

    /// What can be done.
    var possible: [Submission] {
        let stopped = Set(rehearsals.filter { $0.obstacle != nil }.map(\.row.id))
        return submissions.filter { $0.caseID.map { !stopped.contains($0) } ?? false }
    }
    var isDone: Bool { !results.isEmpty }
    var refused: Int { results.values.filter { $0.obstacle != nil }.count }
}
