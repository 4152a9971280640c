import Casework
import Foundation
import Letters
import ProcedureCatalog
import SyncProtocol
import Testing

/// A procedure that exists only as a folder beside these tests: adding one touches no Swift.
struct AddedProcedure {
    static let folders = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().appendingPathComponent("Folders").path

    @Test func aFolderIsAllItTakes() throws {
        let folder = "\(Self.folders)/dauerparkkarte"
        let found = verify(folder: folder) { try fill($0) }
        let lines = found.map(\.description).joined(separator: "\n")
        #expect(found.isEmpty, Comment(rawValue: lines))
        let procedure = try #require(compile(SourceFolder(path: folder)).procedure)
        #expect(procedure.kinds.map(\.id) == ["bewohner", "firmenwagen"])
        #expect(procedure.fees.first?.amount == Money(cents: 5440))
    }

    @Test func theCatalogueKeepsItsEdition() throws {
        let cache = FileManager.default.temporaryDirectory
            .appendingPathComponent("catalogue-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: cache) }
        let first = Catalog.load(folder: Self.folders, cache: cache)
        #expect(first.problems.isEmpty)
        let document = try #require(first.edition(of: "dauerparkkarte"))
        let kept = "\(cache)/dauerparkkarte.edition"
        #expect(FileManager.default.fileExists(atPath: kept))
        let second = Catalog.load(folder: Self.folders, cache: cache)
        #expect(second.edition(of: "dauerparkkarte") == document)

        // Damaged bytes are noticed by their name and compiled again.
        var data = try Data(contentsOf: URL(fileURLWithPath: kept))
        data[data.count - 10] ^= 1
        try data.write(to: URL(fileURLWithPath: kept))
        let third = Catalog.load(folder: Self.folders, cache: cache)
        #expect(third.edition(of: "dauerparkkarte") == document)
        #expect(Catalog.load(folder: Self.folders, cache: "/dev/null/x").editions.count == 1)
    }

    @Test func anEditChangesTheEdition() throws {
        let place = FileManager.default.temporaryDirectory
            .appendingPathComponent("procedures-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: place) }
        try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
        let copy = place.appendingPathComponent("dauerparkkarte")
        try FileManager.default.copyItem(
            atPath: "\(Self.folders)/dauerparkkarte", toPath: copy.path)
        let cache = place.appendingPathComponent(".cache").path
        let before = Catalog.load(folder: place.path, cache: cache)
        let file = copy.appendingPathComponent("letters/karte.mustache")
        let text = try String(contentsOf: file, encoding: .utf8)
        try (text + "Bitte beachten Sie die Zone.\n").write(
            to: file, atomically: true, encoding: .utf8)
        let after = Catalog.load(folder: place.path, cache: cache)
        #expect(after.problems.isEmpty)
        #expect(before.editions.first?.id != after.editions.first?.id)
    }

    @Test func foldersWithErrorsAreReportedAndLeftOut() throws {
        let place = FileManager.default.temporaryDirectory
            .appendingPathComponent("procedures-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: place) }
        let folder = place.appendingPathComponent("kaputt")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try "id: kaputt\n".write(
            to: folder.appendingPathComponent("procedure.yaml"), atomically: true, encoding: .utf8)
        let catalog = Catalog.load(folder: place.path, cache: nil)
        #expect(catalog.editions.isEmpty)
        #expect(catalog.problems.map(\.folder) == ["kaputt"])
        #expect(catalog.problems.first?.diagnostics.isEmpty == false)
    }
}
