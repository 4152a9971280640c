import Casework
import TextCanvas

/// What waits for this person's signature, with what signing would do.
struct ApprovalsState: Sendable {
    static let limit = 200

    var rows: [WorklistRow] = []
    var total = 0
    var rehearsals: [CaseID: Rehearsal] = [:]
    var position = ListPosition()
    var marked: Set<CaseID> = []

    var current: WorklistRow? {
        rows.indices.contains(position.cursor) ? rows[position.cursor] : nil
    }

    var targets: [CaseID] {
        marked.isEmpty
            ? current.map { [$0.id] } ?? [] : rows.map(\.id).filter { marked.contains($0) }
    }
}
