import CaseStore
import Casework
import StoreWorld
import SyncProtocol

/// A life in which a fresh file takes the place of the shown one after every act.
struct Anew {
    let folder: DataFolder
    let life: String

    func live() throws {
        let world = StillWorld(name: life)
        try folder.make()
        let lock = try StoreLock.take(folder, as: .here(person: "anna"), wait: 2_000)
        let way = NearCentre(try smallCentre(path: folder.centre, world: world))
        let desk = try Desk(
            folder, lock: lock, transport: way, editions: SmallOffice.read, world: world.world)
        try desk.noteLogIn(SmallOffice.anna)
        Probe.say("bereit")
        try build(desk, way)
        let caseID = CaseID("\(life)-akt")
        try Probe.report(
            desk.submit(
                Submission(opening: opening("Fall \(life)"), as: caseID), by: SmallOffice.anna))
        for count in 1... {
            // Every third act is still unsent when the file changes.
            if count % 3 == 0 { while try desk.offerOnce().more {} }
            try build(desk, way)
            let text = "\(life)/\(count)"
            let note = Note(id: NoteID("n\(text)"), kind: .remark, text: text)
            try Probe.report(
                desk.submit(
                    Submission(.addNote(note), on: caseID, base: Base(version: count)),
                    by: SmallOffice.anna))
        }
    }

    private func build(_ desk: Desk, _ way: NearCentre) throws {
        let manifest = try way.snapshot(image: nil)
        let ground = try desk.ground(of: manifest)
        let builder = try desk.builder(on: ground)
        for segment in manifest.segments {
            try builder.add(try way.segment(segment.sha256, from: 0, limit: segment.bytes))
        }
        try desk.adopt(builder, on: ground)
    }
}
