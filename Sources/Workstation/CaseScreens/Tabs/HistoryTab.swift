import Casework
import TextCanvas
import Texts

extension TabMaker {
    /// Newest first: who, when, what, from which value to which.
    func history(_ made: inout BlockMaker) {
        let history = HistoryWords(
            procedure: procedure, office: view.office, entries: view.entries)
        if view.entries.isEmpty { made.remark("Noch kein Eintrag.") }
        for entry in view.entries.reversed().prefix(screen.historyShown) {
            row(entry, history, &made)
        }
        let older = view.entries.count - screen.historyShown
        guard older > 0 else { return }
        made.row(
            .banner("older"), [],
            "… noch \(Words.count(older, "älterer Eintrag", "ältere Einträge"))"
                + " · Enter zeigt alle", tone: .hint)
    }

    private func row(_ entry: Entry, _ history: HistoryWords, _ made: inout BlockMaker) {
        let key = CaseRowKey.entry(entry.act.id)
        let waiting = view.unconfirmed.contains(entry.act.id)
        let foreign = entry.act.actor != circumstances.actor.id
        let fresh = foreign && (view.seenVersion.map { entry.version > $0 } ?? false)
        var text = history.headline(entry.act.body)
        if let reason = history.reason(entry.act.body) { text += ": „\(reason)“" }
        if entry.outcome != .applied { text += " (\(entry.outcome.title))" }
        if waiting { text += " (noch nicht abgeglichen)" }
        let sign = waiting ? "◌ " : fresh ? "● " : "  "
        var details: [String] = []
        if isOpened(key) {
            details = history.lines(entry.changes)
            details.append("Fassung \(entry.version) · Eintrag \(entry.sequence)")
            details.append("Kennung \(entry.act.actor.raw) · Handlung \(entry.act.id.raw)")
        }
        made.row(
            key,
            [
                Span(sign, .changed), Span(moment(entry.at) + "  ", .dim),
                Span(SafeText(view.office.name(of: entry.act.actor)).padded(to: 16), .label),
                Span(" "),
            ], text, tone: waiting ? .dim : .text, details: made.details(details))
    }
}
