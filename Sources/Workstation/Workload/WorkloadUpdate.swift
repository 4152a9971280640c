import Casework
import TextCanvas
import Texts

let workloadCommands: [Command] = [
    Command(
        "show-desk", "Tisch ansehen", keys: ["enter"], in: [.workload], footer: "Tisch ansehen",
        help: "Zeigt die offenen Akten dieser Person als Liste.",
        unless: { $0.workload.current == nil ? .desk("Hier steht niemand.") : nil }
    ) { $0.showDesk() },
    Command(
        "give-marked", "Markierte zuteilen", keys: ["z"], in: [.workload],
        footer: "Markierte zuteilen", help: "Teilt die in der Liste markierten Akten zu.",
        unless: { state in
            state.worklist.marked.isEmpty
                ? .desk("In der Liste ist nichts markiert.")
                : state.workload.current == nil ? .desk("Hier steht niemand.") : nil
        }
    ) { $0.assign(to: $0.workload.current?.person) },
]

extension AppState {
    mutating func openWorkload() {
        show(.workload)
        askWorkload()
    }

    mutating func askWorkload() {
        guard let unit = session.unit?.id else { return }
        ask(.workload(unit), for: .workload, blocks: workload.lines.isEmpty)
    }

    mutating func workloadAnswered(_ answer: Answer) {
        guard case .workload(let lines) = answer else { return }
        let here = workload.current?.person
        workload.lines = lines
        let index = lines.firstIndex { $0.person == here } ?? workload.position.cursor
        workload.position.move(to: index, count: lines.count, height: max(1, bodyArea.height - 2))
    }

    /// The list is left as it is: the desk opens in the queue of all cases.
    fileprivate mutating func showDesk() {
        guard let line = workload.current else { return }
        leaveScreen()
        openQueue(.all)
        let who = line.person?.raw ?? "niemand"
        changeQuery(filter: "zugeteilt:\(who) ist:offen")
        keepPlace()
    }
}
