import Casework

/// A workstation that has been let in: its certificate opens the connection, its act key signs.
package struct DeviceRecord: Hashable, Sendable {
    package var id: DeviceID
    /// What the operator calls it.
    package var name: String
    /// SHA-256 of the certificate in use, in hex.
    package var certificate: String
    /// The certificate before the last renewal; good until the new one is first presented.
    package var previous: String?
    /// The raw Ed25519 public key whose signatures on acts count.
    package var actKey: [UInt8]
    package var enrolled: Instant
    package var expires: Instant
    package var revoked: Instant?

    package init(
        id: DeviceID, name: String, certificate: String, actKey: [UInt8], enrolled: Instant,
        expires: Instant, previous: String? = nil, revoked: Instant? = nil
    ) {
        self.id = id
        self.name = name
        self.certificate = certificate
        self.previous = previous
        self.actKey = actKey
        self.enrolled = enrolled
        self.expires = expires
        self.revoked = revoked
    }

    /// Whether a session bound to one certificate goes on with the one now presented: the same,
    /// or the one that renewed it.
    package func carries(_ bound: String, over presented: String) -> Bool {
        bound == presented || (presented == certificate && bound == previous)
    }
}

/// A one-time code that lets one workstation in; only its hash is kept.
package struct EnrolmentCode: Hashable, Sendable {
    package var hash: String
    /// The name the workstation gets.
    package var name: String
    /// A workstation already known that may come anew with this code.
    package var device: DeviceID?
    package var expires: Instant
    package var used: Instant?

    package init(
        hash: String, name: String, device: DeviceID? = nil, expires: Instant,
        used: Instant? = nil
    ) {
        self.hash = hash
        self.name = name
        self.device = device
        self.expires = expires
        self.used = used
    }
}

/// How a person proves who they are.
package struct Account: Hashable, Sendable {
    package var person: PersonID
    /// What a password is compared with; never the password.
    package var verifier: String
    package var locked: Bool
    package var changed: Instant

    package init(person: PersonID, verifier: String, locked: Bool = false, changed: Instant) {
        self.person = person
        self.verifier = verifier
        self.locked = locked
        self.changed = changed
    }
}

/// From a log-in to its end: all tokens that came of it live and die together.
package struct SessionRecord: Hashable, Sendable {
    package var id: String
    package var person: PersonID
    package var device: DeviceID
    /// The certificate presented at log-in (RFC 8705): the tokens are worth nothing without it.
    package var certificate: String
    package var began: Instant
    package var expires: Instant
    package var ended: Instant?

    package init(
        id: String, person: PersonID, device: DeviceID, certificate: String, began: Instant,
        expires: Instant, ended: Instant? = nil
    ) {
        self.id = id
        self.person = person
        self.device = device
        self.certificate = certificate
        self.began = began
        self.expires = expires
        self.ended = ended
    }
}

/// A token as the centre keeps it.
package struct TokenRecord: Hashable, Sendable {
    package enum Kind: String, Sendable {
        case access, refresh
        /// No token of anybody's: that a password was given in the session.
        case stepUp
    }
    package var hash: String
    package var session: String
    package var kind: Kind
    package var expires: Instant
    /// A refresh token works once.
    package var used: Instant?

    package init(
        hash: String, session: String, kind: Kind, expires: Instant, used: Instant? = nil
    ) {
        self.hash = hash
        self.session = session
        self.kind = kind
        self.expires = expires
        self.used = used
    }
}

/// How often something failed that guessing would do, and when it may be tried again.
package struct BackOffRecord: Hashable, Sendable {
    package var key: String
    package var failures: Int
    package var until: Instant

    package init(key: String, failures: Int, until: Instant) {
        self.key = key
        self.failures = failures
        self.until = until
    }
}
