import Casework
import SyncProtocol

/// Who is asking: the workstation behind the certificate, the person behind the token.
package struct Authenticated: Hashable, Sendable {
    package var device: DeviceRecord
    package var person: PersonID
    package var session: String
}

package struct LogIn: Sendable {
    package var person: PersonID
    package var password: String
    package var certificate: String
    package var address: String

    package init(person: PersonID, password: String, certificate: String, address: String) {
        self.person = person
        self.password = password
        self.certificate = certificate
        self.address = address
    }
}

extension Registry {
    /// Blocks for as long as a password takes to check. Whether the person, the password or
    /// the account was wrong is never told apart.
    package func logIn(_ logIn: LogIn) throws -> SessionTokens {
        let device = try device(presenting: logIn.certificate)
        let keys = [accountKey(logIn.person), "address:\(logIn.address)"]
        let now = clock()
        let account = try store.read { reading in
            try checkBackOff(keys, now: now, reading)
            return try reading.account(of: logIn.person)
        }
        // An account that is not there takes as long as one that is.
        let verifier = account?.verifier ?? passwords.nobody
        let matches = passwords.matches(logIn.password, verifier)
        return try store.write { transaction -> Result<SessionTokens, AccountRefusal> in
            let person = try transaction.person(logIn.person)
            guard matches, let account, !account.locked, person?.active == true else {
                return .failure(AccountRefusal(.credentials))
            }
            guard try fits(logIn.person, device, transaction) else {
                return .failure(AccountRefusal(.tooManyUnits))
            }
            try transaction.removeBackOff(keys[0])
            return .success(try begin(logIn, device, transaction))
        }.orFailing { refusal in
            if refusal.code == .credentials { try countFailure(logIn, device, keys) }
        }
    }

    /// Whether the units of everybody who works at a workstation are not too many.
    private func fits(
        _ person: PersonID, _ device: DeviceRecord, _ reading: any CentralReading
    ) throws -> Bool {
        let members = Set(try reading.enrolled(device.id)?.members ?? []).union([person])
        let units = try members.compactMap { try reading.person($0) }.flatMap(\.readableUnits)
        return Set(units).count <= limits.unitsPerDevice
    }

    private func countFailure(
        _ logIn: LogIn, _ device: DeviceRecord, _ keys: [String]
    ) throws {
        let now = clock()
        try store.write { transaction in
            try failed(keys[0], free: limits.freeFailures, now: now, transaction)
            try failed(keys[1], free: limits.freeFailuresOfAddress, now: now, transaction)
            try transaction.record(
                AuthEvent(
                    .loginRefused, device: device.id, person: logIn.person, at: now,
                    detail: logIn.address))
        }
    }

    private func begin(
        _ logIn: LogIn, _ device: DeviceRecord, _ transaction: any CentralTransaction
    ) throws -> SessionTokens {
        let now = clock()
        let session = SessionRecord(
            id: secretName(bytes: 16), person: logIn.person, device: device.id,
            certificate: logIn.certificate, began: now,
            expires: now.adding(seconds: limits.session))
        try transaction.put(session)
        try transaction.join(logIn.person, device.id, at: now)
        try transaction.record(
            AuthEvent(
                .loggedIn, device: device.id, person: logIn.person, at: now, detail: logIn.address))
        try prove(session, transaction)
        return try issue(session, refresh: secretName(bytes: 32), transaction)
    }

    private func issue(
        _ session: SessionRecord, refresh: String, _ transaction: any CentralTransaction
    ) throws -> SessionTokens {
        let now = clock()
        let accessEnd = min(session.expires, now.adding(seconds: limits.access))
        let tokens = SessionTokens(
            person: session.person, access: secretName(bytes: 32), accessExpires: accessEnd,
            refresh: refresh, refreshExpires: session.expires)
        try transaction.put(
            TokenRecord(
                hash: sha256Hex(tokens.access.utf8), session: session.id, kind: .access,
                expires: accessEnd))
        try transaction.put(
            TokenRecord(
                hash: sha256Hex(tokens.refresh.utf8), session: session.id, kind: .refresh,
                expires: session.expires))
        return tokens
    }

