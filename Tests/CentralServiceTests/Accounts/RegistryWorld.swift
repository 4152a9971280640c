import Casework
import CentralService
import CentreStores
import SyncProtocol
import Synchronization

/// A registry on a store in memory, with a clock that is set and chance that repeats.
final class RegistryWorld: Sendable {
    let store: any CentralStore
    let registry: Registry
    private let clock = Box(Mutex(Instant(milliseconds: 1_795_000_000_000)))

    init() throws {
        store = try StoreKind.current.make().store
        let draws = Box(Mutex(UInt64(7)))
        let clock = clock
        registry = Registry(
            store: store, clock: { clock.value.withLock { $0 } },
            random: { count in
                draws.value.withLock { state in
                    (0..<count).map { _ in
                        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                        return UInt8(state >> 56)
                    }
                }
            }, passwords: PlainPasswords())
        try store.write { transaction in
            try transaction.setOffice(
                Office(
                    units: [Unit(id: "bbv", name: "Bau", sign: "BBV")],
                    persons: [
                        Person(
                            id: "anna", name: "Anna",
                            memberships: [Membership(unit: "bbv", role: .clerk)]),
                        Person(
                            id: "fort", name: "Fort",
                            memberships: [Membership(unit: "bbv", role: .clerk)], active: false),
                    ]))
        }
    }

    func pass(seconds: Int) {
        clock.value.withLock { $0 = $0.adding(seconds: seconds) }
    }
    var now: Instant { clock.value.withLock { $0 } }

    /// A workstation let in by a code.
    @discardableResult
    func enrol(_ device: DeviceID, certificate: String) throws -> String {
        let code = try registry.makeCode(name: "Platz \(device.raw)")
        try enrol(device, certificate: certificate, code: code)
        return code
    }

    func enrol(
        _ device: DeviceID, certificate: String, code: String, address: String = "10.0.0.1"
    ) throws {
        _ = try registry.enrol(
            EnrolmentRequest(
                code: code, device: device, actKey: Array(device.raw.utf8), address: address),
            issue: { _, _ in issued(certificate) })
    }

    func issued(_ certificate: String) -> IssuedCertificate {
        IssuedCertificate(
            pem: "PEM", fingerprint: certificate, expires: now.adding(seconds: 90 * 86_400))
    }

    func logIn(
        _ person: PersonID = "anna", _ password: String = RegistryWorld.password,
        certificate: String = "c1", address: String = "10.0.0.1"
    ) throws -> SessionTokens {
        try registry.logIn(
            LogIn(
                person: person, password: password, certificate: certificate, address: address))
    }

    static let password = "drei Enten im Teich"
}

final class Box<Value: ~Copyable & Sendable>: Sendable {
    let value: Value
    init(_ value: consuming Value) { self.value = value }
}

/// Shows by itself what it keeps: only for tests.
struct PlainPasswords: PasswordHashing {
    let nobody = "nobody"
    func verifier(of password: String) throws -> String { "plain:" + password }
    func matches(_ password: String, _ verifier: String) -> Bool {
        verifier == "plain:" + password
    }
}

/// The refusal that `body` ends with.
func refusal<T>(_ body: () throws -> T) -> AccountRefusal.Code? {
    do {
        _ = try body()
        return nil
    } catch let refusal as AccountRefusal {
        return refusal.code
    } catch {
        return nil
    }
}
