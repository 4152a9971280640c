import Casework
import TextCanvas
import Texts

/// Draws the desk. Pure: never fails, never waits, never asks the time; the same state gives the
/// same cells.
package func render(_ state: AppState, _ size: Size) -> Canvas {
    var canvas = Canvas(size)
    guard size.holds(.smallest) else {
        state.drawTooSmall(on: &canvas)
        return canvas
    }
    var area = canvas.bounds
    state.drawHead(on: &canvas, in: area.takeTop())
    let footer = area.takeBottom()
    var lowest = state.stack.count - 1
    while lowest >= 0, AppState.layers.contains(state.stack[lowest]) { lowest -= 1 }
    state.drawScreen(lowest >= 0 ? state.stack[lowest] : .worklist, on: &canvas, in: area)
    for layer in state.stack.dropFirst(lowest + 1) {
        state.drawScreen(layer, on: &canvas, in: area)
    }
    for dialog in state.dialogs { state.draw(dialog, on: &canvas, in: area) }
    state.drawFooter(on: &canvas, in: footer)
    return canvas
}

extension AppState {
    /// The screen that gives the head line its name: the top one that is no layer.
    var namedScreen: ScreenID {
        stack.last { !AppState.layers.contains($0) } ?? .worklist
    }

    /// Stands on every screen of a training world; empty in the office.
    private var trainingSign: String { demo ? " DEMO " : "" }

    fileprivate func drawHead(on canvas: inout Canvas, in area: Rect) {
        canvas.fill(area, tone: .statusBar)
        var line = area
        let sign = SafeText(trainingSign)
        canvas.write(sign, at: line.takeLeft(sign.width).origin, tone: .demo)
        var x = line.x + 1
        let name = SafeText(title(of: namedScreen))
        let prefix: [Span] = [Span("Amtspult", .title), Span(" │ ", .statusBar)]
        let showsName = namedScreen != .caseFile || line.width >= 140
        let wanted = name.width + 2 + (showsName ? prefix.width : 0)
        let right = headRight(width: line.width, title: wanted)
        canvas.write(right, at: Point(line.right - right.width - 1, line.y))
        if showsName { x = canvas.write(prefix, at: Point(x, line.y)) }
        let room = line.right - right.width - 2 - x
        canvas.write(
            name.truncated(to: max(0, room)), at: Point(x, line.y), tone: .statusBar)
    }

    fileprivate func drawTooSmall(on canvas: inout Canvas) {
        let lines = [
            trainingSign,
            "Das Fenster ist zu klein: \(size.width)×\(size.height).",
            "Amtspult braucht 80×22. Nichts geht verloren.",
            "Bitte das Fenster vergrößern.",
        ]
        let top = max(0, (canvas.size.height - lines.count) / 2)
        for (row, line) in lines.filter({ !$0.isEmpty }).enumerated() {
            canvas.write(
                line, at: Point(0, top + row), tone: .warning, width: canvas.size.width,
                align: .centre)
        }
    }
}
