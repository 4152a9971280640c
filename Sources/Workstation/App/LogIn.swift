import Casework
import TextCanvas
import Texts

// Who sits here, where a centre asks for a password.

extension AppState {
    var hindranceToLogIn: Hindrance? {
        switch line.connection {
        case .alone: .desk(LineWords.loginNotPossibleAlone)
        case .offline:
            .desk("Die Zentrale ist nicht erreichbar; anmelden geht erst wieder mit Verbindung.")
        case .halted(.deviceLocked): .desk(LineWords.deviceLockedSentence)
        case .halted(.programTooOld): .desk(LineWords.programTooOldSentence)
        case .halted(.certificateInvalid): .desk(LineWords.certificateInvalidSentence)
        case .connected, .exchanging, .halted(.loginNeeded): nil
        }
    }

    /// Another person sits down: with a password where the centre can be asked.
    mutating func change(to id: PersonID) {
        keepPlace()
        guard line.connection.reaches else {
            ask(.switchPerson(id), for: .desk, blocks: true)
            return
        }
        if let person = session.office.persons[id] { askPassword(of: person) }
    }

    /// What is typed here is drawn as dots, is no draft, and is gone with the dialog.
    mutating func askPassword(of person: Person, refusal: String? = nil) {
        let field = FormField.secret("password", "Passwort")
        var form = FormDialog(
            [field], lines: ["\(person.name) (\(person.id.raw)) an der Zentrale anmelden."],
            submit: "Anmelden"
        ) { state, values in
            let id = state.ask(
                .logIn(person.id, Secret(values["password"] ?? "")), for: .desk, blocks: true)
            state.awaited[id] = .logIn(person.id)
        }
        form.refusal = refusal
        fillIn("Anmelden", form)
    }

    mutating func deskFailed(_ id: RequestID, _ failure: DeskFailure) {
        guard case .logIn(let id)? = awaited.removeValue(forKey: id),
            let person = session.office.persons[id], line.connection.reaches
        else { return }
        notice = nil
        askPassword(of: person, refusal: failure.sentence)
    }

    /// Whoever was here already finds everything as it was.
    mutating func loggedIn(_ session: Session) {
        guard session.person.id == person.id else { return sitDown(session) }
        officeChanged(session)
        say("Angemeldet als \(session.person.name).")
        synchronise()
    }
}
