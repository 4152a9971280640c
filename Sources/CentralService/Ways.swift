import Casework
import SyncProtocol

/// The centre in the desk's own process.
extension Centre: CentreTransport {
    package func session() throws -> CentreSession { try session(from: .house) }
    package func offer(_ acts: [ActEnvelope]) throws -> [Verdict] {
        try offer(acts, from: .house)
    }
    package func changes(
        after cursor: FeedCursor, reference: Int, limit: Int, wait: Int
    ) throws -> ChangePage {
        try changes(after: cursor, reference: reference, limit: limit, from: .house)
    }
    package func lastCounter(device: DeviceID, actor: PersonID) throws -> Int {
        try lastCounter(device: device, actor: actor, from: .house)
    }
    package func report(_ reads: [ReadRecord]) throws { try report(reads, from: .house) }
    package func history(of id: CaseID, by person: PersonID) throws -> CaseHistory {
        try history(of: id, from: .house)
    }
    package func search(
        _ text: String, limit: Int, by person: PersonID
    ) throws -> [CentreHit] {
        try search(text, limit: limit, from: .house)
    }
    package func treeHead() throws -> SignedTreeHead? { try treeHead(from: .house) }
    package func consistency(from older: Int, to newer: Int) throws -> [Digest] {
        try consistency(from: older, to: newer, from: .house)
    }
}

/// The way of an enrolled desk to a centre in the same process: what a connection would be that
/// has already proved who asks.
package final class DeskWay: CentreTransport {
    private let centre: Centre
    private let device: DeviceID
    /// Asks where no act and no reading says for whom.
    private let person: PersonID

    package init(_ centre: Centre, device: DeviceID, person: PersonID) {
        self.centre = centre
        self.device = device
        self.person = person
    }

    private func caller(_ person: PersonID? = nil) -> Caller {
        .desk(device, person ?? self.person)
    }

    package func session() throws -> CentreSession { try centre.session(from: caller()) }

    package func offer(_ acts: [ActEnvelope]) throws -> [Verdict] {
        try centre.offer(acts, from: caller((try? acts.first?.act())?.actor))
    }

    package func changes(
        after cursor: FeedCursor, reference: Int, limit: Int, wait: Int
    ) throws -> ChangePage {
        try centre.changes(after: cursor, reference: reference, limit: limit, from: caller())
    }

    package func lastCounter(device: DeviceID, actor: PersonID) throws -> Int {
        try centre.lastCounter(device: device, actor: actor, from: caller(actor))
    }

    package func report(_ reads: [ReadRecord]) throws {
        try centre.report(reads, from: caller(reads.first?.person))
    }

    package func history(of id: CaseID, by person: PersonID) throws -> CaseHistory {
        try centre.history(of: id, from: caller(person))
    }

    package func search(
        _ text: String, limit: Int, by person: PersonID
    ) throws -> [CentreHit] {
        try centre.search(text, limit: limit, from: caller(person))
    }

    package func treeHead() throws -> SignedTreeHead? { try centre.treeHead(from: caller()) }

    package func consistency(from older: Int, to newer: Int) throws -> [Digest] {
        try centre.consistency(from: older, to: newer, from: caller())
    }
}
