import Synchronization

/// A value that several threads change.
final class Shared<Value: Sendable>: Sendable {
    private let state: Mutex<Value>

    init(_ value: Value) { state = Mutex(value) }

    var value: Value { state.withLock { $0 } }
    func change<T: Sendable>(_ body: (inout Value) -> T) -> T {
        state.withLock { body(&$0) }
    }
}
