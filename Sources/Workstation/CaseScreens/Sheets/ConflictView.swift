import Casework
import TextCanvas
import Texts

/// One side of a conflict as its column shows it.
struct ConflictSide: Hashable, Sendable {
    /// A part of the value: the label is empty where the value has no parts.
    struct Part: Hashable, Sendable {
        var label: String
        var text: String
        /// Another than before.
        var isChanged: Bool
    }
    var title: String
    var parts: [Part]
    /// Who, and when.
    var origin: String
    /// In whose words, where they left some.
    var why: String
    /// What would follow if it held.
    var consequence: String
}

extension CaseView {
    /// Mine, before, and what holds at the centre.
    func sides(of conflict: Conflict, seenBy person: PersonID, now: Instant) -> [ConflictSide] {
        let slot = conflict.slot
        let held = file.slots[slot]
        let mine = entries.last { entry in
            entry.act.actor == conflict.mineBy
                && entry.changes.contains { $0.slot == .conflict(slot) && $0.new != nil }
        }
        let base = entries.last { entry in
            entry.changes.contains { $0.slot == slot && $0.new == conflict.base }
        }
        let theirs = entries.last { entry in
            entry.changes.contains { $0.slot == slot && $0.new == held?.value }
        }
        func by(_ who: PersonID, _ at: Instant) -> String {
            "\(office.name(of: who)), \(LineWords.when(at, now: now))"
        }
        let waits = mine.map { unconfirmed.contains($0.act.id) } ?? false
        return [
            ConflictSide(
                title: conflict.mineBy == person
                    ? ConflictWords.mine(unconfirmed: waits)
                    : ConflictWords.theirs(office.name(of: conflict.mineBy)),
                parts: parts(conflict.mine, conflict),
                origin: by(conflict.mineBy, conflict.mineAt), why: why(mine),
                consequence: consequence(slot, conflict.mine)),
            ConflictSide(
                title: ConflictWords.before, parts: parts(conflict.base, conflict),
                origin: base.map { by($0.act.actor, $0.at) } ?? "", why: why(base),
                consequence: ""),
            ConflictSide(
                title: ConflictWords.centre, parts: parts(held?.value, conflict),
                origin: held.map { by($0.by, $0.at) } ?? "", why: why(theirs),
                consequence: consequence(slot, held?.value)),
        ]
    }

    /// The reason given with the act, a note made together with it, or what else it was.
    private func why(_ entry: Entry?) -> String {
        guard let entry else { return "" }
        let words = HistoryWords(procedure: procedure, office: office)
        if let reason = words.reason(entry.act.body) { return Words.quoted(reason) }
        if let group = entry.act.group {
            for other in entries where other.act.group == group {
                if case .addNote(let note) = other.act.body { return Words.quoted(note.text) }
            }
        }
        switch entry.act.body {
        case .open: return "beim Einlauf"
        case .takeStep: return words.headline(entry.act.body)
        default: return ""
        }
    }

    // MARK: Values in parts

    /// A place and a party part by part, a long text line by line, anything else as one.
    private func parts(_ value: SlotValue?, _ conflict: Conflict) -> [ConflictSide.Part] {
        let pieces = labelled(value)
        guard pieces.isEmpty else {
            let before = labelled(conflict.base)
            let others = [conflict.mine, conflict.base, file[conflict.slot]].map(labelled)
            // The first part names the whole; of the others only those in dispute are shown.
            let told = pieces.enumerated().filter { index, part in
                index == 0
                    || Set(others.map { $0.first { $0.label == part.label }?.text ?? "" }).count
                        > 1
            }
            return told.map { _, part in
                let old = before.first { $0.label == part.label }?.text ?? ""
                return ConflictSide.Part(
                    label: part.label, text: part.text.isEmpty ? "–" : part.text,
                    isChanged: part.text != old)
            }
        }
        let words = SlotWords(procedure: procedure, office: office)
        func shown(_ value: SlotValue?) -> [String] {
            (value.map { words.show($0, in: conflict.slot) } ?? ConflictWords.empty)
                .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        }
        let before = Set(shown(conflict.base))
        return shown(value).map {
            ConflictSide.Part(label: "", text: $0, isChanged: !before.contains($0))
        }
    }

    private func labelled(_ value: SlotValue?) -> [(label: String, text: String)] {
        switch value {
        case .place(let place): PlaceFields.fields(place).map { ($0.label, $0.value) }
        case .party(let party):
            PartyFields.fields(party, roles: roles).map { field in
                if case .choice(let options, let selected) = field.input {
                    return (field.label, selected.map { options[$0].title } ?? "")
                }
                return (field.label, field.value)
            }
        default: []
        }
    }

    /// What the amount would be with this value, where the case has a calculation.
    private func consequence(_ slot: Slot, _ value: SlotValue?) -> String {
        guard slot.family == .field else { return "" }
        var other = file
        other.apply(
            [Change(slot, from: file[slot], to: value)], version: file.version, by: "", at: .epoch)
        guard let result = procedure.calculation(for: other) else { return "" }
        let values = [value, file[slot]]
        let amounts = file.conflicts.filter { $0.slot == slot }.map(\.mine) + values
        guard Set(amounts.map { amount(slot, $0) }).count > 1 else { return "" }
        return "Folge: \(result.consequence)"
    }

    private func amount(_ slot: Slot, _ value: SlotValue?) -> Money? {
        var other = file
        other.apply(
            [Change(slot, from: file[slot], to: value)], version: file.version, by: "", at: .epoch)
        return procedure.calculation(for: other)?.amount
    }
}

// MARK: - Drawing

/// The lines of a conflict for a width: side by side where there is room, else one below the
/// other.
struct ConflictLayout {
    /// Narrower than this, three columns would break every value.
    static let columnsFrom = 100

