import Casework
import CentralService
import SyncProtocol
import Synchronization

/// The centre's store with one mistake.
final class CrookedStore: CentralStore {
    struct Mistake: Sendable {
        var sameNumber = false
        var leavesGap = false
        var oldImage = false
        var dropsImage = false
        var oldOffice = false
        var dropsConflict = false
        var shavesMoney = false
        var forgetsCounters = false
        var forgetsActs = false
        var praises = false
        var forgetsLeaving = false
        var forgetsScope = false
        var showsTooMuch = false
        var bendsTree = false
        var forgetsTheft = false
    }

    struct Memory: Sendable {
        var turn = 0
        var office: Office?
        var images: [CaseID: CaseFile] = [:]
        /// Counters as the centre is made to believe them.
        var counters: [String: Int] = [:]
    }

    let mistake: Mistake
    let memory = Mutex(Memory())
    private let real: any CentralStore

    init(_ real: any CentralStore, _ mistake: Mistake) {
        self.real = real
        self.mistake = mistake
    }

    func write<T>(_ body: (any CentralTransaction) throws -> T) throws -> T {
        try real.write { try body(CrookedTransaction(real: $0, house: self)) }
    }
    func read<T>(_ body: (any CentralReading) throws -> T) throws -> T {
        try real.read { reading in
            guard mistake.showsTooMuch || mistake.bendsTree || mistake.forgetsTheft,
                let transaction = reading as? any CentralTransaction
            else { return try body(reading) }
            return try body(CrookedTransaction(real: transaction, house: self))
        }
    }
    func backup(to path: String) throws { try real.backup(to: path) }
    func integrityProblems() throws -> [String] { try real.integrityProblems() }

    var turn: Int {
        memory.withLock { memory in
            memory.turn += 1
            return memory.turn
        }
    }
}

private struct CrookedTransaction: Passing {
    let real: any CentralTransaction
    let house: CrookedStore

    private var mistake: CrookedStore.Mistake { house.mistake }

    // MARK: Reading

    func head() throws -> Int {
        let head = try real.head()
        return mistake.leavesGap && house.turn % 40 == 0 ? head + 1 : head
    }
    func lastCounter(device: DeviceID, actor: PersonID) throws -> Int {
        let last = try real.lastCounter(device: device, actor: actor)
        return mistake.forgetsCounters && house.turn % 3 == 0 ? max(0, last - 1) : last
    }
    func logged(act: ActID) throws -> LoggedAct? {
        mistake.forgetsActs ? nil : try real.logged(act: act)
    }
    func image(of id: CaseID) throws -> CaseFile? {
        let image = try real.image(of: id)
        guard mistake.oldImage else { return image }
        return house.memory.withLock { memory in
            memory.turn += 1
            if memory.turn % 5 == 0, let old = memory.images[id] { return old }
            memory.images[id] = image
            return image
        }
    }
    func office() throws -> Office {
        let office = try real.office()
        guard mistake.oldOffice else { return office }
        return house.memory.withLock { memory in
            if memory.office == nil, !office.persons.isEmpty { memory.office = office }
            return memory.office ?? office
        }
    }

    func node(level: Int, index: Int) throws -> Digest? {
        let wrong = mistake.bendsTree && level == 1 && index == 3
        return wrong ? Merkle.empty : try real.node(level: level, index: index)
    }
    func enrolled(_ device: DeviceID) throws -> EnrolledDevice? {
        var enrolled = try real.enrolled(device)
        if mistake.showsTooMuch { enrolled?.members.append("franz") }
        if mistake.forgetsTheft { enrolled?.revoked = false }
        return enrolled
    }

    // MARK: Writing

    func note(_ row: ScopeRow) throws {
        if mistake.forgetsScope, house.turn % 10 == 0 { return }
        if mistake.forgetsLeaving, row.cameFrom == nil,
            try real.placement(of: row.caseID)?.unit != row.unit
        {
            return
        }
        try real.note(row)
    }

    func append(_ logged: LoggedAct) throws {
        var altered = logged
        if mistake.dropsConflict {
            altered.entry.changes.removeAll { $0.slot.family == .conflict }
        }
        if mistake.praises, altered.obstacle != nil {
            altered.obstacle = nil
            altered.entry.outcome = .applied
        }
        if mistake.forgetsCounters { try forget(&altered) }
        try real.append(altered)
    }

    /// Finds a free place where there should have been none.
    private func forget(_ logged: inout LoggedAct) throws {
        let act = logged.entry.act
        let last = try real.lastCounter(device: act.device, actor: act.actor)
        guard act.counter <= last else { return }
        logged.entry.act.counter = last + 1
        logged.entry.act.id = ActID("\(act.id.raw)-\(last + 1)")
    }

    func put(_ image: CaseFile, sequence: Int, facts: [FactRow]) throws {
        if mistake.dropsImage, house.turn % 30 == 0 { return }
        var kept = image
        if mistake.dropsConflict {
            for conflict in image.conflicts {
                kept.apply(
                    [Change(.conflict(conflict.slot), from: nil, to: nil)],
                    version: image.version, by: conflict.mineBy, at: conflict.mineAt)
            }
        }
        if mistake.shavesMoney, var posting = image.postings.first, house.turn % 4 == 0 {
            posting.amount = posting.amount + Money(cents: 1)
            if let held = image.slots[.posting(posting.id)] {
                kept.apply(
                    [Change(.posting(posting.id), from: nil, to: .posting(posting))],
                    version: image.version, by: held.by, at: held.at)
            }
        }
        try real.put(kept, sequence: sequence, facts: facts)
    }
    func nextSerial(year: Int) throws -> Int {
        let serial = try real.nextSerial(year: year)
        return mistake.sameNumber ? (serial + 1) / 2 : serial
    }
}
