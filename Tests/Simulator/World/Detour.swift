import Casework
import SyncProtocol

/// A way to the centre that leads over another: what is only asked is passed on.
protocol Detour: RemoteCentre {
    /// - Throws: `CentreFailure` where nobody is reached.
    func onward() throws -> any RemoteCentre
}

extension Detour {
    func session() throws -> CentreSession { try onward().session() }
    func history(of id: CaseID, by person: PersonID) throws -> CaseHistory {
        try onward().history(of: id, by: person)
    }
    func search(_ text: String, limit: Int, by person: PersonID) throws -> [CentreHit] {
        try onward().search(text, limit: limit, by: person)
    }
    func treeHead() throws -> SignedTreeHead? { try onward().treeHead() }
    func consistency(from older: Int, to newer: Int) throws -> [Digest] {
        try onward().consistency(from: older, to: newer)
    }
    func snapshot() throws -> SnapshotManifest { try onward().snapshot() }
    func segment(_ sha256: String, from offset: Int, limit: Int) throws -> [UInt8] {
        try onward().segment(sha256, from: offset, limit: limit)
    }
    func blobState(_ sha256: String) throws -> BlobState? { try onward().blobState(sha256) }
    func appendBlob(
        _ sha256: String, size: Int, at offset: Int, _ part: [UInt8]
    ) throws -> BlobState {
        try onward().appendBlob(sha256, size: size, at: offset, part)
    }
    func readBlob(
        _ sha256: String, from offset: Int, limit: Int, by person: PersonID
    ) throws -> [UInt8] {
        try onward().readBlob(sha256, from: offset, limit: limit, by: person)
    }
    func present(in id: CaseID?, by person: PersonID) throws -> [Presence] {
        try onward().present(in: id, by: person)
    }
}

/// A way that is known to be within the house: a desk waits for what it says.
final class HouseWay: CentreTransport {
    private let real: any RemoteCentre

    init(_ real: any RemoteCentre) { self.real = real }

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
}
