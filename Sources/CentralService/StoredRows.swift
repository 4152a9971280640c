import Casework
import SyncProtocol

/// A value as a store keeps it.
package enum StoredValue: Hashable, Sendable {
    case null
    case integer(Int64)
    case text(String)
    case bytes([UInt8])
}

/// A table that every store has, for copies from one kind of store to another: the same columns
/// in the same order, whatever a store has beside them.
package struct StoredTable: Hashable, Sendable {
    package enum Column: Hashable, Sendable {
        case integer(String)
        case text(String)
        case bytes(String)

        package var name: String {
            switch self {
            case .integer(let name), .text(let name), .bytes(let name): name
            }
        }
    }

    package let name: String
    package let columns: [Column]

    package var columnNames: String { columns.map(\.name).joined(separator: ", ") }

    private init(_ name: String, _ columns: [Column]) {
        self.name = name
        self.columns = columns
    }

    /// All but the few words about the log itself, which are a `StoredHead`.
    package static let all: [StoredTable] = [
        StoredTable(
            "log",
            [
                .integer("seq"), .text("act"), .text("device"), .text("actor"), .integer("n"),
                .text("caseID"), .integer("cv"), .integer("at"), .text("status"),
                .bytes("bytes"), .bytes("changes"), .bytes("obstacle"),
            ]),
        StoredTable(
            "image", [.text("caseID"), .integer("cv"), .integer("seq"), .bytes("bytes")]),
        StoredTable(
            "fact",
            [.text("caseID"), .text("kind"), .text("key"), .text("day"), .integer("cents")]),
        StoredTable("serial", [.integer("year"), .integer("last")]),
        StoredTable("unit", [.text("id"), .bytes("document")]),
        StoredTable("person", [.text("id"), .bytes("document")]),
        StoredTable(
            "edition",
            [
                .integer("ordinal"), .text("id"), .text("procedure"), .bytes("document"),
                .integer("current"),
            ]),
        StoredTable(
            "placement",
            [.text("caseID"), .text("unit"), .text("number"), .text("subject"), .text("words")]),
        StoredTable(
            "scopeLog",
            [.text("unit"), .integer("seq"), .text("caseID"), .text("cameFrom")]),
        StoredTable("blobUse", [.text("sha256"), .text("caseID")]),
        StoredTable(
            "device",
            [
                .text("id"), .text("name"), .bytes("key"), .integer("enrolled"),
                .integer("revoked"),
            ]),
        StoredTable("formerKey", [.text("device"), .bytes("key")]),
        StoredTable(
            "deviceMember", [.text("device"), .text("person"), .integer("since")]),
        StoredTable(
            "deviceCertificate",
            [.text("device"), .text("certificate"), .text("previous"), .integer("expires")]),
        StoredTable(
            "enrolment",
            [
                .text("hash"), .text("name"), .text("device"), .integer("expires"),
                .integer("used"),
            ]),
        StoredTable(
            "account",
            [.text("person"), .text("verifier"), .integer("locked"), .integer("changed")]),
        StoredTable(
            "session",
            [
                .text("id"), .text("person"), .text("device"), .text("certificate"),
                .integer("began"), .integer("expires"), .integer("ended"),
            ]),
        StoredTable(
            "sessionToken",
            [
                .text("hash"), .text("session"), .text("kind"), .integer("expires"),
                .integer("used"),
            ]),
        StoredTable("backOff", [.text("key"), .integer("failures"), .integer("until")]),
        StoredTable(
            "readLog",
            [
                .integer("ordinal"), .integer("at"), .text("person"), .text("device"),
                .text("caseID"), .text("purpose"),
            ]),
        StoredTable("authLog", [.integer("ordinal"), .integer("at"), .bytes("document")]),
        StoredTable("leaf", [.integer("position"), .text("kind"), .integer("ordinal")]),
        StoredTable("node", [.integer("level"), .integer("position"), .bytes("hash")]),
        StoredTable("treeHead", [.integer("size"), .bytes("document")]),
    ]
}

/// What a store keeps of the log itself.
package struct StoredHead: Hashable, Sendable {
    package var epoch: String
    package var secret: [UInt8]
    package var reference: Int
    package var durable: Int

    package init(epoch: String, secret: [UInt8], reference: Int, durable: Int) {
        self.epoch = epoch
        self.secret = secret
        self.reference = reference
        self.durable = durable
    }
}

/// All of a store in one state, row by row.
package protocol StoredRows {
    func storedHead() throws -> StoredHead
    func eachRow(of table: StoredTable, _ take: ([StoredValue]) throws -> Void) throws
}
