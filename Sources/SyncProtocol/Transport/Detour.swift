import Casework

/// A way to a centre that leads over another: what it does not do itself is passed on.
package protocol CentreDetour: CentreTransport {
    /// - Throws: `CentreFailure` where nobody is reached.
    func onward() throws -> any CentreTransport
}

extension CentreDetour {
    package func session() throws -> CentreSession { try onward().session() }
    package func offer(_ acts: [ActEnvelope]) throws -> [Verdict] { try onward().offer(acts) }
    package func changes(
        after cursor: FeedCursor, reference: Int, limit: Int, wait: Int
    ) throws -> ChangePage {
        try onward().changes(after: cursor, reference: reference, limit: limit, wait: wait)
    }
    package func lastCounter(device: DeviceID, actor: PersonID) throws -> Int {
        try onward().lastCounter(device: device, actor: actor)
    }
    package func report(_ reads: [ReadRecord]) throws { try onward().report(reads) }
    package func history(of id: CaseID, by person: PersonID) throws -> CaseHistory {
        try onward().history(of: id, by: person)
    }
    package func search(_ text: String, limit: Int, by person: PersonID) throws -> [CentreHit] {
        try onward().search(text, limit: limit, by: person)
    }
    package func treeHead() throws -> SignedTreeHead? { try onward().treeHead() }
    package func consistency(from older: Int, to newer: Int) throws -> [Digest] {
        try onward().consistency(from: older, to: newer)
    }
}

/// The same for a centre on another machine.
package protocol RemoteDetour: CentreDetour, RemoteCentre {
    /// - Throws: `CentreFailure` where nobody is reached.
    func remote() throws -> any RemoteCentre
}

extension RemoteDetour {
    package func onward() throws -> any CentreTransport { try remote() }

    package func snapshot(image layout: String?) throws -> SnapshotManifest {
        try remote().snapshot(image: layout)
    }
    package func segment(_ sha256: String, from offset: Int, limit: Int) throws -> [UInt8] {
        try remote().segment(sha256, from: offset, limit: limit)
    }
    package func blobState(_ sha256: String) throws -> BlobState? {
        try remote().blobState(sha256)
    }
    package func appendBlob(
        _ sha256: String, size: Int, at offset: Int, _ part: [UInt8]
    ) throws -> BlobState {
        try remote().appendBlob(sha256, size: size, at: offset, part)
    }
    package func readBlob(
        _ sha256: String, from offset: Int, limit: Int, by person: PersonID
    ) throws -> [UInt8] {
        try remote().readBlob(sha256, from: offset, limit: limit, by: person)
    }
    package func present(in id: CaseID?, by person: PersonID) throws -> [Presence] {
        try remote().present(in: id, by: person)
    }
}
