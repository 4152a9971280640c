import ArgumentParser
import CaseStore
import Casework
import Letters
import ShellLanguage
import SyncProtocol
import Texts
import Workstation

/// `amtspult schritt GZ SCHRITT`: takes a step, or one of the acts every procedure knows.
struct StepCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schritt", abstract: "Setzt einen Schritt.",
        discussion: """
            SCHRITT ist die Kennung aus „amtspult akt GZ“. Dazu kennt jedes Verfahren: \
            genehmigen, zurueckgeben, zuruecknehmen, abtreten, stornieren, wiederaufnehmen. \
            Ein Schriftstück wird aus seiner Vorlage gefüllt. Mit --probe geschieht nichts: \
            der Befehl sagt nur, ob es möglich ist.
            """)

    @OptionGroup var place: PlaceOptions

    @ArgumentParser.Argument(help: ArgumentHelp("die Geschäftszahl", valueName: "gz"))
    var gz: String

    @ArgumentParser.Argument(help: ArgumentHelp("der Schritt", valueName: "schritt"))
    var schritt: String

    @ArgumentParser.Option(
        name: .long,
        help: ArgumentHelp("ein Feld des Formulars, name=wert", valueName: "name=wert"))
    var feld: [String] = []

    @ArgumentParser.Option(name: .long, help: ArgumentHelp("die Begründung", valueName: "text"))
    var grund = ""

    @ArgumentParser.Option(
        name: .long,
        help: ArgumentHelp("Empfänger:in, Name oder Rolle", valueName: "partei"))
    var an: [String] = []

    @ArgumentParser.Option(
        name: .long, help: ArgumentHelp("die befragte Stelle", valueName: "stelle"))
    var stelle: String?

    @ArgumentParser.Option(
        name: .long, help: ArgumentHelp("die Frage an sie", valueName: "text"))
    var frage = ""

    @Flag(name: .long, help: "nur sagen, ob es möglich ist")
    var probe = false

    func run() throws {
        let reading = try place.reading()
        let view = try reading.view(gz)
        let body = try body(on: view)
        if probe {
            try rehearse(body, view)
            return
        }
        let submission = Workstation.Submission(
            caseID: view.file.id, base: Base(of: view.file), bodies: [body])
        let result = try place.submit(submission)
        Standard.out("Gespeichert: \(result.number?.description ?? gz)")
    }

    private func rehearse(_ body: ActBody, _ view: CaseStore.CaseView) throws {
        guard let circumstances = view.circumstances else {
            throw Ending(.refused, Obstacle(.editionUnknown).sentenceWithCode)
        }
        let act = Act(
            id: "probe", device: "probe", counter: 1, actor: place.personID,
            caseID: view.file.id, base: Base(version: view.file.version), body: body,
            at: Clock.now)
        if let obstacle = decide(act, on: view.file, under: circumstances).obstacle {
            throw Ending(.refused, obstacle.sentenceWithCode)
        }
        Standard.out("Möglich.")
    }

    private func body(on view: CaseStore.CaseView) throws -> ActBody {
        switch schritt {
        case "genehmigen": return .approve(note: grund)
        case "zurueckgeben": return .sendBack(reason: grund)
        case "zuruecknehmen": return .withdraw(day: Clock.today, reason: grund)
        case "abtreten":
            return .transfer(to: stelle ?? "", day: Clock.today, reason: grund)
        case "stornieren": return .void(reason: grund)
        case "wiederaufnehmen": return .reopen(reason: grund)
        default: return .takeStep(try taking(on: view))
        }
    }

    private func taking(on view: CaseStore.CaseView) throws -> StepTaking {
        guard let procedure = view.procedure, let circumstances = view.circumstances else {
            throw Ending(.refused, Obstacle(.editionUnknown).sentenceWithCode)
        }
        guard let step = procedure.step(StepID(schritt)) else {
            let known = procedure.steps(of: view.file.kind).map(\.id.raw).joined(separator: ", ")
            throw Ending(.usage, "Den Schritt „\(schritt)“ gibt es nicht. Es gibt: \(known).")
        }
        var taking = StepTaking(step: step.id, inputs: try inputs(procedure), reason: grund)
        if let kind = step.inquiry {
            taking.inquiry = InquiryDraft(
                kind: kind, addressee: stelle ?? "", question: frage.isEmpty ? step.title : frage)
        }
        let wanted = view.file.parties.filter { an.contains($0.name) || an.contains($0.role) }
        let occasion = view.file.occasion(
            of: taking, recipients: an.isEmpty ? nil : wanted.map(\.id), under: circumstances)
        if let occasion {
            taking.letter = LetterDraft(
                text: try fill(occasion), recipients: occasion.recipients.map(\.id))
        }
        return taking
    }

    private func inputs(_ procedure: Procedure) throws -> [FieldID: FieldValue] {
        var inputs: [FieldID: FieldValue] = [:]
        for text in feld {
            let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
            guard parts.count == 2, let field = procedure.field(FieldID(parts[0])) else {
                throw Ending(.usage, "„\(text)“ nennt kein Feld. Form: name=wert.")
            }
            do {
                inputs[field.id] = try field.read(parts[1], today: Clock.today)
            } catch {
                throw Ending(.usage, error.sentenceWithCode)
            }
        }
        return inputs
    }
}

/// `amtspult notiz GZ TEXT`.
struct NoteCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "notiz", abstract: "Schreibt eine Notiz in einen Akt.")

    @OptionGroup var place: PlaceOptions

    @ArgumentParser.Argument(help: ArgumentHelp("die Geschäftszahl", valueName: "gz"))
    var gz: String

    @ArgumentParser.Argument(help: ArgumentHelp("der Text; - liest ihn ein", valueName: "text"))
    var text: String

    func run() throws {
        var words = text
        if text == "-" {
            words = ""
            while let line = readLine(strippingNewline: false) { words += line }
        }
        let view = try place.reading().view(gz)
        let note = Note(id: NoteID(Installation.newID()), kind: .remark, text: words)
        let submission = Workstation.Submission(
            caseID: view.file.id, base: Base(of: view.file), bodies: [.addNote(note)])
        let result = try place.submit(submission)
        Standard.out("Gespeichert: \(result.number?.description ?? gz)")
    }
}
