import Casework
import TextCanvas
import Texts

// Lists of cases with what an act does to each: the whole of it stands below for the chosen one.

extension AppState {
    private static let detailLines = 4

    /// A letter is to be read before it goes out: it gets half of the screen.
    private func detailLines(of rehearsal: Rehearsal?) -> Int {
        let isLetter = rehearsal.map { !$0.letter.isEmpty && $0.obstacle == nil } ?? false
        return isLetter ? max(AppState.detailLines, bodyArea.height / 2) : AppState.detailLines
    }

    /// Rows of such a list on the screen.
    var judgedListHeight: Int { max(1, bodyArea.height - 2 - AppState.detailLines) }

    /// Takes the place below the list off `area` and says there what happens to one case.
    func drawDetail(
        of rehearsal: Rehearsal?, result: SubmissionResult? = nil, on canvas: inout Canvas,
        in area: inout Rect
    ) {
        var place = area.takeBottom(detailLines(of: result == nil ? rehearsal : nil))
        let row = rehearsal?.row
        canvas.rule(
            place.takeTop(),
            title: row.map { "\($0.numberShown) · \($0.subject)" } ?? "")
        guard let rehearsal else { return }
        let obstacle = result?.obstacle ?? rehearsal.obstacle
        let words = (rehearsal.letter.isEmpty ? [] : [rehearsal.letter, ""]) + rehearsal.lines
        let text = obstacle?.sentenceWithCode ?? words.joined(separator: "\n")
        let inside = place.inset(2, 0)
        for (index, line) in SafeText.wrapped(text, to: max(1, inside.width))
            .prefix(inside.height).enumerated()
        {
            canvas.write(
                line, at: Point(inside.x, inside.y + index),
                tone: obstacle == nil ? .text : .warning)
        }
    }
}
