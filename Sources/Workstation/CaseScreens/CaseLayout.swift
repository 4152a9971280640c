import Casework
import TextCanvas
import Texts

/// Where the parts of the case screen stand; drawing and keys measure by the same.
struct CaseLayout {
    let head: Rect
    let tabs: Rect
    /// The rows of the tab, or the whole sheet.
    let content: Rect
    let stepsRule: Rect
    let steps: Rect
    let stepLines: [StepLine]

    init(_ state: AppState, in area: Rect) {
        var rest = area
        head = rest.takeTop(state.caseHeadNews == nil ? 2 : 3)
        tabs = rest.takeTop()
        let hasSheet = state.caseFile?.sheet != nil
        stepLines = hasSheet ? [] : StepLines.lines(state, width: area.width - 2)
        let most = area.height <= 22 ? 4 : area.height <= 36 ? 6 : 10
        let rows = min(stepLines.count, most)
        steps = rows > 0 ? rest.takeBottom(rows) : Rect(rest.x, rest.bottom, 0, 0)
        stepsRule = rows > 0 ? rest.takeBottom() : Rect(rest.x, rest.bottom, 0, 0)
        content = rest
    }
}

extension AppState {
    var caseLayout: CaseLayout { CaseLayout(self, in: bodyArea) }

    /// Where a sheet has room.
    var caseBody: Rect { caseLayout.content }

    /// The rows of the tab that is open.
    func caseBlocks(_ layout: CaseLayout) -> [CaseBlock] {
        guard let screen = caseFile else { return [] }
        return caseTabMaker(width: layout.content.width - 2)?.blocks(screen.tab) ?? []
    }

    func caseTabMaker(width: Int) -> TabMaker? {
        guard let screen = caseFile, let view = screen.view,
            let circumstances = caseCircumstances
        else { return nil }
        return TabMaker(
            view: view, screen: screen, circumstances: circumstances, width: width)
    }
}

/// A line of the steps, and how many steps begin on it.
struct StepLine: Hashable, Sendable {
    var spans: [Span]
    var offers: Int
}

/// The steps as numbered commands: those possible side by side, the others with their reason.
enum StepLines {
    static func lines(_ state: AppState, width: Int) -> [StepLine] {
        guard let view = state.caseFile?.view else { return [] }
        if let pending = view.file.pending {
            return [StepLine(spans: pendingLine(pending, view), offers: 0)]
        }
        if let hindrance = state.hindranceToSave {
            return SafeText(hindrance.sentence).wrapped(to: max(20, width - 4)).map { text in
                StepLine(spans: [Span(" △ ", .obstacle), Span(text, .obstacle)], offers: 0)
            }
        }
        let offers = state.caseSteps
        let free = offers.filter { $0.obstacle == nil }
        let blocked = offers.filter { $0.obstacle != nil }
        return columns(free, width) + blocked.flatMap { lines(of: $0, width) }
    }

    private static func pendingLine(_ pending: PendingApproval, _ view: CaseView) -> [Span] {
        let words = SlotWords(procedure: view.procedure, office: view.office)
        return [
            Span(" ▲ ", .warning), Span("g", .key), Span(" genehmigen  ", .hint),
            Span("G", .key), Span(" zurück  ", .hint),
            Span(words.show(.pending(pending), in: Slot(.pending))),
        ]
    }

    private static func columns(_ offers: [StepOffer], _ width: Int) -> [StepLine] {
        guard !offers.isEmpty else { return [] }
        let widest = offers.map { SafeText($0.title).width + 5 }.max() ?? 20
        let count = max(1, min(3, offers.count, width / max(1, widest)))
        let room = width / count
        return stride(from: 0, to: offers.count, by: count).map { start in
            let row = offers[start..<min(start + count, offers.count)]
            let spans = row.flatMap { offer in
                [
                    Span(" \(offer.digit.map(String.init) ?? "s") ", .key),
                    Span(SafeText(offer.title).padded(to: max(4, room - 3))),
                ]
            }
            return StepLine(spans: spans, offers: row.count)
        }
    }

    /// The reason goes on below itself where it is long.
    private static func lines(of offer: StepOffer, _ width: Int) -> [StepLine] {
        let room = min(34, width / 3)
        let reason = SafeText(offer.obstacle?.sentenceWithCode ?? "")
            .wrapped(to: max(20, width - room - 5))
        return reason.enumerated().map { index, text in
            let title = index == 0 ? offer.title : ""
            let sign = index == 0 ? "·\(offer.digit.map(String.init) ?? "s") " : "   "
            return StepLine(
                spans: [
                    Span(sign, .obstacle), Span(SafeText(title).padded(to: room), .obstacle),
                    Span("  ", .obstacle), Span(text, .obstacle),
                ], offers: index == 0 ? 1 : 0)
        }
    }
}
