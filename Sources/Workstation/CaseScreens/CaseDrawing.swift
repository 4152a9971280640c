import Casework
import TextCanvas
import Texts

func caseTitle(_ state: AppState) -> String {
    guard let file = state.caseFile?.view?.file else { return "Akt" }
    return "Akt \(file.numberShown)"
}

func drawCase(_ state: AppState, on canvas: inout Canvas, in area: Rect) {
    guard let screen = state.caseFile, let view = screen.view,
        let circumstances = state.caseCircumstances
    else {
        canvas.write("Der Akt wird geöffnet …", at: Point(area.x + 1, area.y), tone: .dim)
        return
    }
    let layout = CaseLayout(state, in: area)
    drawHeader(state, view, on: &canvas, in: layout.head)
    CaseTab.line(view, circumstances, active: screen.tab, width: area.width)
        .draw(on: &canvas, in: layout.tabs)
    switch screen.sheet {
    case .letter(let sheet): drawLetterSheet(sheet, on: &canvas, in: layout.content)
    case .conflict(let sheet):
        drawConflicts(sheet, state, view, on: &canvas, in: layout.content)
    case .reader(let sheet): drawReader(sheet, on: &canvas, in: layout.content)
    case nil: drawTab(state, screen, on: &canvas, layout)
    }
}

private func drawHeader(
    _ state: AppState, _ view: CaseView, on canvas: inout Canvas, in area: Rect
) {
    let file = view.file
    let kind = view.procedure.kind(file.kind)?.title ?? file.kind.raw
    let place = state.placeInList.isEmpty ? "" : "⏷ \(state.placeInList) "
    let first: [Span] = [
        Span(" \(file.numberWithSign)", .heading), Span(" │ ", .border),
        Span(kind, .label), Span(" · "), Span(file.subject, .heading),
    ]
    let placeText = SafeText(place)
    let room = area.width - placeText.width - 1
    canvas.write(first, at: area.origin, width: max(20, room))
    if placeText.width < area.width - 30 {
        canvas.write(placeText, at: Point(area.right - placeText.width, area.y), tone: .dim)
    }
    var second: [Span] = []
    if file.place.isKnown { second += [Span(" \(file.place.line)"), Span(" · ", .border)] }
    second.append(Span(second.isEmpty ? " \(phase(view))" : phase(view), .label))
    let owner =
        file.assignment?.person.map { person in
            person == state.person.id ? "bei mir" : "bei \(view.office.name(of: person))"
        } ?? Words.nobodyAssigned
    second += [Span(" · ", .border), Span(owner)]
    let waiting = file.waitingFor(under: view.procedure, on: state.today)
    if file.isOpen { second += [Span(" · ", .border), Span("wartet auf \(waiting.title)")] }
    let due = dueSpans(view, today: state.today, short: area.width < 100)
    canvas.write(
        second, at: Point(area.x, area.y + 1), width: max(20, area.width - due.width - 2))
    canvas.write(due, at: Point(area.right - due.width - 1, area.y + 1))
    if let news = state.caseHeadNews {
        canvas.write(news, at: Point(area.x, area.y + 2), width: area.width)
    }
}

private func phase(_ view: CaseView) -> String {
    let file = view.file
    if let closing = file.closing { return "\(closing.manner.title) \(closing.day.austrian)" }
    return view.procedure.phase(file.phase)?.title ?? file.phase.raw
}

private func dueSpans(_ view: CaseView, today: CivilDay, short: Bool) -> [Span] {
    let row = view.procedure.worklistRow(of: view.file)
    guard let due = row.due else { return [] }
    let (sign, tone) = UrgencySign.spans(end: due, today: today, warnDays: row.warnDays)
    let inYear = due.year == today.year ? due.austrianWithoutYear : due.austrian
    let day = short ? inYear : due.austrianWithWeekday
    return [Span("\(sign) \(Words.daysLeft(today.days(until: due)))  \(day)", tone)]
}

private func drawTab(
    _ state: AppState, _ screen: CaseScreenState, on canvas: inout Canvas, _ layout: CaseLayout
) {
    let area = layout.content
    let blocks = state.caseBlocks(layout)
    var place = screen.places[screen.tab] ?? BlockPlace()
    place.fit(blocks, height: area.height)
    let standing = place.index(in: blocks)
    let total = blocks.reduce(0) { $0 + $1.lines.count }
    var line = 0
    for (index, block) in blocks.enumerated() {
        for (row, spans) in block.lines.enumerated() {
            defer { line += 1 }
            guard line >= place.top, line < place.top + area.height else { continue }
            let at = Point(area.x + 1, area.y + line - place.top)
            canvas.write(spans, at: at, width: area.width - 2)
            guard index == standing, row == 0 else { continue }
            canvas.write("▸", at: Point(area.x + 1, at.y), tone: .key)
            canvas.paint(Rect(area.x + 1, at.y, area.width - 2, 1), tone: .selection)
            canvas.cursor = Point(area.x + 1, at.y)
        }
    }
    if total > area.height {
        ScrollMark(first: place.top, shown: area.height, count: total)
            .draw(on: &canvas, in: Rect(area.right - 1, area.y, 1, area.height))
    }
    drawSteps(state, on: &canvas, layout)
}

private func drawSteps(_ state: AppState, on canvas: inout Canvas, _ layout: CaseLayout) {
    guard layout.steps.height > 0 else { return }
    let hidden = layout.stepLines.dropFirst(layout.steps.height).reduce(0) { $0 + $1.offers }
    canvas.rule(
        layout.stepsRule, title: "Schritte",
        note: hidden > 0 ? "s alle (noch \(hidden))" : "s alle")
    for (row, line) in layout.stepLines.prefix(layout.steps.height).enumerated() {
        canvas.write(
            line.spans, at: Point(layout.steps.x + 1, layout.steps.y + row),
            width: layout.steps.width - 2)
    }
}
