import CPostgres
import SyncProtocol

/// One connection. What needs no answer waits in a pipe and goes out with the next question, so
/// that a transaction of many writes costs few ways to the server and back.
///
/// Used by one thread at a time.
final class PostgresLine: @unchecked Sendable {
    private let line: OpaquePointer
    private var prepared: [String: String] = [:]
    /// Statements the server may not know, should something in the pipe fail.
    private var fresh: [String] = []
    private var names = 0
    /// What was sent and not answered yet; true where the rows are wanted.
    private var pending: [Bool] = []
    private(set) var isLost = false
    /// Something failed since the last `rollBack`: a commit would be none.
    private(set) var hasFailed = false

    /// Statements in the pipe before their answers are taken, so that neither side waits with
    /// full hands for the other.
    private static let most = 200

    /// - Throws: `PostgresProblem`.
    init(_ address: PostgresAddress) throws {
        guard postgres_is_built() == 1 else { throw PostgresProblem.notBuilt }
        guard let opened = postgres_open(address.text) else { throw PostgresProblem.unreachable }
        line = opened
        guard postgres_is_good(opened) == 1 else {
            throw postgres_was_refused(opened) == 1
                ? PostgresProblem.refused : PostgresProblem.unreachable
        }
    }

    deinit { postgres_close(line) }

    var serverVersion: Int { Int(postgres_server_version(line)) }

    /// Sends a statement with the next question. What is wrong with it comes out there.
    func later(_ sql: String, _ values: any PostgresParameter...) throws {
        try later(sql, values)
    }

    func later(_ sql: String, _ values: [any PostgresParameter]) throws {
        try send(sql, values.map(\.postgres), wanted: false)
    }

    /// Sends what waits and this, and waits for the rows.
    func rows(_ sql: String, _ values: any PostgresParameter...) throws -> [PostgresRow] {
        try rows(sql, values)
    }

    func rows(_ sql: String, _ values: [any PostgresParameter]) throws -> [PostgresRow] {
        try send(sql, values.map(\.postgres), wanted: true)
        return try drain()
    }

    func row(_ sql: String, _ values: any PostgresParameter...) throws -> PostgresRow? {
        try rows(sql, values).first
    }

    /// Sends what waits, and waits until it is done.
    func flush() throws { _ = try drain() }

    private func send(_ sql: String, _ values: [PostgresValue], wanted: Bool) throws {
        for value in values { try value.check() }
        guard !isLost else { throw PostgresError(state: "") }
        if pending.count >= Self.most { try flush() }
        let name = try prepare(sql)
        let encoded = values.map(\.encoded)
        guard run(name, encoded) else { throw lose() }
        pending.append(wanted)
    }

    private func prepare(_ sql: String) throws -> String {
        if let name = prepared[sql] { return name }
        names += 1
        let name = "s\(names)"
        guard postgres_prepare(line, name, sql) == 1 else { throw lose() }
        prepared[sql] = name
        fresh.append(sql)
        pending.append(false)
        return name
    }

    private func run(_ name: String, _ values: [[UInt8]?]) -> Bool {
        let lengths = values.map { Int32($0?.count ?? 0) }
        let formats = [Int32](repeating: 1, count: values.count)
        var whole: [UInt8] = []
        whole.reserveCapacity(values.reduce(1) { $0 + ($1?.count ?? 0) })
        let starts = values.map { value in
            value.map { bytes in
                defer { whole += bytes }
                return whole.count
            }
        }
        // One byte more, so that an empty value at the end points into the buffer too.
        whole.append(0)
        return whole.withUnsafeBytes { buffer in
            let base = buffer.baseAddress
            let pointers = starts.map { start -> UnsafePointer<CChar>? in
                start.flatMap { base?.advanced(by: $0).assumingMemoryBound(to: CChar.self) }
            }
            return postgres_run(line, name, Int32(values.count), pointers, lengths, formats) == 1
        }
    }

    /// Ends a transaction that is not to happen; a line that does not answer is not used again.
    func rollBack() {
        do {
            try later("ROLLBACK")
            try flush()
            hasFailed = false
        } catch {
            abandon()
        }
    }

    /// - Throws: where a statement before has failed, so that nobody takes the end of its
    ///   transaction for a commit.
    func commit() throws {
        guard !hasFailed else { throw PostgresError(state: "25P02") }
        try later("COMMIT")
        try flush()
    }

    /// Waits for notices; false when the line is dead.
    func wait(milliseconds: Int) -> Bool {
        guard !isLost, postgres_wait(line, Int32(milliseconds)) >= 0 else { return false }
        return postgres_is_good(line) == 1
    }

    func nextNotice() -> String? {
        guard let text = postgres_notice(line) else { return nil }
        defer { postgres_free_text(text) }
        return String(cString: text)
    }

    /// Nothing more is asked of this line.
    func abandon() {
        isLost = true
        pending = []
    }

    private func lose() -> PostgresError {
        abandon()
        return PostgresError(state: "")
    }

    /// Takes all answers; the first failure counts, since it left out what followed.
    private func drain() throws -> [PostgresRow] {
        guard !pending.isEmpty else { return [] }
        guard !isLost, postgres_sync(line) == 1 else { throw lose() }
        var failure: PostgresError?
        var found: [PostgresRow] = []
        var place = 0
        while true {
            guard let result = postgres_next(line) else {
                // Between two statements, or the end of the line.
                guard postgres_is_good(line) == 1 else { throw lose() }
                place += 1
                guard place <= pending.count else { throw lose() }
                continue
            }
            defer { postgres_free(result) }
            switch Int(postgres_kind(result)) {
            case POSTGRES_SYNCED:
                pending = []
                return try ended(failure, found)
            case POSTGRES_ROWS where place < pending.count && pending[place]:
                found = PostgresRow.all(of: result)
            case POSTGRES_FAILED where failure == nil:
                failure = PostgresError(state: String(cString: postgres_state(result)))
            default: break
            }
        }
    }

    private func ended(_ failure: PostgresError?, _ found: [PostgresRow]) throws -> [PostgresRow] {
        defer { fresh = [] }
        guard let failure else { return found }
        hasFailed = true
        for sql in fresh { prepared.removeValue(forKey: sql) }
        if failure.isLost { isLost = true }
        throw failure
    }
}
