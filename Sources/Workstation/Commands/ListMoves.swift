import Casework
import TextCanvas

/// Moving in lists: the same keys on every screen that has one.
let listMoves: [Command] = [
    Command("up", "Zeile hinauf", keys: ["up", "k"], in: movable) { $0.moveTop(.up) },
    Command("down", "Zeile hinunter", keys: ["down", "j"], in: movable) { $0.moveTop(.down) },
    Command(
        "page-up", "Seite hinauf", keys: ["pageup", "ctrl-b"], in: movable
    ) { $0.moveTop(.pageUp) },
    Command(
        "page-down", "Seite hinunter", keys: ["pagedown", "ctrl-f"], in: movable
    ) { $0.moveTop(.pageDown) },
    Command("first", "Erste Zeile", keys: ["home"], in: movable) { $0.moveTop(.home) },
    Command(
        "last", "Letzte Zeile", keys: ["end", "G"], in: movable, help: "Auch in sehr langen Listen."
    ) { $0.moveTop(.end) },
    Command(
        "back", "Zurück", keys: ["esc", "f12"], in: [.approvals, .workload, .bulk, .outbox],
        footer: "zurück"
    ) { $0.leaveScreen() },
]

private let movable: Set<ScreenID> = [.worklist, .approvals, .workload, .bulk, .outbox]

extension AppState {
    fileprivate mutating func moveTop(_ key: Key) {
        func move(_ position: inout ListPosition, _ count: Int, _ height: Int) {
            _ = position.handle(KeyEvent(key), count: count, height: height)
        }
        let height = max(1, bodyArea.height - 2)
        switch top {
        case .worklist where key == .home: jump(toEnd: false)
        case .worklist where key == .end: jump(toEnd: true)
        case .worklist: moveList(move)
        case .approvals: move(&approvals.position, approvals.rows.count, judgedListHeight)
        case .workload: move(&workload.position, workload.lines.count, height)
        case .bulk:
            guard var bulk else { return }
            move(&bulk.position, bulk.rehearsals.count, judgedListHeight)
            self.bulk = bulk
        case .outbox: move(&outbox.position, outbox.count, outboxHeight)
        default: break
        }
    }
}

/// Leaving what lies over a screen.
let layerCommands: [Command] = [
    Command(
        "close", "Schließen", keys: ["esc", "f12", "f1", "?", "o"], in: [.help, .options],
        footer: "zurück"
    ) { $0.leaveScreen() },
    Command(
        "quit-here", "Ende", keys: ["f10"], in: [.help, .options, .palette], footer: "Ende"
    ) { $0.quit() },
]
