import Casework
import Foundation
import GRDB
import StoreWorld
import SyncProtocol
import Testing

@testable import CaseStore

/// What commands read beside a desk reaches the journal and the centre, and is never lost.
@Suite struct ReadSpoolTests {
    private func spooled(_ stage: Stage) -> [String] {
        let path = stage.folder.file("lesungen")
        return (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    }

    @Test func aReadingBesideTheDeskIsReportedByIt() throws {
        let stage = try Stage()
        let at = stage.world.now.adding(seconds: -90)
        try ReadSpool(stage.folder).note(
            ["a", "b"], by: SmallOffice.anna, purpose: .open, at: at, id: "1")
        #expect(spooled(stage) == ["1.json"])
        stage.desk.exchange()
        #expect(spooled(stage).isEmpty)
        let reads = try stage.desk.journal.queue.read { db in
            try Row.fetchAll(db, sql: "SELECT * FROM read WHERE purpose = 'open' ORDER BY position")
        }
        #expect(reads.map { $0["case"] as String } == ["a", "b"])
        for read in reads {
            #expect(read["person"] == SmallOffice.anna.raw)
            #expect(read["device"] == stage.desk.device.raw)
            #expect(read["at"] == at.milliseconds)
            #expect(read["reported"] == 1, "the centre has it")
        }
    }

    @Test func whatCannotBeReadIsKept() throws {
        let stage = try Stage()
        try ReadSpool(stage.folder).note(
            ["a"], by: SmallOffice.anna, purpose: .search, at: .epoch, id: "1")
        let path = stage.folder.file("lesungen/1.json")
        try Data("{\"v\":1,".utf8).write(to: URL(fileURLWithPath: path))
        #expect(stage.desk.exchange().reached)
        #expect(spooled(stage) == ["1.json.unlesbar"])
    }

    @Test func nobodyElseReadsIt() throws {
        let stage = try Stage()
        try ReadSpool(stage.folder).note(
            ["a"], by: SmallOffice.anna, purpose: .open, at: .epoch, id: "1")
        for name in ["lesungen", "lesungen/1.json"] {
            let values = try FileManager.default.attributesOfItem(
                atPath: stage.folder.file(name))
            let bits = try #require(values[.posixPermissions] as? Int)
            #expect(bits & 0o077 == 0, "\(name)")
        }
    }
}
