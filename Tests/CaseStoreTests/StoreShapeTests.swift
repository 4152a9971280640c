import Casework
import Foundation
import GRDB
import StoreWorld
import Testing

@testable import CaseStore

@Suite struct StoreShapeTests {
    /// Released migrations are frozen: this text changes only together with a new migration.
    @Test(arguments: ["journal", "cases", "desk"])
    func theTablesAreThoseThatWereReleased(name: String) throws {
        let migrator =
            switch name {
            case "journal": JournalSchema.migrator
            case "cases": CasesSchema.migrator
            default: DrawerSchema.migrator
            }
        let queue = try DatabaseQueue()
        try migrator.migrate(queue)
        let text =
            try queue.read { db in
                try String.fetchAll(
                    db,
                    sql: "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY type, name")
            }.joined(separator: ";\n") + ";\n"
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("Schemas/\(name).sql")
        if ProcessInfo.processInfo.environment["WRITE_SCHEMAS"] != nil {
            try text.write(to: file, atomically: true, encoding: .utf8)
        }
        #expect(text == (try? String(contentsOf: file, encoding: .utf8)))
    }

    @Test func theJournalGivesEveryCommitToTheDisk() throws {
        let stage = try Stage()
        let (level, mode, trusted) = try stage.desk.journal.queue.inDatabase { db in
            (
                try Int.fetchOne(db, sql: "PRAGMA synchronous"),
                try String.fetchOne(db, sql: "PRAGMA journal_mode"),
                try Int.fetchOne(db, sql: "PRAGMA trusted_schema")
            )
        }
        #expect((level, mode, trusted) == (2, "wal", 0))
    }

