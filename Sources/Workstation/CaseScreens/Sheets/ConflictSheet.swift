import Casework
import TextCanvas
import Texts

/// The conflicts of a case, one after the other: nothing is chosen for anybody.
struct ConflictSheet: Sendable {
    var slots: [Slot]
    var index = 0
    /// The first line that is shown, where the values are longer than the screen.
    private(set) var top = 0

    var slot: Slot? { slots.indices.contains(index) ? slots[index] : nil }

    /// The value that was put beside is the person's own.
    func isMine(_ person: PersonID, in view: CaseView?) -> Bool {
        view?.file.conflicts.first { $0.slot == slot }?.mineBy == person
    }

    mutating func step(_ by: Int) {
        index = min(max(0, index + by), max(0, slots.count - 1))
        top = 0
    }

    mutating func scroll(_ by: Int, lines: Int, height: Int) {
        top = min(max(0, top + by), max(0, lines - height))
    }

    /// After the case was read anew: decided ones go, the place stays with its slot.
    mutating func renew(_ file: CaseFile) {
        let here = slot
        slots = file.conflicts.map(\.slot)
        let same = here.flatMap { slots.firstIndex(of: $0) }
        if same == nil { top = 0 }
        index = same ?? min(index, max(0, slots.count - 1))
    }
}

extension AppState {
    mutating func openConflicts() {
        guard let file = caseFile?.view?.file else { return }
        guard !file.conflicts.isEmpty else { return say(.desk("In diesem Akt ist kein Konflikt.")) }
        caseFile?.sheet = .conflict(ConflictSheet(slots: file.conflicts.map(\.slot)))
    }

    mutating func renewConflictSheet(_ file: CaseFile) {
        guard case .conflict(var sheet)? = caseFile?.sheet else { return }
        sheet.renew(file)
        caseFile?.sheet = sheet.slots.isEmpty ? nil : .conflict(sheet)
    }

    mutating func conflictTakes(_ input: InputEvent) {
        guard case .conflict(var sheet)? = caseFile?.sheet, let slot = sheet.slot,
            let view = caseFile?.view,
            let conflict = view.file.conflicts.first(where: { $0.slot == slot })
        else {
            caseFile?.sheet = nil
            return
        }
        let layout = ConflictLayout(sheet, view, seenBy: person.id, now: now, in: caseBody)
        func scroll(_ by: Int) {
            sheet.scroll(by, lines: layout.count, height: layout.body.height)
        }
        guard case .key(let key) = input else {
            if case .mouse(let mouse) = input {
                scroll(mouse.action == .wheelUp ? -3 : mouse.action == .wheelDown ? 3 : 0)
                caseFile?.sheet = .conflict(sheet)
            }
            return
        }
        switch (key.key, key.modifiers) {
        case (.escape, []), (.character("q"), []), (.function(12), []):
            caseFile?.sheet = nil
            return
        case (.character("m"), []): return resolve(slot, conflict.mine, side: 0)
        case (.character("z"), []): return resolve(slot, view.file[slot], side: 2)
        case (.character("e"), []): return resolveOtherwise(slot, view)
        case (.character("n"), []), (.character("t"), []): return writeNote()
        case (.tab, []), (.right, []), (.character("J"), []): sheet.step(1)
        case (.tab, .shift), (.left, []), (.character("K"), []): sheet.step(-1)
        case (.down, []), (.character("j"), []): scroll(1)
        case (.up, []), (.character("k"), []): scroll(-1)
        case (.pageDown, []): scroll(layout.body.height - 1)
        case (.pageUp, []): scroll(1 - layout.body.height)
        case (.home, []): scroll(-layout.count)
        case (.end, []): scroll(layout.count)
        default: return
        }
        caseFile?.sheet = .conflict(sheet)
    }

    /// Shows once more what will hold and what follows, then decides.
    private mutating func resolve(_ slot: Slot, _ value: SlotValue?, side: Int) {
        if let hindrance = hindranceToChangeCase { return say(hindrance) }
        guard let view = caseFile?.view,
            let conflict = view.file.conflicts.first(where: { $0.slot == slot })
        else { return }
        let words = SlotWords(procedure: view.procedure, office: view.office)
        let sides = view.sides(of: conflict, seenBy: person.id, now: now)
        let shown = value.map { words.show($0, in: slot) } ?? ConflictWords.empty
        let lines = ["Es gilt: \(shown)", sides[side].consequence, ConflictWords.bothStay]
            .filter { !$0.isEmpty }
        confirm(
            "Konflikt um \(words.title(slot))",
            ConfirmDialog(lines: lines, yes: "Gilt", no: "Zurück") { state in
                state.submitCase([.resolveConflict(slot, value)], said: "entschieden")
            })
    }

    /// A third value, for fields and simple texts.
    private mutating func resolveOtherwise(_ slot: Slot, _ view: CaseView) {
        if let hindrance = hindranceToChangeCase { return say(hindrance) }
        let file = view.file
        let input: FormField
        let field = view.procedure.field(FieldID(slot.key))
        switch slot.family {
        case .field:
            guard let field else { return }
            input = .of(field, file.field(field.id))
        case .subject, .paper:
            var text = ""
            if case .text(let now)? = file[slot] { text = now }
            input = .line("value", slot.family.title, text: text, required: slot.family == .subject)
        default:
            return say(.desk("Hier gilt meiner oder der andere; ändern lässt es sich danach."))
        }
        openCaseForm(
            CaseFormSpec(
                .conflict, part: slot.description, fields: [input], submit: "Gilt",
                said: "entschieden"
            ) { (_, texts) throws(Obstacle) in
                if slot.family == .field, let field {
                    return [.resolveConflict(slot, try texts.value(field).map { .field($0) })]
                }
                let text = texts.string("value")
                return [.resolveConflict(slot, text.isEmpty ? nil : .text(text))]
            })
    }
}
