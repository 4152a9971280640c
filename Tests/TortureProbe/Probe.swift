import CaseStore
import Casework
import Foundation
import SyncClient
import SyncProtocol
import Workstation
import WorkstationRuntime

/// A desk of a real centre, as the program has it, with a clerk who never rests. Says of each
/// act that it is saved only once it is; whoever reads along kills it in between.
///
/// Arguments: the data folder, the person, the password, a name for this life, and whether it
/// works until it is killed ("arbeiten") or brings everything to an end ("abschliessen").
@main
enum Probe {
    static func main() throws {
        let arguments = CommandLine.arguments
        guard arguments.count == 6 else { exit(64) }
        let life = Life(
            folder: DataFolder(arguments[1]), person: PersonID(arguments[2]),
            password: arguments[3], name: arguments[4])
        if arguments[5] == "abschliessen" { try life.end() } else { try life.work() }
    }

    static func say(_ line: String) {
        let bytes = Array((line + "\n").utf8)
        _ = bytes.withUnsafeBytes { write(STDOUT_FILENO, $0.baseAddress, $0.count) }
    }
}

struct Life {
    let folder: DataFolder
    let person: PersonID
    let password: String
    let name: String

    private func open() throws -> (place: Workplace, online: OnlinePlace) {
        @Sendable func now() -> Instant {
            Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1_000))
        }
        let place = try Workplace.open(
            Workplace.Options(
                folder: folder, holder: .here(person: person.raw), wait: 10_000,
                world: StoreWorld(now: { now() }, newID: { Identifiers.uuid7(at: now()) }),
                ways: Way.ways))
        guard let online = place.online else { exit(70) }
        return (place, online)
    }

    private func logIn(_ online: OnlinePlace) {
        while true {
            do {
                try online.logIn(person, name: person.raw, password: Secret(password))
                return
            } catch { sched_yield() }
        }
    }

    // MARK: - Working

    func work() throws {
        let (place, online) = try open()
        try online.begin(
            OnlinePlace.Listener(
                onExchange: { _ in }, onLine: {}, onPresence: { _, _ in }))
        Probe.say("bereit")
        let logIn = Thread { self.logIn(online) }
        logIn.start()
        var count = 0
        while true {
            count += 1
            for submission in try choose(place.desk, count) {
                let receipt = try place.desk.submit(submission, by: person)
                if let act = receipt.act { Probe.say("gespeichert \(act.raw)") }
            }
        }
    }

    /// A new case now and then, else a note or another subject on one of those that are here.
    private func choose(_ desk: Desk, _ count: Int) throws -> [CaseStore.Submission] {
        let today = Date().timeIntervalSince1970
        let request = WorklistRequest(
            .everything, person: person,
            today: Instant(milliseconds: Int64(today * 1_000)).civilDay)
        let ids = try desk.register.ids(request, limit: 200)
        guard let id = ids.randomElement(), ids.count < 5 || count % 12 != 0,
            let file = try desk.register.image(of: id, by: person)
        else { return try opening(desk, count).map { [$0] } ?? [] }
        let text = "\(name)/\(count)"
        guard count % 5 == 0 else {
            let note = Note(id: NoteID(text), kind: .remark, text: text)
            return [CaseStore.Submission(.addNote(note), on: file)]
        }
        return [CaseStore.Submission(.setSubject("Fall \(text)"), on: file)]
    }

    private func opening(_ desk: Desk, _ count: Int) throws -> CaseStore.Submission? {
        let known = try desk.register.currentProcedures()
        guard let (edition, procedure) = known.first(where: { $0.1.id == "schau-auf-linz" }),
            let kind = procedure.kinds.first
        else { return nil }
        let now = Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1_000))
        let opening = Opening(
            procedure: procedure.id, edition: edition, kind: kind.id,
            subject: "Fall \(name)/\(count)", received: now.civilDay, channel: "online",
            assignment: Assignment(unit: "bbv"))
        return CaseStore.Submission(opening: opening, as: CaseID(Identifiers.uuid7(at: now)))
    }

    // MARK: - The end

    /// Talks until nothing is left, and says how the desk stands.
    func end() throws {
        let (place, online) = try open()
        logIn(online)
        for _ in 0..<40 {
            let status = try online.round()
            let unsent = try place.desk.outbox().unsent
            if status.contact == .current, unsent == 0 {
                place.close()
                return Probe.say("fertig")
            }
        }
        let failure = place.desk.contactFailure.map { "\($0.code) \($0.context)" } ?? ""
        Probe.say("offen \(try place.desk.outbox().unsent) \(failure)")
        exit(1)
    }
}
