import Casework
import TextCanvas
import Texts

// From the form to a case: files first, then the case, then its receipt.

extension AppState {
    mutating func submitIntake() {
        guard let state = intake else { return }
        do {
            _ = try opening(state)
        } catch {
            intake?.form.refusal = error.sentenceWithCode
            return say(.obstacle(error))
        }
        intake?.attachments = []
        intake?.paths = (state.form.values["files"] ?? "").split(separator: ";")
            .map { String($0).trimmed }.filter { !$0.isEmpty }
        takeNextFile()
    }

    /// One file after the other goes into the store; then the case is opened with them.
    mutating func takeNextFile() {
        guard let state = intake else { return }
        guard let path = state.paths.first else { return openNewCase() }
        intake?.paths.removeFirst()
        let request = ask(.takeFile(path: path), for: .intake, blocks: true)
        intake?.fileRequest = request
    }

    private mutating func openNewCase() {
        guard let state = intake else { return }
        do {
            let notes = intakeNotes(IntakeForm.texts(state, today))
            let submission = Submission(
                caseID: nil, bodies: [.open(try opening(state))] + notes)
            let request = ask(.submit([submission]), for: .intake, blocks: true)
            intake?.openRequest = request
        } catch {
            say(.obstacle(error))
        }
    }

    /// What the form says, as an opening.
    mutating func opening(_ state: IntakeState) throws(Obstacle) -> Opening {
        let texts = IntakeForm.texts(state, today)
        guard let (procedure, kind) = IntakeForm.meaning(state.kind, session) else {
            throw Obstacle(.wrongKind)
        }
        let arrival = try self.arrival(texts)
        var opening = Opening(
            procedure: procedure.id, edition: "", kind: kind.id,
            subject: try texts.required("subject"), place: IntakeForm.place(texts.all, procedure),
            received: arrival.received(today: today), channel: texts.string("channel"),
            paper: texts.string("paper"))
        for field in procedure.fields(of: kind.id) where field.intake {
            guard let text = texts.all["feld:\(field.id.raw)"] else { continue }
            if let value = try field.read(text, today: today) { opening.fields[field.id] = value }
        }
        if !texts.string("name").isEmpty { opening.parties = [try applicant(texts)] }
        opening.attachments = state.attachments
        return opening
    }

    private mutating func applicant(_ texts: CaseFormTexts) throws(Obstacle) -> Party {
        var party = Party(
            id: newID(), role: try texts.required("role"), name: texts.string("name"))
        let halves = texts.string("address").split(separator: ",", maxSplits: 1)
            .map { String($0).trimmed }
        party.street = halves.first ?? ""
        if halves.count > 1 {
            let words = halves[1].split(separator: " ", maxSplits: 1).map(String.init)
            let hasCode = words.first.map { $0.allSatisfy(\.isNumber) } ?? false
            party.postalCode = hasCode ? words[0] : ""
            party.town = hasCode ? (words.count > 1 ? words[1] : "") : halves[1]
        }
        party.email = texts.string("email")
        party.phone = texts.string("phone")
        return party
    }

    func arrival(_ texts: CaseFormTexts) throws(Obstacle) -> Arrival {
        let day = try texts.requiredDay("received", .past)
        let text = texts.string("time")
        let time = TimeOfDay(input: text)
        guard text.isEmpty || time != nil else {
            throw Obstacle(.inputInvalid, [.field: "um", .value: text])
        }
        return Arrival(day: day, time: time, hours: .buildingOffice)
    }

    /// The receipt: what the person at the counter may be told.
    mutating func intakeStored(_ result: SubmissionResult) {
        intake?.openRequest = nil
        if let obstacle = result.obstacle {
            intake?.form.refusal = obstacle.sentenceWithCode
            return say(.obstacle(obstacle))
        }
        guard let state = intake, let id = result.caseID else { return }
        let texts = IntakeForm.texts(state, today)
        if let redo = state.redo {
            ask(.clear(Clearing(acts: redo.acts, manner: .redone)), for: .outbox)
        }
        let number =
            result.number?.withSign
            ?? "\(id.provisionalNumber), die endgültige vergibt die Zentrale"
        var lines = ["Geschäftszahl: \(number)"]
        lines.append("Betreff: \(texts.string("subject"))")
        if let arrival = try? arrival(texts) {
            lines.append(arrival.sentence ?? "Eingelangt \(arrival.day.austrianWithWeekday)")
        }
        if !state.attachments.isEmpty {
            lines.append(Words.count(state.attachments.count, "Beilage", "Beilagen"))
        }
        dropIntakeDrafts()
        let kind = state.kind
        intake = IntakeState(
            form: IntakeForm.form(session, kind: kind, today: today), kind: kind)
        say("Akt angelegt.")
        let unit = IntakeForm.meaning(kind, session)?.procedure.unit
        if let unit, !person.readableUnits.contains(unit) {
            return receipt(lines, of: unit)
        }
        confirm(
            "Empfangsbestätigung",
            ConfirmDialog(lines: lines, yes: "Akt öffnen", no: "Weiterer Einlauf") { state in
                state.leaveScreen()
                state.openCase(id)
            })
    }

    /// The receipt of a case for a unit whose cases this person does not see.
    private mutating func receipt(_ lines: [String], of unit: UnitID) {
        let name = session.office.units[unit]?.name ?? unit.raw
        confirm(
            "Empfangsbestätigung",
            ConfirmDialog(
                lines: lines + ["Der Akt liegt nun bei: \(name)"], yes: "Zur Liste",
                no: "Weiterer Einlauf"
            ) { $0.leaveScreen() })
    }

    /// The moment of arrival and what was noted; they go in together with the case.
    private mutating func intakeNotes(_ texts: CaseFormTexts) -> [ActBody] {
        var bodies: [ActBody] = []
        if let arrival = try? arrival(texts), let sentence = arrival.sentence {
            bodies.append(.addNote(Note(id: newID(), kind: .memorandum, text: sentence)))
        }
        let note = texts.string("note")
        if !note.isEmpty {
            bodies.append(.addNote(Note(id: newID(), kind: .remark, text: note)))
        }
        return bodies
    }
}

/// The commands of the intake screen, where letters are text.
let intakeCommands: [Command] = [
    Command(
        "intake-duplicates", "Ähnliche Akten ansehen", keys: ["f3"], in: [.intake],
        footer: "Ähnliche", help: "Akten, die dasselbe sein könnten, mit dem Grund."
    ) { _ in },
    Command(
        "intake-discard", "Neu beginnen", keys: ["f8"], in: [.intake], footer: "neu beginnen",
        help: "Wirft den angefangenen Einlauf weg."
    ) { _ in },
]
