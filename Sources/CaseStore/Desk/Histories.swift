import Casework
import Foundation
import GRDB
import SyncProtocol

/// The history of a case with what proves it. A desk that began with pieces has it only of cases
/// somebody looked at.
extension Desk {
    /// Asks the centre for the whole history of a case and keeps it with its proofs.
    ///
    /// - Returns: whether something was new.
    /// - Throws: `CentreFailure`.
    package func fetchHistory(of id: CaseID, by person: PersonID) throws -> Bool {
        guard try !register.isHistoryProven(of: id) else { return false }
        let history = try transport.history(of: id, by: person)
        try shelf.write { db in
            // What came after the page the desk stands at comes with the feed.
            let cursor = try Meta(db).cursor.sequence
            let known = history.entries.filter { $0.entry.sequence <= cursor }
            let projection = try projection(db)
            for proven in known {
                try projection.insert(proven.entry)
                try db.cachedStatement(
                    sql: "INSERT OR REPLACE INTO proof (sequence, \"case\", bytes) VALUES (?, ?, ?)"
                ).execute(arguments: [
                    proven.entry.sequence, id.raw, proven.wire.data,
                ])
            }
            guard let head = history.head else { return }
            try db.execute(
                sql: "INSERT OR REPLACE INTO tree_head (\"case\", bytes) VALUES (?, ?)",
                arguments: [id.raw, head.wire.data])
        }
        return true
    }
}

extension CaseRegister {
    /// Whether every entry of the case is here; where not, the history is still to be fetched.
    package func isHistoryWhole(of id: CaseID) throws(StoreFailure) -> Bool {
        try asked { db, _ in try count("entry", id, db) >= versions(id, db) }
    }

    /// Whether every entry is here with what proves it.
    package func isHistoryProven(of id: CaseID) throws(StoreFailure) -> Bool {
        try asked { db, _ in try count("proof", id, db) >= versions(id, db) }
    }

    private func count(_ table: String, _ id: CaseID, _ db: Database) throws -> Int {
        try Int.fetchOne(
            db, sql: "SELECT count(*) FROM \(table) WHERE \"case\" = ?", arguments: [id.raw]) ?? 0
    }

    /// The version the centre gave last, without the acts pending on it.
    private func versions(_ id: CaseID, _ db: Database) throws -> Int {
        try Int.fetchOne(
            db,
            sql: """
                SELECT version - (SELECT count(*) FROM overlay
                    WHERE overlay."case" = row.uuid AND obstacle IS NULL)
                FROM row WHERE uuid = ?
                """, arguments: [id.raw]) ?? 0
    }

    /// Looks through the history of a case as it lies here, without a centre.
    ///
    /// - Parameter logKey: the centre's key as it was learnt at enrolment.
    /// - Returns: nil where the person may not read the case.
    package func check(
        _ id: CaseID, by person: PersonID, logKey: [UInt8]
    ) throws(StoreFailure) -> HistoryCheck? {
        try asked { db, held in
            let condition = Predicate(sql: "row.uuid = ?", arguments: [id.raw])
            guard try !rows(where: condition, by: person, limit: 1, db, held).isEmpty else {
                return nil
            }
            let proven = try Row.fetchAll(
                db, sql: "SELECT bytes FROM proof WHERE \"case\" = ? ORDER BY sequence",
                arguments: [id.raw]
            ).map { row in
                try ProvenEntry(wire: try JSONValue(bytes: row.bytes("bytes")), at: "proof")
            }
            let head = try Row.fetchOne(
                db, sql: "SELECT bytes FROM tree_head WHERE \"case\" = ?", arguments: [id.raw]
            ).map { row in
                try SignedTreeHead(wire: try JSONValue(bytes: row.bytes("bytes")), at: "head")
            }
            return HistoryCheck(
                proven, head: head, versions: try versions(id, db),
                image: try centreImage(id, db), logKey: logKey)
        }
    }

    private func centreImage(_ id: CaseID, _ db: Database) throws -> CaseFile? {
        let row = try Row.fetchOne(
            db, sql: "SELECT bytes FROM base_image WHERE \"case\" = ?", arguments: [id.raw])
        guard let row else { return try Projection.shown(id, db) }
        let bytes = row.bytes("bytes")
        return bytes.isEmpty ? nil : try CaseFile(wire: try JSONValue(bytes: bytes), at: "image")
    }
}

/// What a look through a history found.
package struct HistoryCheck: Hashable, Sendable {
    package enum Fault: Hashable, Sendable {
        /// The centre's signature is missing, or is not by the key from enrolment.
        case headUnsigned
        /// An entry is not here.
        case missing(version: Int)
        /// The bytes of the act say something else than the entry.
        case altered(version: Int)
        /// Nobody signed the act, or somebody else.
        case unsigned(version: Int)
        /// The entry is not in the tree the centre stands for.
        case notInTree(version: Int)
        /// The entries do not lead to what is shown.
        case leadsElsewhere
    }

    /// Entries that hold.
    package var proven: Int
    package var versions: Int
    /// The first thing that does not hold.
    package var fault: Fault?
    /// When the centre stood for the tree.
    package var headAt: Instant?

    init(
        _ entries: [ProvenEntry], head: SignedTreeHead?, versions: Int, image: CaseFile?,
        logKey: [UInt8]
    ) {
        self.versions = versions
        proven = 0
        headAt = head?.at
        let verifier = Ed25519Verifier()
        guard let head, !logKey.isEmpty, head.isSigned(by: logKey, verifier) else {
            fault = .headUnsigned
            return
        }
        var file: CaseFile?
        for version in 1...max(1, versions) {
            guard proven < entries.count, entries[proven].entry.version == version else {
                fault = .missing(version: version)
                return
            }
            let entry = entries[proven]
            if let bad = HistoryCheck.fault(of: entry, head: head, verifier) {
                fault = bad
                return
            }
            let opened = file ?? CaseFile(opening: entry.entry.act)
            file = opened
            file?.apply(
                entry.entry.changes, version: version, by: entry.entry.act.actor,
                at: entry.entry.at)
            proven += 1
        }
        if file?.wire.bytes != image?.wire.bytes { fault = .leadsElsewhere }
    }

    private static func fault(
        of proven: ProvenEntry, head: SignedTreeHead, _ verifier: Ed25519Verifier
    ) -> Fault? {
        let version = proven.entry.version
        let envelope = ActEnvelope(bytes: proven.bytes)
        guard (try? envelope.act()) == proven.entry.act else { return .altered(version: version) }
        if envelope.isSigned {
            guard let key = proven.key, envelope.isSigned(by: key, verifier) else {
                return .unsigned(version: version)
            }
        }
        return proven.isProven(by: head, verifier) ? nil : .notInTree(version: version)
    }
}
