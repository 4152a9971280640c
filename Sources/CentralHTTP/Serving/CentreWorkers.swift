import NIOPosix
import SyncProtocol
import Synchronization

/// Threads that may wait, so that no event loop ever does: some for what writes (the centre puts
/// what comes together into one commit), some for what reads, two for passwords, two for files, one for snapshots. What queues up is bounded; what is over is told to come again.
package final class CentreWorkers: Sendable {
    package enum Kind: Int, CaseIterable, Sendable { case write, read, password, piece, snapshot }

    private struct Crew: Sendable {
        let pool: NIOThreadPool
        let longest: Int
    }

    private let crews: [Crew]
    private let waiting: Mutex<[Int]>

    package init(readers: Int = 4, longestQueue: Int = 512) {
        crews = [
            Crew(pool: NIOThreadPool(numberOfThreads: 8), longest: longestQueue),
            Crew(pool: NIOThreadPool(numberOfThreads: readers), longest: longestQueue),
            Crew(pool: NIOThreadPool(numberOfThreads: 2), longest: 64),
            Crew(pool: NIOThreadPool(numberOfThreads: 2), longest: longestQueue),
            Crew(pool: NIOThreadPool(numberOfThreads: 1), longest: 4_096),
        ]
        waiting = Mutex(Array(repeating: 0, count: crews.count))
        for crew in crews { crew.pool.start() }
    }

    /// Runs `body` on a thread of its kind.
    ///
    /// - Throws: `CentreFailure(.overloaded)` when too much is waiting already.
    package func run<T: Sendable>(
        _ kind: Kind, _ body: @escaping @Sendable () throws -> T
    ) async throws -> T {
        let crew = crews[kind.rawValue]
        let entered = waiting.withLock { waiting in
            guard waiting[kind.rawValue] < crew.longest else { return false }
            waiting[kind.rawValue] += 1
            return true
        }
        guard entered else {
            throw CentreFailure(.overloaded, context: "queue \(kind)", retryAfter: 1_000)
        }
        defer { waiting.withLock { $0[kind.rawValue] -= 1 } }
        return try await crew.pool.runIfActive(body)
    }

    /// How many are waiting or working.
    package func load(_ kind: Kind) -> Int { waiting.withLock { $0[kind.rawValue] } }

    /// Ends the threads when what they have begun is done.
    package func stop() async {
        for crew in crews { try? await crew.pool.shutdownGracefully() }
    }
}
