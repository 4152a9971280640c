import Casework

/// What the centre says of itself and of the desk that asks.
package struct CentreSession: Hashable, Sendable {
    /// The incarnation of the log; another one after a restore.
    package var epoch: String
    package var head: Int
    /// The last place in the log known to be on a second medium.
    package var durable: Int
    /// The centre's clock.
    package var time: Instant
    /// Units whose cases this desk gets; empty in the house, which gets all.
    package var scopes: [UnitID]
    /// Last counters of this desk, by actor.
    package var counters: [PersonID: Int]
    package var treeHead: SignedTreeHead?
    /// Acts and documents of these versions are understood.
    package var oldestSchema: Int
    package var newestSchema: Int
    /// The oldest program that may fetch; older ones may only deliver what they have.
    package var minimumClient: String
    package var limits: Limits

    package init(
        epoch: String, head: Int, durable: Int, time: Instant, scopes: [UnitID],
        counters: [PersonID: Int], treeHead: SignedTreeHead? = nil, oldestSchema: Int = 1,
        newestSchema: Int = 1, minimumClient: String = "", limits: Limits = .standard
    ) {
        self.epoch = epoch
        self.head = head
        self.durable = durable
        self.time = time
        self.scopes = scopes
        self.counters = counters
        self.treeHead = treeHead
        self.oldestSchema = oldestSchema
        self.newestSchema = newestSchema
        self.minimumClient = minimumClient
        self.limits = limits
    }
}

/// A case as the centre has it, with its whole history.
package struct CaseHistory: Hashable, Sendable {
    package var image: CaseFile
    package var entries: [ProvenEntry]
    /// The head the proofs lead to; nil where the centre keeps no signed tree.
    package var head: SignedTreeHead?

    package init(image: CaseFile, entries: [ProvenEntry], head: SignedTreeHead?) {
        self.image = image
        self.entries = entries
        self.head = head
    }
}

/// An entry with what proves it: the bytes somebody signed, the key, the way to the tree's root.
package struct ProvenEntry: Hashable, Sendable {
    package var entry: Entry
    package var bytes: [UInt8]
    /// The device's raw Ed25519 public key; nil where acts are not signed.
    package var key: [UInt8]?
    package var proof: InclusionProof?

    package init(entry: Entry, bytes: [UInt8], key: [UInt8]?, proof: InclusionProof?) {
        self.entry = entry
        self.bytes = bytes
        self.key = key
        self.proof = proof
    }
}

/// A case found at the centre.
package struct CentreHit: Hashable, Sendable {
    package var caseID: CaseID
    package var number: String
    package var subject: String
    package var unit: UnitID
    package var version: Int

    package init(
        caseID: CaseID, number: String, subject: String, unit: UnitID, version: Int
    ) {
        self.caseID = caseID
        self.number = number
        self.subject = subject
        self.unit = unit
        self.version = version
    }
}

/// A file of cases as a workstation keeps it, built once by the centre for all that get the unit.
package struct SnapshotImage: Hashable, Sendable {
    /// Bytes of the file in one part, at most.
    package static let partSize = 16 << 20

    package struct Part: Hashable, Sendable {
        /// Of the bytes as they are fetched: one gzip member.
        package var sha256: String
        package var bytes: Int
        /// Unpacked.
        package var size: Int

        package init(sha256: String, bytes: Int, size: Int) {
            self.sha256 = sha256
            self.bytes = bytes
            self.size = size
        }
    }

    /// The name of what lies in such a file and how. Whoever knows another name cannot take it.
    package var layout: String
    /// Cases in it.
    package var rows: Int
    /// One after the other they are the file.
    package var parts: [Part]

    package init(layout: String, rows: Int, parts: [Part]) {
        self.layout = layout
        self.rows = rows
        self.parts = parts
    }
}

/// The pieces a desk begins with.
package struct SnapshotManifest: Hashable, Sendable {
    package struct Segment: Hashable, Sendable {
        /// Of the bytes as they are fetched.
        package var sha256: String
        package var bytes: Int
        package var rows: Int
        package var format: String
        package var encoding: String

        package init(
            sha256: String, bytes: Int, rows: Int, format: String = "ndjson",
            encoding: String = "gzip"
        ) {
            self.sha256 = sha256
            self.bytes = bytes
            self.rows = rows
            self.format = format
            self.encoding = encoding
        }
    }

    package var id: String
    package var epoch: String
    /// Where the feed goes on after the pieces; its sequence is the snapshot's.
    package var cursor: FeedCursor
    /// The cases of one unit as a whole file; the segments hold those of the others.
    package var image: SnapshotImage?
    package var segments: [Segment]

    /// Of all pieces that are to be fetched.
    package var names: Set<String> {
        Set(segments.map(\.sha256)).union(image?.parts.map(\.sha256) ?? [])
    }

    package init(
        id: String, epoch: String, cursor: FeedCursor, image: SnapshotImage? = nil,
        segments: [Segment]
    ) {
        self.id = id
        self.epoch = epoch
        self.cursor = cursor
        self.image = image
        self.segments = segments
    }
}

/// How much of an attachment the centre has.
package struct BlobState: Hashable, Sendable {
    package var size: Int
    package var offset: Int

    package init(size: Int, offset: Int) {
        self.size = size
        self.offset = offset
    }

    package var complete: Bool { offset == size }
}

/// Somebody has a case open.
package struct Presence: Hashable, Sendable {
    package var person: PersonID
    package var since: Instant

    package init(person: PersonID, since: Instant) {
        self.person = person
        self.since = since
    }
}
