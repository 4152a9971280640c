import Casework
import CentralService
import SyncProtocol

// Devices and accounts go through as they are: no mistake is planted there.
extension Passing {
    func devices() throws -> [DeviceRecord] { try real.devices() }
    func device(_ id: DeviceID) throws -> DeviceRecord? { try real.device(id) }
    func device(certificate: String) throws -> DeviceRecord? {
        try real.device(certificate: certificate)
    }
    func enrolmentCode(hash: String) throws -> EnrolmentCode? {
        try real.enrolmentCode(hash: hash)
    }
    func account(of person: PersonID) throws -> Account? { try real.account(of: person) }
    func accounts() throws -> [Account] { try real.accounts() }
    func session(_ id: String) throws -> SessionRecord? { try real.session(id) }
    func token(hash: String) throws -> TokenRecord? { try real.token(hash: hash) }
    func backOff(_ key: String) throws -> BackOffRecord? { try real.backOff(key) }
    func authEvents(limit: Int) throws -> [AuthEvent] { try real.authEvents(limit: limit) }

    func put(_ device: DeviceRecord) throws { try real.put(device) }
    func put(_ code: EnrolmentCode) throws { try real.put(code) }
    func put(_ account: Account) throws { try real.put(account) }
    func put(_ session: SessionRecord) throws { try real.put(session) }
    func put(_ token: TokenRecord) throws { try real.put(token) }
    func put(_ backOff: BackOffRecord) throws { try real.put(backOff) }
    func removeBackOff(_ key: String) throws { try real.removeBackOff(key) }
    func endSessions(person: PersonID?, device: DeviceID?, at: Instant) throws {
        try real.endSessions(person: person, device: device, at: at)
    }
    func forgetAccounts(before limit: Instant) throws { try real.forgetAccounts(before: limit) }
}
