import Casework
import TextCanvas
import Texts

// Periods by hand: set, extended, suspended, going on, cancelled; and what would be.

extension AppState {
    mutating func setDeadline() {
        guard caseFile?.view != nil else { return }
        let key = "hand-\((newID() as ID<DeadlineRecord>).raw)"
        let who: [WaitingFor] = [.us, .party, .expert, .unit, .outside]
        openCaseForm(
            CaseFormSpec(
                .deadline,
                fields: [
                    .line("title", "Bezeichnung", required: true, limit: 200),
                    .day("end", "endet am", required: true, leaning: .future) { day, today in
                        DeadlineWords.check(day, today: today)
                    },
                    .choice(
                        "binds", "bindet",
                        who.map { ChoiceOption(id: $0.rawValue, title: $0.boundTitle) },
                        selected: WaitingFor.us.rawValue, required: true),
                    .reason(),
                ], submit: "Setzen"
            ) { (_, texts) throws(Obstacle) in
                [
                    .setDeadline(
                        key: key, title: try texts.required("title"),
                        end: try texts.requiredDay("end", .future),
                        binds: WaitingFor(rawValue: texts.string("binds")) ?? .us,
                        reason: try texts.required("reason"))
                ]
            })
    }

    mutating func extendDeadline(_ key: String) {
        guard let view = caseFile?.view, let record = view.file.deadline(key) else { return }
        let assumptions = view.assumptions
        openCaseForm(
            CaseFormSpec(
                .deadlineExtension, part: key, title: "Verlängern: \(record.title)",
                lines: ["Endet jetzt \(record.end.austrianWithWeekday)."],
                fields: [
                    .line(
                        "extent", "um oder bis", required: true,
                        help: "2W, 1M oder ein Tag: 9.12."
                    ) { text, today in
                        DeadlineWords.extensionCheck(text, record, today, assumptions)
                    },
                    .reason(),
                ], submit: "Verlängern"
            ) { (_, texts) throws(Obstacle) in
                let text = try texts.required("extent")
                guard let extent = DeadlineWords.extent(text, today: texts.today) else {
                    throw Obstacle(.inputInvalid, [.field: "um oder bis", .value: text])
                }
                return [
                    .extendDeadline(key: key, extent, reason: try texts.required("reason"))
                ]
            })
    }

    mutating func suspendDeadline(_ key: String) {
        guard let record = caseFile?.view?.file.deadline(key) else { return }
        openCaseForm(
            CaseFormSpec(
                .deadlineSuspension, part: key, title: "Hemmen: \(record.title)",
                fields: [
                    .day(
                        "from", "gehemmt ab", text: today.austrian, required: true,
                        leaning: .past
                    ) { day, today in
                        day > today || day < record.start
                            ? .wrong("Ein Tag vom Beginn der Frist bis heute.") : nil
                    },
                    .reason(),
                ], submit: "Hemmen"
            ) { (_, texts) throws(Obstacle) in
                [
                    .suspendDeadline(
                        key: key, from: try texts.requiredDay("from", .past),
                        reason: try texts.required("reason"))
                ]
            })
    }

    mutating func resumeDeadline(_ key: String) {
        guard let record = caseFile?.view?.file.deadline(key) else { return }
        let since = record.suspendedSince
        openCaseForm(
            CaseFormSpec(
                .deadlineResumption, part: key, title: "Weiterlaufen: \(record.title)",
                lines: since.map { ["Gehemmt seit \($0.austrianWithWeekday)."] } ?? [],
                fields: [
                    .day("to", "läuft weiter ab", text: today.austrian, required: true) { day, _ in
                        since.map { day < $0 } ?? false
                            ? .wrong("Nicht vor dem Beginn der Hemmung.") : nil
                    }
                ], submit: "Weiterlaufen"
            ) { (_, texts) throws(Obstacle) in
                [.resumeDeadline(key: key, to: try texts.requiredDay("to"))]
            })
    }

    mutating func cancelDeadline(_ key: String) {
        guard let record = caseFile?.view?.file.deadline(key) else { return }
        openCaseForm(
            CaseFormSpec(
                .deadlineCancellation, part: key, title: "Aufheben: \(record.title)",
                fields: [.reason()], submit: "Aufheben"
            ) { (_, texts) throws(Obstacle) in
                [.cancelDeadline(key: key, reason: try texts.required("reason"))]
            })
    }

    /// Another start or a suspension, only to look: nothing is stored.
    mutating func whatIfDeadline(_ key: String) {
        guard let view = caseFile?.view, let record = view.file.deadline(key) else { return }
        let assumptions = view.assumptions
        let spec = CaseFormSpec(
            .whatIf, part: key, title: "Was wäre, wenn: \(record.title)",
            lines: ["Es wird nichts gespeichert."],
            fields: [
                .day("start", "beginnt am", text: record.start.austrian, required: true) { day, _ in
                    .fine(
                        "endet " + record.whatIf(start: day, suspension: nil, assumptions))
                },
                .day("from", "gehemmt ab"), .day("to", "läuft weiter ab"),
            ], submit: "Ansehen"
        ) { (state, texts, spec) throws(Obstacle) in
            let start = try texts.requiredDay("start")
            var suspension: Suspension?
            if let from = try texts.day("from"), let to = try texts.day("to") {
                suspension = Suspension(from: from, to: to)
            }
            var text = "beginnt \(start.austrianWithWeekday)"
            if let suspension {
                text += ", gehemmt \(suspension.from.austrian) bis \(suspension.to.austrian)"
            }
            let result = record.whatIf(start: start, suspension: suspension, assumptions)
            state.caseFile?.whatIf[key] = "\(text): \(result)"
            state.caseFile?.opened.insert(.slot(.deadline(key)))
            state.dropCaseDrafts(spec.draft)
        }
        openCaseForm(spec)
    }
}

/// What is said of days and extensions while they are typed.
enum DeadlineWords {
    static func extent(_ text: String, today: CivilDay) -> Extension? {
        if let period = Period(token: text) { return .by(period) }
        return CivilDay(input: text, relativeTo: today, leaning: .future).map { .to($0) }
    }

    static func extensionCheck(
        _ text: String, _ record: DeadlineRecord, _ today: CivilDay, _ assumptions: Assumptions
    ) -> FormCheck {
        guard !text.trimmed.isEmpty else { return .fine("") }
        guard let extent = extent(text.trimmed, today: today) else {
            return .wrong("Eine Dauer (2W) oder ein Tag.")
        }
        do {
            let run = try compute(
                record.formula, from: record.start, assumptions: assumptions,
                suspensions: record.suspensions, extensions: record.extensions + [extent])
            return .fine("neues Ende \(run.end.austrianWithWeekday)")
        } catch {
            return .wrong(error.sentence)
        }
    }

    /// An end set by hand on a day on which no period ends is said, not refused.
    static func check(_ day: CivilDay, today: CivilDay) -> FormCheck? {
        guard let block = day.block else { return nil }
        return .warn("\(day.austrianWithWeekday): \(block.name)")
    }
}
