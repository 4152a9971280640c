import Casework
import TextCanvas
import Texts

// The right end of the head line: who sits here, how the line stands, what has not arrived, the
// clock. What has no room goes, the least telling first; the line's sign never goes.

extension AppState {
    /// The first of the variants that leaves `title` cells for the name of the screen.
    func headRight(width: Int, title: Int) -> [Span] {
        let variants = headVariants
        let fitting = variants.first { $0.width + 1 + title <= width }
        return fitting ?? variants.last ?? []
    }

    private var headVariants: [[Span]] {
        let clock = "\(today.austrianWithWeekday) \(now.civil.time)"
        let time = "\(now.civil.time)"
        let who = ([person.name] + unitAndRole).joined(separator: " · ")
        let full = lineSpans(.full)
        return [
            [who.barred, full, clock.barred], [person.name.barred, full, clock.barred],
            [full, clock.barred], [full, time.barred],
            [lineSpans(.short), time.barred], [lineSpans(.short)], [lineSpans(.sign)],
        ].map { parts in
            parts.enumerated().flatMap { index, part in
                index == 0 ? part : [Span(" │ ", .statusBar)] + part
            }
        }
    }

    /// The unit whose work is on the screen; where that is no single one, all of the person's.
    private var unitAndRole: [String] {
        if let unit = unitAtHand {
            return [unit.sign, session.role(in: unit.id)?.title].compactMap(\.self)
        }
        let units = session.units
        let signs =
            units.count > 3
            ? "\(session.unit?.sign ?? "") +\(units.count - 1)"
            : units.map(\.sign).joined(separator: ", ")
        return [signs, session.role()?.title ?? ""].filter { !$0.isEmpty }
    }

    private var unitAtHand: Unit? {
        switch namedScreen {
        case .workload: workloadUnit
        case .caseFile:
            session.units.first { $0.id == caseFile?.view?.file.assignment?.unit }
        default: nil
        }
    }

    private enum Detail { case full, short, sign }

    /// "● verbunden  ↑3  ⚠2 Klärung"
    private func lineSpans(_ detail: Detail) -> [Span] {
        let shown = line.connection.shown(now: now)
        let tone = shown.tone
        var spans: [Span] = []
        switch detail {
        case .full: spans.append(Span("\(shown.sign) \(shown.long)", tone))
        case .short: spans.append(Span("\(shown.sign) \(shown.short)", tone))
        case .sign: spans.append(Span(shown.sign, tone))
        }
        spans += outboxSpans(detail)
        return spans
    }

    private func outboxSpans(_ detail: Detail) -> [Span] {
        let alarm = line.isAlarming(at: now)
        var words = "\(alarm ? "▲" : "")↑\(Words.grouped(line.outbox))"
        if alarm, detail != .sign, let oldest = line.oldest {
            words += " seit \(LineWords.span(from: oldest, to: now))"
        }
        var spans = [Span(detail == .full ? "  " : " ", .statusBar)]
        spans.append(Span(words, alarm ? .danger : .statusBar))
        guard line.refused > 0 else { return spans }
        spans.append(Span(" ", .statusBar))
        spans.append(
            Span(
                "⚠\(Words.grouped(line.refused))" + (detail == .full ? " Klärung" : ""), .danger))
        return spans
    }

    /// A click on the line at the right end of the head opens what has not arrived.
    mutating func headTakes(_ mouse: MouseEvent) -> Bool {
        guard mouse.action == .press, mouse.at.y == 0, mouse.at.x >= size.width / 2,
            Set<ScreenID>.deskWithoutTyping.contains(top)
        else { return false }
        openOutbox(line.refused > 0 ? .refused : .waiting)
        return true
    }
}

extension String {
    fileprivate var barred: [Span] { [Span(self, .statusBar)] }
}

extension Connection {
    /// The sign, the words with room and without, and the tone.
    func shown(now: Instant) -> (sign: String, long: String, short: String, tone: Tone) {
        switch self {
        case .alone: ("○", LineWords.alone, LineWords.alone, .statusBar)
        case .connected: ("●", LineWords.connected, LineWords.connected, .statusBar)
        case .exchanging: ("◆", LineWords.exchanging, LineWords.exchanging, .statusBar)
        case .offline(let since):
            ("◌", LineWords.offline(since: since, now: now), "offline", .warning)
        case .halted(let halt):
            ("■", "\(LineWords.halted): \(halt.title)", halt.title, .danger)
        }
    }
}

extension Connection.Halt {
    package var title: String {
        switch self {
        case .loginNeeded: "Anmeldung nötig"
        case .deviceLocked: "Gerät gesperrt"
        case .programTooOld: "Programm zu alt"
        case .certificateInvalid: "Uhr oder Zertifikat"
        }
    }

    package var sentence: String {
        switch self {
        case .loginNeeded: LineWords.loginNeededSentence
        case .deviceLocked: LineWords.deviceLockedSentence
        case .programTooOld: LineWords.programTooOldSentence
        case .certificateInvalid: LineWords.certificateInvalidSentence
        }
    }
}

extension AppState {
    /// The line has changed. What that means is said once; a person who types is not disturbed.
    mutating func lineChanged(_ new: LineState) {
        let old = line
        line = new
        if stack.contains(.outbox), old != new { askOutbox() }
        if new.isExpired, !old.isExpired, let hindrance = hindranceToSave {
            return say(hindrance.sentence, .news)
        }
        guard old.connection != new.connection || new.refused > old.refused else { return }
        if new.refused > old.refused { return sayRefused(new.refused) }
        switch (old.connection, new.connection) {
        case (_, .halted(let halt)): say(halt.sentence, .news)
        case (.offline, .offline): break
        case (.connected, .offline), (.exchanging, .offline):
            say(LineWords.offlineSentence + offlineLimit, .news)
        case (.offline, .connected), (.offline, .exchanging), (.halted, .connected),
            (.halted, .exchanging):
            say(LineWords.backSentence, .news)
        default: break
        }
    }

    /// " Ohne Verbindung können Sie …", near the end alone.
    var offlineLimit: String {
        line.offlineUntil.map { " " + LineWords.offlineUntil($0, today: today) } ?? ""
    }

    private mutating func sayRefused(_ count: Int) {
        say(
            "Die Zentrale hat \(Words.count(count, "Handlung", "Handlungen")) nicht übernommen; "
                + "in der Klärung (K) steht, warum und was zu tun ist.", .news)
    }
}
