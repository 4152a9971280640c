import Casework
import CentralService
import SyncProtocol

/// One transaction, for reading and writing.
final class PostgresTransaction {
    let line: PostgresLine
    /// Where the log stands; read when it is first asked for, unless it is locked.
    private var known: PostgresHead?
    private let isLocked: Bool
    private var changed = false
    private var edge: TreeEdge?
    /// Whom the commit concerns in other processes.
    private(set) var news: CentreNews?

    init(line: PostgresLine) {
        self.line = line
        isLocked = false
    }

    init(line: PostgresLine, locked head: PostgresHead) {
        self.line = line
        known = head
        isLocked = true
    }

    func mark() throws -> PostgresHead {
        if let known { return known }
        let found = try PostgresHead.read(line)
        known = found
        return found
    }

    func move(_ change: (inout PostgresHead) -> Void) throws {
        var head = try mark()
        change(&head)
        known = head
        changed = true
    }

    /// Sends what waits and moves the head.
    func finish() throws {
        if changed { try known?.write(line) }
    }

    func announce(_ news: CentreNews) {
        guard var sum = self.news else {
            self.news = news
            return
        }
        sum.head = max(sum.head, news.head)
        sum.units.formUnion(news.units)
        sum.devices.formUnion(news.devices)
        sum.reference = sum.reference || news.reference
        self.news = sum
    }

    func nested<T>(_ body: () throws -> T) throws -> T {
        let before = (known, edge, changed)
        try line.later("SAVEPOINT part")
        do {
            let value = try body()
            try line.later("RELEASE SAVEPOINT part")
            return value
        } catch let error as PostgresError {
            // The server has given up the whole.
            throw error
        } catch {
            try line.later("ROLLBACK TO SAVEPOINT part")
            try line.later("RELEASE SAVEPOINT part")
            (known, edge, changed) = before
            throw error
        }
    }

    /// Adds a leaf, and every whole subtree that it completes. The tree's right edge is asked for
    /// once in a transaction.
    func grow(_ source: LeafSource, _ leaf: AuditLeaf) throws {
        var edge = try self.edge ?? readEdge()
        try putLeaf(source, at: edge.size)
        for node in edge.grow(leaf.hash) {
            try putNode(level: node.level, index: node.index, node.hash)
        }
        self.edge = edge
    }

    private func readEdge() throws -> TreeEdge {
        let size = try treeSize()
        let rows = try line.rows(
            """
            SELECT hash FROM generate_series(0, 62) AS bit
            JOIN node ON level = bit AND position = ($1::bigint >> bit) - 1
            WHERE ($1::bigint >> bit) & 1 = 1 ORDER BY level DESC
            """, size)
        let peaks = rows.compactMap { Digest($0.bytes(0)) }
        guard peaks.count == size.nonzeroBitCount else {
            throw CentreFailure(.corrupt, context: "edge of \(size)")
        }
        return TreeEdge(size: size, peaks: peaks)
    }
}

extension PostgresTransaction: CentralReading {
    func epoch() throws -> String { try mark().epoch }
    func head() throws -> Int { try mark().sequence }
    func durable() throws -> Int { try mark().durable }
    func secret() throws -> [UInt8] { try mark().secret }
    func referenceVersion() throws -> Int { try mark().reference }
    func treeSize() throws -> Int { try mark().leaves }

    func lastCounter(device: DeviceID, actor: PersonID) throws -> Int {
        try line.row(
            """
            SELECT n FROM log WHERE device = $1 AND actor = $2 ORDER BY n DESC LIMIT 1
            """, device, actor)?.int(0) ?? 0
    }

    func counters(of device: DeviceID) throws -> [PersonID: Int] {
        let rows = try line.rows(
            "SELECT actor, max(n) FROM log WHERE device = $1 GROUP BY actor", device)
        return Dictionary(
            rows.map { (PersonID($0.text(0)), $0.int(1)) }, uniquingKeysWith: { $1 })
    }

    func logged(after cursor: Int, limit: Int) throws -> [LoggedAct] {
        try acts("WHERE seq > $1 ORDER BY seq LIMIT $2", cursor, limit)
    }

