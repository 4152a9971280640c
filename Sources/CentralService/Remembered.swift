import Synchronization

/// What was looked up, for as long as nothing has changed where it was found. A version says so: it
/// only goes up. Bounded; for any thread.
final class Remembered<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    private struct State {
        var version = 0
        var values: [Key: Value] = [:]
    }

    private let room: Int
    private let state = Mutex(State())

    /// - Parameter room: how many are kept; when they are more, all are forgotten.
    init(room: Int) { self.room = room }

    func value(of key: Key, at version: Int) -> Value? {
        state.withLock { $0.version == version ? $0.values[key] : nil }
    }

    /// - Parameter version: as it was before anything was looked up.
    func keep(_ value: Value, for key: Key, at version: Int) {
        state.withLock { state in
            if state.version < version || state.values.count >= room { state.values = [:] }
            guard state.version <= version else { return }
            state.version = version
            state.values[key] = value
        }
    }
}
