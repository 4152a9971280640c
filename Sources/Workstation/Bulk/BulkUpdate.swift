import Casework
import TextCanvas
import Texts

let bulkCommands: [Command] = [
    Command(
        "bulk-run", "Ausführen", keys: ["enter"], in: [.bulk], footer: "ausführen",
        help: "Tut es bei allen, bei denen es geht; danach steht das Ergebnis in jeder Zeile.",
        unless: { $0.hindranceToBulk }
    ) { $0.runBulk() }
]

extension AppState {
    mutating func openBulk(_ title: String, _ submissions: [Submission]) {
        bulk = BulkState(title: title, submissions: submissions)
        show(.bulk)
        ask(.rehearse(submissions), for: .bulk, blocks: true)
    }

    mutating func bulkAnswered(_ answer: Answer) {
        switch answer {
        case .rehearsed(let rehearsals):
            bulk?.rehearsals = rehearsals
            bulk?.isRunning = false
        case .submitted(let results):
            bulk?.isRunning = false
            let wereMarked = results.contains {
                $0.obstacle != nil && $0.caseID.map(worklist.markedSet.contains) == true
            }
            for result in results {
                guard let id = result.caseID else { continue }
                bulk?.results[id] = result
                if result.obstacle == nil { worklist.mark(id, false) }
            }
            let refused = results.filter { $0.obstacle != nil }.count
            say(
                "\(results.count - refused) erledigt"
                    + (refused > 0
                        ? ", \(refused) abgelehnt" + (wereMarked ? "; sie bleiben markiert." : ".")
                        : "."),
                refused > 0 ? .news : .done)
            keepPlace()
            worklistNeedsReload(blocks: true)
            if stack.contains(.approvals) { askApprovals() }
        default: break
        }
    }

    fileprivate var hindranceToBulk: Hindrance? {
        guard let bulk else { return .desk("Nichts vorbereitet.") }
        if bulk.isDone { return .desk("Das ist schon geschehen; Esc führt zurück.") }
        return bulk.possible.isEmpty ? .desk("Bei keinem dieser Akten geht es.") : nil
    }

    fileprivate mutating func runBulk() {
        guard let possible = bulk?.possible else { return }
        bulk?.isRunning = true
        ask(.submit(possible), for: .bulk, blocks: true)
    }
}
