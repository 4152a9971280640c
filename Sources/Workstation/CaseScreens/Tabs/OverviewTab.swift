import Casework
import TextCanvas
import Texts

extension TabMaker {
    func overview(_ made: inout BlockMaker) {
        banners(&made)
        standing(&made)
        fields(&made)
        calculation(&made)
        money(&made)
        otherCases(&made)
    }

    /// What has to be known before anything else.
    private func banners(_ made: inout BlockMaker) {
        if view.readOnly {
            made.row(
                nil, [Span("△ ", .warning)], Obstacle(.editionUnknown).sentence, tone: .warning)
        }
        if let closing = file.closing {
            let text = words.show(.closing(closing), in: Slot(.closing))
            made.row(nil, [Span("■ ", .notice)], "Abgeschlossen: \(text)", tone: .notice)
        }
        waitingBanner(&made)
        if !file.conflicts.isEmpty {
            let titles = file.conflicts.map { words.title($0.slot) }.joined(separator: ", ")
            made.row(
                .banner("conflict"), [Span("⚠ ", .danger)],
                "Konflikt: \(titles) · c entscheidet", tone: .danger)
        }
        if let pending = file.pending {
            made.row(
                .banner("pending"), [Span("▲ ", .warning)],
                words.show(.pending(pending), in: Slot(.pending))
                    + " · g lesen und genehmigen, G zurück",
                tone: .warning)
        }
        if case .text(let person)? = file[Slot(.mark, "returned")] {
            let to =
                person == circumstances.actor.id.raw
                ? "an mich" : "an \(view.office.name(of: PersonID(person)))"
            made.row(
                nil, [Span("↩ ", .warning)], "Zurückgegeben \(to)\(lastReturn)", tone: .warning)
        }
        handover(&made)
        if let seen = view.seenVersion {
            let fresh = view.entries.filter {
                $0.version > seen && $0.act.actor != circumstances.actor.id
            }
            if !fresh.isEmpty {
                let count = Words.count(fresh.count, "Eintrag", "Einträge")
                made.row(
                    nil, [Span("● ", .changed)], "Neu seit Ihrem letzten Blick: \(count)",
                    tone: .changed)
            }
        }
    }

    /// What the centre has not answered yet; what binds the house stands out.
    private func waitingBanner(_ made: inout BlockMaker) {
        let (count, reserved) = view.waiting
        guard count > 0 else { return }
        let history = HistoryWords(procedure: procedure, office: view.office)
        if !reserved.isEmpty {
            let acts = reserved.map { history.headline($0.act.body) }.joined(separator: ", ")
            made.row(
                .banner("outbox"), [Span("▲ ", .warning)],
                "Vorgemerkt: \(acts). \(OutboxWords.reservedAdvice)", tone: .warning)
        }
        let rest = count - reserved.count
        guard rest > 0 else { return }
        made.row(
            .banner("outbox"), [Span("◌ ", .notice)],
            "\(Words.count(rest, "Handlung", "Handlungen")) noch nicht abgeglichen · F2 Ausgang",
            tone: .notice)
    }

    /// What the one before left to know, until it is one's own note.
    private func handover(_ made: inout BlockMaker) {
        let notes = file.notes.filter { $0.kind == .handover }
        let dated = notes.compactMap { note in
            file.slots[.note(note.id)].map { (note: note, held: $0) }
        }
        guard let last = dated.max(by: { $0.held.at < $1.held.at }), file.isOpen,
            last.held.by != circumstances.actor.id
        else { return }
        let who = "\(view.office.name(of: last.held.by)), \(last.held.at.civilDay.austrian)"
        made.row(
            nil, [Span("↪ ", .notice)], "Übergabe (\(who)): „\(last.note.text)“", tone: .notice)
    }

    private var lastReturn: String {
        for entry in view.entries.reversed() {
            if case .sendBack(let reason) = entry.act.body { return ": „\(reason)“" }
        }
        return ""
    }