    func logged(device: DeviceID, actor: PersonID, counter: Int) throws -> LoggedAct? {
        try acts("WHERE device = $1 AND actor = $2 AND n = $3", device, actor, counter).first
    }

    func logged(act: ActID) throws -> LoggedAct? { try acts("WHERE act = $1", act).first }
    func logged(at sequence: Int) throws -> LoggedAct? {
        try acts("WHERE seq = $1", sequence).first
    }
    func logged(on caseID: CaseID) throws -> [LoggedAct] {
        try acts("WHERE caseID = $1 ORDER BY seq", caseID)
    }

    private func acts(_ rest: String, _ values: any PostgresParameter...) throws -> [LoggedAct] {
        try line.rows("SELECT \(LoggedAct.columns) FROM log " + rest, values)
            .map { try LoggedAct(row: $0) }
    }

    func places(of device: DeviceID, after: Int, limit: Int) throws -> [Int] {
        try line.rows(
            "SELECT seq FROM log WHERE device = $1 AND seq > $2 ORDER BY seq LIMIT $3",
            device, after, limit
        ).map { $0.int(0) }
    }

    func image(of id: CaseID) throws -> CaseFile? {
        try line.row("SELECT bytes FROM image WHERE caseID = $1", id)
            .map { try CaseFile(wire: try JSONValue(bytes: $0.bytes(0)), at: "image") }
    }

    func imageBytes(of id: CaseID) throws -> [UInt8]? {
        try line.row("SELECT bytes FROM image WHERE caseID = $1", id).map { $0.bytes(0) }
    }

    func imageMark(of id: CaseID) throws -> (sequence: Int, bytes: Int)? {
        try line.row("SELECT seq, length(bytes)::bigint FROM image WHERE caseID = $1", id)
            .map { ($0.int(0), $0.int(1)) }
    }

    func sum(of query: FactQuery) throws -> Money {
        guard case .aid(let undertaking, let from, let to, let excluding) = query else {
            return .zero
        }
        let row = try line.row(
            """
            SELECT coalesce(sum(cents), 0)::bigint FROM fact
            WHERE kind = $1 AND key = $2 AND day > $3 AND day <= $4 AND caseID <> $5
            """, FactRow.aid, undertaking, from.iso, to.iso, excluding)
        return Money(cents: row?.long(0) ?? 0)
    }

    func office() throws -> Office {
        func documents<T: WireForm>(_ table: String) throws -> [T] {
            try line.rows("SELECT document FROM \(table) ORDER BY id")
                .map { try T(wire: try JSONValue(bytes: $0.bytes(0)), at: table) }
        }
        return Office(units: try documents("unit"), persons: try documents("person"))
    }

    func person(_ id: PersonID) throws -> Person? {
        try line.rows("SELECT document FROM person WHERE id = $1", id).first
            .map { try Person(wire: try JSONValue(bytes: $0.bytes(0)), at: "person") }
    }

    func editions() throws -> [PublishedEdition] {
        try line.rows("SELECT id, procedure, document, current FROM edition ORDER BY ordinal")
            .map { row in
                PublishedEdition(
                    id: EditionID(row.text(0)), procedure: ProcedureID(row.text(1)),
                    document: row.bytes(2), current: row.int(3) != 0)
            }
    }
}

extension LoggedAct {
    static let columns = "seq, caseID, cv, at, status, bytes, changes, obstacle"

    init(row: PostgresRow) throws {
        let bytes = row.bytes(5)
        let entry = Entry(
            sequence: row.int(0), caseID: CaseID(row.text(1)), version: row.int(2),
            act: try ActEnvelope(bytes: bytes).act(), at: row.instant(3),
            outcome: Outcome(rawValue: row.text(4)) ?? .rejected,
            changes: try [Change](wire: try JSONValue(bytes: row.bytes(6)), at: "changes"))
        self.init(
            entry: entry, bytes: bytes,
            obstacle: row.isNull(7)
                ? nil : try Obstacle(wire: try JSONValue(bytes: row.bytes(7)), at: "obstacle"))
    }
}
