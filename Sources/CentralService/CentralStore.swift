import Casework
import SyncProtocol

/// Where the centre keeps the one log. The rules live in `Centre`; a store only keeps, and every
/// store must pass the same suite.
package protocol CentralStore: AnyObject, Sendable {
    /// Runs `body` alone among writers. It is durable when this returns, or nothing of it happened.
    func write<T>(_ body: (any CentralTransaction) throws -> T) throws -> T
    /// Runs `body` on one state of the log.
    func read<T>(_ body: (any CentralReading) throws -> T) throws -> T
    /// Copies the whole store to a new file while it is in use.
    func backup(to path: String) throws
    /// What is wrong with the file; empty when it is sound.
    func integrityProblems() throws -> [String]
    /// `observer` is told what other processes on the same store say.
    func hear(_ observer: @escaping @Sendable (StoreWord) -> Void)
    /// Tells other processes on the same store who has a case open.
    func say(_ mark: PresenceMark) throws
    /// Goes up with every commit that may change who is let in and what they may see; nil where
    /// other processes may change it too. What was found at a version holds for as long as it does.
    var doorVersion: Int? { get }
}

extension CentralStore {
    /// A store of one process hears of nobody else.
    package func hear(_ observer: @escaping @Sendable (StoreWord) -> Void) {}
    package func say(_ mark: PresenceMark) throws {}
    package var doorVersion: Int? { nil }
}

extension CentralTransaction {
    /// A store of one process tells nobody else.
    package func announce(_ news: CentreNews) {}
}

package protocol CentralReading: AccountReading {
    func epoch() throws -> String
    /// The last place given in the log.
    func head() throws -> Int
    func logged(after cursor: Int, limit: Int) throws -> [LoggedAct]
    func logged(at sequence: Int) throws -> LoggedAct?
    func lastCounter(device: DeviceID, actor: PersonID) throws -> Int
    func logged(device: DeviceID, actor: PersonID, counter: Int) throws -> LoggedAct?
    func logged(act: ActID) throws -> LoggedAct?
    /// Everything that happened to a case, refused acts too, in order.
    func logged(on caseID: CaseID) throws -> [LoggedAct]
    /// The last counters of a device, by actor.
    func counters(of device: DeviceID) throws -> [PersonID: Int]
    /// The last place known to be on a second medium.
    func durable() throws -> Int
    func enrolled(_ device: DeviceID) throws -> EnrolledDevice?
    /// Keys the device signed acts with before it came anew, the newest first.
    func formerKeys(of device: DeviceID) throws -> [[UInt8]]
    /// Acts on cases that were in one of `units` before or after, by place, at most `limit` of
    /// each unit.
    func scopeRows(_ units: [UnitID], after: Int, limit: Int) throws -> [ScopeRow]
    /// The last place, not after this one, of an act on a case in one of `units`; 0 for none.
    func lastStep(in units: [UnitID], notAfter: Int) throws -> Int
    /// Places of a device's own acts.
    func places(of device: DeviceID, after: Int, limit: Int) throws -> [Int]
    /// Cases that have an attachment.
    func cases(with sha256: String) throws -> [CaseID]
    /// What seals cursors.
    func secret() throws -> [UInt8]
    func treeSize() throws -> Int
    func node(level: Int, index: Int) throws -> Digest?
    /// The leaf of an act, a reading or an event at the door.
    func leaf(of source: LeafSource) throws -> Int?
    func leaves(from position: Int, limit: Int) throws -> [LeafSource]
    func leafDocument(of source: LeafSource) throws -> AuditLeaf?
    /// Whether the row a leaf stands for is there, readable or not.
    func has(_ source: LeafSource) throws -> Bool
    /// How many rows of a kind there are that must each have a leaf.
    func count(of kind: LeafSource.Kind) throws -> Int
    func treeHeads() throws -> [SignedTreeHead]
    /// Cases of `units` (nil: of all) in which for each of `words`, which are folded, a word
    /// begins with it; those that changed last first. Without words all of them.
    func find(_ words: [String], units: [UnitID]?, limit: Int) throws -> [CentreHit]
    func image(of id: CaseID) throws -> CaseFile?
    /// The canonical document of an image.
    func imageBytes(of id: CaseID) throws -> [UInt8]?
    /// The place of the act that made the image, and how large it is; nil without an image.
    func imageMark(of id: CaseID) throws -> (sequence: Int, bytes: Int)?
    func placement(of id: CaseID) throws -> Placement?
    func sum(of query: FactQuery) throws -> Money
    func referenceVersion() throws -> Int
    func office() throws -> Office
    /// One of the office, without reading all.
    func person(_ id: PersonID) throws -> Person?
    func editions() throws -> [PublishedEdition]
}

extension CentralReading {
    package func person(_ id: PersonID) throws -> Person? { try office().persons[id] }

    package func formerKeys(of device: DeviceID) throws -> [[UInt8]] { [] }

    /// The keys that count for acts of a device: what it made before it came anew is still its.
    func keys(of device: DeviceID) throws -> [[UInt8]] {
        guard let known = try enrolled(device) else { return [] }
        return [known.key] + (try formerKeys(of: device))
    }

