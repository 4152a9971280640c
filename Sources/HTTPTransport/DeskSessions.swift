import Casework
import SyncProtocol
import Synchronization

/// Who is logged in at this workstation; tokens live in memory alone.
final class DeskSessions: Sendable {
    private let open = Mutex<[PersonID: SessionTokens]>([:])
    /// One refresh at a time: a token that is used twice ends the session.
    private let turn = Mutex<Void>(())

    var persons: [PersonID] { open.withLock { $0.keys.sorted() } }

    func put(_ tokens: SessionTokens) { open.withLock { $0[tokens.person] = tokens } }
    func drop(_ person: PersonID) { open.withLock { _ = $0.removeValue(forKey: person) } }

    /// The tokens of a person, or of whoever is logged in.
    func tokens(of person: PersonID?) throws -> SessionTokens {
        let found = open.withLock { open in
            person.flatMap { open[$0] }
                ?? (person == nil ? open.values.min { $0.person < $1.person } : nil)
        }
        guard let found else { throw CentreFailure(.unauthenticated, context: "not logged in") }
        return found
    }

    /// Replaces tokens that are over, unless another thread has already done so.
    func renew(
        _ old: SessionTokens, _ ask: (SessionTokens) throws -> SessionTokens
    ) throws {
        try turn.withLock { _ in
            let current = try tokens(of: old.person)
            guard current.access == old.access else { return }
            do {
                put(try ask(current))
            } catch let failure as CentreFailure {
                if [.unauthenticated, .tokenExpired].contains(failure.code) { drop(old.person) }
                throw failure
            }
        }
    }
}
