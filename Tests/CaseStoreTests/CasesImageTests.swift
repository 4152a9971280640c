import Casework
import Foundation
import GRDB
import StoreWorld
import SyncProtocol
import Testing

@testable import CaseStore

/// A whole file of cases from the centre: the same as if every case had been worked out here, or
/// not taken at all.
@Suite struct CasesImageTests {
    let stage: Stage
    let lines: [[UInt8]]
    private let cursor = FeedCursor(sequence: 7, token: "t")

    init() throws {
        stage = try Stage()
        var town = RandomTown(seed: 11)
        try town.fill(stage, count: 90)
        let plan = try stage.desk.blobs.store([1, 2, 3])
        let attachment = Attachment(
            id: "plan", name: "plan.pdf", sha256: plan, mediaType: "application/pdf", size: 3,
            received: stage.world.today)
        try stage.act(.addAttachment(attachment), on: "t1", by: SmallOffice.chefin)
        try stage.desk.setText("Brunnenhaus", of: plan)
        stage.desk.exchange()
        let log = try stage.centre.changes(after: .beginning, reference: 0, limit: .max)
        var newest: [CaseID: CaseFile] = [:]
        for image in log.items.compactMap(\.image) { newest[image.id] = image }
        lines = newest.values.sorted { $0.id < $1.id }.map { $0.wire.bytes + [0x0A] }
        try #require(lines.count == 90)
    }

    private var published: [PublishedEdition] { SmallOffice.editions }

    private func built(
        from image: [[UInt8]], then rest: [[UInt8]]
    ) throws -> [String: [String]] {
        let builder =
            image.isEmpty
            ? try CasesBuilder(
                at: stage.folder.casesBuilding, editions: Editions(reader: SmallOffice.read),
                blobs: stage.desk.blobs, published: published, lanes: 4)
            : try adopted(try file(of: image), rows: image.count)
        try builder.add(Array(rest.joined()))
        try builder.finish(
            epoch: "e", cursor: cursor,
            reference: Reference(version: 3, office: SmallOffice.office, editions: published))
        return try Self.content(of: builder.path)
    }

    /// What the centre builds of these cases.
    private func file(of lines: [[UInt8]]) throws -> [UInt8] {
        let folder = try freshFolder()
        defer { removeFolder(folder.path) }
        var rest = lines[...]
        let (path, rows) = try CasesImage.build(
            in: folder.path, editions: published, read: SmallOffice.read
        ) {
            defer { rest = rest.dropFirst(40) }
            return rest.isEmpty ? nil : Array(rest.prefix(40).joined())
        }
        #expect(rows == lines.count)
        return Array(try Data(contentsOf: URL(fileURLWithPath: path)))
    }

    /// Its parts come in the wrong order.
    private func adopted(_ bytes: [UInt8], rows: Int) throws -> CasesBuilder {
        let file = try ImageFile(at: stage.folder.casesBuilding)
        for start in stride(from: 0, to: bytes.count, by: 30_000).reversed() {
            let part = bytes[start..<min(bytes.count, start + 30_000)]
            try file.write(Array(part), at: start)
        }
        return try CasesBuilder(
            image: file.path, rows: rows, editions: Editions(reader: SmallOffice.read),
            blobs: stage.desk.blobs, published: published, lanes: 4)
    }

    /// All rows of all tables, but for the inside of the index of words.
    private static func content(of path: String) throws -> [String: [String]] {
        let queue = try DatabaseQueue(path: path)
        return try queue.read { db in
            let tables = try String.fetchAll(
                db,
                sql: """
                    SELECT name FROM sqlite_master
                    WHERE type = 'table' AND name NOT LIKE 'words\\_%' ESCAPE '\\'
                    """)
            var content: [String: [String]] = [:]
            for table in tables {
                let key = table == "words" ? "rowid, *" : "*"
                content[table] = try Row.fetchAll(db, sql: "SELECT \(key) FROM \(table)")
                    .map(\.description).sorted()
            }
            content["found"] = try String.fetchAll(
                db,
                sql: """
                    SELECT uuid FROM row JOIN words ON words.rowid = row.id
                    WHERE words MATCH 'carport OR brunnenhaus' ORDER BY uuid
                    """)
            content["indices"] = try String.fetchAll(
                db,
                sql: """
                    SELECT sql FROM sqlite_master
                    WHERE type = 'index' AND sql IS NOT NULL ORDER BY name
                    """)
            return content
        }
    }

