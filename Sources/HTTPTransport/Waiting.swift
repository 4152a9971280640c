import Foundation
import Synchronization

/// Runs `body` and lets the calling thread wait for it. Only for threads that may wait: never on
/// an event loop, never inside a task.
func waiting<T: Sendable>(_ body: @escaping @Sendable () async throws -> T) throws -> T {
    let outcome = Outcome<T>()
    let done = DispatchSemaphore(value: 0)
    Task.detached {
        do {
            outcome.put(.success(try await body()))
        } catch {
            outcome.put(.failure(error))
        }
        done.signal()
    }
    done.wait()
    return try outcome.get()
}

private final class Outcome<T: Sendable>: Sendable {
    private let result = Mutex<Result<T, any Error>>(.failure(CancellationError()))

    func put(_ new: Result<T, any Error>) { result.withLock { $0 = new } }
    func get() throws -> T { try result.withLock { $0 }.get() }
}