    private func standing(_ made: inout BlockMaker) {
        made.pair(.slot(Slot(.subject)), "Betreff", file.subject)
        made.pair(
            .slot(Slot(.place)), "Ort", file.place == Casework.Place() ? "" : file.place.fullLine)
        made.pair(nil, "Verfahrensstand", procedure.phase(file.phase)?.title ?? file.phase.raw)
        made.pair(
            nil, "wartet auf", file.waitingFor(under: procedure, on: circumstances.today).title)
        if let status = file.publicStatus {
            made.pair(
                nil, "Öffentlicher Status", procedure.publicStatus(status)?.title ?? status.raw)
        }
        if let result = file.result {
            made.pair(nil, "Ergebnis", procedure.result(result)?.title ?? result.raw)
        }
        let row = procedure.worklistRow(of: file)
        if let due = row.due {
            let sign = UrgencySign.spans(end: due, today: today, warnDays: row.warnDays)
            made.pair(
                nil, "Nächste Frist",
                "\(sign.sign) \(due.austrianWithWeekday)  \(Words.daysLeft(today.days(until: due)))  "
                    + row.dueTitle, tone: sign.tone)
        }
        made.pair(
            .slot(Slot(.resubmission)), "Wiedervorlage",
            file.resubmission.map { words.show(.resubmission($0), in: Slot(.resubmission)) } ?? "")
        made.pair(.slot(Slot(.assignment)), "Zuteilung", view.office.line(of: file.assignment))
        made.pair(
            nil, "Eingelangt",
            "\(file.received.austrianWithWeekday)"
                + (file.channel.isEmpty ? "" : " über \(IntakeChannel.title(of: file.channel))"))
        let here = view.otherCasesHere
        if !here.isEmpty {
            let open = here.count(where: \.open)
            made.pair(
                nil, "Am selben Ort", "\(Words.count(here.count, "Akt", "Akten")), \(open) offen",
                tone: open > 0 ? .warning : .text)
        }
        if !file.source.isEmpty { made.pair(nil, "Quelle", file.source) }
        made.pair(.slot(Slot(.paper)), "Papierakt", file.paper)
        for person in file.biased {
            made.pair(nil, "Befangen", view.office.name(of: person))
        }
    }

    private func fields(_ made: inout BlockMaker) {
        let all = procedure.fields(of: file)
        guard !all.isEmpty else { return }
        var groups: [String] = []
        for field in all where !groups.contains(field.group) { groups.append(field.group) }
        for group in groups { fields(of: group, all.filter { $0.group == group }, &made) }
    }

    /// What is known, field by field, and in one row what is still empty.
    private func fields(of group: String, _ fields: [Field], _ made: inout BlockMaker) {
        made.heading(Field.groupTitle(group))
        for field in fields {
            guard let value = file.field(field.id) else { continue }
            made.pair(.slot(.field(field.id)), field.title, field.show(value))
        }
        let empty = fields.filter { file.field($0.id) == nil }.map(\.title)
        guard !empty.isEmpty else { return }
        let some = empty.prefix(6).joined(separator: ", ")
        made.row(
            .emptyFields(group: group), [Span("leer (\(empty.count)): ", .dim)],
            empty.count > 6 ? "\(some) … Enter zeigt alle" : some, tone: .dim)
    }

    private func calculation(_ made: inout BlockMaker) {
        guard let calculation = procedure.calculation(for: file) else { return }
        made.heading("Berechnung", note: procedure.programme(of: file)?.title ?? "")
        for exclusion in calculation.exclusions {
            made.remark("△ Ausgeschlossen: \(exclusion.sentence)", tone: .warning)
        }
        for line in calculation.lines {
            made.remark(line.sentence, tone: line.isResult ? .heading : .text)
        }
        made.remark("Bedingungen gültig ab \(calculation.validFrom.austrian)")
    }

    private func money(_ made: inout BlockMaker) {
        let postings = file.postings
        guard !postings.isEmpty else { return }
        let sums = PostingKind.allCases.filter { kind in postings.contains { $0.kind == kind } }
            .map { "\($0.title) \(file.sum($0).german)" }
        made.heading("Geld", note: sums.joined(separator: " · "))
        for posting in postings {
            let reversed =
                posting.reverses != nil || postings.contains { $0.reverses == posting.id }
            made.row(
                .slot(.posting(posting.id)),
                [
                    Span(posting.day.austrian + "  ", .dim),
                    Span(SafeText(posting.amount.german).padded(to: 14, align: .right)),
                    Span("  "),
                ], "\(posting.kind.title) · \(posting.text)\(reversed ? " (storniert)" : "")",
                tone: reversed ? .dim : .text)
        }
    }

    private func otherCases(_ made: inout BlockMaker) {
        let related = Dictionary(
            file.relations.map { ($0.case, $0.relation) }, uniquingKeysWith: { first, _ in first })
        if !view.related.isEmpty {
            made.heading("Verknüpfte Akten")
            for row in view.related { other(row, related[row.id] ?? "", &made) }
        }
        let here = view.otherCasesHere.filter { related[$0.id] == nil }
        guard !here.isEmpty else { return }
        made.heading("Am selben Ort", note: Words.count(here.count, "Akt", "Akten"))
        for row in here { other(row, "", &made) }
    }

    private func other(_ row: WorklistRow, _ relation: String, _ made: inout BlockMaker) {
        let state = row.open ? (row.due.map { "bis \($0.austrian)" } ?? "offen") : "abgeschlossen"
        made.row(
            .otherCase(row.id), [Span(row.numberShown + "  ", .label)],
            [row.subject, row.place, state, relation].filter { !$0.isEmpty }.joined(
                separator: " · "),
            tone: row.open ? .text : .dim)
    }
}
