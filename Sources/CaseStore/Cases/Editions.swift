import Casework
import GRDB
import Synchronization

/// Reads a procedure out of an edition's document.
package typealias EditionReader = @Sendable ([UInt8]) throws -> Procedure

/// Procedures by edition, read once from their documents.
final class Editions: Sendable {
    private let reader: EditionReader
    private let known = Mutex<[EditionID: Procedure]>([:])

    init(reader: @escaping EditionReader) { self.reader = reader }

    /// nil where the store has no such edition or this program cannot read it: such a case can
    /// be looked at, not worked.
    func procedure(_ id: EditionID, _ db: Database) throws -> Procedure? {
        if let procedure = known.withLock({ $0[id] }) { return procedure }
        let row = try Row.fetchOne(
            db, sql: "SELECT document FROM edition WHERE id = ?", arguments: [id.raw])
        return row.flatMap { procedure(id, document: $0.bytes("document")) }
    }

    func procedure(_ id: EditionID, document: [UInt8]) -> Procedure? {
        if let procedure = known.withLock({ $0[id] }) { return procedure }
        guard let procedure = try? reader(document) else { return nil }
        known.withLock { $0[id] = procedure }
        return procedure
    }

    /// Every procedure that can be read, older editions first.
    func all(_ db: Database) throws -> [Procedure] {
        try String.fetchAll(db, sql: "SELECT id FROM edition ORDER BY position")
            .compactMap { try procedure(EditionID($0), db) }
    }

    /// The editions that new cases take, in the order of their publication.
    func current(_ db: Database) throws -> [(id: EditionID, procedure: Procedure)] {
        let ids = try String.fetchAll(
            db, sql: "SELECT id FROM edition WHERE current = 1 ORDER BY position")
        return try ids.compactMap { id in
            try procedure(EditionID(id), db).map { (EditionID(id), $0) }
        }
    }
}
