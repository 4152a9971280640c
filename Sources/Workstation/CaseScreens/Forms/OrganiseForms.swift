import Casework
import TextCanvas
import Texts

// Who works the case and when it comes back; what it is related to.

extension AppState {
    mutating func assignCase() {
        guard let view = caseFile?.view else { return }
        let now = view.file.assignment ?? Assignment(unit: view.procedure.unit)
        let people = view.office.units.values.sorted { $0.name < $1.name }.flatMap { unit in
            view.office.members(of: unit.id).map { member in
                ChoiceOption(
                    id: "\(unit.id.raw)|\(member.id.raw)", title: member.name, note: unit.name,
                    synonyms: "\(member.id.raw) \(unit.sign)")
            }
        }
        let units = view.office.units.values.sorted { $0.name < $1.name }.map { unit in
            ChoiceOption(
                id: "\(unit.id.raw)|", title: "\(unit.name), ohne Person", synonyms: unit.sign)
        }
        let selected = "\(now.unit.raw)|\(now.person?.raw ?? "")"
        openCaseForm(
            CaseFormSpec(
                .assignment, lines: ["Jetzt: \(view.office.line(of: view.file.assignment))"],
                fields: [
                    .choice("who", "an", people + units, selected: selected, required: true),
                    .area("reason", "Bemerkung dazu", rows: 2),
                ], submit: "Zuteilen", said: "zugeteilt"
            ) { (_, texts) throws(Obstacle) in
                let parts = try texts.required("who").split(
                    separator: "|", omittingEmptySubsequences: false
                ).map(String.init)
                let person = parts.count > 1 && !parts[1].isEmpty ? PersonID(parts[1]) : nil
                let wanted = Assignment(unit: UnitID(parts[0]), person: person)
                guard wanted != view.file.assignment else { return [] }
                return [.assign(wanted, reason: texts.string("reason"))]
            })
    }

    mutating func resubmitCase() {
        guard let file = caseFile?.view?.file else { return }
        let before = file.resubmission
        openCaseForm(
            CaseFormSpec(
                .resubmission, lines: before.map { ["Jetzt: \($0.day.austrianWithWeekday)"] } ?? [],
                fields: [
                    .day(
                        "day", "am", text: before?.day.austrian ?? "", leaning: .future,
                        help: "leer hebt sie auf; z. B. +14, mo, 9.12."
                    ) { day, today in
                        day > today ? nil : .wrong("Die Wiedervorlage liegt nach heute.")
                    },
                    .line(
                        "reason", "Grund", text: before?.reason ?? "",
                        limit: CaseLimits.subjectLength),
                ]
            ) { (_, texts) throws(Obstacle) in
                guard let day = try texts.day("day", .future) else {
                    return before == nil ? [] : [.cancelResubmission]
                }
                let reason = texts.string("reason")
                guard day != before?.day || reason != before?.reason else { return [] }
                return [.resubmit(day, reason: reason)]
            })
    }

    mutating func declareBias() {
        guard let view = caseFile?.view else { return }
        let me = person
        let unit = view.file.assignment?.unit ?? view.procedure.unit
        let others = me.has(.supervisor, in: unit) ? view.office.members(of: unit) : []
        let people = ([me] + others.filter { $0.id != me.id }).map {
            ChoiceOption(id: $0.id.raw, title: $0.name)
        }
        openCaseForm(
            CaseFormSpec(
                .bias, lines: ["Wer befangen ist, führt den Akt nicht weiter."],
                fields: [
                    .choice("person", "befangen", people, selected: me.id.raw, required: true),
                    .reason(),
                ], submit: "Vermerken"
            ) { (_, texts) throws(Obstacle) in
                [
                    .declareBias(
                        PersonID(try texts.required("person")),
                        reason: try texts.required("reason"))
                ]
            })
    }

    /// Relates by number; the store finds the case.
    mutating func relateCase() {
        guard caseFile?.view != nil else { return }
        let spec = CaseFormSpec(
            .relation,
            fields: [
                .line("number", "Geschäftszahl", required: true, limit: 30) { text, _ in
                    text.trimmed.isEmpty || CaseNumber(text.trimmed) != nil
                        ? .fine("") : .wrong("z. B. 4168/2026")
                },
                .line("relation", "Zusammenhang", text: "selber Ort", limit: 100),
            ], submit: "Verknüpfen"
        ) { (state, texts, _) throws(Obstacle) in
            let text = try texts.required("number")
            guard let number = CaseNumber(text) else {
                throw Obstacle(.inputInvalid, [.field: "Geschäftszahl", .value: text])
            }
            let relation = texts.string("relation")
            let id = state.ask(.caseWithNumber(number), for: .caseFile, blocks: true)
            state.caseFile?.awaited[id] = .relatedCase { state, found in
                state.submitCase(
                    [.relate(found, relation: relation)], said: "verknüpft",
                    draft: CaseFormName.relation.rawValue)
            }
        }
        openCaseForm(spec)
    }

    mutating func unrelateCase(_ id: CaseID) {
        confirm(
            "Verknüpfung aufheben",
            ConfirmDialog(lines: ["Die beiden Akten bleiben, wie sie sind."], yes: "Aufheben") {
                state in
                state.submitCase([.unrelate(id)], said: "Verknüpfung aufgehoben")
            })
    }
}
