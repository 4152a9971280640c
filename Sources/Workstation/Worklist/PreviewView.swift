import Casework
import TextCanvas
import Texts

// What stands below the list: enough to decide whether to open the case.

extension AppState {
    /// In the rule above: the date in words.
    var previewNote: String {
        guard let row = worklist.current, row.open, let left = row.daysLeft(on: today) else {
            return ""
        }
        return "\(row.dueTitle) \(Words.daysLeftSpoken(left))"
    }

    func drawPreview(on canvas: inout Canvas, in area: Rect) {
        guard let row = worklist.current else { return }
        let lines: [[Span]]
        if let preview = worklist.preview, preview.file.id == row.id {
            lines = PreviewWords(state: self, preview: preview, row: row).lines
        } else {
            lines = [[Span("\(kindTitle(row)) · eingelangt \(row.received.austrianWithWeekday)")]]
        }
        let shown = lines.flatMap { wrap($0, width: area.width, lines: area.height) }
        for (index, line) in shown.prefix(area.height).enumerated() {
            canvas.write(line, at: Point(area.x, area.y + index), width: area.width)
        }
    }

    /// A line that is too long goes on in the next where there is room for it.
    private func wrap(_ line: [Span], width: Int, lines: Int) -> [[Span]] {
        guard lines > 4, line.width > width, let last = line.last else { return [line] }
        let text = line.map(\.text).reduce(SafeText(""), +)
        return text.wrapped(to: width).prefix(2).map { [Span($0, last.tone)] }
    }
}

/// The preview's lines, the most important first.
struct PreviewWords {
    let state: AppState
    let preview: CasePreview
    let row: WorklistRow

    private var file: CaseFile { preview.file }
    private var procedure: Procedure { preview.procedure }
    private var office: Office { state.session.office }

    var lines: [[Span]] {
        [handover, unsent, identity, nextStep, open, standing, deadlines, parties]
            .compactMap(\.self)
    }

    private var handover: [Span]? {
        guard let note = file.notes.last(where: { $0.kind == .handover }) else { return nil }
        return [
            Span("Übergabe: ", .warning), Span("„\(note.text.trimmed)“ \(author(of: note.id))"),
        ]
    }

    private var unsent: [Span]? {
        guard row.isUnsent(on: state.line) else { return nil }
        let acts = Words.count(row.pending, "Handlung", "Handlungen")
        return [Span("↑ ", .warning), Span("\(acts) noch nicht an der Zentrale (F2 Ausgang)")]
    }

    private var identity: [Span] {
        let kind = procedure.kind(file.kind)
        var words = [
            [kind?.title ?? file.kind.raw, kind?.source ?? ""]
                .filter { !$0.isEmpty }.joined(separator: " ")
        ]
        let channel =
            file.channel.isEmpty || state.size.width < 100
            ? "" : " über \(IntakeChannel.title(of: file.channel))"
        words.append("eingelangt \(file.received.austrianWithWeekday)\(channel)")
        if let party = file.parties.first { words.append(named(party)) }
        return [Span(words.joined(separator: " · "))]
    }

    private var nextStep: [Span] {
        if !file.isOpen {
            let manner = file.closing?.manner.title ?? ""
            let result = file.result.flatMap { procedure.result($0)?.title }
            return [Span("Abgeschlossen: ", .label), Span(result ?? manner)]
        }
        if let pending = file.pending {
            let step = procedure.step(pending.step)?.title ?? pending.step.raw
            return [
                Span("Wartet auf Genehmigung ", .label),
                Span(
                    "(\(pending.role.title)): \(step), vorbereitet von "
                        + office.name(of: pending.preparedBy)),
            ]
        }
        let circumstances = Circumstances(
            procedure: procedure, office: office, actor: state.person, facts: preview.facts,
            today: state.today, assumptions: preview.assumptions)
        let possible = procedure.steps(of: file.kind)
            .filter { file.obstacle(to: $0, under: circumstances) == nil }.map(\.title)
        let words =
            possible.isEmpty
            ? "keiner möglich, wartet auf \(row.waitingFor(on: state.today).title)"
            : possible.prefix(3).joined(separator: " oder ") + (possible.count > 3 ? " …" : "")
        return [Span("Nächster Schritt: ", .label), Span(words)]
    }

    private var open: [Span]? {
        var spans: [Span] = []
        let missing = procedure.checklist.filter {
            let state = file.item($0.id)?.state
            return state == .missing || state == .deficient
        }.map(\.title)
        if !missing.isEmpty {
            spans += [Span("Offen: ", .label), Span(missing.joined(separator: ", "))]
        }
        if let note = file.notes.last(where: { $0.kind != .handover }) {
            if !spans.isEmpty { spans.append(Span(" · ")) }
            spans += [
                Span("Letzte Notiz: ", .label),
                Span("„\(note.text.trimmed)“ \(author(of: note.id))"),
            ]
        }
        return spans.isEmpty ? nil : spans
    }

    private var standing: [Span] {
        let phase = procedure.phase(file.phase)?.title ?? file.phase.raw
        var words = "\(phase) · \(office.line(of: file.assignment))"
        if let resubmission = file.resubmission {
            words += " · Wiedervorlage \(resubmission.day.austrianWithWeekday)"
            if !resubmission.reason.isEmpty { words += ": \(resubmission.reason)" }
        }
        return [Span("Stand: ", .label), Span(words)]
    }

    private var deadlines: [Span]? {
        let running = file.deadlines.map(\.record).filter(\.isRunning).sorted { $0.end < $1.end }
        guard !running.isEmpty else { return nil }
        let words = running.prefix(4).map { "\($0.title) \($0.end.austrianWithWeekday)" }
        return [Span("Fristen: ", .label), Span(words.joined(separator: " · "))]
    }

    private var parties: [Span]? {
        guard file.parties.count > 1 else { return nil }
        return [
            Span("Beteiligte: ", .label),
            Span(file.parties.prefix(6).map(named).joined(separator: " · ")),
        ]
    }

    private func named(_ party: Party) -> String {
        let role = procedure.partyRoles.first { $0.id == party.role }?.title ?? party.role
        return "\(role): \(party.name)"
    }

    private func author(of note: NoteID) -> String {
        guard let held = file.slots[.note(note)] else { return "" }
        return "(\(office.name(of: held.by)), \(held.at.civilDay.austrianWithoutYear))"
    }
}