    let title: String
    let head: [SafeText]
    let body: Rect
    let foot: Rect
    let rule: Rect
    /// Each column's lines; one column where they stand below one another.
    let columns: [[[Span]]]
    let places: [Rect]

    /// Lines of the longest column.
    var count: Int { columns.map(\.count).max() ?? 0 }

    init(
        _ sheet: ConflictSheet, _ view: CaseView, seenBy person: PersonID, now: Instant,
        in area: Rect
    ) {
        var rest = area
        rule = rest.takeTop()
        let words = SlotWords(procedure: view.procedure, office: view.office)
        let slot = sheet.slot
        let name = slot.map { words.title($0) } ?? ""
        title = "Konflikt \(sheet.index + 1)/\(sheet.slots.count) · \(Words.quoted(name))"
        head = SafeText.wrapped(ConflictWords.explanation(name), to: max(20, area.width - 2))
        _ = rest.takeTop(head.count + 1)
        foot = rest.takeBottom(sheet.slots.count > 1 ? 3 : 2)
        body = rest.inset(1, 0)
        let conflict = view.file.conflicts.first { $0.slot == slot }
        let sides = conflict.map { view.sides(of: $0, seenBy: person, now: now) } ?? []
        if area.width >= ConflictLayout.columnsFrom {
            places = body.columns(3, gap: 3)
            columns = zip(sides, places).map { $0.lines(width: $1.width) }
        } else {
            let width = body.width
            places = [body]
            columns = [
                sides.enumerated().flatMap { index, side in
                    (index == 0 ? [] : [[]]) + side.stacked(width: width)
                }
            ]
        }
    }
}

extension ConflictSide {
    private var details: [(text: String, tone: Tone)] {
        [(origin, .dim), (why, .text), (consequence, .heading)].filter { !$0.0.isEmpty }
    }

    /// Title above value, for a column of its own.
    func lines(width: Int) -> [[Span]] {
        var lines = [[Span(SafeText(title).truncated(to: width), .label)]]
        lines += values(width: width)
        for (text, tone) in details {
            lines += SafeText.wrapped(text, to: width).map { [Span($0, tone)] }
        }
        return lines
    }

    private func values(width: Int) -> [[Span]] {
        parts.flatMap { part -> [[Span]] in
            let label = part.label.isEmpty ? "" : part.label + ": "
            let sign = part.isChanged ? "• " : "  "
            let room = max(8, width - 2 - SafeText(label).width)
            return SafeText.wrapped(part.text, to: room).enumerated().map { index, line in
                let indent = String(repeating: " ", count: SafeText(label).width)
                return [
                    Span(index == 0 ? sign : "  ", .changed),
                    Span(index == 0 ? label : indent, .label),
                    Span(line, part.isChanged ? .changed : .text),
                ]
            }
        }
    }

    /// The title at the left, everything else behind it.
    func stacked(width: Int) -> [[Span]] {
        let room = 18
        let titles = SafeText.wrapped(title, to: room - 2)
        var right = values(width: width - room)
        for (text, tone) in details {
            right += SafeText.wrapped(text, to: max(8, width - room - 2)).map {
                [Span("  "), Span($0, tone)]
            }
        }
        let blank = String(repeating: " ", count: room)
        return (0..<max(titles.count, right.count)).map { row in
            let left =
                row < titles.count
                ? Span(titles[row].padded(to: room), .label) : Span(blank, .label)
            return [left] + (row < right.count ? right[row] : [])
        }
    }
}

func drawConflicts(
    _ sheet: ConflictSheet, _ state: AppState, _ view: CaseView, on canvas: inout Canvas,
    in area: Rect
) {
    let layout = ConflictLayout(sheet, view, seenBy: state.person.id, now: state.now, in: area)
    let shown =
        layout.count > layout.body.height
        ? ScrollMark(first: sheet.top, shown: layout.body.height, count: layout.count).text : ""
    canvas.rule(layout.rule, title: layout.title, note: shown, titleTone: .dialogTitle)
    for (row, line) in layout.head.enumerated() {
        canvas.write(line, at: Point(area.x + 1, layout.rule.y + 1 + row), tone: .dim)
    }
    for (lines, place) in zip(layout.columns, layout.places) {
        for (row, line) in lines.dropFirst(sheet.top).prefix(place.height).enumerated() {
            canvas.write(line, at: Point(place.x, place.y + row), width: place.width)
        }
    }
    drawConflictFoot(sheet, state, view, on: &canvas, in: layout.foot)
    canvas.cursor = layout.rule.origin
}

private func drawConflictFoot(
    _ sheet: ConflictSheet, _ state: AppState, _ view: CaseView, on canvas: inout Canvas,
    in foot: Rect
) {
    var rest = foot
    let last = rest.takeBottom()
    if let hindrance = state.hindranceToChangeCase {
        canvas.write(
            "△ \(hindrance.sentence)", at: Point(last.x + 1, last.y), tone: .warning,
            width: last.width - 2)
    } else {
        canvas.write(ConflictWords.bothStay, at: Point(last.x + 1, last.y), tone: .dim)
    }
    guard sheet.slots.count > 1 else { return }
    let words = SlotWords(procedure: view.procedure, office: view.office)
    let strip = rest.takeBottom()
    let spans = sheet.slots.enumerated().flatMap { index, slot in
        [
            Span(index == sheet.index ? "▸" : " ", .key),
            Span("\(index + 1) \(words.title(slot))  ", index == sheet.index ? .heading : .dim),
        ]
    }
    canvas.write(spans, at: Point(strip.x + 1, strip.y), width: strip.width - 2)
}
