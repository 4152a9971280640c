import Casework
import SyncProtocol

/// Approvals need to be sure who sits there: a password given a short while ago.
extension Registry {
    /// The person's password once more, in a session that goes on.
    ///
    /// - Returns: until when it holds.
    /// - Throws: `AccountRefusal(.stepUpRefused)`; the session goes on all the same.
    package func stepUp(
        _ who: Authenticated, password: String, address: String
    ) throws -> Instant {
        let keys = [accountKey(who.person), "address:\(address)"]
        let now = clock()
        let account = try store.read { reading in
            try checkBackOff(keys, now: now, reading)
            return try reading.account(of: who.person)
        }
        let matches = passwords.matches(password, account?.verifier ?? passwords.nobody)
        return try store.write { transaction -> Result<Instant, AccountRefusal> in
            guard let session = try transaction.session(who.session), session.ended == nil else {
                return .failure(AccountRefusal(.tokenExpired))
            }
            guard matches, let account, !account.locked else {
                try failed(keys[0], free: limits.freeFailures, now: now, transaction)
                try failed(keys[1], free: limits.freeFailuresOfAddress, now: now, transaction)
                try transaction.record(event(.stepUpRefused, who, address, now))
                return .failure(AccountRefusal(.stepUpRefused))
            }
            try transaction.removeBackOff(keys[0])
            try transaction.record(event(.steppedUp, who, address, now))
            return .success(try prove(session, transaction))
        }.orFailing { _ in }
    }

    private func event(
        _ kind: AuthEvent.Kind, _ who: Authenticated, _ address: String, _ now: Instant
    ) -> AuthEvent {
        AuthEvent(kind, device: who.device.id, person: who.person, at: now, detail: address)
    }

    /// A password was given in this session just now.
    @discardableResult
    func prove(
        _ session: SessionRecord, _ transaction: any CentralTransaction
    ) throws -> Instant {
        let until = clock().adding(seconds: limits.stepUp)
        try transaction.put(
            TokenRecord(
                hash: proofName(of: session.id), session: session.id, kind: .stepUp,
                expires: until))
        return until
    }

    /// Keeps something an administrator did.
    package func note(_ kind: AuthEvent.Kind, person: PersonID? = nil, detail: String) throws {
        let event = AuthEvent(kind, person: person, at: clock(), detail: detail)
        try store.write { try $0.record(event) }
    }
}

extension AccountReading {
    /// Whether a password was given in the session a short while ago.
    func isProved(_ session: String, at now: Instant) throws -> Bool {
        guard let proof = try token(hash: proofName(of: session)), proof.kind == .stepUp else {
            return false
        }
        return now < proof.expires
    }
}

/// Under what name it is kept that a password was given.
private func proofName(of session: String) -> String { sha256Hex("stepup:\(session)".utf8) }
