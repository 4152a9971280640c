import Casework
import GRDB
import Glibc
import SyncProtocol

/// A whole file of cases that the centre builds once for all workstations that get a unit.
package enum CasesImage {
    /// To be raised with every change of what is written of a case that the tables do not show,
    /// such as how words are folded: an image is taken only by who would lay out cases alike.
    private static let edition = 1

    /// The name of the tables and of what is written into them.
    package static func layout() throws -> String {
        let shape = try shape()
        return sha256Hex(Array((shape + ["\(edition)"]).joined(separator: "\n").utf8))
    }

    /// Builds one in an empty folder, by one thread.
    ///
    /// - Parameter lines: images of cases, one in a line; nil at the end.
    /// - Returns: where the file lies, and how many cases it holds.
    package static func build(
        in folder: String, editions: [PublishedEdition], read: @escaping EditionReader,
        lines: () throws -> [UInt8]?
    ) throws -> (path: String, rows: Int) {
        let folder = DataFolder(folder)
        try folder.make()
        let builder = try CasesBuilder(
            at: folder.casesBuilding, editions: Editions(reader: read), blobs: BlobStore(folder),
            published: editions, lanes: 1)
        do {
            while let lines = try lines() { try builder.add(lines) }
            return (builder.path, try builder.seal())
        } catch {
            builder.abandon()
            throw error
        }
    }

    /// A file from elsewhere is taken only if it is sound, has these tables and no other, and
    /// nothing in them but cases.
    static func verify(_ path: String, rows: Int) throws {
        do {
            let configuration = Connections.configuration(readOnly: true)
            let queue = try DatabaseQueue(path: path, configuration: configuration)
            defer { try? queue.close() }
            try Connections.quickCheck(queue)
            let expected = try shape()
            try queue.read { db in
                guard try shape(of: db) == expected else { throw wrong("tables") }
                for table in filledByTheDesk {
                    let some = try Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM \(table))")
                    guard some == false else { throw wrong(table) }
                }
                let found = try Row.fetchOne(db, sql: "SELECT count(*), max(id) FROM row")
                guard found?[0] == rows, found?[1] ?? 0 == rows else { throw wrong("rows") }
            }
        } catch {
            throw StoreFailure(error)
        }
    }

    private static let filledByTheDesk = [
        "meta", "edition", "overlay", "base_image", "entry", "proof", "tree_head", "withheld",
    ]

    private static func wrong(_ what: String) -> StoreFailure {
        StoreFailure(.corrupt, cause: "image: \(what)")
    }

    private static func shape() throws -> [String] {
        let queue = try DatabaseQueue()
        try Connections.migrate(CasesSchema.migrator, queue)
        return try queue.read(shape)
    }

    /// Everything that is in a file but for the rows.
    private static func shape(of db: Database) throws -> [String] {
        let parts = try Row.fetchAll(db, sql: "SELECT type, name, tbl_name, sql FROM sqlite_master")
            .map { row in row.databaseValues.map(\.description).joined(separator: "|") }
        let steps = try String.fetchAll(db, sql: "SELECT identifier FROM grdb_migrations")
        return parts.sorted() + steps.sorted()
    }
}

/// A file that comes from the centre in parts, in any order.
package final class ImageFile: Sendable {
    let path: String
    private let descriptor: Int32

    init(at path: String) throws(StoreFailure) {
        for suffix in ["", "-wal", "-shm", "-journal"] { FileName.remove(path + suffix) }
        self.path = path
        descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw StoreFailure(errno: errno, cause: "create") }
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    package func write(_ bytes: [UInt8], at offset: Int) throws(StoreFailure) {
        try FileBytes.writeAll(bytes, to: descriptor, at: offset)
    }

    /// Throws away what came so far.
    package func abandon() { FileName.remove(path) }
}
