import Casework

/// The way to the centre: in this process when a desk is alone, over HTTPS otherwise. Calls
/// block; whoever must not wait makes them from a thread that may.
///
/// Everything throws `CentreFailure`.
package protocol CentreTransport: AnyObject, Sendable {
    /// What the centre says of itself and of this desk: asked when a connection begins.
    func session() throws -> CentreSession

    /// Offers acts of one person in the order of their counters. Every act gets its verdict,
    /// once; offering the same bytes again gives the same verdict.
    ///
    /// When it throws, nothing is known to be processed, and everything is kept.
    func offer(_ acts: [ActEnvelope]) throws -> [Verdict]

    /// The feed after `cursor`.
    ///
    /// - Parameters:
    ///   - reference: the version of the reference data already held.
    ///   - limit: places of the log in a page, at most.
    ///   - wait: milliseconds the answer may wait for something new; a centre in the same
    ///     process answers at once.
    func changes(
        after cursor: FeedCursor, reference: Int, limit: Int, wait: Int
    ) throws -> ChangePage

    /// The last counter the centre has processed for this device and actor.
    func lastCounter(device: DeviceID, actor: PersonID) throws -> Int

    /// Who read what; journalled like acts, never dropped.
    func report(_ reads: [ReadRecord]) throws

    /// A case with everything that happened to it and the proof that it did; logged as a reading.
    /// A case out of the person's sight is `notFound`, like one that does not exist.
    func history(of id: CaseID, by person: PersonID) throws -> CaseHistory

    /// Cases in the person's sight whose number, subject, place or party has all words of
    /// `text`; shown hits are logged as readings.
    func search(_ text: String, limit: Int, by person: PersonID) throws -> [CentreHit]

    /// The newest signed head of the audit tree; nil where the centre has no key for it.
    func treeHead() throws -> SignedTreeHead?

    /// That the tree of `newer` leaves begins with the tree of `older`.
    func consistency(from older: Int, to newer: Int) throws -> [Digest]
}

extension CentreTransport {
    package func changes(
        after cursor: FeedCursor, reference: Int, limit: Int
    ) throws -> ChangePage {
        try changes(after: cursor, reference: reference, limit: limit, wait: 0)
    }
}

/// A centre on another machine: what only makes sense across a network.
package protocol RemoteCentre: CentreTransport {
    /// What a desk needs to begin: all cases of its scopes, in pieces it shares with others.
    ///
    /// - Parameter layout: what a file of cases must be like for this desk to take it as it is;
    ///   nil where it takes none.
    func snapshot(image layout: String?) throws -> SnapshotManifest

    /// Bytes of a segment, compressed as the manifest says, from `offset`.
    func segment(_ sha256: String, from offset: Int, limit: Int) throws -> [UInt8]

    /// How far the upload of an attachment has come; nil where the centre has nothing of it.
    func blobState(_ sha256: String) throws -> BlobState?

    /// Appends a part at `offset`, which must be what `blobState` says.
    func appendBlob(
        _ sha256: String, size: Int, at offset: Int, _ part: [UInt8]
    ) throws -> BlobState

    func readBlob(
        _ sha256: String, from offset: Int, limit: Int, by person: PersonID
    ) throws -> [UInt8]

    /// Says which case the person has open, nil for none, and answers who else has it.
    func present(in id: CaseID?, by person: PersonID) throws -> [Presence]
}

/// A reading of personal data: opening a case, hits of a search, an export.
package struct ReadRecord: Hashable, Sendable {
    package enum Purpose: String, CaseIterable, Sendable {
        case open, search, export, attachment, letter
    }
    package var person: PersonID
    package var device: DeviceID
    package var caseID: CaseID
    package var purpose: Purpose
    package var at: Instant

    package init(
        person: PersonID, device: DeviceID, caseID: CaseID, purpose: Purpose, at: Instant
    ) {
        self.person = person
        self.device = device
        self.caseID = caseID
        self.purpose = purpose
        self.at = at
    }
}
