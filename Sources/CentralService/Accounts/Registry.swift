import Casework
import SyncProtocol

/// Devices, accounts and sessions of a centre: who may ask it at all. Synchronous, without a
/// clock or chance of its own; what is cryptography beyond a hash is injected.
package final class Registry: Sendable {
    let store: any CentralStore
    let clock: @Sendable () -> Instant
    let random: @Sendable (Int) -> [UInt8]
    let passwords: any PasswordHashing
    package let limits: AccountLimits
    /// More than workstations are at one centre. At a version of the door.
    let passes = Remembered<Shown, Pass>(room: 16_384)

    /// - Parameter random: that many bytes nobody can guess.
    package init(
        store: any CentralStore, clock: @escaping @Sendable () -> Instant,
        random: @escaping @Sendable (Int) -> [UInt8], passwords: any PasswordHashing,
        limits: AccountLimits = AccountLimits()
    ) {
        self.store = store
        self.clock = clock
        self.random = random
        self.passwords = passwords
        self.limits = limits
    }

    package var now: Instant { clock() }

    /// Drops what has been over for a day.
    package func tidy() throws {
        let past = clock().adding(seconds: -86_400)
        try store.write { try $0.forgetAccounts(before: past) }
    }

    /// What happened at the door, the newest first.
    package func authEvents(limit: Int) throws -> [AuthEvent] {
        try store.read { try $0.authEvents(limit: limit) }
    }

    /// A name nobody can guess, in hex.
    func secretName(bytes: Int) -> String {
        hexText(random(bytes))
    }
}

/// Makes of a password what can be kept, and compares the two. Slow on purpose.
package protocol PasswordHashing: Sendable {
    func verifier(of password: String) throws -> String
    /// A verifier that nothing matches and that takes as long to find out.
    var nobody: String { get }
    func matches(_ password: String, _ verifier: String) -> Bool
}

/// How long things hold; seconds.
package struct AccountLimits: Hashable, Sendable {
    package var code = 86_400
    package var access = 900
    /// From a log-in to the next, whatever was renewed in between.
    package var session = 43_200
    package var certificate = 90 * 86_400
    /// How long a password holds for what asks for it anew.
    package var stepUp = Limits.standard.stepUpMinutes * 60
    /// How long a refresh token works once more, where its answer may have been lost.
    package var refreshWindow = 60
    package var unitsPerDevice = Limits.standard.scopesPerDevice
    /// Failures that cost nothing yet.
    package var freeFailures = 3
    package var freeFailuresOfAddress = 12
    package var longestBackOff = 900
    package var shortestPassword = 12
    package var longestPassword = 256

    package init() {}
}

/// Why a device or a person is not let in.
package struct AccountRefusal: Error, Hashable, Sendable {
    package enum Code: String, CaseIterable, Sendable {
        /// No such code, used, expired, or guessed too often: never told apart.
        case codeRefused
        case deviceUnknown, deviceRevoked, deviceKnown
        case credentials
        case heldOff
        case tokenExpired, tokenUnknown
        case passwordWeak
        case personUnknown
        case csrRefused
        /// The password that was asked for once more was not the person's.
        case stepUpRefused
        /// With this person the workstation would get cases of too many units.
        case tooManyUnits
    }
    package var code: Code
    /// Seconds until it may be tried again.
    package var retryAfter: Int?

    package init(_ code: Code, retryAfter: Int? = nil) {
        self.code = code
        self.retryAfter = retryAfter
    }
}