    package func imageBytes(of id: CaseID) throws -> [UInt8]? {
        try image(of: id)?.wire.bytes
    }
}

package protocol CentralTransaction: CentralReading, AccountWriting {
    /// Adds to the log and to the tree.
    func append(_ logged: LoggedAct) throws
    func put(_ image: CaseFile, sequence: Int, facts: [FactRow]) throws
    /// A case is in this unit from now on, and is found by these words.
    func place(_ caseID: CaseID, _ placement: Placement) throws
    /// Something happened to a case in `units`; `cameFrom` where it was before, if it moved.
    func note(_ row: ScopeRow) throws
    func put(_ attachments: [Attachment], of caseID: CaseID) throws
    func putNode(level: Int, index: Int, _ hash: Digest) throws
    func putLeaf(_ source: LeafSource, at position: Int) throws
    func putTreeHead(_ head: SignedTreeHead) throws
    /// The next serial of a year.
    func nextSerial(year: Int) throws -> Int
    func setOffice(_ office: Office) throws
    func publish(_ edition: PublishedEdition) throws
    func bumpReferenceVersion() throws
    /// Adds to the readings and to the tree.
    func record(_ read: ReadRecord) throws
    /// Adds to what happened at the door and to the tree.
    func record(_ event: AuthEvent) throws
    func enrol(_ device: EnrolledDevice, at: Instant) throws
    func revoke(_ device: DeviceID, at: Instant) throws
    /// A person works at a device from now on, or no longer.
    func join(_ person: PersonID, _ device: DeviceID, at: Instant) throws
    func leave(_ person: PersonID, _ device: DeviceID) throws
    func setDurable(_ sequence: Int) throws
    /// Starts a new incarnation of the log after a restore.
    func setEpoch(_ epoch: String) throws
    /// Adds a leaf, and every whole subtree that it completes.
    func grow(_ source: LeafSource, _ leaf: AuditLeaf) throws
    /// Tells other processes on the same store with the commit.
    func announce(_ news: CentreNews)
    /// Undoes what `body` wrote if it throws, and nothing else.
    func nested<T>(_ body: () throws -> T) throws -> T
}

/// Where a case is, and by what it is found.
package struct Placement: Hashable, Sendable {
    package var unit: UnitID
    package var number: String
    package var subject: String
    /// Folded.
    package var words: String

    package init(unit: UnitID, number: String, subject: String, words: String) {
        self.unit = unit
        self.number = number
        self.subject = subject
        self.words = words
    }

    package init(of file: CaseFile, unit: UnitID) {
        let place = file.place
        let texts =
            [file.number?.withSign ?? "", file.subject, place.line, place.remark, place.parcels]
            + file.parties.map(\.name)
        self.init(
            unit: unit, number: file.number?.withSign ?? "", subject: file.subject,
            words: texts.map(fold).joined(separator: " "))
    }
}

/// A desk the centre knows.
package struct EnrolledDevice: Hashable, Sendable {
    package var id: DeviceID
    package var name: String
    /// The raw Ed25519 public key its acts are signed with.
    package var key: [UInt8]
    package var revoked: Bool
    /// Persons who logged in there.
    package var members: [PersonID]

    package init(
        id: DeviceID, name: String = "", key: [UInt8], revoked: Bool = false,
        members: [PersonID] = []
    ) {
        self.id = id
        self.name = name
        self.key = key
        self.revoked = revoked
        self.members = members
    }
}

/// That an act concerned a unit.
package struct ScopeRow: Hashable, Sendable {
    package var unit: UnitID
    package var sequence: Int
    package var caseID: CaseID
    /// The unit the case came from by this act.
    package var cameFrom: UnitID?

    package init(unit: UnitID, sequence: Int, caseID: CaseID, cameFrom: UnitID?) {
        self.unit = unit
        self.sequence = sequence
        self.caseID = caseID
        self.cameFrom = cameFrom
    }
}

/// What a leaf of the tree stands for: a row of the log, of the readings, of the door's book.
package struct LeafSource: Hashable, Sendable {
    package enum Kind: String, CaseIterable, Sendable { case act, read, auth }
    package var kind: Kind
    package var ordinal: Int

    package init(_ kind: Kind, _ ordinal: Int) {
        self.kind = kind
        self.ordinal = ordinal
    }
}

/// A processed act with what came of it.
package struct LoggedAct: Hashable, Sendable {
    package var entry: Entry
    package var bytes: [UInt8]
    package var obstacle: Obstacle?

    package init(entry: Entry, bytes: [UInt8], obstacle: Obstacle?) {
        self.entry = entry
        self.bytes = bytes
        self.obstacle = obstacle
    }

    package var verdict: Verdict {
        Verdict(
            act: entry.act.id, counter: entry.act.counter, outcome: entry.outcome,
            sequence: entry.sequence, version: entry.version, obstacle: obstacle)
    }
    package func leaf(changes: [UInt8]) -> AuditLeaf {
        .act(
            sequence: entry.sequence, sha256: sha256Hex(bytes), verdict: verdict,
            changes: sha256Hex(changes), at: entry.at)
    }
}
