import CaseStore
import Casework
import SyncProtocol
import Synchronization
import Workstation

/// Does what the desk wants: asks the store, writes to it, fills letters, moves files.
///
/// Safe from several threads; the store orders what must be ordered.
package final class DeskHands: DeskWork {
    let desk: Desk
    let clock: @Sendable () -> Instant
    let newID: @Sendable () -> String
    let surroundings: Surroundings
    private let sitting: Mutex<PersonID>
    private let onExchange: @Sendable (Exchange) -> Void
    private let onLine: @Sendable (LineState) -> Void
    private let onProgress: @Sendable (Progress) -> Void
    let centreLine: any CentreLine
    let assumptions: Assumptions

    /// - Parameters:
    ///   - person: who sits at the desk first.
    ///   - onExchange: told of what a talk with the centre brought.
    ///   - line: the way to a centre on another machine.
    ///   - onLine: told after acts and exchanges what the status line shows.
    ///   - onProgress: told how far a question with many cases has come.
    package init(
        desk: Desk, person: PersonID, surroundings: Surroundings,
        assumptions: Assumptions = Assumptions(),
        clock: @escaping @Sendable () -> Instant, newID: @escaping @Sendable () -> String,
        line: any CentreLine = OwnCentre(),
        onExchange: @escaping @Sendable (Exchange) -> Void = { _ in },
        onLine: @escaping @Sendable (LineState) -> Void = { _ in },
        onProgress: @escaping @Sendable (Progress) -> Void = { _ in }
    ) {
        self.desk = desk
        self.surroundings = surroundings
        self.clock = clock
        self.newID = newID
        self.onExchange = onExchange
        self.onLine = onLine
        self.onProgress = onProgress
        centreLine = line
        self.assumptions = assumptions
        sitting = Mutex(person)
    }

    var register: CaseRegister { desk.register }
    var personID: PersonID { sitting.withLock { $0 } }
    var today: CivilDay { clock().civilDay }

    func person() throws(DeskFailure) -> Person {
        let office = try stored { () throws(StoreFailure) in try register.office() }
        guard let person = office.persons[personID] else {
            throw DeskFailure(
                code: "S020", sentence: "Die Kennung „\(personID.raw)“ ist hier nicht bekannt.")
        }
        return person
    }

    func sit(_ id: PersonID) { sitting.withLock { $0 = id } }

    func told(_ exchange: Exchange) {
        onExchange(exchange)
        onSubmitted()
    }

    /// After acts: what the status line shows of the way to the centre. Where it cannot be read,
    /// what was shown last stays.
    package func onSubmitted() {
        if let line = try? line() { onLine(line) }
    }

    /// Told now and then: each telling is a frame on the screen.
    func tellProgress(_ phase: Progress.Phase, _ done: Int, of total: Int) {
        let stride = max(Self.progressStride, total / 20)
        guard total > Self.progressStride, done % stride == 0 || done == total else { return }
        onProgress(Progress(phase, done: done, total: total))
    }

    static let progressStride = 20

    // MARK: Questions

    package func answer(_ question: Question) throws(DeskFailure) -> Answer {
        switch question {
        case .worklist(let request): .page(try page(request))
        case .counts(let queues): .counts(try counts(queues))
        case .caseIDs(let list, let limit): .caseIDs(try caseIDs(list, limit: limit))
        case .search(let text, let skip, let limit):
            .found(try search(text, skip: skip, limit: limit))
        case .workload(let unit): .workload(try workload(unit))
        case .preview(let id): .preview(try preview(id))
        case .openCase(let id): .caseView(try open(id))
        case .reloadCase(let id): .caseView(try reload(id))
        case .caseWithNumber(let number): .caseID(try find(number))
        case .letterText(let question): .text(try letter(question))
        case .duplicates(let question): .duplicates(try duplicates(question))
        case .submit(let submissions): .submitted(try submit(submissions))
        case .rehearse(let submissions): .rehearsed(try rehearse(submissions))
        case .undoOffer(let id): .undoOffer(try undoOffer(id))
        case .takeFile(let path): .attachment(try takeFile(path))
        case .attachmentText(let id, let attachment):
            .text(try attachmentText(id, attachment))
        case .openAttachment(let id, let attachment): try show(id, attachment)
        case .exportList(let list, let path): try exportList(list, to: path)
        case .handOut(let order): try handOut(order)
        case .switchPerson(let id): .session(try sitDown(id))
        case .logIn(let id, let password): .session(try logIn(id, password))
        case .outbox: .outbox(try outbox())
        case .clear(let clearing): .outbox(try clear(clearing))
        case .synchronise: synchronise()
        }
    }

    /// Another person sits down without a password: where no centre asks for one, or it is away
    /// and they were here before.
    private func sitDown(_ id: PersonID) throws(DeskFailure) -> Session {
        let session = try session(of: id, sitting: false)
        try centreLine.maySit(session.person)
        sit(id)
        onSubmitted()
        return session
    }

    private func logIn(_ id: PersonID, _ password: Secret) throws(DeskFailure) -> Session {
        let session = try session(of: id, sitting: false)
        try centreLine.logIn(session.person, password: password)
        sit(id)
        onSubmitted()
        return session
    }

    private func synchronise() -> Answer {
        told(desk.exchange())
        return .done
    }

    /// What a person finds at the desk.
    package func session(of id: PersonID, sitting: Bool) throws(DeskFailure) -> Session {
        let session = try stored { () throws(StoreFailure) -> Session? in
            let office = try register.office()
            guard let person = office.persons[id], person.active else { return nil }
            var drafts: [DraftKey: String] = [:]
            for draft in try desk.drawer.drafts(id) {
                let key = DraftKey(caseID: draft.caseID, name: draft.form)
                drafts[key] = String(decoding: draft.bytes, as: UTF8.self)
            }
            let place = try desk.drawer.places(id)[DeskHands.placeName]
            return Session(
                person: person, office: office,
                procedures: try register.currentProcedures().map(\.1),
                place: place.map { DeskPlace(encoded: String(decoding: $0, as: UTF8.self)) },
                drafts: drafts)
        }
        guard let session else {
            throw DeskFailure(
                code: "S020", sentence: "Die Kennung „\(id.raw)“ ist hier nicht bekannt.")
        }
        if sitting { sit(id) }
        return session
    }

    /// The session of whoever sits here now.
    package func session() throws(DeskFailure) -> Session {
        try session(of: personID, sitting: false)
    }

    static let placeName = "arbeitsplatz"
}

/// Runs a call of the store; what it says comes out in the desk's words.
func stored<T>(_ body: () throws(StoreFailure) -> T) throws(DeskFailure) -> T {
    do {
        return try body()
    } catch {
        throw DeskFailure(error)
    }
}

extension DeskFailure {
    init(_ failure: StoreFailure) {
        let blocking: [StoreFailure.Code] = [.full, .readOnly, .corrupt, .notDurable]
        self.init(
            code: "S-\(failure.code.rawValue)", sentence: failure.sentence,
            blocksWork: blocking.contains(failure.code))
    }
}
