import Casework
import TextCanvas
import Texts

/// A text to read over the whole width: a letter, perhaps one to be signed.
struct ReaderSheet: Sendable {
    var title: String
    var note: String
    var text: String
    /// Enter signs, G sends back.
    var approving: Bool
    private(set) var top = 0

    init(_ letter: Letter, approving: Bool = false, reserved: Bool = false) {
        title = reserved ? "VORGEMERKT · \(letter.title)" : letter.title
        note = reserved ? OutboxWords.reservedAdvice : letter.stateLine
        text = letter.text
        self.approving = approving
    }

    func lines(width: Int) -> [[Span]] {
        SafeText.wrapped(text, to: max(20, min(width - 1, 100))).map { [Span($0)] }
    }

    mutating func scroll(_ by: Int, height: Int, width: Int) {
        top = min(max(0, top + by), max(0, lines(width: width).count - height))
    }
}

extension AppState {
    mutating func readerTakes(_ input: InputEvent) {
        guard case .reader(var sheet)? = caseFile?.sheet else { return }
        let height = caseBody.height - 2
        let width = caseBody.width - 2
        var by = 0
        if case .mouse(let mouse) = input {
            by = mouse.action == .wheelUp ? -3 : mouse.action == .wheelDown ? 3 : 0
        }
        if case .key(let key) = input {
            switch (key.key, key.modifiers) {
            case (.escape, []), (.character("q"), []):
                caseFile?.sheet = nil
                return
            case (.enter, []) where sheet.approving, (.character("g"), []) where sheet.approving:
                return confirmApproval()
            case (.character("G"), []) where sheet.approving: return sendCaseBack()
            case (.up, []), (.character("k"), []): by = -1
            case (.down, []), (.character("j"), []): by = 1
            case (.pageUp, []): by = 1 - height
            case (.pageDown, []), (.character(" "), []): by = height - 1
            case (.home, []): by = -1_000_000
            case (.end, []): by = 1_000_000
            default: break
            }
        }
        sheet.scroll(by, height: height, width: width)
        caseFile?.sheet = .reader(sheet)
    }
}

func drawReader(_ sheet: ReaderSheet, on canvas: inout Canvas, in body: Rect) {
    var area = body
    let lines = sheet.lines(width: body.width - 2)
    let shown = ScrollMark(first: sheet.top, shown: area.height - 2, count: lines.count).text
    canvas.rule(area.takeTop(), title: sheet.title, note: shown, titleTone: .dialogTitle)
    canvas.write(sheet.note, at: area.takeTop().origin, tone: .dim, width: body.width)
    TextView(lines, top: sheet.top).draw(on: &canvas, in: area.inset(1, 0))
    canvas.cursor = area.origin
}
