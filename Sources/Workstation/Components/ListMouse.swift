import Casework
import TextCanvas

// The mouse in lists and dialogs: the wheel moves, a click chooses, a double click opens.

extension ListPosition {
    /// - Parameter y: the line of the first row.
    /// - Returns: whether a row was clicked twice.
    mutating func take(_ mouse: MouseEvent, rowsAt y: Int, count: Int, height: Int) -> Bool {
        switch mouse.action {
        case .wheelUp: scroll(by: -3, count: count, height: height)
        case .wheelDown: scroll(by: 3, count: count, height: height)
        case .press, .doubleClick:
            let row = top + mouse.at.y - y
            guard mouse.at.y >= y, mouse.at.y < y + height, row < count else { return false }
            move(to: row, count: count, height: height)
            return mouse.action == .doubleClick
        case .release: break
        }
        return false
    }
}

extension AppState {
    /// The first row of a list below a rule and a line of titles.
    private var firstRow: Int { bodyArea.y + 2 }

    /// A list screen takes the mouse; a double click is Enter.
    mutating func listTakes(_ input: InputEvent) -> Bool {
        switch input {
        case .key: return false
        case .mouse(let mouse):
            if move(by: mouse), let open = keys.command(for: KeyEvent(.enter), in: top) {
                perform(open)
            }
        default: break
        }
        return true
    }

    private mutating func move(by mouse: MouseEvent) -> Bool {
        switch top {
        case .approvals:
            return approvals.position.take(
                mouse, rowsAt: firstRow, count: approvals.rows.count, height: judgedListHeight)
        case .workload:
            return workload.position.take(
                mouse, rowsAt: firstRow, count: workload.lines.count,
                height: max(1, bodyArea.height - 2))
        case .bulk:
            // What Enter does here is not to be done by a slip of the mouse.
            guard var list = bulk else { return false }
            _ = list.position.take(
                mouse, rowsAt: firstRow, count: list.rehearsals.count, height: judgedListHeight)
            bulk = list
            return false
        case .outbox:
            return outbox.position.take(
                mouse, rowsAt: firstRow + 1, count: outbox.count, height: outboxHeight)
        default: return false
        }
    }

    /// A click on a line of a choice chooses it, one on a button answers.
    mutating func dialogTakes(_ mouse: MouseEvent, at moment: Instant) -> Bool {
        guard mouse.action == .press, let dialog = dialogs.last else { return false }
        var canvas = Canvas(size)
        switch dialog.content {
        case .choose(let choose):
            let places = draw(choose, dialog.title, on: &canvas, in: bodyArea)
            guard let item = places.first(where: { $0.place.contains(mouse.at) })?.item else {
                return false
            }
            pick(item)
            dialogTakes(.key(KeyEvent(.enter)), at: moment)
        case .confirm(let confirm):
            let places = draw(confirm, dialog.title, on: &canvas, in: bodyArea)
            guard let button = places.firstIndex(where: { $0.contains(mouse.at) }) else {
                return false
            }
            dialogTakes(.key(.character(button == 0 ? "n" : "j")), at: moment)
        case .form: return false
        }
        return true
    }

    private mutating func pick(_ item: Int) {
        guard var dialog = dialogs.popLast() else { return }
        if case .choose(var choose) = dialog.content {
            choose.position.move(
                to: item, count: choose.shown.count, height: choose.rows(screenHeight: size.height))
            dialog.content = .choose(choose)
        }
        dialogs.append(dialog)
    }
}
