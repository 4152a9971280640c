import Casework
import TextCanvas

/// The palette: commands by name.
struct PaletteState: Sendable {
    var input = TextInput(limit: 100)
    var position = ListPosition()
}

extension AppState {
    mutating func openPalette() {
        palette = PaletteState()
        show(.palette)
    }

    /// The screen whose commands are shown: the one below.
    private var paletteScreen: ScreenID {
        stack.last { $0 != .palette } ?? .worklist
    }

    /// Commands of the screen below, the case's steps first; narrowed by what is typed.
    var paletteCommands: [Command] {
        let steps = paletteScreen == .caseFile ? caseStepCommands(self) : []
        let commands = steps + CommandTable.of(paletteScreen).filter { $0.id != "palette" }
        let typed = palette.input.text
        guard !typed.isEmpty else { return commands }
        return commands.enumerated().compactMap { index, command in
            let names = [command.title] + command.synonyms + [command.id.raw]
            let score = names.enumerated().compactMap { place, name in
                // The title itself beats a synonym that fits as well.
                Fuzzy.score(typed, in: name).map { $0 * 2 - (place == 0 ? 0 : 1) }
            }.max()
            return score.map { (command: command, score: $0, index: index) }
        }
        .sorted { ($1.score, $0.index) < ($0.score, $1.index) }
        .map(\.command)
    }

    var paletteHeight: Int { max(1, min(18, bodyArea.height - 6)) }

    mutating func paletteTakes(_ input: InputEvent) -> Bool {
        switch input {
        case .paste(let text):
            palette.input.insert(text)
            palette.position = ListPosition()
        case .key(let key): return paletteTakes(key)
        default: break
        }
        return true
    }

    private mutating func paletteTakes(_ key: KeyEvent) -> Bool {
        let commands = paletteCommands
        switch (key.key, key.modifiers) {
        case (.escape, []), (.function(12), []): leaveScreen()
        case (.enter, []):
            guard commands.indices.contains(palette.position.cursor) else { return true }
            leaveScreen()
            perform(commands[palette.position.cursor])
        case (.up, []), (.down, []), (.pageUp, []), (.pageDown, []):
            _ = palette.position.handle(key, count: commands.count, height: paletteHeight)
        default:
            guard palette.input.handle(key) else { return false }
            palette.position = ListPosition()
        }
        return true
    }

    func drawPalette(on canvas: inout Canvas, in area: Rect) {
        let commands = paletteCommands
        let width = min(area.width - 4, 90)
        let place = Rect(
            area.x + (area.width - width) / 2, area.y + 1, width, paletteHeight + 4)
        var inside = Popup("Befehle", note: "\(commands.count)").draw(on: &canvas, in: place)
        var line = inside.takeTop()
        canvas.write(": ", at: line.takeLeft(2).origin, tone: .key)
        InputLine(palette.input, placeholder: "Name oder was man sucht")
            .draw(on: &canvas, in: line)
        let cursor = canvas.cursor
        _ = inside.takeTop()
        let items = commands.map { command in
            MenuItem(
                command.title, key: keys.labels(of: command), detail: detail(of: command),
                obstacle: command.hindrance(self)?.sentence)
        }
        Menu(items, cursor: palette.position.cursor)
            .draw(on: &canvas, in: inside, takesCursor: false)
        canvas.cursor = cursor
    }

    /// The help; with letters typed the synonym that was found.
    private func detail(of command: Command) -> String {
        let typed = palette.input.text
        if !typed.isEmpty, Fuzzy.score(typed, in: command.title) == nil,
            let synonym = command.synonyms.first(where: { Fuzzy.score(typed, in: $0) != nil })
        {
            return "(\(synonym)) \(command.help)"
        }
        return command.help
    }
}
