import Casework
import HTTPTransport
import SyncClient
import SyncProtocol
import WorkstationRuntime

/// The way to the centre over HTTPS, as the program goes it.
final class Way: OnlineCentre {
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

    func session() throws -> CentreSession { try real.session() }
    func offer(_ acts: [ActEnvelope]) throws -> [Verdict] { try real.offer(acts) }
    func changes(
        after cursor: FeedCursor, reference: Int, limit: Int, wait: Int
    ) throws -> ChangePage {
        try real.changes(after: cursor, reference: reference, limit: limit, wait: wait)
    }
    func lastCounter(device: DeviceID, actor: PersonID) throws -> Int {
        try real.lastCounter(device: device, actor: actor)
    }
    func report(_ reads: [ReadRecord]) throws { try real.report(reads) }
    func history(of id: CaseID, by person: PersonID) throws -> CaseHistory {
        try real.history(of: id, by: person)
    }
    func search(_ text: String, limit: Int, by person: PersonID) throws -> [CentreHit] {
        try real.search(text, limit: limit, by: person)
    }
    func treeHead() throws -> SignedTreeHead? { try real.treeHead() }
    func consistency(from older: Int, to newer: Int) throws -> [Digest] {
        try real.consistency(from: older, to: newer)
    }
    func snapshot() throws -> SnapshotManifest { try real.snapshot() }
    func segment(_ sha256: String, from offset: Int, limit: Int) throws -> [UInt8] {
        try real.segment(sha256, from: offset, limit: limit)
    }
    func blobState(_ sha256: String) throws -> BlobState? { try real.blobState(sha256) }
    func appendBlob(
        _ sha256: String, size: Int, at offset: Int, _ part: [UInt8]
    ) throws -> BlobState {
        try real.appendBlob(sha256, size: size, at: offset, part)
    }
    func readBlob(
        _ sha256: String, from offset: Int, limit: Int, by person: PersonID
    ) throws -> [UInt8] {
        try real.readBlob(sha256, from: offset, limit: limit, by: person)
    }
    func present(in id: CaseID?, by person: PersonID) throws -> [Presence] {
        try real.present(in: id, by: person)
    }
}
