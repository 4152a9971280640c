import Casework
import CentralService
import Foundation
import GRDB
import StoreWorld
import SyncProtocol
import Testing

@testable import CaseStore

/// A workstation whose program was renewed while acts were still in its outbox.
@Suite struct FormerVersionTests {
    /// Whatever version wrote the journal: what it had saved is offered with the same bytes, and
    /// work goes on behind it.
    @Test(arguments: JournalSchema.migrator.migrations)
    func theOutboxOfAFormerVersionIsOffered(version: String) throws {
        let folder = try freshFolder()
        defer { removeFolder(folder.path) }
        let world = StillWorld(name: "d")
        let centre = try smallCentre(world: world)
        let envelope = ActEnvelope(
            Act(
                id: "alt-1", device: "d-alt", counter: 1, actor: SmallOffice.anna, caseID: "c1",
                base: Base(version: 0), body: .open(opening("Zubau", unit: "bbv")),
                at: Instant(milliseconds: 7)))
        try write(envelope, into: folder, asOf: version)

        let desk = try openDesk(folder, way: FlakyWay(centre), world: world)
        defer { desk.close() }
        #expect(desk.device == "d-alt")
        #expect(try desk.outbox().unsent == 1)
        #expect(desk.exchange().reached)
        #expect(try desk.outbox().unsent == 0)
        let history = try centre.history(of: "c1", by: SmallOffice.anna)
        #expect(history.entries.map(\.bytes) == [envelope.bytes])
        let file = try #require(try desk.register.image(of: "c1", by: SmallOffice.anna))
        let note = Note(id: "n", kind: .remark, text: "weiter")
        let receipt = try desk.submit(Submission(.addNote(note), on: file), by: SmallOffice.anna)
        #expect(receipt.obstacle == nil)
        #expect(desk.exchange().reached)
        #expect(try centre.history(of: "c1", by: SmallOffice.anna).entries.count == 2)
    }

    private func write(_ envelope: ActEnvelope, into folder: DataFolder, asOf version: String)
        throws
    {
        let queue = try DatabaseQueue(path: folder.journal)
        try JournalSchema.migrator.migrate(queue, upTo: version)
        let act = try envelope.act()
        try queue.write { db in
            try db.execute(
                sql: "INSERT INTO device (id, made) VALUES (?, 7)", arguments: [act.device.raw])
            try db.execute(
                sql: """
                    INSERT INTO act (id, device, actor, counter, "case", bytes, made)
                    VALUES (?, ?, ?, ?, ?, ?, 7)
                    """,
                arguments: [
                    act.id.raw, act.device.raw, act.actor.raw, act.counter, act.caseID.raw,
                    envelope.data,
                ])
        }
        try queue.close()
    }
}
