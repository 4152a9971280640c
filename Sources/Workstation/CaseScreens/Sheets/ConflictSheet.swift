import Casework
import TextCanvas
import Texts

/// The conflicts of a case, one after the other: nothing is chosen for anybody.
struct ConflictSheet: Sendable {
    var slots: [Slot]
    var index = 0

    var slot: Slot? { slots.indices.contains(index) ? slots[index] : nil }
}

extension AppState {
    mutating func openConflicts() {
        guard let file = caseFile?.view?.file else { return }
        guard !file.conflicts.isEmpty else { return say(.desk("In diesem Akt ist kein Konflikt.")) }
        caseFile?.sheet = .conflict(ConflictSheet(slots: file.conflicts.map(\.slot)))
    }

    /// After the case was read anew: decided ones go, the place stays.
    mutating func renewConflictSheet(_ file: CaseFile) {
        guard case .conflict(var sheet)? = caseFile?.sheet else { return }
        sheet.slots = file.conflicts.map(\.slot)
        sheet.index = min(sheet.index, max(0, sheet.slots.count - 1))
        caseFile?.sheet = sheet.slots.isEmpty ? nil : .conflict(sheet)
    }

    mutating func conflictTakes(_ input: InputEvent) {
        guard case .conflict(var sheet)? = caseFile?.sheet, case .key(let key) = input,
            let slot = sheet.slot, let file = caseFile?.view?.file,
            let conflict = file.conflicts.first(where: { $0.slot == slot })
        else {
            caseFile?.sheet = nil
            return
        }
        switch (key.key, key.modifiers) {
        case (.escape, []): caseFile?.sheet = nil
        case (.character("m"), []): resolve(slot, conflict.mine, "meinen Wert")
        case (.character("z"), []): resolve(slot, file[slot], "den Wert der Zentrale")
        case (.character("e"), []): resolveOtherwise(slot, file)
        case (.character("n"), []), (.character("t"), []): writeNote()
        case (.right, []), (.down, []), (.tab, []):
            sheet.index = min(sheet.index + 1, sheet.slots.count - 1)
            caseFile?.sheet = .conflict(sheet)
        case (.left, []), (.up, []), (.tab, .shift):
            sheet.index = max(0, sheet.index - 1)
            caseFile?.sheet = .conflict(sheet)
        default: break
        }
    }

    private mutating func resolve(_ slot: Slot, _ value: SlotValue?, _ what: String) {
        guard let view = caseFile?.view else { return }
        let words = SlotWords(procedure: view.procedure, office: view.office)
        let shown = value.map { words.show($0, in: slot) } ?? "leer"
        confirm(
            words.title(slot),
            ConfirmDialog(
                lines: ["Gültig: \(shown)", "Der andere Wert bleibt im Verlauf."], yes: "Gilt"
            ) {
                state in
                state.submitCase(
                    [.resolveConflict(slot, value)], said: "entschieden für \(what)")
            })
    }

    /// A third value, for fields and simple texts.
    private mutating func resolveOtherwise(_ slot: Slot, _ file: CaseFile) {
        guard let view = caseFile?.view else { return }
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

/// One side of a conflict as its column shows it.
struct ConflictSide {
    var title: String
    var value: String
    var origin: String
    /// What would follow if it held.
    var consequence: String
}

extension CaseView {
    func sides(of conflict: Conflict, seenBy person: PersonID) -> [ConflictSide] {
        let words = SlotWords(procedure: procedure, office: office)
        func shown(_ value: SlotValue?) -> String {
            value.map { words.show($0, in: conflict.slot) } ?? "leer"
        }
        let held = file.slots[conflict.slot]
        let base = entries.last { entry in
            entry.changes.contains { $0.slot == conflict.slot && $0.new == conflict.base }
        }
        return [
            ConflictSide(
                title: conflict.mineBy == person
                    ? "meiner" : "abweichend von \(office.name(of: conflict.mineBy))",
                value: shown(conflict.mine), origin: at(conflict.mineBy, conflict.mineAt),
                consequence: consequence(conflict.slot, conflict.mine)),
            ConflictSide(
                title: "vorher", value: shown(conflict.base),
                origin: base.map { at($0.act.actor, $0.at) } ?? "", consequence: ""),
            ConflictSide(
                title: "gilt an der Zentrale", value: shown(held?.value),
                origin: held.map { at($0.by, $0.at) } ?? "",
                consequence: consequence(conflict.slot, held?.value)),
        ]
    }

    private func at(_ person: PersonID, _ moment: Instant) -> String {
        "\(office.name(of: person)), \(moment.civil.austrian)"
    }

    /// What the amount would be with this value, where the case has a calculation.
    private func consequence(_ slot: Slot, _ value: SlotValue?) -> String {
        guard slot.family == .field else { return "" }
        var other = file
        other.apply(
            [Change(slot, from: file[slot], to: value)], version: file.version, by: "", at: .epoch)
        guard let result = procedure.calculation(for: other),
            result.amount != procedure.calculation(for: file)?.amount || value == file[slot]
        else { return "" }
        return "Folge: Förderbetrag \(result.amount.german)"
    }
}

func drawConflicts(
    _ sheet: ConflictSheet, _ view: CaseView, seenBy person: PersonID, on canvas: inout Canvas,
    in body: Rect
) {
    guard let slot = sheet.slot,
        let conflict = view.file.conflicts.first(where: { $0.slot == slot })
    else { return }
    let words = SlotWords(procedure: view.procedure, office: view.office)
    var area = body
    canvas.rule(
        area.takeTop(),
        title: "Konflikt \(sheet.index + 1)/\(sheet.slots.count) · \(words.title(slot))",
        titleTone: .dialogTitle)
    let foot = area.takeBottom(2)
    let columns = area.inset(1, 0).columns(3, gap: 2)
    for (side, column) in zip(view.sides(of: conflict, seenBy: person), columns) {
        var rest = column
        canvas.write(side.title, at: rest.takeTop().origin, tone: .label, width: rest.width)
        let lines = SafeText.wrapped(side.value, to: rest.width)
        for line in lines.prefix(max(1, rest.height - 4)) {
            canvas.write(line, at: rest.takeTop().origin, tone: .changed)
        }
        for text in [side.origin, side.consequence] where !text.isEmpty {
            for line in SafeText.wrapped(text, to: rest.width) where !rest.isEmpty {
                canvas.write(line, at: rest.takeTop().origin, tone: .dim)
            }
        }
    }
    canvas.write(
        "Beide Werte bleiben im Verlauf.", at: Point(foot.x + 1, foot.bottom - 1), tone: .dim)
    canvas.cursor = area.origin
}
