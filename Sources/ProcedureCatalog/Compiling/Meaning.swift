import Casework

/// What only the whole procedure shows: ways that lead nowhere, periods that never begin.
struct Meaning {
    let procedure: Procedure
    let compiler: Compiler

    var findings: Findings { compiler.findings }

    func check() {
        checkWays()
        checkSteps()
        checkDeadlines()
        checkChecklist()
        checkLetters()
        checkMoney()
        checkStatusAtClosing()
        for field in procedure.fields {
            guard case .choice(let options) = field.kind else { continue }
            let twice = Dictionary(grouping: options, by: \.title).filter { $1.count > 1 }
            for title in twice.keys.sorted() {
                report("Zwei Möglichkeiten heißen „\(title)“.", .field, field.id.raw)
            }
        }
    }

    func report(_ message: String, _ category: Category, _ id: String) {
        findings.report(message, at: findings.position(of: category, id))
    }

    // MARK: Ways

    /// Phases a kind of case can come to, from its start by its steps.
    func reachable(_ kind: Kind) -> Set<PhaseID> {
        var reached: Set<PhaseID> = [kind.start]
        let steps = procedure.steps(of: kind.id)
        var grew = true
        while grew {
            grew = false
            for step in steps {
                guard let to = step.to, starts(step, within: reached) else { continue }
                if reached.insert(to).inserted { grew = true }
            }
        }
        return reached
    }

    private func starts(_ step: Step, within reached: Set<PhaseID>) -> Bool {
        step.from.isEmpty
            ? reached.contains { !closes($0) }
            : step.from.contains { reached.contains($0) && !closes($0) }
    }

    private func closes(_ phase: PhaseID) -> Bool { procedure.phase(phase)?.closes == true }

    private func checkWays() {
        if procedure.kinds.isEmpty {
            findings.report(
                "Das Verfahren hat keine Fallart.", at: Position(file: "procedure.yaml", line: 1))
        }
        var reached: Set<PhaseID> = []
        var takeable: Set<StepID> = []
        for kind in procedure.kinds {
            let own = reachable(kind)
            reached.formUnion(own)
            for step in procedure.steps(of: kind.id) where starts(step, within: own) {
                takeable.insert(step.id)
            }
            for phase in own.sorted() where !closes(phase) && !ends(from: phase, kind) {
                report(
                    "Aus diesem Verfahrensstand führt für „\(kind.title)“ kein Weg zum Abschluss.",
                    .phase, phase.raw)
            }
        }
        for phase in procedure.phases where !reached.contains(phase.id) {
            report("Dieser Verfahrensstand ist nicht erreichbar.", .phase, phase.id.raw)
        }
        for step in procedure.steps where !takeable.contains(step.id) {
            report("Dieser Schritt kann nie gesetzt werden.", .step, step.id.raw)
        }
    }

    private func ends(from phase: PhaseID, _ kind: Kind) -> Bool {
        var reached: Set<PhaseID> = [phase]
        var grew = true
        while grew {
            grew = false
            for step in procedure.steps(of: kind.id) {
                guard let to = step.to, starts(step, within: reached) else { continue }
                if closes(to) { return true }
                if reached.insert(to).inserted { grew = true }
            }
        }
        return false
    }

    // MARK: Steps

    private func checkSteps() {
        for step in procedure.steps {
            checkEffect(of: step)
            checkApproval(of: step)
            for field in step.inputs.map(\.field) + step.sets.map(\.field) {
                checkKinds(of: field, in: step)
            }
            let binding =
                step.letter.flatMap { procedure.letter($0) }
                .map { [.ruling, .order].contains($0.kind) } ?? false
            if procedure.nature == .sovereign, binding, step.source.isEmpty {
                report(
                    "Ein Schritt mit Bescheid oder Auftrag braucht eine Rechtsgrundlage.", .step,
                    step.id.raw)
            }
        }
    }

