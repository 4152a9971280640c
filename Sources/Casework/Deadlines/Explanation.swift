/// The steps in German: sentences for each, and lines for the screen.
extension DeadlineStep {
    /// Why this step leads where it does, as one German sentence.
    package var because: String {
        switch kind {
        case .counted(let period):
            "\(period.title) nach \(from.inWords) ist \(to.inWords)\(missingNumber(period)); "
                + "der Tag des Ereignisses zählt nicht."
        case .shifted:
            "\(passed) endet keine Frist; sie endet am nächsten gewöhnlichen Tag, \(to.inWords)."
        case .kept:
            "\(to.inWords)\(feast): kein Verschieben\(rule == .noShift ? material : "")."
        case .workingDays(let count):
            (count == 1 ? "Der nächste Werktag" : "Der dritte Werktag")
                + " nach \(from.inWords) ist \(to.inWords)"
                + (skipped.isEmpty ? "." : "; nicht gezählt: \(names).")
        case .thatDay: thatDay
        case .quarterEnd: "Das erste Quartal des folgenden Jahres endet am \(to.inWords)."
        case .afterReturn:
            "Wirksam am Tag nach der Rückkehr (\(from.inWords)), an dem das Dokument behoben "
                + "werden könnte: \(to.inWords)."
        case .dayBefore: "Der Tag vor der Verhandlung (\(from.inWords)) ist \(to.inWords)."
        case .backToOfficeHours(let until):
            (skipped.isEmpty ? "" : "Ohne Amtsstunden: \(names). ")
                + "Einwendungen sind bis \(to.inWords), \(until) Uhr möglich."
        case .stood(let suspension):
            "Die Frist stand vom \(suspension.from.austrian) bis zum Tag vor dem "
                + "\(suspension.to.austrian): \(from.days(until: to)) Tage kommen hinzu."
        case .extended(.by(let period)):
            "Verlängert um \(period.title) bis \(to.inWords)."
        case .extended(.to): "Verlängert bis \(to.inWords)."
        }
    }

    private var thatDay: String {
        switch rule {
        case .deposit: "Hinterlegt: zugestellt am ersten Tag der Abholfrist, \(to.inWords)."
        case .electronicPickup: "Zugestellt mit der Abholung, \(to.inWords), auch am Wochenende."
        case .electronicAvailable: "Zugestellt, sobald abrufbar: \(to.inWords)."
        case .handOver: "Zugestellt mit der Übergabe: \(to.inWords)."
        case .officeHandOver: "Zugestellt mit der Ausfolgung bei der Behörde: \(to.inWords)."
        default: "Als Datum bestimmt: \(to.inWords)."
        }
    }

    private var material: String { ", materiellrechtliche Frist" }

    private var feast: String { to.block?.holiday.map { ", \($0.name)" } ?? "" }

    private var names: String {
        skipped.map { "\($0.day.austrian) \($0.name)" }.joined(separator: "; ")
    }

    private var passed: String {
        let days = skipped.map { "\($0.day.austrian) (\($0.name))" }
        guard let last = days.last, days.count > 1 else { return "Am \(days.first ?? "")" }
        return "Am " + days.dropLast().joined(separator: ", am ") + " und am \(last)"
    }

    private func missingNumber(_ period: Period) -> String {
        switch period {
        case .months, .years:
            from.day == to.day ? "" : " (den \(from.day). gibt es dort nicht: letzter des Monats)"
        default: ""
        }
    }
}

extension CivilDay {
    /// "Donnerstag, 24.12.2026"
    fileprivate var inWords: String { weekday.name + ", " + austrian }
}

extension DeadlineRun {
    /// One line for each day that matters:
    /// "08.12.2026  Dienstag, Mariä Empfängnis (Feiertag): weiter auf den nächsten Tag · § 33 …".
    package var explanation: [String] {
        var lines = ["\(start.austrian)  \(start.weekday.name): Beginn"]
        for step in steps { lines += step.lines }
        let isDelivery = formula.links.last?.rule.isDelivery ?? false
        let ending = isDelivery ? "gilt als zugestellt" : "Ende der Frist"
        lines.append("\(end.austrian)  \(end.weekday.name): \(ending)")
        return lines
    }

    /// What the reader must know besides: unclear law, the burden of proof, old years.
    package var remarks: [String] {
        var remarks = alternatives.map { alternative in
            "Rechtslage unklar, sonst \(alternative.end.austrianWithWeekday) "
                + "(\(alternative.setting)): \(alternative.assumption.explanation)"
        }
        if let rule = formula.links.last?.rule {
            if rule == .decision, nominal != end {
                remarks.append("Ziel ist der nicht verschobene Tag: \(nominal.inWords).")
            }
            let extended = steps.contains { if case .extended = $0.kind { true } else { false } }
            if rule == .avgShift, extended {
                remarks.append(
                    "Nur von der Behörde gesetzte Fristen können verlängert werden, "
                        + "gesetzliche nicht (§ 33 Abs 4 AVG).")
            }
        }
        if formula.links.contains(where: {
            $0.rule == .postSaturdayCounts || $0.rule == .postSaturdayNot
        }) {
            remarks.append(
                "Im Zweifel muss die Behörde beweisen, dass und wann zugestellt wurde "
                    + "(§ 26 Abs 2 ZustG).")
        }
        if end.year < 2019 {
            remarks.append(
                "Vor 2019: Karfreitag und 24. Dezember werden nach heutigem Recht gerechnet.")
        }
        return remarks
    }
}

extension DeadlineStep {
    fileprivate var lines: [String] {
        switch kind {
        case .shifted:
            skipped.map {
                line($0.day, "\($0.name): weiter auf den nächsten Tag")
            }
        case .backToOfficeHours(let until):
            skipped.map { line($0.day, "\($0.name): zurück auf den Tag davor") }
                + [line(to, "\(to.weekday.name): Amtsstunden bis \(until) Uhr")]
        case .workingDays, .afterReturn:
            skipped.map { line($0.day, "\($0.name): zählt nicht") } + [line(to, heading)]
        default: [line(to, heading)]
        }
    }

    private var heading: String {
        let weekday = to.weekday.name
        return switch kind {
        case .counted(let period): "\(period.title) später, \(weekday)"
        case .kept: "\(weekday)\(feast): kein Verschieben\(rule == .noShift ? material : "")"
        case .workingDays(let count): "\(weekday): \(count). Werktag"
        case .thatDay: "\(weekday): \(rule.title)"
        case .quarterEnd: "\(weekday): Ende des ersten Quartals"
        case .afterReturn: "\(weekday): Tag nach der Rückkehr"
        case .dayBefore: "\(weekday): Tag vor der Verhandlung"
        case .stood(let suspension):
            "\(weekday): Frist stand \(suspension.from.days(until: suspension.to)) Tage, "
                + "\(suspension.from.austrian) bis \(suspension.to.austrian)"
        case .extended(.by(let period)): "\(weekday): verlängert um \(period.title)"
        case .extended(.to): "\(weekday): verlängert bis zu diesem Tag"
        case .shifted, .backToOfficeHours: weekday
        }
    }

    private func line(_ day: CivilDay, _ text: String) -> String {
        "\(day.austrian)  \(text) · \(source)"
    }
}
