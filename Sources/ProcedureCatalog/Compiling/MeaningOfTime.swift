import Casework

/// Periods that never begin or end, and programmes, thresholds and fees that contradict.
extension Meaning {
    func checkDeadlines() {
        for deadline in procedure.deadlines {
            for trigger in deadline.starts { checkFires(trigger, deadline, "starts") }
            for trigger in deadline.stops { checkFires(trigger, deadline, "stops") }
            for trigger in deadline.suspends { checkFires(trigger, deadline, "suspends") }
            for trigger in deadline.resumes { checkFires(trigger, deadline, "resumes") }
            checkNotStoppedAtOnce(deadline)
            if deadline.suspends.isEmpty != deadline.resumes.isEmpty {
                report("Eine Hemmung braucht „suspends“ und „resumes“.", .deadline, deadline.id.raw)
            }
        }
    }

    /// A step writes its fields before it stops periods: what a field starts, the same step ends.
    private func checkNotStoppedAtOnce(_ deadline: DeadlineDefinition) {
        for case .step(let id) in deadline.stops {
            guard let step = procedure.step(id) else { continue }
            let written = step.inputs.map(\.field) + step.sets.map(\.field)
            guard written.contains(where: { deadline.starts.contains(.day($0)) }) else { continue }
            report(
                "Der Schritt „\(id)“ beginnt diese Frist und beendet sie sogleich; ein neuer Tag "
                    + "beginnt sie ohnehin neu.", .deadline, deadline.id.raw)
        }
    }

    private func checkFires(
        _ trigger: Trigger, _ deadline: DeadlineDefinition, _ place: String
    ) {
        guard let reason = whyNever(trigger, deadline) else { return }
        report("Der Auslöser unter „\(place)“ tritt nie ein: \(reason)", .deadline, deadline.id.raw)
    }

    private func whyNever(_ trigger: Trigger, _ deadline: DeadlineDefinition) -> String? {
        let steps = procedure.steps.filter { share($0.kinds, deadline.kinds) }
        switch trigger {
        case .received, .closed: return nil
        case .step(let id):
            return steps.contains { $0.id == id }
                ? nil : "den Schritt „\(id)“ gibt es bei diesen Fallarten nicht."
        case .dispatched(let id), .delivered(let id):
            return steps.contains { $0.letter == id }
                ? nil : "kein Schritt dieser Fallarten schreibt „\(id)“."
        case .day(let id):
            guard let field = procedure.field(id) else { return nil }
            return share(field.kinds, deadline.kinds)
                ? nil : "das Feld „\(id)“ gibt es bei diesen Fallarten nicht."
        case .answered(let kind):
            return steps.contains { $0.inquiry == kind }
                ? nil : "kein Schritt dieser Fallarten fragt an (\(kind.rawValue))."
        }
    }

    /// Empty means all kinds.
    private func share(_ left: [KindID], _ right: [KindID]) -> Bool {
        left.isEmpty || right.isEmpty || left.contains { right.contains($0) }
    }

    func checkMoney() {
        checkProgrammes()
        let byBody = Dictionary(grouping: procedure.thresholds, by: \.body)
        for (body, list) in byBody.sorted(by: { $0.key < $1.key }) {
            for day in twice(list.map(\.validFrom)) {
                report("Für dieses Organ gelten ab \(day.austrian) zwei Grenzen.", .body, body.raw)
            }
        }
        for body in procedure.bodies where byBody[body.id] == nil {
            report("Für dieses Organ fehlt eine Wertgrenze (thresholds).", .body, body.id.raw)
        }
        let limits = procedure.bodies.compactMap {
            byBody[$0.id]?.max { $0.validFrom < $1.validFrom }
        }
        if !limits.isEmpty, limits.allSatisfy({ $0.upTo != nil }), let last = limits.last {
            report(
                "Über der höchsten Grenze ist kein Organ zuständig: eines braucht eine Grenze "
                    + "ohne „upTo“.", .body, last.body.raw)
        }
        for (id, list) in Dictionary(grouping: procedure.fees, by: \.id).sorted(by: {
            $0.key < $1.key
        }) {
            for day in twice(list.map(\.validFrom)) {
                report("Für diese Gebühr gelten ab \(day.austrian) zwei Beträge.", .fee, id)
            }
        }
    }

    private func twice(_ days: [CivilDay]) -> [CivilDay] {
        Dictionary(grouping: days) { $0 }.filter { $1.count > 1 }.keys.sorted()
    }

    private func checkProgrammes() {
        for programme in procedure.programmes {
            let versions = programme.versions.sorted { $0.validFrom < $1.validFrom }
            if versions.isEmpty {
                report("Das Programm hat keine Fassung.", .programme, programme.id.raw)
            }
            for version in versions where version.validTo.map({ $0 < version.validFrom }) == true {
                report("Eine Fassung endet, bevor sie beginnt.", .programme, programme.id.raw)
            }
            for (version, next) in zip(versions, versions.dropFirst()) {
                let end = version.validTo ?? next.validFrom.adding(days: -1)
                guard end >= next.validFrom || version.validFrom == next.validFrom else { continue }
                report(
                    "Die Fassungen ab \(version.validFrom.austrian) und ab "
                        + "\(next.validFrom.austrian) überschneiden sich.",
                    .programme, programme.id.raw)
            }
        }
        checkProgrammeField()
    }

    /// The field `programm` offers exactly the programmes there are.
    private func checkProgrammeField() {
        guard !procedure.programmes.isEmpty else { return }
        guard case .choice(let options)? = procedure.field(Procedure.programmeField)?.kind else {
            findings.report(
                "Programme brauchen ein Feld „programm“ mit einer Auswahl ihrer Kürzel.",
                at: findings.position(of: .programme, procedure.programmes[0].id.raw))
            return
        }
        for option in options where procedure.programme(ProgrammeID(option.id)) == nil {
            report("Die Möglichkeit „\(option.id)“ ist kein Programm.", .field, "programm")
        }
        for programme in procedure.programmes
        where !options.contains(where: { $0.id == programme.id.raw }) {
            report(
                "Das Programm fehlt in der Auswahl des Feldes „programm“.", .programme,
                programme.id.raw)
        }
    }
}
