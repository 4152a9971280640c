import Casework
import Dispatch
import Foundation
import GRDB
import SyncProtocol
import Synchronization

/// Builds a fresh file of cases beside the one in use, as fast as it goes: nothing is given to
/// the disk on the way, and the indices come last. What breaks off is thrown away.
package final class CasesBuilder: Sendable {
    /// Cases worked out at a time.
    static let batch = 2_000

    let path: String
    private let queue: DatabaseQueue
    private let blobs: BlobStore
    private let editions: Editions
    private let procedures: [EditionID: Procedure]
    /// What makes the indices that were left out.
    private let indices: [String]
    private let lanes: Int
    private let writing = DispatchQueue(label: "amtspult.building")
    /// Batches worked out and not written yet.
    private let room = DispatchSemaphore(value: 2)
    private let trouble = Mutex<StoreFailure?>(nil)
    private let count = Mutex<Int>(0)

    /// Begins with an empty file.
    ///
    /// - Parameters:
    ///   - published: the editions of the procedures of all cases that will come.
    ///   - lanes: how many cases are worked out at the same time; one thread does all with one.
    init(
        at path: String, editions: Editions, blobs: BlobStore, published: [PublishedEdition],
        lanes: Int
    ) throws {
        for suffix in ["", "-wal", "-shm", "-journal"] { FileName.remove(path + suffix) }
        let queue = try DatabaseQueue(path: path, configuration: CasesBuilder.configuration)
        try Connections.migrate(CasesSchema.migrator, queue)
        indices = try queue.write { db in
            try CasesBuilder.gather(db, words: lanes > 1 ? 64 << 20 : 16 << 20)
            return try CasesBuilder.takeDownIndices(db)
        }
        (self.path, self.queue, self.blobs, self.editions) = (path, queue, blobs, editions)
        self.lanes = lanes
        procedures = editions.procedures(of: published)
    }

    /// Goes on with the file that lies there and came from the centre.
    ///
    /// - Throws: `StoreFailure(.corrupt)` where it is not what this program would have built.
    init(
        image path: String, rows: Int, editions: Editions, blobs: BlobStore,
        published: [PublishedEdition], lanes: Int
    ) throws {
        try CasesImage.verify(path, rows: rows)
        let queue = try DatabaseQueue(path: path, configuration: CasesBuilder.configuration)
        (self.path, self.queue, self.blobs, self.editions) = (path, queue, blobs, editions)
        indices = []
        self.lanes = lanes
        procedures = editions.procedures(of: published)
        count.withLock { $0 = rows }
        try putTextsOfAttachments()
    }

    /// Without a journal: the file is new, and worth nothing until it is whole.
    private static var configuration: Configuration {
        var configuration = Configuration()
        configuration.prepareDatabase { db in
            try db.execute(
                sql: """
                    PRAGMA trusted_schema = OFF;
                    PRAGMA journal_mode = OFF;
                    PRAGMA synchronous = OFF;
                    PRAGMA locking_mode = EXCLUSIVE;
                    PRAGMA temp_store = MEMORY;
                    PRAGMA cache_size = -65536;
                    """)
        }
        return configuration
    }

    /// What can be read of attachments that lie here is found by its words too; the centre's file
    /// knows nothing of them.
    private func putTextsOfAttachments() throws {
        try queue.write { db in
            let rows = try Row.fetchAll(db, sql: "SELECT sha256, \"case\" FROM attached")
            var cases: Set<Int> = []
            for row in rows where blobs.hasText(of: row["sha256"]) { cases.insert(row["case"]) }
            let writer = RowWriter(db: db, editions: editions, blobs: blobs)
            for id in cases.sorted() { try writer.putWords(of: id) }
        }
    }

    /// - Returns: what makes them again.
    private static func takeDownIndices(_ db: Database) throws -> [String] {
        let rows = try Row.fetchAll(
            db,
            sql: "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL")
        return try rows.map { row in
            let name: String = row["name"]
            try db.execute(sql: "DROP INDEX \(name)")
            return row["sql"]
        }
    }

    /// How many bytes of words the index keeps in memory before it writes them.
    private static func gather(_ db: Database, words: Int) throws {
        try db.execute(
            sql: "INSERT INTO words (words, rank) VALUES ('hashsize', ?)", arguments: [words])
    }

    /// Takes lines that each are the image of one case.
    package func add(_ lines: [UInt8]) throws(StoreFailure) {
        let parts = lines.split(separator: UInt8(ascii: "\n"))
        for start in stride(from: 0, to: parts.count, by: CasesBuilder.batch) {
            let end = min(parts.count, start + CasesBuilder.batch)
            let rows = try workOut(parts[start..<end])
            let first = count.withLock { count in
                defer { count += rows.count }
                return count + 1
            }
            if lanes > 1 {
                room.wait()
                writing.async { [self] in
                    write(rows, from: first)
                    room.signal()
                }
            } else {
                write(rows, from: first)
            }
            if let failure = trouble.withLock({ $0 }) { throw failure }
        }
    }

    private func workOut(
        _ lines: ArraySlice<ArraySlice<UInt8>>
    ) throws(StoreFailure) -> [CaseRows] {
        let lanes = lanes
        let share = (lines.count + lanes - 1) / lanes
        let made = Mutex<[Int: Result<[CaseRows], StoreFailure>]>([:])
        let (procedures, blobs) = (procedures, blobs)
        DispatchQueue.concurrentPerform(iterations: lanes) { lane in
            let start = min(lines.endIndex, lines.startIndex + lane * share)
            let own = lines[start..<min(lines.endIndex, start + share)]
            let result = Result { () throws(StoreFailure) in
                try guarded { try own.map { try CaseRows(line: $0, procedures, blobs) } }
            }
            made.withLock { $0[lane] = result }
        }
        var rows: [CaseRows] = []
        for lane in 0..<lanes { rows += try made.withLock { $0[lane] }?.get() ?? [] }
        return rows
    }

    private func write(_ rows: [CaseRows], from first: Int) {
        do {
            try queue.write { db in
                let writer = RowWriter(db: db, editions: editions, blobs: blobs)
                for (offset, row) in rows.enumerated() {
                    try writer.put(row, id: first + offset, known: false)
                }
            }
        } catch {
            let failure = StoreFailure(error)
            trouble.withLock { $0 = $0 ?? failure }
        }
    }

    /// Makes the file whole; it is on the disk and closed when this returns.
    func finish(epoch: String, cursor: FeedCursor, reference: Reference) throws {
        try seal { db in
            try Meta.write(db, reference)
            var meta = try Meta(db)
            meta.epoch = epoch
            meta.reference = reference.version
            meta.cursor = cursor
            try meta.write(db)
        }
        try FileBytes.sync(path)
    }

    /// Makes the file whole and closes it.
    ///
    /// - Returns: how many cases it holds.
    @discardableResult
    func seal(_ lastTouch: (Database) throws -> Void = { _ in }) throws -> Int {
        writing.sync {}
        if let failure = trouble.withLock({ $0 }) { throw failure }
        try queue.write { db in
            try CasesBuilder.gather(db, words: 1 << 20)
            for index in indices { try db.execute(sql: index) }
            try lastTouch(db)
        }
        try queue.close()
        return count.withLock { $0 }
    }

    func abandon() {
        writing.sync {}
        try? queue.close()
        FileName.remove(path)
    }
}

extension Editions {
    fileprivate func procedures(of published: [PublishedEdition]) -> [EditionID: Procedure] {
        var procedures: [EditionID: Procedure] = [:]
        for edition in published {
            procedures[edition.id] = procedure(edition.id, document: edition.document)
        }
        return procedures
    }
}

extension CaseRows {
    fileprivate init(
        line: ArraySlice<UInt8>, _ procedures: [EditionID: Procedure], _ blobs: BlobStore
    ) throws {
        let file = try CaseFile(wire: try JSONValue(bytes: line), at: "image")
        let procedure = procedures[file.edition]
        self.init(
            file, procedure, pending: 0,
            document: SearchDocument(file, procedure, reasons: [], blobs: blobs),
            image: Data(line))
    }
}
