import ArgumentParser
import CaseStore
import Casework
import Foundation
import ShellLanguage
import SyncProtocol
import Texts
import Workstation
import WorkstationRuntime

/// Which store, and who is asking.
struct PlaceOptions: ParsableArguments {
    @ArgumentParser.Option(
        name: .long,
        help: ArgumentHelp(
            "der Ordner des Datenbestands; sonst $XDG_DATA_HOME/amtspult", valueName: "ordner"))
    var daten: String?

    @ArgumentParser.Option(
        name: .long,
        help: ArgumentHelp(
            "die Kennung der Person; sonst die des Betriebssystems", valueName: "kennung"))
    var als: String?

    var folder: DataFolder { DataFolder(daten ?? Installation.dataFolder) }

    var personID: PersonID {
        PersonID((als ?? NSUserName()).lowercased())
    }

    /// Reads beside a running desk.
    func reading() throws -> Reading {
        let folder = folder
        guard folder.exists else {
            throw Ending(
                .unusable,
                "Hier liegt kein Datenbestand: \(folder.path). "
                    + "Einrichten: amtspult einrichten --help")
        }
        let register = try telling {
            try CaseRegister(reading: folder, editions: Workplace.readEdition)
        }
        let office = try telling { try register.office() }
        guard let person = office.persons[personID], person.active else {
            throw Ending(
                .noRight,
                "Die Kennung „\(personID.raw)“ ist hier nicht eingerichtet. "
                    + "Mit --als eine andere angeben oder „amtspult einrichten“ aufrufen.")
        }
        return Reading(
            register: register, office: office, person: person, folder: folder)
    }

    /// Opens the store for writing, waiting for another command at most five seconds.
    func workplace(wait: Int = StoreLock.patience) throws -> Workplace {
        try telling {
            try Workplace.open(
                Workplace.Options(
                    folder: folder, holder: LockHolder.here(person: personID.raw), wait: wait,
                    world: Installation.world, assumptions: try Installation.assumptions(),
                    ways: Network.ways, outboxCopy: Installation.outboxCopy(of: folder)))
        }
    }

    /// Undertakes acts on one case.
    func submit(_ submission: Workstation.Submission) throws -> SubmissionResult {
        let writing = try WritingPlace(self)
        defer { writing.close() }
        guard case .result(let result) = try writing.write(.submit(submission)) else {
            throw Ending(.output, "Der Datenbestand hat nicht geantwortet.")
        }
        return try judged(result)
    }

    private func judged(_ result: SubmissionResult) throws -> SubmissionResult {
        if let obstacle = result.obstacle {
            throw Ending(.refused, obstacle.sentenceWithCode)
        }
        return result
    }

    struct Reading {
        var register: CaseRegister
        var office: Office
        var person: Person
        var folder: DataFolder

        /// Has the running desk fetch the history of a case that is not wholly here.
        ///
        /// - Returns: why it could not; nil where it is here now.
        func bringHistory(of id: CaseID) -> String? {
            let request = DoorRequest(person: person.id, order: .fetchHistory(id))
            switch Door.knock(at: Installation.door(of: folder), request) {
            case nil: return HistoryFetching.openDesk
            case .failure(let sentence), .forbidden(let sentence): return sentence
            default: return nil
            }
        }

        /// Journals readings; what cannot be journalled is not shown.
        func note(_ ids: [CaseID], _ purpose: ReadRecord.Purpose) throws {
            do {
                try ReadSpool(folder).note(
                    ids, by: person.id, purpose: purpose, at: Clock.now, id: Installation.newID())
            } catch {
                throw Ending(.output, Unnoted.sentence(error.code, folder: folder.path))
            }
        }

        /// The case with this number as a person typed it. Whoever shows it notes the reading.
        func view(_ text: String) throws -> CaseStore.CaseView {
            guard let number = CaseNumber(text) else {
                throw Ending(.usage, "„\(text)“ ist keine Geschäftszahl. Beispiel: 4168/2026.")
            }
            let found = try telling { try register.find(number, by: person.id) }
            guard let row = found.first,
                let view = try telling({
                    try register.view(row.id, by: person.id, today: Clock.today)
                })
            else {
                throw Ending(
                    .data, "Den Akt \(number) gibt es nicht, oder er ist nicht einsehbar.")
            }
            return view
        }
    }
}

/// Runs a call of the store; what it says comes out with its exit code.
func telling<T>(_ body: () throws -> T) throws -> T {
    do {
        return try body()
    } catch let failure as StoreFailure {
        throw Ending(failure.code == .held ? .busy : .unusable, failure.sentence)
    }
}
