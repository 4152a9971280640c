import NcursesTerminal
import TextCanvas

// A program with a list and a line that says what came from the terminal: what the tests of the
// terminal drive under a pseudo-terminal. `q` ends it, `x` traps, `c` copies, `m` frees the mouse,
// `t` names the window, `r` shows a screen of random cells.

struct Probe {
    var place = ListPosition()
    var log: [String] = []
    var seed: UInt64 = 0
    var size: Size
    let capabilities: TerminalCapabilities
    let name: String

    func draw() -> Canvas {
        if seed > 0 { return ProbeLook.randomCanvas(size, seed: seed) }
        var canvas = Canvas(size)
        var area = canvas.bounds
        StatusLine(
            left: [Span("Probe \(name) \(capabilities.colors.name)", .statusBar)],
            right: [Span("\(size.width)x\(size.height)", .statusBar)]
        ).draw(on: &canvas, in: area.takeTop())
        canvas.write(log.joined(separator: " "), at: area.takeBottom().origin)
        canvas.rule(area.takeTop(), title: "Straße 東京 👍🏽 \u{1B}[31m")
        let visible = place.visible(count: 500, height: area.height)
        let rows = visible.map { row in
            TableRow([
                [Span(" ", .dim)], [Span("▲  −\(row % 9) T", .overdue)],
                [Span("Mo 23.11.", .overdue)], [Span("000\(4_000 + row)/2026")],
                [Span(row % 2 == 0 ? "Bauanzeige" : "Baubewilligung")],
                [Span("Akt Nummer \(row) in der Wehrstraße")],
                [Span(row % 3 == 0 ? "Volksgarten" : "Landstraße")],
                [Span(row % 2 == 0 ? "uns" : "–", .dim)],
            ])
        }
        Table(
            columns: [
                TableColumn("", minimum: 1, dropOrder: 1),
                TableColumn("Tage", minimum: 8, dropOrder: 2),
                TableColumn("Frist", minimum: 9, dropOrder: 3), TableColumn("GZ", minimum: 12),
                TableColumn("Verfahren", minimum: 15, dropOrder: 4),
                TableColumn("Betreff", minimum: 20, flex: 1), TableColumn("Ort", minimum: 12),
                TableColumn("wartet auf", minimum: 12, dropOrder: 5),
            ], rows: rows, cursor: place.cursor - visible.lowerBound, showsHeader: false
        ).draw(on: &canvas, in: area)
        return canvas
    }

    mutating func note(_ text: String) {
        log.append(text)
        log = log.suffix(6)
    }
}

func run(_ terminal: NcursesTerminal) -> Int32 {
    var probe = Probe(
        size: terminal.size, capabilities: terminal.capabilities, name: terminal.name)
    while true {
        terminal.present(probe.draw(), theme: ProbeLook.theme)
        for event in terminal.events(within: nil) {
            switch event {
            case .key(let key):
                if key == .character("q") { return 0 }
                if key == .character("x") { preconditionFailure("asked for") }
                if key == .character("c") {
                    probe.note("copied:\(terminal.copy("Grüße"))")
                    continue
                }
                if key == .character("r") {
                    probe.seed += 1
                    continue
                }
                if key == .character("t") { terminal.title("Grüße vom Amt") }
                if key == .character("m") { terminal.captureMouse(false) }
                if !probe.place.handle(key, count: 500, height: probe.size.height - 3) {
                    probe.note(key.id)
                }
            case .mouse(let mouse):
                probe.note("\(mouse.action)/\(mouse.button)@\(mouse.at.x),\(mouse.at.y)")
            case .paste(let text): probe.note("paste<\(text)>")
            case .resized(let size): probe.size = size
            case .focus(let on): probe.note("focus:\(on)")
            case .hangup: return 3
            case .terminate: return 4
            case .resumed: probe.note("resumed")
            case .woken: probe.note("woken")
            }
        }
    }
}

do throws(TerminalStartError) {
    let terminal = try NcursesTerminal(TerminalChoice(environment: Environment.all()))
    let code = run(terminal)
    terminal.close()
    Environment.end(code)
} catch {
    Environment.complain(error.sentence)
    Environment.end(2)
}
