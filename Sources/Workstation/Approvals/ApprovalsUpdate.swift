import Casework
import TextCanvas
import Texts

let approvalCommands: [Command] = [
    Command(
        "approve", "Genehmigen", keys: ["a"], in: [.approvals], footer: "genehmigen",
        help: "Unterschreibt die markierten Akten oder den einen; zeigt vorher, was geschieht.",
        synonyms: ["approbieren", "unterschreiben", "freigeben"],
        unless: { $0.hindranceToApprove }
    ) { $0.approveTargets() },
    Command(
        "send-back", "Zurückgeben", keys: ["z"], in: [.approvals], footer: "zurückgeben",
        help: "Gibt den Akt mit Begründung an die Bearbeitung zurück.",
        synonyms: ["ablehnen", "verbessern lassen"],
        unless: { $0.approvals.targets.isEmpty ? .desk("Hier liegt nichts.") : nil }
    ) { $0.sendBackTargets() },
    Command(
        "open-approval", "Akt öffnen", keys: ["enter"], in: [.approvals], footer: "öffnen",
        unless: { $0.approvals.current == nil ? .desk("Hier liegt nichts.") : nil }
    ) { state in
        if let id = state.approvals.current?.id { state.openCase(id) }
    },
    Command(
        "mark-approval", "Markieren", keys: ["space", "insert"], in: [.approvals],
        footer: "markieren"
    ) { $0.markApproval() },
    Command(
        "mark-possible", "Alle möglichen markieren", keys: ["+"], in: [.approvals],
        help: "Alles, was Sie genehmigen dürfen."
    ) { $0.markPossibleApprovals() },
    Command("unmark-approvals", "Markierungen löschen", keys: ["-"], in: [.approvals]) {
        $0.approvals.marked = []
    },
]

extension AppState {
    mutating func openApprovals() {
        show(.approvals)
        askApprovals()
    }

    mutating func askApprovals() {
        let request = WorklistRequest(
            query: WorklistQuery(queue: .approval), from: .start, count: ApprovalsState.limit)
        ask(.worklist(request), for: .approvals, blocks: true)
    }

    mutating func approvalsAnswered(_ id: RequestID, _ answer: Answer) {
        switch answer {
        case .page(let page):
            let cursor = approvals.current?.id
            approvals.rows = page.rows
            approvals.total = page.total
            approvals.marked.formIntersection(page.rows.map(\.id))
            let index = page.rows.firstIndex { $0.id == cursor } ?? approvals.position.cursor
            approvals.position.move(
                to: index, count: page.rows.count, height: judgedListHeight)
            let submissions = page.rows.map {
                Submission(caseID: $0.id, bodies: [.approve(note: "")])
            }
            if !submissions.isEmpty { ask(.rehearse(submissions), for: .approvals) }
        case .rehearsed(let rehearsals):
            approvals.rehearsals = Dictionary(
                rehearsals.map { ($0.row.id, $0) }, uniquingKeysWith: { $1 })
        default: break
        }
    }

    fileprivate var hindranceToApprove: Hindrance? {
        guard !approvals.targets.isEmpty else { return .desk("Hier liegt nichts.") }
        guard approvals.targets.count == 1, let id = approvals.targets.first else { return nil }
        return approvals.rehearsals[id]?.obstacle.map { .obstacle($0) }
    }

    fileprivate mutating func markApproval() {
        guard let id = approvals.current?.id else { return }
        approvals.marked.formSymmetricDifference([id])
        approvals.position.move(
            by: 1, count: approvals.rows.count, height: judgedListHeight)
    }

    fileprivate mutating func markPossibleApprovals() {
        approvals.marked = Set(
            approvals.rows.map(\.id).filter { id in
                approvals.rehearsals[id].map { $0.obstacle == nil } ?? false
            })
    }

    /// One signature too is shown before it is given.
    fileprivate mutating func approveTargets() {
        let submissions = approvals.targets.map {
            Submission(caseID: $0, bodies: [.approve(note: "")])
        }
        approvals.marked = []
        openBulk("Genehmigen", submissions)
    }

    fileprivate mutating func sendBackTargets() {
        let ids = approvals.targets
        let field = FormField.area("grund", Words.reason, rows: 4, required: true)
        fillIn(
            "Zurückgeben",
            FormDialog([field], submit: "Zurückgeben") { state, values in
                let reason = (values["grund"] ?? "").trimmed
                state.approvals.marked = []
                state.openBulk(
                    "Zurückgeben",
                    ids.map { Submission(caseID: $0, bodies: [.sendBack(reason: reason)]) })
            })
    }
}
