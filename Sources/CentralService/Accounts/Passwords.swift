import Casework
import SyncProtocol

extension Registry {
    package func accounts() throws -> [Account] { try store.read { try $0.accounts() } }

    /// Sets a person's password and ends what was open with the old one.
    package func setPassword(_ password: String, of person: PersonID) throws {
        try checkStrength(password, of: person)
        guard try store.read({ try $0.person(person) }) != nil else {
            throw AccountRefusal(.personUnknown)
        }
        let verifier = try passwords.verifier(of: password)
        let now = clock()
        try store.write { transaction in
            let locked = try transaction.account(of: person)?.locked ?? false
            try transaction.put(
                Account(person: person, verifier: verifier, locked: locked, changed: now))
            try transaction.endSessions(person: person, device: nil, at: now)
            try transaction.removeBackOff(accountKey(person))
            try transaction.record(AuthEvent(.passwordSet, person: person, at: now))
        }
    }

    /// Locks an account, or opens it again. Its sessions end at once.
    package func setLocked(_ locked: Bool, _ person: PersonID) throws {
        let now = clock()
        try store.write { transaction in
            guard var account = try transaction.account(of: person) else {
                throw AccountRefusal(.personUnknown)
            }
            account.locked = locked
            try transaction.put(account)
            if locked { try transaction.endSessions(person: person, device: nil, at: now) }
            try transaction.record(
                AuthEvent(
                    locked ? .accountLocked : .accountUnlocked, person: person, at: now))
        }
    }

    /// - Throws: `AccountRefusal(.passwordWeak)`.
    package func checkStrength(_ password: String, of person: PersonID) throws {
        let folded = password.lowercased()
        guard password.count >= limits.shortestPassword,
            password.utf8.count <= limits.longestPassword, Set(folded).count >= 6,
            !folded.contains(person.raw), beside(folded) >= 6
        else { throw AccountRefusal(.passwordWeak) }
    }

    /// Letters beside common words; decoration makes a common word no better.
    private func beside(_ folded: String) -> Int {
        CommonPasswords.words.reduce(folded) { $0.replacing($1, with: "") }.count
    }

    func accountKey(_ person: PersonID) -> String { "person:\(person.raw)" }
}

/// What everybody tries first.
enum CommonPasswords {
    static let words = [
        "passwort", "password", "kennwort", "qwertz", "qwerty", "12345678", "87654321",
        "asdfghjk", "willkommen", "welcome", "magistrat", "linz", "amtspult", "sommer",
        "winter", "fruehling", "frühling", "herbst", "geheim", "iloveyou", "schatzi", "hallo",
    ]
}
