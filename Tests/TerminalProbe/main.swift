import NcursesTerminal
import TextCanvas

// A program with a list and a line that says what came from the terminal: what the tests of the
// terminal drive under a pseudo-terminal. `q` ends it, `x` traps, `c` copies, `m` frees the mouse.

let colours = Theme(name: "probe", title: "Probe", isLight: false) { tone, depth in
    switch (tone, depth) {
    case (.selection, .mono): Style(.standard, on: .standard, .reverse)
    case (_, .mono): Style()
    case (.selection, .ansi16): Style(.indexed(15), on: .indexed(4))
    case (.selection, .indexed256): Style(.indexed(231), on: .indexed(24))
    case (.selection, .trueColor): Style(.rgb(255, 255, 255), on: .rgb(18, 52, 86))
    case (.statusBar, .ansi16): Style(.indexed(0), on: .indexed(7))
    case (.hostile, _): Style(.standard, on: .standard, .reverse)
    default: Style()
    }
}

struct Probe {
    var place = ListPosition()
    var log: [String] = []
    var size: Size
    let capabilities: TerminalCapabilities
    let name: String

    func draw() -> Canvas {
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
            TableRow(["\(row)", "Akt Nummer \(row) in der Wehrstraße", "Linz \(row * 7 % 13)"])
        }
        Table(
            columns: [
                TableColumn("Nr", minimum: 5, align: .right),
                TableColumn("Betreff", minimum: 20, flex: 1), TableColumn("Ort", minimum: 10),
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
        terminal.present(probe.draw(), theme: colours)
        for event in terminal.events(within: nil) {
            switch event {
            case .key(let key):
                if key == .character("q") { return 0 }
                if key == .character("x") { preconditionFailure("asked for") }
                if key == .character("c") {
                    probe.note("copied:\(terminal.copy("Grüße"))")
                    continue
                }
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
