import CaseStore
import Casework
import Foundation
import StoreWorld

/// Works at a desk until it is killed, and says of each act that it is saved only once it is.
///
/// Arguments: the data folder, a name for this life; "anew" as a third one makes it a desk whose
/// centre is on another machine and which fetches everything anew, again and again.
@main
enum Probe {
    static func main() throws {
        let arguments = CommandLine.arguments
        guard arguments.count >= 3 else { return }
        guard arguments.count == 3 else {
            return try Anew(folder: DataFolder(arguments[1]), life: arguments[2]).live()
        }
        let folder = DataFolder(arguments[1])
        let world = StillWorld(name: arguments[2])
        try folder.make()
        let lock = try StoreLock.take(folder, as: .here(person: "anna"), wait: 2_000)
        let centre = try smallCentre(path: folder.centre, world: world)
        let desk = try Desk(
            folder, lock: lock, transport: centre, editions: SmallOffice.read,
            world: world.world)
        desk.exchange()
        say("bereit")
        let caseID = CaseID("\(arguments[2])-akt")
        try report(
            desk.submit(
                Submission(opening: opening("Fall \(arguments[2])"), as: caseID),
                by: SmallOffice.anna))
        for count in 1... {
            let text = "\(arguments[2])/\(count)"
            let note = Note(id: NoteID("n\(text)"), kind: .remark, text: text)
            try report(
                desk.submit(
                    Submission(.addNote(note), on: caseID, base: Base(version: count)),
                    by: SmallOffice.anna))
        }
    }

    static func report(_ receipt: Receipt) throws {
        guard let act = receipt.act else { return }
        say("\(act.raw) \(receipt.caseID.raw)")
    }

    static func say(_ line: String) {
        FileHandle.standardOutput.write(Data((line + "\n").utf8))
    }
}
