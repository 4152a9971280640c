import Casework
import SyncProtocol
import Synchronization

/// Who was let in by what they showed, until anything changes at the door: every question is
/// asked by somebody, and looking them up would be most of the work.
final class Passes: Sendable {
    /// What was shown; of the token only what is kept of it in the store, too.
    struct Shown: Hashable, Sendable {
        var token: String
        var certificate: String

        init(token: String, certificate: String) {
            self.token = sha256Hex(token.utf8)
            self.certificate = certificate
        }
    }

    private struct State {
        var version = -1
        var who: [Shown: (Authenticated, until: Instant)] = [:]
    }

    /// More than workstations are at one centre.
    private static let room = 16_384

    private let state = Mutex(State())

    func who(_ shown: Shown, at now: Instant, version: Int?) -> Authenticated? {
        state.withLock { state in
            guard state.version == version, let (who, until) = state.who[shown], until > now
            else { return nil }
            return who
        }
    }

    /// - Parameter version: of the door, before it was looked up.
    func keep(_ who: Authenticated, _ shown: Shown, until: Instant, version: Int?) {
        guard let version else { return }
        state.withLock { state in
            if state.version < version || state.who.count >= Passes.room { state.who = [:] }
            guard state.version <= version else { return }
            state.version = version
            state.who[shown] = (who, until)
        }
    }
}
