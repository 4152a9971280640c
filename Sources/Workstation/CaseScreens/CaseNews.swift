import Casework
import TextCanvas
import Texts

// Others in the same case: who is there, and what they did while it was open. Nothing that is
// being typed is touched.

extension AppState {
    mutating func presenceChanged(_ id: CaseID, _ persons: [PersonID]) {
        guard caseFile?.id == id else { return }
        let me = person.id
        caseFile?.others = persons.filter { $0 != me }
    }

    /// The changes are said, stay in the head of the case, and stand in a form that is open.
    mutating func tellNews(_ entries: [Entry], _ view: CaseView) {
        guard !entries.isEmpty else { return }
        caseFile?.news += entries
        let words = HistoryWords(procedure: view.procedure, office: view.office)
        let latest = entries.map { "\(view.office.name(of: $0.act.actor)): \(words.told($0))" }
        say("Inzwischen geändert · " + latest.joined(separator: " · "), .news)
        for index in dialogs.indices {
            guard case .form(var form) = dialogs[index].content,
                form.draft?.caseID == view.file.id
            else { continue }
            form.lines += latest.map { "● Inzwischen geändert, \($0)" }
            dialogs[index].content = .form(form)
        }
    }

    /// The third line of the head of a case, where there is something to say.
    var caseHeadNews: [Span]? {
        guard let screen = caseFile, let view = screen.view else { return nil }
        var spans: [Span] = []
        if !screen.others.isEmpty {
            let names = screen.others.map { view.office.name(of: $0) }.joined(separator: ", ")
            spans += [Span(" ◉ auch hier: ", .notice), Span(names, .notice)]
        }
        if let last = screen.news.last {
            if !spans.isEmpty { spans.append(Span(" ·", .border)) }
            let words = HistoryWords(procedure: view.procedure, office: view.office)
            let who = view.office.name(of: last.act.actor)
            let more = screen.news.count > 1 ? " (und \(screen.news.count - 1) weitere)" : ""
            spans.append(
                Span(
                    " ● inzwischen, \(who) \(LineWords.moment(last.at, now: now)): "
                        + "\(words.told(last))\(more)", .changed))
        }
        return spans.isEmpty ? nil : spans
    }
}

extension HistoryWords {
    /// One entry in a line: what was undertaken, and which values moved.
    func told(_ entry: Entry) -> String {
        let lines = lines(entry.changes)
        let head = headline(entry.act.body)
        guard let first = lines.first, lines.count == 1, !first.hasPrefix(head) else {
            return lines.count == 1 ? lines[0] : head
        }
        return first
    }
}
