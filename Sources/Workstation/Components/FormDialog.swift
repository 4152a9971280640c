import Casework
import TextCanvas

/// Fields to fill in, checked while typing. Tab and Enter go on in a fixed order; Enter on the
/// last field and Strg-S everywhere finish.
package struct FormDialog: Sendable {
    package var lines: [String]
    package internal(set) var fields: [FormField]
    var submit: String
    /// The field the cursor stands in; one more is the button.
    package internal(set) var focus = 0
    /// Where the texts are kept as drafts, one for each field; nil keeps none.
    var draft: DraftKey?
    /// Said after an attempt to finish that was not possible.
    var refusal: String?
    package var then: @Sendable (inout AppState, [String: String]) -> Void
    /// What stood in the fields at first: only what differs from it is a draft.
    let initial: [String: String]
    /// Somebody typed something.
    var isStarted: Bool { fields.contains { $0.value != initial[$0.id] ?? "" } }

    /// - Parameter lines: what stands above the fields.
    package init(
        _ fields: [FormField], lines: [String] = [], submit: String = "Speichern",
        draft: DraftKey? = nil,
        then: @escaping @Sendable (inout AppState, [String: String]) -> Void
    ) {
        self.fields = fields
        self.lines = lines
        self.submit = submit
        self.draft = draft
        self.then = then
        initial = Dictionary(fields.map { ($0.id, $0.value) }, uniquingKeysWith: { $1 })
    }

    package var values: [String: String] {
        Dictionary(fields.map { ($0.id, $0.value) }, uniquingKeysWith: { $1 })
    }

    var isOnButton: Bool { focus >= fields.count }
    var focusedLabel: String { isOnButton ? submit : fields[focus].label }

    mutating func check(today: CivilDay) {
        for index in fields.indices { fields[index].runCheck(today: today) }
    }

    mutating func take(_ input: InputEvent, width: Int, today: CivilDay) -> DialogOutcome {
        switch input {
        case .paste(let text): edit(today) { $0.insert(text) }
        case .key(let key):
            refusal = nil
            return take(key, width: width, today: today)
        default: break
        }
        return .stays
    }

    private mutating func take(_ key: KeyEvent, width: Int, today: CivilDay) -> DialogOutcome {
        switch (key.key, key.modifiers) {
        case (.escape, []), (.function(12), []): return .cancelled
        case (.character("s"), .ctrl): return finish()
        case (.tab, []): move(1)
        case (.tab, .shift): move(-1)
        case (.function(4), []):
            if valueList != nil { return .openList }
            refusal = "Hier gibt es keine Werte zur Auswahl."
        case (.enter, []) where isOnButton: return finish()
        case (.enter, []) where !isInArea:
            if focus == fields.count - 1 { return finish() }
            move(1)
        case (.up, []) where !isInArea: move(-1)
        case (.down, []) where !isInArea: move(1)
        default: edit(today) { $0.handle(key, width: width) }
        }
        return .stays
    }

    private var isInArea: Bool {
        guard !isOnButton, case .area = fields[focus].input else { return false }
        return true
    }

    private mutating func move(_ steps: Int) {
        if !isOnButton { fields[focus].isTouched = true }
        focus = (focus + steps + fields.count + 1) % (fields.count + 1)
        if !isOnButton { fields[focus].isFresh = true }
    }

    private mutating func edit(_ today: CivilDay, _ change: (inout FormField) -> Void) {
        guard !isOnButton else { return }
        change(&fields[focus])
        fields[focus].isFresh = false
        fields[focus].runCheck(today: today)
    }

    private mutating func finish() -> DialogOutcome {
        for index in fields.indices { fields[index].isTouched = true }
        guard let first = fields.firstIndex(where: \.checked.stops) else { return .done("") }
        focus = first
        let stopping = fields.filter(\.checked.stops)
        if stopping.count == 1, case .wrong(let reason) = stopping[0].checked {
            refusal = "\(stopping[0].label): \(reason)"
        } else {
            refusal = "Bitte ansehen: \(stopping.map(\.label).joined(separator: ", "))"
        }
        return .stays
    }

    /// The values of the focused field as a list, for F4.
    var valueList: ChooseDialog? {
        guard !isOnButton, case .choice(let options, let selected) = fields[focus].input else {
            return nil
        }
        let field = focus
        return ChooseDialog(options, selected: selected.map { options[$0].id }) { state, id in
            state.setFormField(field, to: id)
        }
    }

    mutating func takeUpDrafts(_ drafts: [DraftKey: String]) {
        guard let draft else { return }
        for index in fields.indices {
            if let text = drafts[draft.of(fields[index])] { fields[index].set(text) }
        }
    }
}

