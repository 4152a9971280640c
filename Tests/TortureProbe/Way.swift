import Casework
import HTTPTransport
import SyncClient
import SyncProtocol
import WorkstationRuntime

/// The way to the centre over HTTPS, as the program goes it.
final class Way: OnlineCentre, RemoteDetour {
    static let ways = CentreWays(
        connect: { url, papers in
            guard let address = CentreAddress(url) else { throw CentreFailure(.unreachable) }
            return Way(
                try HTTPCentre(
                    address: address,
                    identity: DeskIdentity(
                        key: papers.connectionKey, certificate: papers.certificate,
                        authority: papers.authority, expires: .epoch)))
        },
        join: { _, _, _, _ in throw CentreFailure(.forbidden) },
        validity: { DeskIdentity.validity(of: $0) })

    private let real: HTTPCentre

    private init(_ real: HTTPCentre) { self.real = real }

    func remote() -> any RemoteCentre { real }
    var persons: Set<PersonID> { Set(real.persons) }
    func logIn(_ person: PersonID, password: String) throws {
        try real.logIn(person, password: password)
    }
    func renew() throws {
        if real.persons.isEmpty { throw CentreFailure(.unauthenticated) }
    }
    func end() { try? real.close() }
    /// No life here is as long as a certificate.
    func renewal(for device: DeviceID) throws -> ConnectionPapers {
        throw CentreFailure(.forbidden)
    }
    func use(_ papers: ConnectionPapers) throws {}
}
