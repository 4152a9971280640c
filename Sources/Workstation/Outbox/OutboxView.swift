import Casework
import TextCanvas
import Texts

extension AppState {
    func drawOutbox(on canvas: inout Canvas, in area: Rect) {
        var rest = area
        outboxTabs.draw(on: &canvas, in: rest.takeTop())
        canvas.rule(rest.takeTop(), title: outboxRule, note: outboxNote)
        var detail = rest.takeBottom(outboxDetailLines)
        drawOutboxList(on: &canvas, in: rest)
        canvas.rule(detail.takeTop(), title: outbox.currentLine.map { title(of: $0) } ?? "")
        drawOutboxDetail(on: &canvas, in: detail.inset(2, 0))
    }

    private var outboxTabs: TabsLine {
        let titles = ["Ausgang", "Klärung", "Erledigt"]
        let all = OutboxState.Tab.allCases
        return TabsLine(
            zip(all, titles).map { tab, title in
                TabsLine.Tab(
                    title, note: outbox.isRead ? Words.grouped(outbox.count(of: tab)) : "")
            }, active: all.firstIndex(of: outbox.tab) ?? 0)
    }

    private var outboxRule: String {
        switch outbox.tab {
        case .waiting: "wartet auf das Ergebnis der Zentrale"
        case .refused: "von der Zentrale nicht übernommen"
        case .cleared: "geklärt"
        }
    }

    /// How the line stands, in a word, where acts wait for it.
    private var outboxNote: String {
        guard outbox.tab == .waiting else {
            return Words.count(outbox.count, "Handlung", "Handlungen")
        }
        let shown = line.connection.shown(now: now)
        let words = "\(shown.sign) \(shown.long)"
        return line.connection == .alone ? words : words + " · F5 gleicht ab"
    }

    private func title(of line: ActLine) -> String {
        let number = line.row?.numberShown ?? line.caseID.provisionalNumber
        return "\(number) · \(line.row?.subject ?? "Akt nicht einsehbar")"
    }

    // MARK: List

    private func drawOutboxList(on canvas: inout Canvas, in area: Rect) {
        let visible = outbox.position.visible(count: outbox.count, height: max(1, area.height - 1))
        Table(
            columns: outboxColumns, rows: visible.map(outboxRow),
            cursor: outbox.count == 0 ? nil : outbox.position.cursor - visible.lowerBound,
            isFocused: dialogs.isEmpty, empty: outboxEmpty
        ).draw(on: &canvas, in: area)
    }

    private var outboxEmpty: String {
        guard outbox.isRead else { return "wird gelesen …" }
        return switch outbox.tab {
        case .waiting: OutboxWords.nothingWaits
        case .refused: OutboxWords.nothingRefused
        case .cleared: OutboxWords.nothingCleared
        }
    }

    private var outboxColumns: [TableColumn] {
        let last =
            switch outbox.tab {
            case .waiting: TableColumn("warum noch hier", minimum: 15, flex: 1, maximum: 24)
            case .refused: TableColumn("warum nicht", minimum: 20, flex: 4, maximum: 80)
            case .cleared: TableColumn("wie", minimum: 12, flex: 2, maximum: 60)
            }
        return [
            TableColumn("", minimum: 1), TableColumn("wann", minimum: 13),
            TableColumn("GZ", minimum: 12),
            TableColumn("Betreff", minimum: 14, flex: 2, maximum: 36, dropOrder: 2),
            TableColumn("was", minimum: 16, flex: 4, maximum: 60), last,
        ]
    }

    private func outboxRow(_ index: Int) -> TableRow {
        switch outbox.tab {
        case .waiting:
            let act = outbox.page.waiting[index]
            return row(act.line, act.why.sign, act.why.tone, Span(act.why.short, act.why.tone))
        case .refused:
            let act = outbox.page.refused[index]
            return row(
                act.line, "⚠", .danger, Span(act.words(session.office).why, .warning))
        case .cleared:
            let act = outbox.page.cleared[index]
            return row(act.line, "✓", .dim, Span(act.mannerWords, .dim))
        }
    }

    private func row(_ line: ActLine, _ sign: String, _ tone: Tone, _ last: Span) -> TableRow {
        TableRow([
            [Span(sign, tone)], [Span(LineWords.when(line.at, now: now))],
            [Span(line.row?.numberShown ?? line.caseID.provisionalNumber)],
            [Span(line.row?.subject ?? "–")], [Span(line.headline)], [last],
        ])
    }

    // MARK: Detail

    private func drawOutboxDetail(on canvas: inout Canvas, in area: Rect) {
        guard let line = outbox.currentLine else { return }
        var rest = area
        for (text, tone) in outboxSentences(line) {
            for part in SafeText.wrapped(text, to: max(8, rest.width)) where !rest.isEmpty {
                canvas.write(part, at: rest.takeTop().origin, tone: tone)
            }
        }
    }

    /// The sentences first: what was wanted may be longer than there is room.
    private func outboxSentences(_ line: ActLine) -> [(String, Tone)] {
        let index = outbox.position.cursor
        var texts: [(String, Tone)] = []
        switch outbox.tab {
        case .waiting: texts.append((outbox.page.waiting[index].why.sentence, .text))
        case .refused:
            let words = outbox.page.refused[index].words(session.office)
            texts += [(words.what, .heading), (words.why, .warning), (words.advice, .text)]
        case .cleared:
            let act = outbox.page.cleared[index]
            let who = session.office.name(of: act.by)
            texts.append(("\(act.mannerWords) · \(who), \(act.at.civil.austrian)", .text))
            texts.append(("Abgelehnt wegen \(act.obstacle.sentenceWithCode)", .dim))
        }
        let who = session.office.name(of: line.actor)
        texts.append(("\(line.headline) · \(who), \(line.at.civil.austrian)", .label))
        return texts + line.lines.map { ("· \($0)", .dim) }
    }
}

extension WaitingAct.Why {
    fileprivate var sign: String {
        switch self {
        case .line: "↑"
        case .parked: "◌"
        case .reserved: "▲"
        case .colleague: "·"
        }
    }

    fileprivate var tone: Tone {
        switch self {
        case .line, .parked: .text
        case .reserved: .warning
        case .colleague: .dim
        }
    }

    fileprivate var short: String {
        switch self {
        case .line: OutboxWords.waitsForLineShort
        case .parked: OutboxWords.parkedShort
        case .reserved: OutboxWords.reservedShort
        case .colleague: OutboxWords.colleagueShort
        }
    }

    fileprivate var sentence: String {
        switch self {
        case .line: OutboxWords.waitsForLine
        case .parked: OutboxWords.parked
        case .reserved: OutboxWords.reserved
        case .colleague: OutboxWords.colleague
        }
    }
}

extension ClearedAct {
    fileprivate var mannerWords: String {
        let words =
            switch manner {
            case .redone: "noch einmal getan"
            case .noted: "in eine Notiz übernommen"
            case .discarded: "verworfen"
            }
        return reason.isEmpty ? words : "\(words): \(reason)"
    }
}
