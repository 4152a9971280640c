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
    func image(of id: CaseID) throws -> CaseFile?
    func sum(of query: FactQuery) throws -> Money
    func referenceVersion() throws -> Int
    func office() throws -> Office
    func editions() throws -> [PublishedEdition]
}

package protocol CentralTransaction: CentralReading {
    func append(_ logged: LoggedAct) throws
    func put(_ image: CaseFile, sequence: Int, facts: [FactRow]) throws
    /// The next serial of a year.
    func nextSerial(year: Int) throws -> Int
    func setOffice(_ office: Office) throws
    func publish(_ edition: PublishedEdition) throws
    func bumpReferenceVersion() throws
    func record(_ read: ReadRecord) throws
    /// Starts a new incarnation of the log after a restore.
    func setEpoch(_ epoch: String) throws
    /// Undoes what `body` wrote if it throws, and nothing else.
    func nested<T>(_ body: () throws -> T) throws -> T
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
}
