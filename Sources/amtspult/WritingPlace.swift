import CaseStore
import Casework
import ShellLanguage
import SyncProtocol
import Workstation
import WorkstationRuntime

/// Where a shell command writes: at the door of the running desk, or on the store, which it then
/// holds itself.
struct WritingPlace {
    private enum Way {
        case door(String)
        case own(Workplace, DoorKeeper)
    }

    let folder: DataFolder
    let person: PersonID
    private let way: Way

    /// - Throws: `Ending(.busy)` with who holds the store, after five seconds of waiting.
    init(_ options: PlaceOptions) throws {
        folder = options.folder
        person = options.personID
        let door = Installation.door(of: folder)
        if Door.knock(at: door, DoorRequest(person: person, order: .knock)) != nil {
            way = .door(door)
        } else {
            let workplace = try options.workplace()
            way = .own(workplace, try Installation.keeper(of: workplace))
        }
    }

    func close() {
        if case .own(let workplace, _) = way { workplace.close() }
    }

    /// The procedures of this installation, where no desk has brought them along.
    func publish() throws {
        guard case .own(let workplace, _) = way else { return }
        _ = try telling { try workplace.publish(Installation.catalog) }
    }

    func register() throws -> CaseRegister {
        switch way {
        case .own(let workplace, _): workplace.desk.register
        case .door:
            try telling { try CaseRegister(reading: folder, editions: Workplace.readEdition) }
        }
    }

    func write(_ order: DoorOrder) throws -> DoorReply {
        let request = DoorRequest(person: person, order: order)
        let reply: DoorReply
        switch way {
        case .own(_, let keeper): reply = keeper.answer(request)
        case .door(let path):
            guard let answer = Door.knock(at: path, request) else {
                throw Ending(
                    .busy, "Der Arbeitsplatz hat nicht geantwortet. Bitte noch einmal versuchen.")
            }
            reply = answer
        }
        switch reply {
        case .failure(let sentence): throw Ending(.output, sentence)
        case .forbidden(let sentence): throw Ending(.noRight, sentence)
        default: return reply
        }
    }
}
