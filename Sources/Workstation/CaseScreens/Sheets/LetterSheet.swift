import Casework
import TextCanvas
import Texts

/// The letter a step writes, to be read before the step is done, and who gets it.
struct LetterSheet: Sendable {
    let step: Step
    var taking: StepTaking
    let template: LetterTemplate
    let parties: [Party]
    private(set) var chosen: Set<PartyID>
    /// The letter goes here and to no party: an inquiry.
    let addressee: String?
    /// It goes to nobody: its text is published.
    let publishes: Bool
    var text = ""
    private(set) var row = 0
    private(set) var onText = false
    private(set) var top = 0

    enum Outcome {
        case stay, leave, refill, goOn
    }

    init(
        step: Step, taking: StepTaking, template: LetterTemplate, parties: [Party],
        chosen: Set<PartyID>, addressee: String?, publishes: Bool = false
    ) {
        self.step = step
        self.taking = taking
        self.template = template
        self.parties = parties
        self.chosen = chosen
        self.addressee = addressee
        self.publishes = publishes
        onText = addressee != nil || parties.isEmpty
    }

    /// In the order of the parties.
    var chosenParties: [PartyID] { parties.map(\.id).filter { chosen.contains($0) } }

    /// The step with the letter as it was read.
    var finished: StepTaking {
        var taking = taking
        taking.letter = LetterDraft(text: text, recipients: chosenParties)
        return taking
    }

    mutating func handle(_ key: KeyEvent, height: Int, lines: Int) -> Outcome {
        switch (key.key, key.modifiers) {
        case (.escape, []): return .leave
        case (.enter, []), (.character("s"), .ctrl): return .goOn
        case (.tab, []), (.tab, .shift):
            if addressee == nil, !parties.isEmpty { onText.toggle() }
        case (.character(" "), []) where !onText:
            guard parties.indices.contains(row) else { return .stay }
            chosen.formSymmetricDifference([parties[row].id])
            return .refill
        case (.up, []) where !onText: row = max(0, row - 1)
        case (.down, []) where !onText: row = min(max(0, parties.count - 1), row + 1)
        case (.up, []): scroll(-1, height, lines)
        case (.down, []): scroll(1, height, lines)
        case (.pageUp, []): scroll(1 - height, height, lines)
        case (.pageDown, []): scroll(height - 1, height, lines)
        case (.home, []): scroll(-lines, height, lines)
        case (.end, []): scroll(lines, height, lines)
        default: break
        }
        return .stay
    }

    mutating func scroll(_ by: Int, _ height: Int, _ lines: Int) {
        top = min(max(0, top + by), max(0, lines - height))
    }
}

extension AppState {
    mutating func letterSheetTakes(_ input: InputEvent) {
        guard case .letter(var sheet)? = caseFile?.sheet else { return }
        let layout = LetterLayout(sheet, in: caseBody)
        switch input {
        case .key(let key):
            let outcome = sheet.handle(
                key, height: layout.text.height, lines: layout.lines(sheet).count)
            caseFile?.sheet = .letter(sheet)
            switch outcome {
            case .stay: break
            case .leave: caseFile?.sheet = nil
            case .refill: fillLetter()
            case .goOn: letterRead(sheet)
            }
        case .mouse(let mouse):
            let by = mouse.action == .wheelUp ? -3 : mouse.action == .wheelDown ? 3 : 0
            sheet.scroll(by, layout.text.height, layout.lines(sheet).count)
            caseFile?.sheet = .letter(sheet)
        default: break
        }
    }

    private mutating func letterRead(_ sheet: LetterSheet) {
        guard sheet.addressee != nil || sheet.publishes || !sheet.chosenParties.isEmpty else {
            return say(
                .obstacle(Obstacle(.recipientsMissing, [.letter: sheet.template.title])))
        }
        guard !sheet.text.trimmed.isEmpty else {
            return say(.obstacle(Obstacle(.letterMissing, [.letter: sheet.template.title])))
        }
        confirmStep(sheet.finished, sheet.step)
    }
}

/// Where the parts of the letter sheet stand.
struct LetterLayout {
    let recipients: Rect
    let rule: Rect
    let text: Rect

    init(_ sheet: LetterSheet, in body: Rect) {
        var area = body
        let rows = sheet.addressee != nil || sheet.parties.isEmpty ? 1 : sheet.parties.count
        recipients = area.takeTop(min(rows + 1, max(2, body.height / 3)))
        rule = area.takeTop()
        text = area.inset(1, 0)
    }

    func lines(_ sheet: LetterSheet) -> [[Span]] {
        let shown = sheet.text.isEmpty ? "Das Schreiben wird befüllt …" : sheet.text
        return SafeText.wrapped(shown, to: max(20, min(text.width - 1, 100))).map { [Span($0)] }
    }
}

func drawLetterSheet(_ sheet: LetterSheet, on canvas: inout Canvas, in body: Rect) {
    let layout = LetterLayout(sheet, in: body)
    var area = layout.recipients
    canvas.write(
        [Span(sheet.template.title, .heading), Span("  für Schritt „\(sheet.step.title)“", .dim)],
        at: area.takeTop().origin, width: body.width)
    drawRecipients(sheet, on: &canvas, in: area)
    let lines = layout.lines(sheet)
    let shown = ScrollMark(first: sheet.top, shown: layout.text.height, count: lines.count)
    canvas.rule(
        layout.rule, title: "Schreiben", note: lines.count > layout.text.height ? shown.text : "",
        titleTone: sheet.onText ? .dialogTitle : .heading)
    TextView(lines, top: sheet.top).draw(on: &canvas, in: layout.text)
    if sheet.onText { canvas.cursor = layout.text.origin }
}

private func drawRecipients(_ sheet: LetterSheet, on canvas: inout Canvas, in area: Rect) {
    if let addressee = sheet.addressee {
        canvas.write(
            [Span("  an ", .label), Span(addressee)], at: area.origin, width: area.width)
        return
    }
    guard !sheet.parties.isEmpty else {
        let (words, tone): (String, Tone) =
            sheet.publishes
            ? ("  an niemanden: Die Antwort wird veröffentlicht.", .text)
            : ("  Noch niemand beteiligt: im Reiter Beteiligte mit n aufnehmen.", .obstacle)
        canvas.write(words, at: area.origin, tone: tone)
        return
    }
    let first = max(0, min(sheet.row - area.height + 1, sheet.parties.count - area.height))
    for (line, party) in sheet.parties.dropFirst(max(0, first)).prefix(area.height).enumerated() {
        let index = max(0, first) + line
        let here = index == sheet.row && !sheet.onText
        let mark = sheet.chosen.contains(party.id) ? "[x] " : "[ ] "
        canvas.write(
            [
                Span(here ? "▸ " : "  ", .key), Span(mark + party.name),
                Span("  " + party.summary, .dim),
            ],
            at: Point(area.x, area.y + line), width: area.width)
        if here {
            canvas.paint(Rect(area.x, area.y + line, area.width, 1), tone: .selection)
            canvas.cursor = Point(area.x, area.y + line)
        }
    }
}
