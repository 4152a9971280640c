import CaseStore
import Casework
import HTTPTransport
import SyncClient
import SyncProtocol
import Synchronization
import WorkstationRuntime

/// How this program reaches centres: over HTTPS.
enum Network {
    static let ways = CentreWays(
        connect: { url, papers in
            guard let address = CentreAddress(url) else { throw CentreFailure(.unreachable) }
            let identity = DeskIdentity(
                key: papers.connectionKey, certificate: papers.certificate,
                authority: papers.authority,
                expires: DeskIdentity.validity(of: papers.certificate)?.upperBound ?? .epoch)
            return HTTPSCentre(
                try HTTPCentre(address: address, identity: identity), identity: identity)
        },
        join: { url, code, device, actKey in
            guard let address = CentreAddress(url) else { throw CentreFailure(.unreachable) }
            guard let ticket = EnrolmentTicket(code) else { throw CentreFailure(.malformed) }
            let enrolled = try address.enrol(ticket, device: device, actKey: actKey)
            return CentreWays.Joined(
                authority: enrolled.identity.authority,
                certificate: enrolled.identity.certificate,
                connectionKey: enrolled.identity.key, expires: enrolled.identity.expires,
                epoch: enrolled.epoch, logKey: enrolled.logKey)
        },
        validity: { DeskIdentity.validity(of: $0) })
}

/// A centre behind HTTPS with the sessions of this desk.
private final class HTTPSCentre: OnlineCentre, RemoteDetour {
    private let way: HTTPCentre
    private let identity: Mutex<DeskIdentity>

    init(_ way: HTTPCentre, identity: DeskIdentity) {
        self.way = way
        self.identity = Mutex(identity)
    }

    func remote() -> any RemoteCentre { way }
    var persons: Set<PersonID> { Set(way.persons) }
    func logIn(_ person: PersonID, password: String) throws {
        try way.logIn(person, password: password)
    }
    /// Tokens are renewed by the way itself; what comes here can only be renewed by a person.
    func renew() throws {
        if way.persons.isEmpty { throw CentreFailure(.unauthenticated) }
    }
    func end() { try? way.close() }

    func renewal(for device: DeviceID) throws -> ConnectionPapers {
        let renewed = try way.renew(identity.withLock { $0 }, device: device)
        return ConnectionPapers(certificate: renewed.certificate, key: renewed.key)
    }
    func use(_ papers: ConnectionPapers) throws {
        let fresh = identity.withLock { identity in
            identity.certificate = papers.certificate
            identity.key = papers.key
            identity.expires =
                DeskIdentity.validity(of: papers.certificate)?.upperBound ?? identity.expires
            return identity
        }
        try way.use(fresh)
    }
}
