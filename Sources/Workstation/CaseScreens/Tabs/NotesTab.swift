import Casework
import TextCanvas
import Texts

extension TabMaker {
    /// Newest first, each whole: notes are there to be read.
    func notes(_ made: inout BlockMaker) {
        let notes = file.notes
        if notes.isEmpty { made.remark("Noch keine Notiz; t schreibt eine.") }
        let dated = notes.map { (note: $0, at: file.slots[.note($0.id)]?.at ?? .epoch) }
        for (note, _) in dated.sorted(by: { ($0.at, $0.note.id) > ($1.at, $1.note.id) }) {
            let key = CaseRowKey.slot(.note(note.id))
            let held = file.slots[.note(note.id)]
            let who = held.map { "\(view.office.name(of: $0.by)), \(moment($0.at))" } ?? ""
            let tone: Tone = note.kind == .handover ? .warning : .heading
            let lines = note.text.split(separator: "\n", omittingEmptySubsequences: false)
            let short = lines.count > 12 && !isOpened(key)
            var shown = lines.prefix(short ? 10 : lines.count).map(String.init)
            if short { shown.append("… Enter zeigt alles (\(lines.count) Zeilen)") }
            made.row(
                key, [Span(note.kind.title + "  ", tone)], who, tone: .dim,
                details: made.details(shown, tone: .text, indent: 4))
        }
    }
}
