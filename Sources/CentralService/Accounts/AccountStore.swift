import Casework
import SyncProtocol

/// What a central store keeps of devices and accounts, for reading.
package protocol AccountReading {
    /// All devices, the newest first.
    func devices() throws -> [DeviceRecord]
    func device(_ id: DeviceID) throws -> DeviceRecord?
    /// The device whose present or previous certificate this is.
    func device(certificate: String) throws -> DeviceRecord?
    func enrolmentCode(hash: String) throws -> EnrolmentCode?
    func account(of person: PersonID) throws -> Account?
    func accounts() throws -> [Account]
    func session(_ id: String) throws -> SessionRecord?
    func token(hash: String) throws -> TokenRecord?
    func backOff(_ key: String) throws -> BackOffRecord?
    /// The newest events first.
    func authEvents(limit: Int) throws -> [AuthEvent]
}

/// The same for writing. `put` replaces what has the same key.
package protocol AccountWriting: AccountReading {
    /// Lets a device in, or keeps what its record now says; a revoked one that comes anew is in.
    func put(_ device: DeviceRecord) throws
    func put(_ code: EnrolmentCode) throws
    func put(_ account: Account) throws
    func put(_ session: SessionRecord) throws
    func put(_ token: TokenRecord) throws
    func put(_ backOff: BackOffRecord) throws
    func removeBackOff(_ key: String) throws
    /// Ends every open session of a person, or of a device.
    func endSessions(person: PersonID?, device: DeviceID?, at: Instant) throws
    /// Drops codes, sessions with their tokens, and back-offs that ended before `limit`.
    func forgetAccounts(before limit: Instant) throws
}