    /// New tokens for a refresh token that has not been used. One that has ends the session:
    /// somebody else holds a copy. Only the one used last works once more for a short while, with
    /// the same certificate and for the same successor: its answer may have been lost.
    package func refresh(_ token: String, certificate: String) throws -> SessionTokens {
        let device = try device(presenting: certificate)
        let now = clock()
        return try store.write { transaction -> Result<SessionTokens, AccountRefusal> in
            guard var record = try transaction.token(hash: sha256Hex(token.utf8)),
                record.kind == .refresh, var session = try transaction.session(record.session)
            else { return .failure(AccountRefusal(.tokenUnknown)) }
            guard isBound(session, device, certificate) else {
                try noteForeign(session, device, now, transaction)
                return .failure(AccountRefusal(.tokenUnknown))
            }
            let heir = try heir(of: token, transaction)
            guard
                try record.used == nil
                    || isLost(record, heir, session, certificate, now, transaction)
            else {
                session.ended = session.ended ?? now
                try transaction.put(session)
                try transaction.record(
                    AuthEvent(.tokenReused, device: device.id, person: session.person, at: now))
                return .failure(AccountRefusal(.tokenUnknown))
            }
            guard session.ended == nil, session.expires > now,
                try transaction.person(session.person)?.active == true
            else { return .failure(AccountRefusal(.tokenExpired)) }
            // Once more is once: the window of one that came again is over.
            record.used = record.used?.adding(seconds: -limits.refreshWindow) ?? now
            try transaction.put(record)
            session.certificate = certificate
            try transaction.put(session)
            return .success(try issue(session, refresh: heir, transaction))
        }.orFailing { _ in }
    }

    /// The refresh token that follows one, the same whenever it is asked for.
    private func heir(of token: String, _ reading: any CentralReading) throws -> String {
        let seal = Seal(secret: try reading.secret())
        return hexText(seal.mark(Array("refresh:\(token)".utf8)))
    }

    /// Whether the answer to a used refresh token may never have arrived: nobody has used what it
    /// brought.
    private func isLost(
        _ record: TokenRecord, _ heir: String, _ session: SessionRecord, _ certificate: String,
        _ now: Instant, _ reading: any CentralReading
    ) throws -> Bool {
        guard let used = record.used, session.ended == nil, session.certificate == certificate,
            now < used.adding(seconds: limits.refreshWindow)
        else { return false }
        return try reading.token(hash: sha256Hex(heir.utf8))?.used == nil
    }

    /// Who has shown the same before, while nothing has changed at the door since; never waits.
    package func known(token: String, certificate: String) -> Authenticated? {
        guard let version = store.doorVersion,
            let pass = passes.value(
                of: Shown(token: token, certificate: certificate), at: version),
            pass.until > clock()
        else { return nil }
        return pass.who
    }

    /// - Throws: `AccountRefusal`; a token presented with another certificate is unknown.
    package func authenticate(token: String, certificate: String) throws -> Authenticated {
        let now = clock()
        let version = store.doorVersion
        let (device, record, session) = try store.read { reading in
            let device = try reading.device(certificate: certificate)
            let record = try reading.token(hash: sha256Hex(token.utf8))
            return (device, record, try record.flatMap { try reading.session($0.session) })
        }
        guard let device else { throw AccountRefusal(.deviceUnknown) }
        guard device.revoked == nil else { throw AccountRefusal(.deviceRevoked) }
        guard let record, record.kind == .access, let session else {
            throw AccountRefusal(.tokenUnknown)
        }
        guard isBound(session, device, certificate) else {
            try store.write { try noteForeign(session, device, now, $0) }
            throw AccountRefusal(.tokenUnknown)
        }
        guard session.ended == nil, record.expires > now else {
            throw AccountRefusal(.tokenExpired)
        }
        let who = Authenticated(device: device, person: session.person, session: session.id)
        if let version {
            passes.keep(
                Pass(who: who, until: record.expires),
                for: Shown(token: token, certificate: certificate), at: version)
        }
        return who
    }

    /// Ends the session; all its tokens are worth nothing from now on.
    package func logOut(_ who: Authenticated) throws {
        let now = clock()
        try store.write { transaction in
            guard var session = try transaction.session(who.session) else { return }
            session.ended = session.ended ?? now
            try transaction.put(session)
            try transaction.record(
                AuthEvent(.loggedOut, device: who.device.id, person: who.person, at: now))
        }
    }

    private func isBound(
        _ session: SessionRecord, _ device: DeviceRecord, _ certificate: String
    ) -> Bool {
        session.device == device.id && device.carries(session.certificate, over: certificate)
    }

    private func noteForeign(
        _ session: SessionRecord, _ device: DeviceRecord, _ now: Instant,
        _ transaction: any CentralTransaction
    ) throws {
        try transaction.record(
            AuthEvent(.foreignCertificate, device: device.id, person: session.person, at: now))
    }
}

extension Result where Failure == AccountRefusal {
    /// A refusal that has to be written down is the result of a transaction, not the end of it.
    func orFailing(_ note: (AccountRefusal) throws -> Void) throws -> Success {
        if case .failure(let refusal) = self { try note(refusal) }
        return try get()
    }
}