    @Test(arguments: [90, 50, 1])
    func theFileOfTheCentreIsWhatTheLinesMake(inTheFile count: Int) throws {
        let ofLines = try built(from: [], then: lines)
        let ofImage = try built(from: Array(lines[..<count]), then: Array(lines[count...]))
        for (table, rows) in ofLines { #expect(ofImage[table] == rows, "\(table)") }
        #expect(ofLines["row"]?.count == 90 && ofLines["found"]?.contains("t1") == true)
        #expect(ofLines["edition"]?.count == published.count)
    }

    enum Spoilt: String, CaseIterable {
        case table = "CREATE TABLE mehr (x)"
        case trigger = "CREATE TRIGGER t AFTER INSERT ON row BEGIN DELETE FROM row; END"
        case index = "DROP INDEX row_due"
        case meta = "INSERT INTO meta VALUES ('cursor', 1)"
        case entry =
            "INSERT INTO entry VALUES (1, 't1', 1, 'a', 'anna', 1, '', x'7b7d')"
        case office = "INSERT INTO edition VALUES (1, 'e', 'p', x'', 1)"
        case fewer = "DELETE FROM row WHERE id = 3"
        case otherNumbers = "UPDATE row SET id = 99 WHERE id = 3"
        case steps = "DELETE FROM grdb_migrations WHERE identifier = 'cases-3'"
    }

    @Test(arguments: Spoilt.allCases)
    func aFileWithAnythingElseInItIsNotTaken(_ spoilt: Spoilt) throws {
        let bytes = try file(of: lines)
        let place = stage.folder.file("verdorben.sqlite")
        try Data(bytes).write(to: URL(fileURLWithPath: place))
        try DatabaseQueue(path: place).write { try $0.execute(sql: spoilt.rawValue) }
        let changed = Array(try Data(contentsOf: URL(fileURLWithPath: place)))
        #expect(code { _ = try adopted(changed, rows: lines.count) } == .corrupt)
        #expect(code { _ = try adopted(bytes, rows: lines.count) } == nil)
    }

    @Test func aFileThatIsDamagedIsNotTaken() throws {
        let bytes = try file(of: lines)
        #expect(code { _ = try adopted(Array(bytes[..<(bytes.count / 2)]), rows: 90) } == .corrupt)
        #expect(code { _ = try adopted([UInt8](repeating: 7, count: 9_000), rows: 90) } == .corrupt)
        #expect(code { _ = try adopted([], rows: 0) } != nil)
        #expect(code { _ = try adopted(bytes, rows: 91) } == .corrupt)
    }

    /// What is written of a case changes: then `CasesImage.edition` is to be raised, and the line in
    /// the file is written anew. A desk would otherwise take files that are laid out in another way.
    @Test func whatIsWrittenHasAName() throws {
        let content = try built(from: lines, then: [])
        let text = content.filter { !["meta", "edition"].contains($0.key) }
            .sorted { $0.key < $1.key }.map { "\($0.key)\n\($0.value.joined(separator: "\n"))" }
            .joined(separator: "\n")
        let line = "\(try CasesImage.layout()) \(sha256Hex(Array(text.utf8)))\n"
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("Schemas/cases-image.txt")
        if ProcessInfo.processInfo.environment["WRITE_SCHEMAS"] != nil {
            try line.write(to: file, atomically: true, encoding: .utf8)
        }
        #expect(line == (try? String(contentsOf: file, encoding: .utf8)))
    }
}
