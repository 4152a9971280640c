import Casework
import CentralService
import CentreStores
import Foundation
import GRDB
import SyncProtocol
import Testing

@Suite(.onLastingStores) struct AuditTests {
    private let clerk = House.person(.clerk, "hier")

    /// A log of nine acts, two readings and an event at the door.
    private func house() throws -> House { try AuditTests.fill(House()) }

    fileprivate static func fill(_ house: House) throws -> House {
        let clerk = House.person(.clerk, "hier")
        try house.open("c1", "Alpha", in: "hier")
        for number in 1...7 {
            try house.offer(House.note("n\(number)"), on: "c1", by: clerk, base: number)
        }
        _ = try house.centre.history(of: "c1", from: house.caller(clerk))
        _ = try house.centre.search("alpha", limit: 5, from: house.caller(clerk))
        try house.offer(.takeStep(StepTaking(step: "unbekannt")), on: "c1", by: clerk)
        try house.store.write {
            try $0.record(AuthEvent(.loggedIn, person: clerk, at: .epoch))
        }
        return house
    }

    @Test func theTreeHasALeafForEveryActReadingAndEvent() throws {
        let house = try house()
        #expect(try house.store.read { try $0.treeSize() } == 12)
        #expect(try house.centre.audit() == nil)
    }

    @Test func everyEntryOfAHistoryIsProvenAgainstTheSignedHead() throws {
        let house = try house()
        let history = try house.centre.history(of: "c1", from: house.caller(clerk))
        let head = try #require(history.head)
        #expect(head.isSigned(by: house.logKey.publicKey, Ed25519Verifier()))
        #expect(history.entries.count == 8)
        for proven in history.entries {
            #expect(proven.isProven(by: head, Ed25519Verifier()))
            var other = proven
            other.entry.changes = []
            #expect(!other.isProven(by: head, Ed25519Verifier()), "what resulted is proven too")
            other = proven
            other.entry.at = Instant(milliseconds: proven.entry.at.milliseconds + 1)
            #expect(!other.isProven(by: head, Ed25519Verifier()))
            other = proven
            other.key = Ed25519Signer().publicKey
            #expect(!other.isProven(by: head, Ed25519Verifier()))
        }
    }

    @Test func everyHeadIsConsistentWithEveryLaterOne() throws {
        let house = try House()
        let caller = house.caller(clerk)
        var heads: [SignedTreeHead] = []
        try house.open("c1", "Alpha", in: "hier")
        for number in 1...9 {
            heads.append(try #require(try house.centre.session(from: caller).treeHead))
            try house.offer(House.note("n\(number)"), on: "c1", by: clerk)
        }
        for (index, older) in heads.enumerated() {
            for newer in heads[index...] {
                let proof = try house.centre.consistency(
                    from: older.size, to: newer.size, from: caller)
                #expect(
                    Merkle.isConsistent(
                        older: older.size, olderRoot: older.root, size: newer.size,
                        root: newer.root, proof: proof))
            }
        }
        let size = try house.store.read { try $0.treeSize() }
        #expect(throws: CentreFailure.self) {
            try house.centre.consistency(from: 0, to: size + 1, from: caller)
        }
    }

    /// What somebody with the database in hand may do to it, and where it is found.
    struct Tampering: Sendable, CustomTestStringConvertible {
        let sql: String
        /// Where PostgreSQL says it in another way.
        var postgres: String?
        let problem: AuditFinding.Problem
        let source: LeafSource?
        var testDescription: String { sql }
    }

    static let tamperings: [Tampering] = [
        Tampering(
            sql: "UPDATE log SET at = at + 1 WHERE seq = 3", problem: .changed,
            source: LeafSource(.act, 3)),
        Tampering(
            sql: "UPDATE log SET status = 'merged' WHERE seq = 4", problem: .changed,
            source: LeafSource(.act, 4)),
        Tampering(
            sql: "UPDATE log SET cv = 9 WHERE seq = 2", problem: .changed,
            source: LeafSource(.act, 2)),
        Tampering(
            sql: "UPDATE log SET changes = '[]' WHERE seq = 5", problem: .changed,
            source: LeafSource(.act, 5)),
        Tampering(
            sql: "UPDATE log SET obstacle = NULL WHERE seq = 9", problem: .changed,
            source: LeafSource(.act, 9)),
        Tampering(
            sql: """
                UPDATE log SET bytes = (SELECT bytes FROM log WHERE seq = 7) WHERE seq = 6
                """, problem: .changed, source: LeafSource(.act, 6)),
        Tampering(
            sql: """
                UPDATE log SET seq = -6 WHERE seq = 6; UPDATE log SET seq = 6 WHERE seq = 7;
                UPDATE log SET seq = 7 WHERE seq = -6;
                """, problem: .changed, source: LeafSource(.act, 6)),
        Tampering(
            sql: "DELETE FROM log WHERE seq = 5", problem: .missing, source: LeafSource(.act, 5)),
        Tampering(
            sql: "DELETE FROM log WHERE seq = 9", problem: .missing, source: LeafSource(.act, 9)),
        Tampering(
            sql: """
                INSERT INTO log SELECT 10, 'x', device, actor, 99, caseID, cv, at, status, bytes,
                    changes, obstacle FROM log WHERE seq = 2
                """, problem: .added, source: LeafSource(.act, 10)),
        Tampering(
            sql: "DELETE FROM leaf WHERE position = 4", problem: .missing,
            source: LeafSource(.act, 5)),
        Tampering(
            sql: "UPDATE readLog SET person = 'clerk-dort' WHERE ordinal = 1",
            problem: .changed, source: LeafSource(.read, 1)),
        Tampering(
            sql: "DELETE FROM readLog WHERE ordinal = 2", problem: .missing,
            source: LeafSource(.read, 2)),
        Tampering(
            sql: "INSERT INTO readLog VALUES (3, 0, 'x', 'y', 'c1', 'open')", problem: .added,
            source: LeafSource(.read, 3)),
        Tampering(
            sql: """
                UPDATE authLog SET document = CAST(
                    replace(CAST(document AS TEXT), 'loggedIn', 'loggedOut') AS BLOB)
                """,
            postgres: """
                UPDATE authLog SET document = convert_to(
                    replace(convert_from(document, 'UTF8'), 'loggedIn', 'loggedOut'), 'UTF8')
                """,
            problem: .changed, source: LeafSource(.auth, 1)),
        Tampering(
            sql: "UPDATE node SET hash = zeroblob(32) WHERE level = 1 AND position = 2",
            postgres: """
                UPDATE node SET hash = decode(repeat('00', 32), 'hex')
                WHERE level = 1 AND position = 2
                """,
            problem: .tree, source: LeafSource(.act, 6)),
    ]

    @Test(arguments: tamperings)
    func whatWasTamperedWithIsNamed(tampering: Tampering) throws {
        let house = try house()
        try house.place.tamper(sqlite: tampering.sql, postgres: tampering.postgres)
        let finding = try #require(try House(at: house.place.openAgain()).centre.audit())
        #expect(finding.problem == tampering.problem)
        #expect(finding.source == tampering.source)
    }

    /// Whoever makes the whole tree anew after a change still does not fit the signed heads.
    @Test func aTreeThatWasMadeAnewDoesNotFitWhatWasSigned() throws {
        let house = try house()
        let head = try #require(try house.centre.treeHead(from: .house))
        try house.offer(House.note("später"), on: "c1", by: clerk)
        let sources = try house.store.read { try $0.leaves(from: 0, limit: 99) }
        let tampering = """
            UPDATE log SET at = at + 1 WHERE seq = 3;
            DELETE FROM leaf; DELETE FROM node; DELETE FROM treeHead;
            """
        try house.place.tamper(
            sqlite: tampering, postgres: tampering + "UPDATE logHead SET leaves = 0;")
        let again = try House(at: house.place.openAgain())
        try again.store.write { transaction in
            for source in sources {
                let leaf = try #require(try transaction.leafDocument(of: source))
                try transaction.grow(source, leaf)
            }
        }
        #expect(try again.centre.audit() == nil, "in itself it is sound")
        #expect(
            try again.centre.audit(witnessed: [head])?.problem == .head)
    }
}

