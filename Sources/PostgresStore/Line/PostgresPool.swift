import Foundation
import SyncProtocol

/// The lines of one process: one that writes, and some that read. Whoever wants one more than
/// there may be waits.
final class PostgresPool: @unchecked Sendable {
    private let address: PostgresAddress
    private let schema: String
    private let most: Int
    private let condition = NSCondition()
    private var idle: [PostgresLine] = []
    private var taken = 0

    init(_ address: PostgresAddress, schema: String, most: Int = 6) {
        self.address = address
        self.schema = schema
        self.most = most
    }

    /// Runs `body` with a line that may have lain idle; once more with a new one if the idle one
    /// turns out dead. Only for what may be done twice.
    func withLine<T>(_ body: (PostgresLine) throws -> T) throws -> T {
        let (line, isNew) = try take()
        do {
            let value = try body(line)
            give(line)
            return value
        } catch {
            give(line)
            guard line.isLost, !isNew else { throw error }
            forgetIdle()
        }
        let (fresh, _) = try take()
        defer { give(fresh) }
        return try body(fresh)
    }

    private func take() throws -> (PostgresLine, isNew: Bool) {
        condition.lock()
        while taken >= most { condition.wait() }
        taken += 1
        let found = idle.popLast()
        condition.unlock()
        if let found { return (found, false) }
        do {
            return (try open(), true)
        } catch {
            release(nil)
            throw error
        }
    }

    private func give(_ line: PostgresLine) { release(line.isLost ? nil : line) }

    private func release(_ line: PostgresLine?) {
        condition.lock()
        taken -= 1
        if let line { idle.append(line) }
        condition.signal()
        condition.unlock()
    }

    private func forgetIdle() {
        condition.lock()
        idle = []
        condition.unlock()
    }

    /// A line that is set up: nothing the server's configuration says makes an answer promise
    /// more than the disk holds, and no name is looked up outside the centre's schema.
    ///
    /// - Throws: a `CentreFailure`, so that whoever asks comes again.
    func open() throws -> PostgresLine {
        do {
            return try openSayingWhy()
        } catch is PostgresProblem {
            throw CentreFailure(.busy, context: "PostgreSQL unreachable")
        }
    }

    /// - Throws: `PostgresProblem`.
    func openSayingWhy() throws -> PostgresLine {
        let line = try PostgresLine(address)
        guard line.serverVersion >= 140_000 else { throw PostgresProblem.serverTooOld }
        try line.later(
            "SELECT set_config('search_path', $1, false)", schema + ", pg_catalog, pg_temp")
        for (name, value) in Self.settings {
            try line.later("SELECT set_config($1, $2, false)", name, value)
        }
        let found = try line.row(
            """
            SELECT current_setting('server_encoding'), current_setting('fsync'),
            current_setting('synchronous_commit')
            """)
        guard found?.text(0) == "UTF8" else { throw PostgresProblem.notUTF8 }
        guard found?.text(1) == "on", try isDurable(line, found?.text(2) ?? "") else {
            throw PostgresProblem.notDurable
        }
        return line
    }

    private static let settings = [
        ("timezone", "UTC"), ("lock_timeout", "20s"), ("statement_timeout", "0"),
        ("idle_in_transaction_session_timeout", "60s"),
        ("default_transaction_isolation", "read committed"),
        ("default_transaction_deferrable", "off"),
    ]

    /// Whether a commit is on the disk when it is answered; a stricter setting is kept.
    private func isDurable(_ line: PostgresLine, _ setting: String) throws -> Bool {
        let enough = ["on", "remote_apply"]
        if enough.contains(setting) { return true }
        let now = try line.row("SELECT set_config('synchronous_commit', 'on', false)")
        return enough.contains(now?.text(0) ?? "")
    }
}
