import Dispatch
import SyncProtocol
import Synchronization

/// Gathers what several threads want to write into one commit to the disk.
///
/// Whoever finds nobody writing writes at once, for everybody who came meanwhile; the next one
/// that waits goes on. Nobody is answered before the commit that holds their work, and what
/// fails of one does not touch the others.
final class CommitQueue: Sendable {
    /// Offers in one commit.
    static let most = 64

    typealias Work = (any CentralTransaction) throws -> Void

    private final class Job: @unchecked Sendable {
        let work: Work
        let ready = DispatchSemaphore(value: 0)
        /// Written by whoever leads, read after `ready` was signalled.
        var outcome: Result<Void, any Error>?

        init(_ work: @escaping Work) { self.work = work }
    }

    private struct State {
        var waiting: [Job] = []
        var busy = false
    }

    private let store: any CentralStore
    private let state = Mutex(State())

    init(store: any CentralStore) { self.store = store }

    /// Runs `body` in a transaction, perhaps together with others; it is durable on return.
    func run<T: Sendable>(_ body: @escaping (any CentralTransaction) throws -> T) throws -> T {
        let result = Mutex<T?>(nil)
        try commit { transaction in
            let value = try body(transaction)
            result.withLock { $0 = value }
        }
        guard let value = result.withLock({ $0 }) else {
            throw CentreFailure(.internalError, context: "commit")
        }
        return value
    }

    private func commit(_ work: @escaping Work) throws {
        let job = Job(work)
        let leads = state.withLock { state in
            state.waiting.append(job)
            defer { state.busy = true }
            return !state.busy
        }
        if !leads { job.ready.wait() }
        // Signalled without an outcome: it is this one's turn to write.
        if job.outcome == nil { lead() }
        try job.outcome?.get()
    }

    /// Writes what waits, this thread's own work first, and hands the pen on.
    private func lead() {
        let batch = state.withLock { state in
            let batch = Array(state.waiting.prefix(Self.most))
            state.waiting.removeFirst(batch.count)
            return batch
        }
        write(batch)
        let next = state.withLock { state in
            state.busy = !state.waiting.isEmpty
            return state.waiting.first
        }
        for job in batch.dropFirst() { job.ready.signal() }
        next?.ready.signal()
    }

    private func write(_ batch: [Job]) {
        var outcomes: [Result<Void, any Error>] = []
        do {
            outcomes = try store.write { transaction in
                if let only = batch.first, batch.count == 1 {
                    try only.work(transaction)
                    return [.success(())]
                }
                // Other failures are the store's: then nothing of all this happened.
                return try batch.map { job in
                    do {
                        return .success(try transaction.nested { try job.work(transaction) })
                    } catch let failure as CentreFailure {
                        return .failure(failure)
                    }
                }
            }
        } catch {
            outcomes = batch.map { _ in .failure(error) }
        }
        for (job, outcome) in zip(batch, outcomes) { job.outcome = outcome }
    }
}