extension DraftKey {
    func of(_ field: FormField) -> DraftKey {
        DraftKey(caseID: caseID, name: "\(name)/\(field.id)")
    }
}

extension FormField {
    mutating func insert(_ text: String) {
        switch input {
        case .line(var line):
            line.insert(text)
            input = .line(line)
        case .area(var area, let rows):
            area.insert(text)
            input = .area(area, rows: rows)
        case .secret(var line):
            line.insert(text)
            input = .secret(line)
        case .choice, .flag: break
        }
    }

    mutating func handle(_ key: KeyEvent, width: Int) {
        switch input {
        case .line(var line):
            if isFresh, isReplacedByTyping, key.typed != nil { line.set("") }
            _ = line.handle(key)
            input = .line(line)
        case .area(var area, let rows):
            _ = area.handle(key, width: width, height: rows)
            input = .area(area, rows: rows)
        case .secret(var line):
            _ = line.handle(key)
            input = .secret(line)
        case .choice(let options, let selected):
            input = .choice(options, selected: chosen(key, options, selected))
        case .flag(let flag):
            switch key.key {
            case .character(" "), .left, .right: input = .flag(!flag)
            case .character("j"), .character("J"): input = .flag(true)
            case .character("n"), .character("N"): input = .flag(false)
            default: break
            }
        }
    }

    private func chosen(_ key: KeyEvent, _ options: [ChoiceOption], _ selected: Int?) -> Int? {
        guard !options.isEmpty else { return nil }
        switch key.key {
        case .right: return ((selected ?? -1) + 1) % options.count
        case .left: return ((selected ?? options.count) + options.count - 1) % options.count
        case .backspace, .delete: return isRequired ? selected : nil
        default:
            guard let letter = key.typed else { return selected }
            let start = (selected ?? -1) + 1
            let folded = Fuzzy.fold(String(letter))
            return (0..<options.count).map { (start + $0) % options.count }
                .first { Fuzzy.fold(options[$0].title).hasPrefix(folded) } ?? selected
        }
    }
}

extension AppState {
    fileprivate mutating func setFormField(_ field: Int, to id: String) {
        guard var dialog = dialogs.popLast() else { return }
        if case .form(var form) = dialog.content, form.fields.indices.contains(field) {
            form.fields[field].set(id)
            form.fields[field].runCheck(today: today)
            dialog.content = .form(form)
            keepDrafts(of: form)
        }
        dialogs.append(dialog)
    }

    /// Every change of a text goes to the disk at once.
    mutating func keepDrafts(of form: FormDialog) {
        guard let draft = form.draft else { return }
        for field in form.fields where !field.isSecret {
            if field.value == form.initial[field.id] ?? "" {
                dropDraft(draft.of(field))
            } else {
                keepDraft(draft.of(field), field.value)
            }
        }
    }

    mutating func dropDrafts(of form: FormDialog) {
        guard let draft = form.draft else { return }
        for field in form.fields { dropDraft(draft.of(field)) }
    }

    /// Keeps a text being typed, if it changed.
    package mutating func keepDraft(_ key: DraftKey, _ text: String) {
        guard session.drafts[key] ?? "" != text else { return }
        session.drafts[key] = text
        tell(.keepDraft(key, text))
    }

    package mutating func dropDraft(_ key: DraftKey) {
        guard session.drafts.removeValue(forKey: key) != nil else { return }
        tell(.dropDraft(key))
    }
}
