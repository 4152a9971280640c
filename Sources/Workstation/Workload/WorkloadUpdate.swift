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
    Command(
        "next-unit", "Nächste Einheit", keys: ["tab"], in: [.workload],
        help: "Für alle, die mehrere Einheiten leiten.",
        unless: { $0.hindranceToOtherUnit }
    ) { $0.showUnit(1) },
    Command(
        "previous-unit", "Vorige Einheit", keys: ["shift-tab"], in: [.workload],
        unless: { $0.hindranceToOtherUnit }
    ) { $0.showUnit(-1) },
]

extension AppState {
    mutating func openWorkload() {
        show(.workload)
        askWorkload()
    }

    /// The unit whose load is shown: one that the person leads.
    var workloadUnit: Unit? {
        let led = session.ledUnits
        return led.first { $0.id == workload.unit } ?? led.first ?? session.unit
    }

    var hindranceToOtherUnit: Hindrance? {
        session.ledUnits.count > 1 ? nil : .desk("Sie leiten nur diese eine Einheit.")
    }

    fileprivate mutating func showUnit(_ steps: Int) {
        let led = session.ledUnits
        guard let here = led.firstIndex(where: { $0.id == workloadUnit?.id }) else { return }
        workload = WorkloadState()
        workload.unit = led[(here + steps + led.count) % led.count].id
        askWorkload()
    }

    mutating func askWorkload() {
        guard let unit = workloadUnit?.id else { return }
        ask(.workload(unit), for: .workload, blocks: workload.lines.isEmpty)
    }

    mutating func workloadAnswered(_ answer: Answer) {
        // What was asked for the unit before is not for this one.
        guard case .workload(let lines) = answer,
            lines.allSatisfy({ $0.unit == workloadUnit?.id })
        else { return }
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
        let unit = session.ledUnits.count > 1 ? " einheit:\(line.unit.raw)" : ""
        changeQuery(filter: "zugeteilt:\(who) ist:offen\(unit)")
        keepPlace()
    }
}
