import CaseStore
import Casework
import Synchronization

/// The one virtual time, and a clock in each machine that may go wrong.
final class Clock: Sendable {
    private struct State {
        var now: Int64
        var offset: Int64 = 0
        var serial = 0
    }
    private let state: Mutex<State>
    private let name: String
    private let common: Clock?

    /// The true time, from a day on which the office begins.
    init() {
        name = "t"
        common = nil
        state = Mutex(State(now: Int64(20_780) * 86_400_000 + 36_000_000))
    }

    init(_ name: String, following common: Clock) {
        self.name = name
        self.common = common
        state = Mutex(State(now: 0))
    }

    var now: Instant {
        let own = state.withLock { $0.now + $0.offset }
        guard let common else { return Instant(milliseconds: own) }
        return common.now.adding(milliseconds: own)
    }

    /// What the time really is.
    var truth: Instant { common?.now ?? now }
    func move(to time: Int64) { state.withLock { $0.now = time } }
    func jump(by milliseconds: Int64) { state.withLock { $0.offset += milliseconds } }
    func setRight() { state.withLock { $0.offset = 0 } }

    /// Names that no other machine and no other life of this one gives.
    func newID() -> String {
        let serial = state.withLock { state in
            state.serial += 1
            return state.serial
        }
        let digits = String(serial)
        return "\(name)-\(String(repeating: "0", count: max(0, 7 - digits.count)))\(digits)"
    }

    var world: StoreWorld {
        StoreWorld(now: { self.now }, newID: { self.newID() })
    }
}
