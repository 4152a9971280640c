import Casework
import TextCanvas
import Texts

/// What an answer is for that belongs to no screen.
enum DeskAwaited: Sendable {
    case submission(said: String)
    case undo
    case exchange
    /// The person whose password is asked for.
    case logIn(PersonID)
}

// What the whole desk does: sending acts off, undo, changing the person, leaving.

extension AppState {
    /// Sends acts off from a list; what they came to is said in the notice line.
    mutating func submit(_ submissions: [Submission], saying words: String) {
        let id = ask(.submit(submissions), for: .desk, blocks: true)
        awaited[id] = .submission(said: words)
    }

    mutating func deskAnswered(_ id: RequestID, _ answer: Answer) {
        let awaited = awaited.removeValue(forKey: id)
        switch (answer, awaited) {
        case (.submitted(let results), .submission(let words)):
            for result in results { said(words, result) }
            worklistNeedsReload(blocks: true)
        case (.undoOffer(let offer), _): offerUndo(offer)
        case (.session(let session), .logIn): loggedIn(session)
        case (.session(let session), _): sitDown(session)
        case (.exported(let path, let count), _):
            say("\(Words.count(count, "Zeile", "Zeilen")) in \(path) geschrieben.")
        case (.done, .exchange):
            say(
                line.connection == .alone
                    ? "Neu gelesen; dieser Platz arbeitet allein." : "Abgeglichen."
            )
            worklistNeedsReload()
        default: break
        }
    }

    private mutating func said(_ words: String, _ result: SubmissionResult) {
        let number = result.number.map { " · \($0)" } ?? ""
        switch result.outcome {
        case .applied where result.isPending:
            say("\(words), \(result.pendingWords)\(number)", .news)
        case .applied: say("\(words)\(number)")
        case .merged: say("\(words), mit einer fremden Änderung zusammengeführt\(number)")
        case .parked: say("Konflikt: beide Werte sind aufgehoben\(number)", .news)
        case .refused(let obstacle): say(held(result, obstacle), .refusal)
        }
    }

    /// A lost race for a case says first who has it now.
    func held(_ result: SubmissionResult, _ obstacle: Obstacle) -> String {
        let holder = result.heldBy.map { "Inzwischen bei \(session.office.name(of: $0)). " } ?? ""
        return holder + obstacle.sentenceWithCode
    }

    // MARK: Undo

    mutating func askUndo(of id: CaseID?) {
        awaited[ask(.undoOffer(id), for: .desk, blocks: true)] = .undo
    }

    private mutating func offerUndo(_ offer: UndoOffer?) {
        guard let offer else { return say(.obstacle(Obstacle(.undoNothing))) }
        if let obstacle = offer.obstacle {
            say("\(offer.headline): \(obstacle.sentenceWithCode)", .refusal)
            return
        }
        let time = offer.at.civil
        let when = time.day == today ? "heute \(time.time)" : time.austrian
        guard offer.submissions.count == 1 else {
            // Case by case: what is taken back, and what cannot be.
            return openBulk("Zurücknehmen: \(offer.headline) (\(when))", offer.submissions)
        }
        let lines =
            [
                "\(offer.number?.description ?? offer.caseID.provisionalNumber) \(offer.subject)",
                "\(offer.headline) (\(when))", "", "Zurückgenommen wird:",
            ]
            + offer.lines.map { "· \($0)" }
        confirm(
            "Rückgängig",
            ConfirmDialog(lines: lines, yes: "Zurücknehmen", no: "Lassen") { state in
                state.submit(
                    offer.submissions, saying: "Zurückgenommen: \(offer.headline)")
            })
    }

    // MARK: Who sits here

    mutating func choosePerson() {
        let options = session.office.persons.values.filter(\.active)
            .sorted { ($0.name, $0.id) < ($1.name, $1.id) }
            .map { person in
                let roles = person.memberships.map {
                    "\($0.role.title), \(session.office.units[$0.unit]?.sign ?? $0.unit.raw)"
                }
                return ChoiceOption(
                    id: person.id.raw, title: person.name,
                    note: roles.joined(separator: " · "),
                    hindrance: person.id == self.person.id ? .desk("sitzt schon hier") : nil,
                    synonyms: person.id.raw)
            }
        choose(
            "Benutzer wechseln",
            ChooseDialog(options) { state, id in
                state.change(to: PersonID(id))
            })
    }

    mutating func sitDown(_ session: Session) {
        self.session = session
        repeatable = nil
        workload = WorkloadState()
        approvals = ApprovalsState()
        intake = nil
        bulk = nil
        outbox = OutboxState()
        restorePlace()
        let limit = line.connection.reaches || line.connection == .alone ? "" : offlineLimit
        say("Hier sitzt nun \(session.person.name).\(limit)", .news)
    }

    // MARK: Surroundings

    mutating func exportList() {
        ask(.exportList(worklist.query, path: nil), for: .desk, blocks: false)
        say("Die Liste wird geschrieben …", .news)
    }

    mutating func synchronise() {
        awaited[ask(.synchronise, for: .desk)] = .exchange
    }

    mutating func toggleMouse() {
        settings.mouse.toggle()
        tell(.setTerminal(.mouse(settings.mouse)))
        tell(.keepSettings(settings))
        say(settings.mouse ? "Maus ein." : "Maus aus: Text lässt sich im Terminal markieren.")
    }

    mutating func chooseTheme() {
        var options = [ChoiceOption(id: "", title: "passend zum Terminal")]
        options += themes.map { ChoiceOption(id: $0.id, title: $0.title) }
        choose(
            "Farben",
            ChooseDialog(options, selected: settings.theme) { state, id in
                state.settings.theme = id
                state.tell(.setTerminal(.theme(id)))
                state.tell(.keepSettings(state.settings))
                state.sayWhyNothingChanges()
            })
    }

    private mutating func sayWhyNothingChanges() {
        guard !showsColors else { return }
        say(
            "Gemerkt. Dieses Terminal zeigt keine Farben (NO_COLOR ist gesetzt, oder es kann keine): "
                + "Zu sehen ist die Wahl erst in einem mit Farben.", .news)
    }

    mutating func quit() {
        guard settings.confirmQuit || hasOpenForm else { return leaveForGood() }
        var lines = ["Der Platz wird gemerkt; beim nächsten Mal geht es hier weiter."]
        if hasOpenForm {
            lines.insert("Ein Formular ist offen; sein Text bleibt als Entwurf.", at: 0)
        }
        confirm(
            "Amtspult beenden?",
            ConfirmDialog(lines: lines, yes: "Beenden", no: "Bleiben") { $0.leaveForGood() })
    }

    private var hasOpenForm: Bool {
        dialogs.contains { if case .form = $0.content { true } else { false } }
            || intake != nil
    }

    fileprivate mutating func leaveForGood() {
        keepPlace()
        end()
    }
}
