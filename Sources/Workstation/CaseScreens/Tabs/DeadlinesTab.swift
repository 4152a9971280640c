import Casework
import TextCanvas
import Texts

extension TabMaker {
    func deadlines(_ made: inout BlockMaker) {
        let all = file.deadlines
        let open = all.filter { [.running, .suspended].contains($0.record.state) }
            .sorted { ($0.record.end, $0.key) < ($1.record.end, $1.key) }
        if open.isEmpty { made.remark("Keine Frist läuft; n setzt eine von Hand.") }
        for (key, record) in open { row(key, record, &made) }
        let settled = all.filter { ![.running, .suspended].contains($0.record.state) }
            .sorted { ($0.record.end, $0.key) < ($1.record.end, $1.key) }
        guard !settled.isEmpty else { return }
        made.heading("Nicht mehr offen")
        for (key, record) in settled { row(key, record, &made) }
    }

    private func row(_ key: String, _ record: DeadlineRecord, _ made: inout BlockMaker) {
        let rowKey = CaseRowKey.slot(.deadline(key))
        let definition = procedure.deadline(record.definition)
        let nearness = UrgencySign.spans(
            end: record.end, today: today, warnDays: definition?.warnDays ?? 7)
        let running = record.isRunning
        let tone: Tone = running ? nearness.tone : .dim
        let left = running ? Words.daysLeft(today.days(until: record.end)) : record.summary
        let title = record.title + (record.party.map { " · \(name(of: $0))" } ?? "")
        let room = max(14, min(40, width - 54))
        var details: [String] = []
        if isOpened(rowKey) {
            details += record.explanation(view.assumptions)
            details += alternatives(record)
            if let definition, !definition.consequence.isEmpty {
                details.append(definition.consequence)
            }
            details.append("Bindet \(record.binds.boundTitle).")
            details += changes(record)
        }
        if let whatIf = screen.whatIf[key] { details.append("Was wäre, wenn … \(whatIf)") }
        made.row(
            rowKey,
            [
                Span("\(running ? nearness.sign : "·") ", tone),
                Span(SafeText(title).padded(to: room), tone), Span("  "),
                Span(record.end.austrianWithWeekday, tone), Span("  "),
                Span(SafeText(left).padded(to: running ? 9 : left.count, align: .right), tone),
                Span("  "),
            ], record.origin(under: procedure), tone: .dim, details: made.details(details))
    }

    private func name(of party: PartyID) -> String {
        file.parties.first { $0.id == party }?.name ?? party.raw
    }

    /// Where the law is unclear: the question, and what the other answer would give.
    private func alternatives(_ record: DeadlineRecord) -> [String] {
        guard
            let run = try? compute(
                record.formula, from: record.start, assumptions: view.assumptions,
                suspensions: record.suspensions, extensions: record.extensions)
        else { return [] }
        return run.alternatives.map {
            "Annahme: \($0.assumption.question) Mit \($0.answer ? "ja" : "nein"): "
                + $0.end.austrianWithWeekday
        }
    }

    private func changes(_ record: DeadlineRecord) -> [String] {
        var lines = record.suspensions.map {
            "Gehemmt vom \($0.from.austrian) bis \($0.to.austrian)"
        }
        lines += record.extensions.map { "Verlängert \($0.phrase)" }
        if !record.reason.isEmpty { lines.append("Begründung: \(record.reason)") }
        return lines
    }
}
