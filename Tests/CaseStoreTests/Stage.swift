import Casework
import CentralService
import Foundation
import GRDB
import StoreWorld
import SyncProtocol
import Testing

@testable import CaseStore

/// A desk in a folder of its own, with a centre in memory and a way that can fail.
final class Stage {
    let folder: DataFolder
    let world: StillWorld
    let way: FlakyWay
    let centre: Centre
    private var sitting: Desk?

    var desk: Desk {
        guard let sitting else { preconditionFailure("nobody sits here") }
        return sitting
    }

    init() throws {
        folder = try freshFolder()
        world = StillWorld(name: "d")
        centre = try smallCentre(world: world)
        way = FlakyWay(centre)
        sitting = try openDesk(folder, way: way, world: world)
        desk.exchange()
    }

    deinit {
        sitting?.close()
        removeFolder(folder.path)
    }

    /// Ends the desk and sits down again.
    func reopen(cleanly: Bool = true, before change: () throws -> Void = {}) throws {
        sitting?.close()
        sitting = nil
        if !cleanly {
            _ = FileManager.default.createFile(atPath: folder.file("desk.open"), contents: nil)
        }
        try change()
        sitting = try openDesk(folder, way: way, world: world)
    }

    /// Tries to open the desk again.
    func sitDown() throws {
        let tried = try openDesk(folder, way: way, world: world)
        tried.close()
    }

    @discardableResult
    func open(
        _ subject: String, as id: CaseID, by person: PersonID = SmallOffice.anna,
        unit: UnitID? = nil, assignee: PersonID? = nil, place: Place = Place(),
        report: Bool = false
    ) throws -> Receipt {
        let opening = opening(
            subject, unit: unit, person: assignee, place: place, report: report)
        return try desk.submit(Submission(opening: opening, as: id), by: person)
    }

    @discardableResult
    func act(
        _ body: ActBody, on id: CaseID, by person: PersonID = SmallOffice.anna
    ) throws -> Receipt {
        let file = try #require(try image(id))
        return try desk.submit(Submission(body, on: file), by: person)
    }

    func image(_ id: CaseID, by person: PersonID = SmallOffice.chefin) throws -> CaseFile? {
        try desk.register.image(of: id, by: person)
    }

    func request(
        _ query: Query = .everything, sort: WorklistSort = .standard,
        by person: PersonID = SmallOffice.chefin
    ) -> WorklistRequest {
        WorklistRequest(query, sort: sort, person: person, today: world.today)
    }

    func note(_ id: String, _ text: String) -> ActBody {
        .addNote(Note(id: NoteID(id), kind: .remark, text: text))
    }
}

func freshFolder() throws -> DataFolder {
    let shared = FileManager.default.fileExists(atPath: "/dev/shm")
    let root = shared ? "/dev/shm" : NSTemporaryDirectory()
    let folder = DataFolder("\(root)/amtspult-store-\(UUID().uuidString)")
    try folder.make()
    return folder
}

func removeFolder(_ path: String) { try? FileManager.default.removeItem(atPath: path) }

func code(_ body: () throws -> Void) -> StoreFailure.Code? {
    do {
        try body()
        return nil
    } catch {
        return (error as? StoreFailure)?.code
    }
}

extension Desk {
    /// Leaves the journal room for so many pages: a full disk, for one file.
    func limitJournal(toMorePages more: Int) throws {
        try journal.queue.writeWithoutTransaction { db in
            let pages = try Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0
            _ = try Int.fetchOne(db, sql: "PRAGMA max_page_count = \(pages + more)")
        }
    }
}
