import Casework
import TextCanvas
import Texts

/// The settings.
struct OptionsState: Sendable {
    var position = ListPosition()
}

extension AppState {
    /// One line of the settings: what it is, how it stands, what Enter does.
    struct OptionLine {
        var title: String
        var value: String
        var detail: String
        var change: (inout AppState) -> Void
    }

    var optionLines: [OptionLine] {
        let theme = themes.first { $0.id == settings.theme }?.title ?? "passend zum Terminal"
        var lines = [
            OptionLine(title: "Farben", value: theme, detail: "Enter wählt") { $0.chooseTheme() },
            OptionLine(
                title: "Maus", value: settings.mouse ? Words.yes : Words.no,
                detail: "ohne sie markiert das Terminal Text"
            ) { $0.toggleMouse() },
            OptionLine(
                title: "Vorschau unter der Liste",
                value: settings.preview ? Words.yes : Words.no, detail: ""
            ) { $0.togglePreview() },
            OptionLine(
                title: "Vor dem Beenden fragen",
                value: settings.confirmQuit ? Words.yes : Words.no, detail: ""
            ) { state in
                state.settings.confirmQuit.toggle()
                state.tell(.keepSettings(state.settings))
            },
        ]
        for filter in settings.filters {
            lines.append(
                OptionLine(
                    title: "Filter \(Words.quoted(filter.name))", value: filter.filter,
                    detail: "Enter löscht ihn"
                ) { $0.askToDrop(filter) })
        }
        return lines
    }

    fileprivate mutating func askToDrop(_ filter: NamedFilter) {
        confirm(
            "Filter löschen?",
            ConfirmDialog(
                lines: [filter.name, filter.filter], yes: "Löschen", no: "Behalten",
                destructive: true
            ) { state in
                state.settings.filters.removeAll { $0 == filter }
                state.tell(.keepSettings(state.settings))
                state.options.position.fit(count: state.optionLines.count, height: 10)
            })
    }

    mutating func optionsTake(_ input: InputEvent) -> Bool {
        guard case .key(let key) = input else { return true }
        let lines = optionLines
        switch (key.key, key.modifiers) {
        case (.enter, []), (.character(" "), []):
            if lines.indices.contains(options.position.cursor) {
                lines[options.position.cursor].change(&self)
            }
        case (.character("j"), []):
            options.position.move(by: 1, count: lines.count, height: lines.count)
        case (.character("k"), []):
            options.position.move(by: -1, count: lines.count, height: lines.count)
        default:
            return options.position.handle(key, count: lines.count, height: lines.count)
        }
        return true
    }

    func drawOptions(on canvas: inout Canvas, in area: Rect) {
        let lines = optionLines
        let place = area.centred(Size(min(76, area.width - 4), lines.count + 2))
        let inside = Popup("Einstellungen", note: "Enter ändert").draw(on: &canvas, in: place)
        let items = lines.map { MenuItem($0.title, key: $0.value, detail: $0.detail) }
        Menu(items, cursor: options.position.cursor).draw(on: &canvas, in: inside)
    }
}
