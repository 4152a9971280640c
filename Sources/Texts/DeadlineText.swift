import Casework

extension Extension {
    /// "um 2 Wochen", "bis 09.12.2026"
    package var phrase: String {
        switch self {
        case .by(let period): "um \(period.title)"
        case .to(let day): "bis \(day.austrian)"
        }
    }
}

extension DeadlineFormula {
    /// "4 Wochen", "der nächste Werktag, dann 4 Wochen"; empty for an end set by hand.
    package var phrase: String {
        let periods = links.map(\.period).filter { $0 != .sameDay }
        return periods.map(\.title).joined(separator: ", dann ")
    }
}

extension DeadlineRecord {
    /// "läuft bis 09.12.2026": for the history and for lists.
    package var summary: String {
        switch state {
        case .running: "läuft bis \(end.austrian)"
        case .suspended:
            suspendedSince.map { "gehemmt seit \($0.austrian)" } ?? "gehemmt"
        case .met: settled.map { "erledigt am \($0.austrian)" } ?? "erledigt"
        case .cancelled: settled.map { "aufgehoben am \($0.austrian)" } ?? "aufgehoben"
        }
    }

    /// Where it comes from: "8 Wochen ab eingelangt 25.09.2026 · § 25a Abs 1 Oö. BauO 1994".
    package func origin(under procedure: Procedure) -> String {
        guard !definition.raw.isEmpty else {
            return reason.isEmpty ? "von Hand gesetzt" : "von Hand gesetzt: \(reason)"
        }
        let event = event.map { procedure.phrase(of: $0) } ?? "Beginn"
        var text = formula.phrase
        text += (text.isEmpty ? "" : " ab ") + "\(event) \(start.austrian)"
        if let source = procedure.deadline(definition)?.source, !source.isEmpty {
            text += " · \(source)"
        }
        return text
    }

    /// How it is computed, step by step, from the facts in the record. The recorded end holds;
    /// where today's rules give another one, the lines say so.
    package func explanation(_ assumptions: Assumptions) -> [String] {
        guard !definition.raw.isEmpty || !extensions.isEmpty || !suspensions.isEmpty else {
            return ["\(end.austrian)  \(end.weekday.name): mit Datum gesetzt"]
        }
        do {
            let run = try compute(
                formula, from: start, assumptions: assumptions, suspensions: suspensions,
                extensions: extensions)
            var lines = run.explanation + run.remarks
            if run.end != end {
                lines.append(
                    "Festgehalten ist \(end.austrianWithWeekday); neu berechnet wäre es "
                        + "\(run.end.austrianWithWeekday).")
            }
            return lines
        } catch {
            return [error.sentence]
        }
    }

    /// What it would be with another start or a suspension, in one line.
    package func whatIf(
        start day: CivilDay, suspension: Suspension?, _ assumptions: Assumptions
    ) -> String {
        do {
            let run = try compute(
                formula, from: day, assumptions: assumptions,
                suspensions: suspensions + (suspension.map { [$0] } ?? []),
                extensions: extensions)
            let shift = end.days(until: run.end)
            let change =
                shift == 0 ? "gleich" : shift > 0 ? "\(shift) T später" : "\(-shift) T früher"
            return "\(run.end.austrianWithWeekday) (\(change))"
        } catch {
            return error.sentence
        }
    }
}

extension Procedure {
    /// What starts or stops a period, in the office's words.
    package func phrase(of trigger: Trigger) -> String {
        switch trigger {
        case .received: return "eingelangt"
        case .step(let step): return "Schritt „\(self.step(step)?.title ?? step.raw)“"
        case .dispatched(let letter):
            return "Abfertigung „\(self.letter(letter)?.title ?? letter.raw)“"
        case .delivered(let letter):
            return "Zustellung „\(self.letter(letter)?.title ?? letter.raw)“"
        case .day(let field): return self.field(field)?.title ?? field.raw
        case .answered(let kind): return "Antwort \(kind.title)"
        case .closed: return "Abschluss"
        }
    }
}
