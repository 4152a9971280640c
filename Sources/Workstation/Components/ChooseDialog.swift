import TextCanvas

/// One thing to choose from a list.
package struct ChoiceOption: Hashable, Sendable {
    package var id: String
    package var title: String
    /// Stands behind the title, dim.
    package var note: String
    /// Why it cannot be chosen now; it stands greyed.
    package var hindrance: Hindrance?
    /// Other words that find it.
    package var synonyms: String

    package init(
        id: String, title: String, note: String = "", hindrance: Hindrance? = nil,
        synonyms: String = ""
    ) {
        self.id = id
        self.title = title
        self.note = note
        self.hindrance = hindrance
        self.synonyms = synonyms
    }
}

/// A list to choose from; typing narrows it.
package struct ChooseDialog: Sendable {
    package let options: [ChoiceOption]
    var typed = TextInput(limit: 100)
    var position = ListPosition()
    var then: @Sendable (inout AppState, String) -> Void

    /// - Parameter selected: the option the cursor stands on at first.
    package init(
        _ options: [ChoiceOption], selected: String? = nil,
        then: @escaping @Sendable (inout AppState, String) -> Void
    ) {
        self.options = options
        self.then = then
        if let index = options.firstIndex(where: { $0.id == selected }) {
            position = ListPosition(cursor: index, top: max(0, index - 3))
        }
    }

    static let rowsAtMost = 14

    /// What is left by the typed letters, best first.
    var shown: [ChoiceOption] {
        let wanted = typed.text
        guard !wanted.isEmpty else { return options }
        return options.enumerated().compactMap { index, option in
            let scores = [option.title, option.synonyms].compactMap {
                Fuzzy.score(wanted, in: $0)
            }
            return scores.max().map { (option: option, score: $0, index: index) }
        }
        .sorted { ($1.score, $0.index) < ($0.score, $1.index) }
        .map(\.option)
    }

    func rows(screenHeight: Int) -> Int {
        max(1, min(options.count, ChooseDialog.rowsAtMost, screenHeight - 11))
    }

    mutating func take(_ input: InputEvent, height: Int) -> DialogOutcome {
        let shown = shown
        let rows = rows(screenHeight: height)
        switch input {
        case .paste(let text):
            typed.insert(text)
            position = ListPosition()
        case .mouse(let mouse):
            let step = mouse.action == .wheelUp ? -1 : mouse.action == .wheelDown ? 1 : 0
            position.move(by: step, count: shown.count, height: rows)
        case .key(let key): return take(key, shown, rows)
        default: break
        }
        return .stays
    }

    private mutating func take(
        _ key: KeyEvent, _ shown: [ChoiceOption], _ rows: Int
    ) -> DialogOutcome {
        switch (key.key, key.modifiers) {
        case (.escape, []), (.function(12), []): return .cancelled
        case (.enter, []):
            guard position.cursor < shown.count else { return .stays }
            let option = shown[position.cursor]
            return option.hindrance == nil ? .done(option.id) : .stays
        case (.tab, []): position.move(by: 1, count: shown.count, height: rows)
        case (.tab, .shift): position.move(by: -1, count: shown.count, height: rows)
        default:
            if typed.isEmpty || key.typed == nil,
                position.handle(key, count: shown.count, height: rows)
            {
                return .stays
            }
            if typed.handle(key) { position = ListPosition() }
        }
        return .stays
    }
}