    @Test func howARefusalWasDealtWithIsKept() throws {
        let stage = try Stage()
        try stage.desk.journal.queue.write { db in
            try db.execute(
                sql: "INSERT INTO clearing VALUES ('a1', 'discarded', 'erledigt', 'anna', 1)")
        }
        for sql in ["DELETE FROM clearing", "UPDATE clearing SET reason = ''"] {
            #expect(throws: DatabaseError.self) {
                try stage.desk.journal.queue.write { try $0.execute(sql: sql) }
            }
        }
    }

    @Test func actsAreKeptAsTheyAre() throws {
        let stage = try Stage()
        try stage.open("Zubau", as: "c1")
        for sql in [
            "DELETE FROM act", "UPDATE act SET bytes = x'00'", "UPDATE act SET counter = 9",
            """
            INSERT INTO act (id, device, actor, counter, "case", bytes, made)
            SELECT 'x', device, actor, 3, "case", bytes, made FROM act
            """,
        ] {
            #expect(throws: DatabaseError.self) {
                try stage.desk.journal.queue.write { try $0.execute(sql: sql) }
            }
        }
    }

    @Test func theFilesAreTheirOwnersOnly() throws {
        let stage = try Stage()
        try stage.open("Zubau", as: "c1")
        let name = try stage.desk.blobs.store([1, 2, 3])
        var paths = [
            "", "/journal.sqlite", "/cases.sqlite", "/desk.sqlite", "/desk.lock", "/blobs",
        ]
        .map { stage.folder.path + $0 }
        paths.append(try #require(stage.desk.blobs.path(name)))
        for path in paths {
            let rights = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions]
            let bits = try #require(rights as? Int)
            #expect(bits & 0o077 == 0, "\(path)")
        }
    }

    /// Deleting what can be fetched again, and fetching it, gives the same content.
    @Test func theShownCasesCanBeRebuiltFromTheFeed() throws {
        let stage = try Stage()
        var town = RandomTown(seed: 9)
        try town.fill(stage, count: 60)
        stage.way.weather = .unreachable
        try stage.act(.setSubject("Vorläufig"), on: "t8", by: SmallOffice.chefin)
        stage.way.weather = .fine
        stage.desk.exchange()
        let before = try dump(stage)
        try stage.reopen {
            for suffix in ["", "-wal", "-shm"] { removeFolder(stage.folder.cases + suffix) }
        }
        #expect(try stage.desk.register.count(stage.request()) == 0)
        stage.desk.exchange()
        #expect(try dump(stage) == before)
    }

    private func dump(_ stage: Stage) throws -> [String] {
        try stage.desk.shelf.read { db in
            let tables = [
                """
                SELECT row.*, hex(image.bytes) FROM row JOIN image USING (id)
                ORDER BY uuid
                """,
                "SELECT sequence, \"case\", version, act, at, reason, hex(bytes) FROM entry",
                "SELECT * FROM parcel JOIN row ON row.id = parcel.\"case\" ORDER BY uuid, parcel",
                "SELECT uuid, words.* FROM words JOIN row ON row.id = words.rowid ORDER BY uuid",
                "SELECT * FROM overlay", "SELECT * FROM base_image",
                // How often the file was written is not what it shows.
                "SELECT * FROM meta WHERE key <> 'rows'", "SELECT * FROM edition",
            ]
            return try tables.flatMap { sql in
                try Row.fetchAll(db, sql: sql).map { row in
                    row.filter { $0.0 != "id" && $0.0 != "case" }
                        .map { "\($0.0)=\($0.1)" }.joined(separator: " ")
                }
            }
        }
    }

    @Test func draftsPlacesAndSettingsStay() throws {
        let stage = try Stage()
        let drawer = stage.desk.drawer
        let draft = DraftNote(
            person: "anna", caseID: nil, form: "einlauf", bytes: [1, 2], at: stage.world.now)
        try drawer.save(draft)
        try drawer.savePlace("anna", list: "tisch", bytes: [3])
        try drawer.saveFilters(
            "anna", [SavedFilter(name: "b", query: "x"), SavedFilter(name: "a", query: "y")])
        try drawer.set("anna", "thema", to: "hell")
        try drawer.addUndo("anna", [UndoMark(caseID: "c1", act: "a1")])
        try drawer.addUndo(
            "anna",
            [
                UndoMark(caseID: "c1", act: "a2", batch: "b"),
                UndoMark(caseID: "c2", act: "a3", batch: "b"),
            ])
        try stage.reopen()
        let again = stage.desk.drawer
        #expect(try again.drafts("anna") == [draft])
        #expect(try again.drafts("bert").isEmpty)
        #expect(try again.places("anna") == ["tisch": [3]])
        #expect(try again.filters("anna").map(\.name) == ["b", "a"])
        #expect(try again.settings("anna") == ["thema": "hell"])
        #expect(try again.undoMarks("anna").map(\.act) == ["a3", "a2", "a1"])
        #expect(try again.undoMarks("anna").map(\.batch) == ["b", "b", ""])
        try again.dropUndo(["a3", "a2"])
        try again.set("anna", "thema", to: nil)
        try again.discardDraft("anna", nil, form: "einlauf")
        #expect(try again.undoMarks("anna").map(\.act) == ["a1"])
        #expect(try again.settings("anna").isEmpty)
        #expect(try again.drafts("anna").isEmpty)
    }

    @Test func aLineOfAFileIsTakenOnce() throws {
        let stage = try Stage()
        let line = TakenIn(identity: "koeln/A-1", digest: "d1", file: "a.csv", line: 7)
        let receipts = try stage.desk.takeIn(
            [Submission(opening: opening("Übernahme"), as: "c1", takenIn: line)],
            by: SmallOffice.anna)
        #expect(receipts.first?.obstacle == nil)
        #expect(try stage.desk.takenIn("koeln/A-1")?.line == line)
        #expect(try stage.desk.takenIn("koeln/A-1")?.caseID == "c1")
        #expect(try stage.desk.takenIn("koeln/A-2") == nil)
        #expect(
            code {
                _ = try stage.desk.takeIn(
                    [Submission(opening: opening("Übernahme"), as: "c2", takenIn: line)],
                    by: SmallOffice.anna)
            } == .unexpected)
        #expect(try stage.image("c2") == nil)
    }
}
