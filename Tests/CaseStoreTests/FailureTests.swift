import CaseStore
import Casework
import Foundation
import GRDB
import Glibc
import StoreWorld
import Testing

@Suite struct FailureTests {
    @Test func aSecondWorkstationIsToldWhoIsThere() throws {
        let stage = try Stage()
        let failure = #expect(throws: StoreFailure.self) {
            _ = try StoreLock.take(
                stage.folder, as: LockHolder(process: 1, person: "b", host: "h", terminal: "t"),
                wait: 40)
        }
        #expect(failure?.code == .held)
        #expect(failure?.sentence.contains("anna") == true)
        #expect(failure?.sentence.contains("\(getpid())") == true)
    }

    @Test func readersReadBesideARunningDesk() throws {
        let stage = try Stage()
        try stage.open("Zubau Carport", as: "c1")
        let register = try CaseRegister(reading: stage.folder, editions: SmallOffice.read)
        #expect(try register.count(stage.request()) == 1)
        try stage.open("Dachausbau", as: "c2")
        #expect(try register.page(stage.request(), limit: 9).rows.count == 2)
    }

    @Test func whereThereIsNoStoreNothingIsMade() throws {
        let folder = DataFolder("/dev/shm/amtspult-nicht-da")
        #expect(
            code { _ = try CaseRegister(reading: folder, editions: SmallOffice.read) } == .missing)
        #expect(!FileManager.default.fileExists(atPath: folder.path))
    }

    @Test(arguments: ["journal.sqlite", "cases.sqlite", "desk.sqlite"])
    func aFileOfANewerVersionIsLeftAsItIs(name: String) throws {
        let stage = try Stage()
        let path = stage.folder.file(name)
        try stage.reopen {
            let queue = try DatabaseQueue(path: path)
            try queue.write {
                try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('zukunft-9')")
            }
            try queue.close()
            #expect(code { try stage.sitDown() } == .newerVersion)
            let again = try DatabaseQueue(path: path)
            try again.write {
                try $0.execute(sql: "DELETE FROM grdb_migrations WHERE identifier = 'zukunft-9'")
            }
            try again.close()
        }
        #expect(try stage.desk.register.count(stage.request()) == 0)
    }

    @Test(arguments: ["journal.sqlite", "desk.sqlite"])
    func aDamagedFileIsSaidAndKept(name: String) throws {
        let stage = try Stage()
        let path = stage.folder.file(name)
        try stage.reopen {
            let whole = try Data(contentsOf: URL(fileURLWithPath: path))
            try Data("Das ist keine Datenbank. ".utf8 + whole.dropFirst(25))
                .write(to: URL(fileURLWithPath: path))
            #expect(code { try stage.sitDown() } == .corrupt)
            try whole.write(to: URL(fileURLWithPath: path))
        }
        #expect(try stage.desk.register.count(stage.request()) == 0)
    }

    @Test func damagedCasesAreFetchedAnew() throws {
        let stage = try Stage()
        try stage.open("Zubau Carport", as: "c1")
        let path = stage.folder.file("cases.sqlite")
        try stage.reopen {
            try Data(repeating: 7, count: 20_000).write(to: URL(fileURLWithPath: path))
        }
        #expect(stage.desk.rebuilt)
        stage.desk.exchange()
        #expect(try stage.image("c1")?.subject == "Zubau Carport")
    }

    @Test func damageInsideAFileIsFoundAfterACrash() throws {
        let stage = try Stage()
        for number in 1...40 { try stage.open("Fall \(number)", as: CaseID("c\(number)")) }
        let path = stage.folder.file("journal.sqlite")
        try stage.reopen(cleanly: false) {
            let whole = try Data(contentsOf: URL(fileURLWithPath: path))
            var torn = whole
            torn.replaceSubrange(12_288..<16_384, with: Data(repeating: 0xA5, count: 4_096))
            try torn.write(to: URL(fileURLWithPath: path))
            #expect(code { try stage.sitDown() } == .corrupt)
            try whole.write(to: URL(fileURLWithPath: path))
        }
        #expect(stage.desk.checkedAfterCrash)
        #expect(try stage.desk.register.count(stage.request()) == 40)
    }

    @Test func aFullDiskRefusesTheActAndKeepsTheDraft() throws {
        let stage = try Stage()
        try stage.open("Zubau Carport", as: "c1")
        let draft = DraftNote(
            person: SmallOffice.anna, caseID: "c1", form: "notiz", bytes: Array("Text".utf8),
            at: stage.world.now)
        try stage.desk.drawer.save(draft)
        try stage.desk.limitJournal(toMorePages: 2)
        let long = String(repeating: "Umfangreicher Vermerk. ", count: 800)
        let failure = code { try stage.act(stage.note("n1", long), on: "c1") }
        #expect(failure == .full)
        #expect(try stage.image("c1")?.notes.isEmpty == true)
        #expect(try stage.desk.outbox().unsent == 0)
        #expect(
            try stage.desk.drawer.draft(SmallOffice.anna, "c1", form: "notiz")?.bytes
                == draft.bytes)
        try stage.desk.limitJournal(toMorePages: 10_000)
        #expect(try stage.act(stage.note("n1", long), on: "c1").saved)
    }

    @Test func aSmallFileSystemFillsUpWithoutHalfActs() throws {
        guard let mount = try Mount(options: "size=2m") else { return }
        defer { mount.end() }
        let folder = DataFolder(mount.path + "/daten")
        let world = StillWorld(name: "v")
        let desk = try openDesk(folder, way: try smallCentre(world: world), world: world)
        desk.exchange()
        _ = try desk.submit(
            Submission(opening: opening("Fall"), as: "c1"), by: SmallOffice.anna)
        var saved = 0
        var last: StoreFailure?
        for number in 1...200 {
            let text = String(repeating: "Vermerk \(number). ", count: 2_000)
            let note = Note(
                id: NoteID("n\(number)"), kind: .remark, text: String(text.prefix(19_000)))
            do {
                _ = try desk.submit(
                    Submission(.addNote(note), on: "c1", base: Base(version: number)),
                    by: SmallOffice.anna)
                saved += 1
            } catch {
                last = error
                break
            }
        }
        #expect(last?.code == .full)
        #expect(saved > 0)
        desk.close()
        try mount.remount("size=64m")
        let again = try openDesk(
            folder, way: try smallCentre(epoch: "neu", world: world), world: world)
        again.exchange()
        let file = try again.register.image(of: "c1", by: SmallOffice.anna)
        #expect(file?.notes.count == saved)
        again.close()
    }

    @Test func aReadOnlyFileSystemIsSaid() throws {
        guard let mount = try Mount(options: "size=16m") else { return }
        defer { mount.end() }
        let folder = DataFolder(mount.path + "/daten & \u{E4}lteres")
        let world = StillWorld(name: "r")
        let centre = try smallCentre(world: world)
        let desk = try openDesk(folder, way: centre, world: world)
        desk.exchange()
        _ = try desk.submit(
            Submission(opening: opening("Fall"), as: "c1"), by: SmallOffice.anna)
        desk.close()
        try mount.remount("ro")
        #expect(code { _ = try openDesk(folder, way: centre, world: world) } == .readOnly)
        let register = try CaseRegister(reading: folder, editions: SmallOffice.read)
        #expect(try register.image(of: "c1", by: SmallOffice.anna)?.subject == "Fall")
        let items = Diagnosis.items(of: folder)
        #expect(items.first { $0.name == "Platz" }?.ok == false)
    }
}
