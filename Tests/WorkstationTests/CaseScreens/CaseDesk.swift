import Casework
import TextCanvas
import Texts
import Workstation

/// A desk with one open case and a store that decides by the true rules: keys in, screen and acts
/// out. No database, no clock.
struct CaseDesk {
    static let today = CivilDay(iso: "2026-11-23") ?? CivilDay(ordinal: 0)
    static let start = Instant(
        CivilTime(day: today, time: TimeOfDay(hour: 9, minute: 14) ?? .midnight))

    static let office = Office(
        units: [
            Unit(id: "SGS", name: "Stadtgrün", sign: "SGS"),
            Unit(id: "BBV", name: "Bau- und Bezirksverwaltung", sign: "BBV"),
        ],
        persons: [
            person("mh", "M. Huber", .clerk), person("as", "A. Šimić", .clerk),
            person("gl", "G. Lehner", .supervisor), person("rev", "R. Vogt", .auditor),
        ])

    private static func person(_ id: PersonID, _ name: String, _ role: Role) -> Person {
        Person(id: id, name: name, memberships: [Membership(unit: "SGS", role: role)])
    }

    var state: AppState
    private(set) var view: CaseView
    /// What the store was asked for since the last look.
    private(set) var questions: [Question] = []
    private(set) var orders: [Order] = []
    private(set) var acts: [ActBody] = []
    private var open: [(RequestID, Question)] = []
    private var moment = CaseDesk.start
    var duplicates: [PossibleDuplicate] = []
    var letter = "Sehr geehrte Damen und Herren,\n\nbitte legen Sie vor: Lageplan."
    /// Refuses the next submission with this, whatever it is.
    var nextRefusal: Obstacle?
    /// Acts that the refusal leaves in the tray, as a centre elsewhere does.
    var nextRefusedActs: [ActID] = []
    private(set) var clearings: [Clearing] = []
    /// Leaves questions unanswered.
    var silent = false

    init(
        as person: PersonID = "mh", size: Size = Size(120, 40), view: CaseView? = nil,
        drafts: [DraftKey: String] = [:], opening: Bool = true
    ) {
        let who = CaseDesk.office.persons[person] ?? CaseDesk.person(person, "?", .clerk)
        let session = Session(
            person: who, office: CaseDesk.office, procedures: [TreeProcedure.made],
            drafts: drafts)
        state = AppState(
            Start(session: session, now: CaseDesk.start, size: size, idSeed: "t"))
        self.view = view ?? SampleCase.view()
        if opening {
            state.openCase(self.view.file.id)
            take(update(&state, .tick, at: moment))
        }
    }

    // MARK: Input

    mutating func send(_ event: AppEvent) {
        moment = moment.adding(seconds: 2)
        take(update(&state, event, at: moment))
    }

    mutating func press(_ keys: KeyEvent...) {
        for key in keys { send(.input(.key(key))) }
    }

    /// Types text, one key after the other.
    mutating func type(_ text: String) {
        for character in text {
            press(character == "\n" ? KeyEvent(.enter) : .character(character))
        }
    }

    func screen() -> String { render(state, state.size).text() }

    // MARK: The store

    private mutating func take(_ effects: [Effect]) {
        for effect in effects {
            switch effect {
            case .tell(let order): orders.append(order)
            case .ask(let id, let question):
                questions.append(question)
                open.append((id, question))
            }
        }
        guard !silent else { return }
        while let (id, question) = open.first {
            open.removeFirst()
            guard let answer = answer(question) else { continue }
            take(update(&state, .answered(id, answer), at: moment))
        }
    }

    private mutating func answer(_ question: Question) -> Answer? {
        switch question {
        case .openCase, .reloadCase: return .caseView(view)
        case .letterText: return .text(letter)
        case .duplicates: return .duplicates(duplicates)
        case .attachmentText: return .text("Text der Beilage")
        case .caseWithNumber: return .caseID("anderer")
        case .takeFile(let path):
            return .attachment(
                Attachment(
                    id: "b9", name: path, sha256: "00", mediaType: "application/pdf", size: 10,
                    received: CaseDesk.today))
        case .submit(let submissions): return .submitted(submissions.map { submit($0) })
        case .undoOffer: return .undoOffer(nil)
        case .worklist:
            return .page(WorklistPage(rows: [], anchors: [], total: 0, offset: 0, start: 0))
        case .counts: return .counts([])
        case .outbox: return .outbox(OutboxPage())
        case .clear(let clearing):
            clearings.append(clearing)
            return .outbox(OutboxPage())
        default: return nil
        }
    }

    private mutating func submit(_ submission: Submission) -> SubmissionResult {
        acts += submission.bodies
        if let refusal = nextRefusal {
            nextRefusal = nil
            var result = SubmissionResult(caseID: submission.caseID, outcome: .refused(refusal))
            result.refusedActs = nextRefusedActs
            return result
        }
        for body in submission.bodies {
            if case .open = body {
                return SubmissionResult(
                    caseID: "neu", number: CaseNumber(serial: 9, year: 2026, sign: "SGS"),
                    outcome: .applied)
            }
            guard submission.caseID == view.file.id else { continue }
            let obstacle = SampleCase.play(
                body, by: state.person.id, on: &view, at: moment, base: submission.base)
            if let obstacle {
                return SubmissionResult(caseID: submission.caseID, outcome: .refused(obstacle))
            }
        }
        let parked = !view.file.conflicts.isEmpty
        return SubmissionResult(
            caseID: submission.caseID, outcome: parked ? .parked : .applied)
    }

    /// Somebody else acts meanwhile; the desk hears of it only by `changed`.
    mutating func meanwhile(_ body: ActBody, by person: PersonID) {
        _ = SampleCase.play(body, by: person, on: &view, at: moment)
    }

    mutating func forget() {
        questions = []
        orders = []
        acts = []
    }
}
