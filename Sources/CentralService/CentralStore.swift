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
}

package protocol CentralReading {
    func epoch() throws -> String
    /// The last place given in the log.
    func head() throws -> Int
    func logged(after cursor: Int, limit: Int) throws -> [LoggedAct]
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
    /// Cases of `units` (nil: of all) that have all of `words`, which are folded, newest first.
    func find(_ words: [String], units: [UnitID]?, limit: Int) throws -> [CentreHit]
    func image(of id: CaseID) throws -> CaseFile?
    func placement(of id: CaseID) throws -> Placement?
    func sum(of query: FactQuery) throws -> Money
    func referenceVersion() throws -> Int
    func office() throws -> Office
    func editions() throws -> [PublishedEdition]
}

package protocol CentralTransaction: CentralReading {
    func append(_ logged: LoggedAct) throws
    func put(_ image: CaseFile, sequence: Int, facts: [FactRow]) throws
    /// A case is in this unit from now on, and is found by these words.
    func place(_ caseID: CaseID, _ placement: Placement) throws
    /// The next serial of a year.
    func nextSerial(year: Int) throws -> Int
    func setOffice(_ office: Office) throws
    func publish(_ edition: PublishedEdition) throws
    func bumpReferenceVersion() throws
    func record(_ read: ReadRecord) throws
    func record(_ event: AuthEvent) throws
    func enrol(_ device: EnrolledDevice, at: Instant) throws
    func revoke(_ device: DeviceID, at: Instant) throws
    /// A person works at a device from now on, or no longer.
    func join(_ person: PersonID, _ device: DeviceID, at: Instant) throws
    func leave(_ person: PersonID, _ device: DeviceID) throws
    func setDurable(_ sequence: Int) throws
    /// Starts a new incarnation of the log after a restore.
    func setEpoch(_ epoch: String) throws
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
    package var leaf: AuditLeaf {
        .act(
            sequence: entry.sequence, sha256: sha256Hex(bytes), verdict: verdict,
            at: entry.at)
    }
}