/// What SQLite files alone go through.
@Suite struct AuditFileTests {
    private let clerk = House.person(.clerk, "hier")

    /// Each byte of each act's signed text.
    @Test func noByteOfAnActCanBeFlipped() throws {
        let folder = try Folder()
        let path = folder.file("centre.sqlite")
        do { _ = try AuditTests.fill(House(path: path)) }
        let queue = try DatabaseQueue(path: path)
        let bytes = try #require(
            try queue.read { try Data.fetchOne($0, sql: "SELECT bytes FROM log WHERE seq = 3") })
        let again = try House(path: path)
        for index in stride(from: 0, to: bytes.count, by: 7) {
            var flipped = bytes
            flipped[flipped.startIndex + index] ^= 1
            try queue.write {
                try $0.execute(
                    sql: "UPDATE log SET bytes = ? WHERE seq = 3", arguments: [flipped])
            }
            #expect(try again.centre.audit()?.source == LeafSource(.act, 3))
        }
        try queue.write {
            try $0.execute(sql: "UPDATE log SET bytes = ? WHERE seq = 3", arguments: [bytes])
        }
        #expect(try again.centre.audit() == nil)
    }

    /// Stores from before there was a tree get one, and the same scopes as if there had been.
    @Test func anOlderStoreIsBroughtUpToDate() throws {
        let folder = try Folder()
        let path = folder.file("centre.sqlite")
        do {
            let house = try House(path: path)
            try house.open("c1", "Alpha", in: "hier")
            try house.open("c2", "Beta", in: "dort")
            try house.offer(House.note("eins"), on: "c1", by: clerk)
            try house.offer(.takeStep(StepTaking(step: "unbekannt")), on: "c1", by: clerk)
            try house.offer(
                .assign(Assignment(unit: "dort"), reason: ""), on: "c1",
                by: House.person(.supervisor, "hier"))
            try house.offer(House.note("zwei"), on: "c1", by: House.person(.clerk, "dort"))
        }
        let tables = ["placement", "scopeLog", "blobUse", "leaf", "node"]
        let queue = try DatabaseQueue(path: path)
        func dump() throws -> [String] {
            try queue.read { db in
                try tables.flatMap { table in
                    try Row.fetchAll(db, sql: "SELECT * FROM \(table) ORDER BY 1, 2")
                        .map { "\(table) \($0)" }
                }
            }
        }
        let before = try dump()
        try queue.write { db in
            for table in tables + ["device", "deviceMember", "authLog", "treeHead"] {
                try db.execute(sql: "DROP TABLE \(table)")
            }
            try db.execute(
                sql: """
                    DROP INDEX logByDevice;
                    DELETE FROM grdb_migrations WHERE identifier = '2'
                    """)
        }
        let again = try House(path: path)
        #expect(try dump() == before)
        #expect(before.count > 20)
        #expect(try again.centre.audit() == nil)
    }
}
