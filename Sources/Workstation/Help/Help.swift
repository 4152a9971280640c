import Casework
import TextCanvas

/// Help for the screen below.
struct HelpState: Sendable {
    var top = 0
}

extension AppState {
    mutating func openHelp() {
        help = HelpState()
        show(.help)
    }

    mutating func helpTakes(_ input: InputEvent) -> Bool {
        let last = max(0, helpLines.count - helpHeight)
        switch input {
        case .mouse(let mouse):
            let step = mouse.action == .wheelUp ? -3 : mouse.action == .wheelDown ? 3 : 0
            help.top = min(max(0, help.top + step), last)
        case .key(let key):
            guard let step = scroll(key, last) else { return false }
            help.top = min(max(0, help.top + step), last)
        default: break
        }
        return true
    }

    private func scroll(_ key: KeyEvent, _ last: Int) -> Int? {
        switch key.key {
        case .down, .character("j"): 1
        case .up, .character("k"): -1
        case .pageDown, .character(" "): helpHeight - 1
        case .pageUp: 1 - helpHeight
        case .home: -help.top
        case .end: last
        default: nil
        }
    }

    private var helpHeight: Int { max(1, bodyArea.height - 2) }
    private var helpScreen: ScreenID { stack.last { $0 != .help } ?? .worklist }

    func drawHelp(on canvas: inout Canvas, in area: Rect) {
        let lines = helpLines
        let mark = ScrollMark(first: help.top, shown: helpHeight, count: lines.count)
        let inside = Popup("Hilfe: \(title(of: helpScreen))", note: "Zeile \(mark.text)")
            .draw(on: &canvas, in: area)
        TextView(lines, top: help.top).draw(on: &canvas, in: inside)
        canvas.cursor = inside.origin
    }

    /// Keys and commands of the screen below, what signs mean, and how filters are written.
    var helpLines: [[Span]] {
        let commands = CommandTable.of(helpScreen)
        let width = max(1, min(size.width - 6, 140))
        let (keyWidth, titleWidth) = width < 100 ? (16, 24) : (20, 28)
        var lines: [[Span]] = [[Span("Tasten", .heading)]]
        for command in commands {
            let keys = SafeText(keys.labels(of: command)).padded(to: keyWidth)
            let title = SafeText(command.title).padded(to: titleWidth)
            let room = max(20, width - keyWidth - titleWidth - 3)
            let help = SafeText.wrapped(command.help, to: room)
            for (index, line) in help.enumerated() {
                lines.append(
                    index == 0
                        ? [Span(keys, .key), Span("  "), Span(title), Span(" "), Span(line, .dim)]
                        : [
                            Span(SafeText("").padded(to: keyWidth + titleWidth + 3)),
                            Span(line, .dim),
                        ])
            }
        }
        lines += HelpTexts.everywhere.map(HelpTexts.line)
        if helpScreen == .worklist || helpScreen == .search {
            lines += HelpTexts.signs.map(HelpTexts.line)
            lines.append([])
            lines.append([Span("Filter und Suche", .heading)])
            for field in QueryField.allCases {
                let key = SafeText(field.rawValue).padded(to: 20)
                lines.append([Span(key, .key), Span("  "), Span(field.hint, .dim)])
            }
            lines += HelpTexts.filters.map(HelpTexts.line)
        }
        return lines
    }
}

/// Help that no command carries.
enum HelpTexts {
    static let everywhere = [
        "", "# Überall",
        "Esc Ziffer|wie die F-Taste mit dieser Ziffer, Esc 0 ist F10",
        "grau|gerade nicht möglich; die Taste sagt, warum",
        "Tippen auf Vorrat|wird der Reihe nach abgearbeitet, nichts geht verloren",
    ]

    static let signs = [
        "", "# Zeichen in der Liste",
        "!|überfällig", "▲|heute fällig", "△|bald fällig",
        "•|seit dem letzten Hinsehen von anderen geändert", "↩|an Sie zurückgegeben",
        "⚠|Konflikt: zwei haben dasselbe geändert",
        "↑|hier geändert und noch nicht an der Zentrale (F2 Ausgang)", "✓|markiert",
    ]

    static let filters = [
        "\"genau so\"|Wörter in dieser Folge", "-verfahren:x|alles außer", "a | b|eines von beiden",
    ]

    static func line(_ text: String) -> [Span] {
        if text.hasPrefix("# ") { return [Span(String(text.dropFirst(2)), .heading)] }
        guard let bar = text.lastIndex(of: "|") else { return [Span(text)] }
        let key = SafeText(String(text[..<bar])).padded(to: 20)
        return [
            Span(key, .key), Span("  "), Span(String(text[text.index(after: bar)...]), .dim),
        ]
    }
}
