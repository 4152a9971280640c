import CentralService
import Foundation
import SyncProtocol

/// The one line of this process that writes.
final class PostgresWriter: @unchecked Sendable {
    private let pool: PostgresPool
    private let turn = NSLock()
    private var line: PostgresLine?

    init(_ pool: PostgresPool) { self.pool = pool }

    func write<T>(
        origin: String, schema: String, _ body: (any CentralTransaction) throws -> T
    ) throws -> T {
        try turn.withLock {
            let (line, head, name) = try begin()
            let transaction = PostgresTransaction(line: line, locked: head)
            let value: T
            do {
                value = try body(transaction)
                try transaction.finish()
                try PostgresNotice.send(transaction.news, on: line, schema: schema, origin: origin)
            } catch {
                line.rollBack()
                throw error
            }
            try commit(line, name)
            return value
        }
    }

    /// An idle line may be dead; nothing has been asked of it yet, so another one begins anew.
    private func begin() throws -> (PostgresLine, PostgresHead, String) {
        if let line, !line.isLost {
            do {
                let (head, name) = try PostgresHead.lock(line)
                return (line, head, name)
            } catch let error as PostgresError where error.isLost {
                self.line = nil
            } catch {
                line.rollBack()
                throw error
            }
        }
        let fresh = try pool.open()
        line = fresh
        do {
            let (head, name) = try PostgresHead.lock(fresh)
            return (fresh, head, name)
        } catch {
            fresh.rollBack()
            throw error
        }
    }

    /// Where the answer to the commit is lost, the server is asked what became of it.
    private func commit(_ line: PostgresLine, _ name: String) throws {
        do {
            try line.commit()
        } catch let error as PostgresError where error.isLost {
            self.line = nil
            guard try settle(name) else { throw error }
        } catch {
            line.rollBack()
            throw error
        }
    }

    /// Whether a transaction was committed: asked once the lock is free, so that it has ended.
    ///
    /// - Throws: where the server cannot be asked. Then the one who wrote asks again: acts by
    ///   their counter.
    private func settle(_ name: String) throws -> Bool {
        let end = Date().addingTimeInterval(Self.patience)
        while true {
            do {
                return try ask(name)
            } catch {
                guard Date() < end else {
                    throw CentreFailure(.busy, context: "PostgreSQL commit unknown")
                }
                Thread.sleep(forTimeInterval: 0.1)
            }
        }
    }

    private func ask(_ name: String) throws -> Bool {
        let line = try pool.open()
        _ = try PostgresHead.lock(line)
        defer { line.rollBack() }
        let status = try line.row("SELECT pg_xact_status($1::text::xid8)", name)?.text(0)
        return status == "committed"
    }

    /// Seconds a server may take to come back before an answer is given up.
    private static let patience = 10.0
}
