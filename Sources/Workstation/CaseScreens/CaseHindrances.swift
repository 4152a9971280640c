import Casework
import Texts

// Why a command of the case screen is not possible now: by the functions that decide.

extension AppState {
    func hindranceToStep(_ digit: Int) -> Hindrance? {
        guard let offer = caseStep(digit: digit) else {
            return .desk("Einen Schritt \(digit) gibt es hier nicht.")
        }
        return hindranceToSave ?? offer.obstacle.map { .obstacle($0) }
    }

    /// Changes of what the case says need the same as a step.
    var hindranceToEditCase: Hindrance? {
        obstacle { $0.obstacleToWork(roles: [.clerk, .supervisor], under: $1) }
    }

    var hindranceToChangeCase: Hindrance? {
        obstacle { $0.obstacleToChange(under: $1) }
    }

    var hindranceToOpenCaseWork: Hindrance? {
        obstacle { file, _ in file.isOpen ? nil : Obstacle(.caseClosed) }
    }

    var hindranceToApproveCase: Hindrance? {
        obstacle { $0.obstacleToApprove(under: $1) }
    }

    var hindranceToSendBack: Hindrance? {
        obstacle { file, _ in file.pending == nil ? Obstacle(.noApprovalPending) : nil }
    }

    var hindranceToReopen: Hindrance? {
        obstacle { file, circumstances in
            file.isOpen
                ? Obstacle(.caseOpen)
                : file.obstacleOfRole(under: circumstances, roles: [.clerk, .supervisor])
        }
    }

    var hindranceWithoutConflict: Hindrance? {
        caseFile?.view?.file.conflicts.isEmpty == false
            ? nil : .desk("In diesem Akt ist kein Konflikt.")
    }

    /// The cursor must stand on such a row.
    func hindranceWithoutRow(_ family: Slot.Family) -> Hindrance? {
        if case .slot(let slot)? = caseRow, slot.family == family { return nil }
        return .desk("Dazu muss der Zeiger auf einer Zeile \(Words.quoted(family.title)) stehen.")
    }

    private func obstacle(
        _ check: (CaseFile, Circumstances) -> Obstacle?
    ) -> Hindrance? {
        guard let view = caseFile?.view, let circumstances = caseCircumstances else {
            return .desk("Der Akt wird geöffnet.")
        }
        if view.readOnly { return .obstacle(Obstacle(.editionUnknown)) }
        if let hindrance = hindranceToSave { return hindrance }
        return check(view.file, circumstances).map { .obstacle($0) }
    }
}

extension AppState {
    /// Acts on the case that have no key of their own.
    mutating func openCaseMenu() {
        let acts: [(ChoiceOption, @Sendable (inout AppState) -> Void)] = [
            (option("withdraw", .withdrawal, hindranceToEditCase), { $0.withdrawCase() }),
            (option("transfer", .transfer, hindranceToEditCase), { $0.transferCase() }),
            (option("void", .void, hindranceToEditCase), { $0.voidCase() }),
            (option("reopen", .reopening, hindranceToReopen), { $0.reopenCase() }),
            (option("bias", .bias, hindranceToChangeCase), { $0.declareBias() }),
            (option("posting", .posting, hindranceToChangeCase), { $0.postMoney() }),
            (option("relation", .relation, nil), { $0.relateCase() }),
            (option("subject", .subject, hindranceToEditCase), { $0.editSubject() }),
            (option("place", .place, hindranceToEditCase), { $0.editPlace() }),
            (option("paper", .paper, hindranceToEditCase), { $0.editPaper() }),
            (option("fields", .fields, hindranceToEditCase), { $0.editFields() }),
            (option("party", .party, hindranceToEditCase), { $0.editParty(nil) }),
            (option("deadline", .deadline, hindranceToEditCase), { $0.setDeadline() }),
            (option("attachment", .attachment, nil), { $0.addAttachment() }),
            (option("export", .export, nil), { $0.exportCase() }),
        ]
        let options = acts.map(\.0).map { option in
            option.id == "export" ? option : option.unless(hindranceToSave)
        }
        let possible = options.filter { $0.hindrance == nil }
        choose(
            "Akt",
            ChooseDialog(possible + options.filter { $0.hindrance != nil }) { state, id in
                acts.first { $0.0.id == id }?.1(&state)
            })
    }

    private func option(
        _ id: String, _ name: CaseFormName, _ hindrance: Hindrance?
    ) -> ChoiceOption {
        ChoiceOption(
            id: id, title: name.title, note: hindrance?.sentence ?? "", hindrance: hindrance)
    }
}

extension ChoiceOption {
    fileprivate func unless(_ hindrance: Hindrance?) -> ChoiceOption {
        guard let hindrance else { return self }
        return ChoiceOption(id: id, title: title, note: hindrance.sentence, hindrance: hindrance)
    }
}

/// The steps that the open case offers now, as commands for the palette.
func caseStepCommands(_ state: AppState) -> [Command] {
    state.caseSteps.map { offer in
        let step = offer.step
        return Command(
            CommandID("step/\(step.id.raw)"), "Schritt: \(step.title)", in: [.caseFile],
            help: step.help, synonyms: [step.source].filter { !$0.isEmpty },
            unless: { desk in
                desk.caseSteps.first { $0.step.id == step.id }?.obstacle.map { .obstacle($0) }
            },
            run: { $0.beginStep(step) }
        ).saving
    }
}