    private func checkEffect(of step: Step) {
        let acts =
            step.to != nil || step.letter != nil || step.inquiry != nil || step.posting != nil
            || step.result != nil || step.publicStatus != nil
        let writes = !step.inputs.isEmpty || !step.sets.isEmpty
        let moves = procedure.deadlines.contains {
            ($0.starts + $0.stops + $0.suspends + $0.resumes).contains(.step(step.id))
        }
        let asked = findings.isReferred(.step, step.id.raw)
        guard !acts, !writes, !moves, !asked else { return }
        report("Dieser Schritt führt nirgendwohin und bewirkt nichts.", .step, step.id.raw)
    }

    /// Whoever prepares may not approve: the role that approves needs another one that prepares.
    private func checkApproval(of step: Step) {
        guard let rule = step.approval else { return }
        guard [.clerk, .supervisor].contains(rule.role) else {
            report("Diese Rolle kann nichts genehmigen.", .step, step.id.raw)
            return
        }
        if step.roles == [rule.role] {
            report(
                "Vorbereiten und genehmigen darf hier nur dieselbe Rolle: keine vier Augen.",
                .step, step.id.raw)
        }
    }

    private func checkKinds(of id: FieldID, in step: Step) {
        guard let field = procedure.field(id), !field.kinds.isEmpty else { return }
        let kinds = step.kinds.isEmpty ? procedure.kinds.map(\.id) : step.kinds
        for kind in kinds where !field.kinds.contains(kind) {
            report(
                "Das Feld „\(id)“ gibt es bei der Fallart „\(kind)“ nicht.", .step, step.id.raw)
        }
    }

    // MARK: Checklist and letters

    private func checkChecklist() {
        let demanding = procedure.steps.filter { $0.needs.contains(.somethingToDemand) }
        for item in procedure.checklist where item.source.isEmpty {
            let demanded = demanding.contains { step in
                step.kinds.isEmpty || item.kinds.isEmpty
                    || step.kinds.contains { item.kinds.contains($0) }
            }
            let position = findings.position(of: .item, item.id.raw)
            if demanded {
                findings.report(
                    "Ohne Rechtsgrundlage (source) kann diese Unterlage nicht verlangt werden.",
                    at: position)
            } else {
                findings.hint("Diese Unterlage hat keine Rechtsgrundlage (source).", at: position)
            }
        }
    }

    private func checkLetters() {
        for template in procedure.letters {
            let check = TemplateCheck(
                procedure: procedure, findings: findings, template: template)
            check.check()
            check.checkRuling()
            if template.kind == .ruling, procedure.nature != .sovereign {
                report("Einen Bescheid gibt es nur im Hoheitsverfahren.", .letter, template.id.raw)
            }
            if template.kind == .ruling, !template.proof {
                report(
                    "Ein Bescheid wird nachweislich zugestellt (proof: true).", .letter,
                    template.id.raw)
            }
            if !procedure.steps.contains(where: { $0.letter == template.id }) {
                report("Kein Schritt schreibt dieses Schriftstück.", .letter, template.id.raw)
            }
        }
        checkConfidence()
        checkPublished()
        for name in compiler.folder.letters.keys.sorted()
        where procedure.letter(TemplateID(name)) == nil {
            findings.report(
                "Zu dieser Vorlage gibt es kein Schriftstück in „letters“.",
                at: Position(file: "letters/\(name).mustache", line: 1, column: 1),
                suggestion: nearest(to: name, in: procedure.letters.map(\.id.raw)))
        }
    }

    /// Who reports something to a service is nobody's business outside.
    private func checkConfidence() {
        guard procedure.nature == .service else { return }
        let personal = procedure.fields.filter { $0.group == "person" || $0.group == "bank" }
        let tags = ["parteien."] + personal.map { "felder.\($0.id)" }
        for step in procedure.steps where step.inquiry == .outside {
            guard let template = step.letter.flatMap({ procedure.letter($0) }) else { continue }
            for tag in tags where template.body.contains(tag) {
                report(
                    "Eine externe Stelle erfährt nicht, wer gemeldet hat: „\(tag)“ darf hier "
                        + "nicht stehen.", .letter, template.id.raw)
            }
        }
    }
}
