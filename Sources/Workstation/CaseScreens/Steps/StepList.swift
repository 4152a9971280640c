import Casework
import Texts

/// The steps a case offers, numbered as the keys 1 to 9 name them.
struct StepOffer: Sendable {
    var step: Step
    var obstacle: Obstacle?
    /// 1 to 9; nil where only the list of all steps reaches it.
    var digit: Int?

    /// "Untersagen …": the dots say that something is asked before it happens.
    var title: String {
        let asks =
            !step.inputs.isEmpty || step.letter != nil || step.inquiry != nil
            || step.reason == .required
        return asks ? step.title + " …" : step.title
    }
}

extension CaseView {
    /// Steps of this kind of case that belong to where it stands, in the procedure's order, and
    /// whether each can be taken now; the same reason answers its key.
    func steps(_ circumstances: Circumstances) -> [StepOffer] {
        stepsHere.enumerated().map { index, step in
            StepOffer(
                step: step, obstacle: obstacle(to: step, circumstances),
                digit: index < 9 ? index + 1 : nil)
        }
    }

    /// The step of a digit alone, for its key.
    func step(digit: Int, _ circumstances: Circumstances) -> StepOffer? {
        let steps = stepsHere
        guard (1...9).contains(digit), steps.indices.contains(digit - 1) else { return nil }
        let step = steps[digit - 1]
        return StepOffer(
            step: step, obstacle: obstacle(to: step, circumstances), digit: digit)
    }

    private var stepsHere: [Step] {
        guard file.isOpen else { return [] }
        let phase = file.phase
        return procedure.steps(of: file.kind).filter { $0.from.isEmpty || $0.from.contains(phase) }
    }

    /// All steps of this kind, those of other phases with their reason.
    func allSteps(_ circumstances: Circumstances) -> [StepOffer] {
        let here = steps(circumstances)
        let elsewhere = procedure.steps(of: file.kind)
            .filter { step in !here.contains { $0.step.id == step.id } }
            .map { StepOffer(step: $0, obstacle: obstacle(to: $0, circumstances), digit: nil) }
        return here + elsewhere
    }

    private func obstacle(to step: Step, _ circumstances: Circumstances) -> Obstacle? {
        readOnly
            ? Obstacle(.editionUnknown) : file.obstacle(to: step, under: circumstances)
    }
}

extension AppState {
    var caseSteps: [StepOffer] {
        guard let view = caseFile?.view, let circumstances = caseCircumstances else { return [] }
        return view.steps(circumstances)
    }

    func caseStep(digit: Int) -> StepOffer? {
        guard let view = caseFile?.view, let circumstances = caseCircumstances else { return nil }
        return view.step(digit: digit, circumstances)
    }

    /// The key of a digit.
    mutating func takeStep(digit: Int) {
        guard let offer = caseStep(digit: digit) else {
            return say(.desk("Einen Schritt \(digit) gibt es hier nicht."))
        }
        begin(offer)
    }

    /// Every step in a list to choose from, with its reason where it is not possible; narrowed to
    /// those that write a letter if asked.
    mutating func chooseStep(writing: Bool = false) {
        guard let view = caseFile?.view, let circumstances = caseCircumstances else { return }
        let offers = view.allSteps(circumstances).filter { !writing || $0.step.letter != nil }
        guard !offers.isEmpty else {
            return say(
                .desk(writing ? "Kein Schritt schreibt hier einen Brief." : "Keine Schritte."))
        }
        let sorted = offers.filter { $0.obstacle == nil } + offers.filter { $0.obstacle != nil }
        let options = sorted.map { offer in
            ChoiceOption(
                id: offer.step.id.raw, title: offer.title,
                note: hindranceToSave?.sentence ?? offer.obstacle?.sentence ?? offer.step.help,
                hindrance: hindranceToSave ?? offer.obstacle.map { .obstacle($0) },
                synonyms: offer.step.source)
        }
        choose(
            writing ? "Brief" : "Schritte",
            ChooseDialog(options) { state, id in
                guard let offer = offers.first(where: { $0.step.id.raw == id }) else { return }
                state.begin(offer)
            })
    }

    mutating func begin(_ offer: StepOffer) {
        if let obstacle = offer.obstacle { return say(.obstacle(obstacle)) }
        beginStep(offer.step)
    }
}
