import Casework
import CentralService
import Foundation
import StoreWorld
import Testing

@testable import CaseStore

@Suite struct BackupTests {
    private struct Place {
        let folder: DataFolder
        let world = StillWorld(name: "s")
        let centre: Centre
        let desk: Desk
        let target: String

        init() throws {
            folder = try freshFolder()
            target = folder.path + "-sicherung"
            centre = try smallCentre(path: folder.centre, world: world)
            desk = try openDesk(folder, way: centre, world: world)
            desk.exchange()
        }

        func open(_ id: CaseID) throws {
            _ = try desk.submit(
                Submission(opening: opening("Fall \(id)"), as: id), by: SmallOffice.anna)
        }

        func end() {
            desk.close()
            for path in [folder.path, target, target + "-neu"] { removeFolder(path) }
        }
    }

    @Test func whatIsBackedUpWhileWorkGoesOnComesBack() throws {
        let place = try Place()
        defer { place.end() }
        try place.open("c1")
        let blob = try place.desk.blobs.store(Array("Plan".utf8))
        let report = try Backup.make(of: place.folder, to: place.target, at: place.world.now)
        #expect((report.files, report.blobs) == (4, 1))
        try place.open("c2")
        #expect(try Backup.verify(place.target) == report)
        let fresh = DataFolder(place.target + "-neu")
        var epochs: [String] = []
        _ = try Backup.restore(place.target, into: fresh, as: .here(person: "anna")) { path in
            epochs.append(path)
            let store = try SQLiteCentralStore(path: path, epoch: "unbenutzt")
            let centre = Centre(
                store: store, clock: { place.world.now }, readEdition: SmallOffice.read)
            try centre.startEpoch("epoche-2")
        }
        #expect(epochs == [fresh.centre])
        let centre = try smallCentre(path: fresh.centre, world: place.world)
        let desk = try openDesk(fresh, way: centre, world: place.world)
        defer { desk.close() }
        #expect(desk.exchange().newEpoch)
        #expect(try desk.register.image(of: "c1", by: SmallOffice.anna)?.subject == "Fall c1")
        #expect(try desk.register.image(of: "c2", by: SmallOffice.anna) == nil)
        #expect(try desk.blobs.read(blob) == Array("Plan".utf8))
        #expect(Diagnosis.items(of: fresh).filter { !$0.ok }.map(\.line) == [])
    }

    @Test func aChangedBackupIsNotTaken() throws {
        let place = try Place()
        defer { place.end() }
        try place.open("c1")
        _ = try Backup.make(of: place.folder, to: place.target, at: place.world.now)
        let path = URL(fileURLWithPath: place.target + "/journal.sqlite")
        var bytes = try Data(contentsOf: path)
        bytes[bytes.count / 2] ^= 1
        try bytes.write(to: path)
        let fresh = DataFolder(place.target + "-neu")
        #expect(code { _ = try Backup.verify(place.target) } == .backup)
        #expect(
            code {
                _ = try Backup.restore(place.target, into: fresh, as: .here(person: "a")) { _ in }
            } == .backup)
        #expect(!fresh.exists)
    }

    @Test func anExistingStoreIsNeverOverwritten() throws {
        let place = try Place()
        defer { place.end() }
        try place.open("c1")
        _ = try Backup.make(of: place.folder, to: place.target, at: place.world.now)
        #expect(
            code { _ = try Backup.make(of: place.folder, to: place.target, at: place.world.now) }
                == .backup)
        place.desk.close()
        #expect(
            code {
                _ = try Backup.restore(
                    place.target, into: place.folder, as: .here(person: "a")
                ) { _ in }
            } == .backup)
        #expect(FileManager.default.fileExists(atPath: place.folder.journal))
    }

    @Test func aManifestNamesNothingOutside() throws {
        let place = try Place()
        defer { place.end() }
        try place.open("c1")
        _ = try Backup.make(of: place.folder, to: place.target, at: place.world.now)
        let path = URL(fileURLWithPath: place.target + "/manifest.json")
        let text = try String(contentsOf: path, encoding: .utf8)
        try text.replacingOccurrences(of: "desk.sqlite", with: "../x.sqlite")
            .write(to: path, atomically: true, encoding: .utf8)
        #expect(code { _ = try Backup.verify(place.target) } == .backup)
    }

    @Test func diagnosisNamesWhatIsWrong() throws {
        let place = try Place()
        defer { place.end() }
        try place.open("c1")
        let blob = try place.desk.blobs.store(Array("Plan".utf8))
        #expect(Diagnosis.items(of: place.folder).filter { !$0.ok }.map(\.line) == [])
        let path = try #require(place.desk.blobs.path(blob))
        try Data("Plam".utf8).write(to: URL(fileURLWithPath: path))
        #expect(code { _ = try place.desk.blobs.read(blob) } == .blob)
        chmod(place.folder.path, 0o755)
        let wrong = Diagnosis.items(of: place.folder).filter { !$0.ok }.map(\.name)
        #expect(wrong == ["Rechte", "Beilagen"])
    }
}
