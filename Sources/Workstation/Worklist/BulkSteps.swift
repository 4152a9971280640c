import Casework
import TextCanvas
import Texts

// A step for many cases: its form is filled in once, its letter is written for each case.

extension AppState {
    var hindranceToBulkStep: Hindrance? {
        if worklist.marked.isEmpty { return .desk("Erst Akten markieren (Leertaste).") }
        return bulkProcedure == nil
            ? .desk("Die markierten Akten gehören zu verschiedenen Verfahren.") : nil
    }

    /// The procedure of everything marked, as far as it can be seen.
    private var bulkProcedure: Procedure? {
        let known = Set(markedRows.map(\.procedure))
        guard known.count == 1, let id = known.first else { return nil }
        return session.procedureByID[id]
    }

    private var markedRows: [WorklistRow] {
        worklist.page.rows.filter { worklist.markedSet.contains($0.id) }
    }

    /// Every step, those that begin where one of the marked cases stands first.
    mutating func chooseBulkStep() {
        guard let procedure = bulkProcedure else { return }
        let rows = markedRows
        let fitting = procedure.steps.filter { step in rows.contains { step.begins(with: $0) } }
        let others = procedure.steps.filter { !fitting.contains($0) }
        let options = (fitting + others).map { step in
            ChoiceOption(
                id: step.id.raw, title: step.title, note: step.source,
                hindrance: step.hindranceInBulk
                    ?? (fitting.contains(step)
                        ? nil : .desk("keiner der sichtbaren markierten Akten steht dort")))
        }
        choose(
            "Schritt für \(targetWords)",
            ChooseDialog(options) { state, id in
                guard let step = procedure.step(StepID(id)) else { return }
                state.fillInBulk(step, procedure)
            })
    }

    private mutating func fillInBulk(_ step: Step, _ procedure: Procedure) {
        let fields = BulkForm.fields(step, procedure)
        guard !fields.isEmpty else { return bulk(StepTaking(step: step.id), step) }
        var lines = [step.help].filter { !$0.isEmpty }
        if !step.inputs.isEmpty {
            lines.append("Gilt für alle. Was leer bleibt, gilt, wie es im jeweiligen Akt steht.")
        }
        fillIn(
            step.title,
            FormDialog(fields, lines: lines, submit: "Vorschau") { state, values in
                let titles = Dictionary(
                    fields.map { ($0.id, $0.label) }, uniquingKeysWith: { $1 })
                let texts = CaseFormTexts(all: values, titles: titles, today: state.today)
                do throws(Obstacle) {
                    state.bulk(try StepForm.taking(step, texts, procedure), step)
                } catch {
                    state.say(.obstacle(error))
                }
            })
    }

    private mutating func bulk(_ taking: StepTaking, _ step: Step) {
        act(
            RepeatableAct(kind: .step(taking), title: step.title, writes: step.letter != nil))
    }
}

/// What a step asks for once for many cases.
enum BulkForm {
    static func fields(_ step: Step, _ procedure: Procedure) -> [FormField] {
        var fields = step.inputs.compactMap { procedure.field($0.field) }
            .map { FormField.of($0, nil) }
        if let kind = step.inquiry {
            fields += StepForm.inquiryFields(kind, procedure, parties: [])
        }
        switch step.reason {
        case .required: fields.append(.reason())
        case .optional: fields.append(.reason(required: false))
        case .none: break
        }
        return fields
    }
}

extension Step {
    /// Why it cannot be filled in once for many.
    fileprivate var hindranceInBulk: Hindrance? {
        inquiry == .party ? .desk("nur einzeln: gefragt wird eine Person des Akts") : nil
    }

    fileprivate func begins(with row: WorklistRow) -> Bool {
        (from.isEmpty || from.contains(row.phase)) && (kinds.isEmpty || kinds.contains(row.kind))
    }
}
