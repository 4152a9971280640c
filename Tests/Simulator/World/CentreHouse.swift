import CFaultVFS
import Casework
import CentralService
import Glibc
import SyncClient
import SyncProtocol

/// The parts of a simulation that a test may swap for wrong ones.
package struct Parts: Sendable {
    package var store: @Sendable (any CentralStore) -> any CentralStore = { $0 }
    package var way: @Sendable (any RemoteCentre, Int) -> any RemoteCentre = { way, _ in way }
    package var editions: @Sendable ([UInt8]) throws -> Procedure = ProbeOffice.read
    package var centreSkew: Int64 = 0
    /// Names of files that are never really synced, of desks and of the centre.
    package var deskLies = ""
    package var centreLies = ""
    /// A restored centre says it is the old one.
    package var keepsEpoch = false
    /// A desk that starts after a crash throws its journal away.
    package var dropsJournal = false
    /// Two desks were made from the same image of a disk.
    package var twins = false
    /// Signatures are not looked at.
    package var trustsAll = false
    /// A whole file of cases lacks the last one.
    package var cutsImages = false
    /// When a desk's machine does what.
    package var limits = SyncMachine.Limits()
    /// Makes a page of the bytes that came.
    package var readPage: @Sendable ([UInt8]) throws -> ChangePage = { try PageReader.page($0) }

    package init() {}
}

/// The centre: its disk, its process, its backups, and the oracle that reads along.
///
/// Everything in a simulation happens on one thread; the compiler cannot see that.
final class CentreHouse: @unchecked Sendable {
    let disk: Disk
    let clock: Clock
    let parts: Parts
    private(set) var store: (any CentralStore)?
    private(set) var centre: Centre?
    var oracle = Oracle(office: ProbeOffice.office)
    private(set) var epoch = 1
    /// Copies of the log, each with what the oracle knew then.
    private var backups: [(path: String, oracle: Oracle, blobs: PlayedBlobs.State)] = []
    let blobs = PlayedBlobs()
    /// What the oracle knew of logs that a restore has ended.
    private(set) var ended: [String: Oracle] = [:]
    /// Its disk fails at times: what it answers then is excused.
    var troubled = false
    /// Lines may be in the log that the oracle has not read.
    private var behind = true
    private let shelf: String
    /// What desks begin with.
    private var pieces: PlayedShelf

    let signing: Signing
    /// Desks come as strangers from a network: they sign, and see their units only.
    let networked: Bool
    /// Heads of the audit tree that somebody saw, of the present log.
    private(set) var heads: [SignedTreeHead] = []

    init(_ root: String, plan: Plan, clock: Clock, parts: Parts) throws {
        let seed = plan.seed &* 31 &+ 7
        signing = Signing(isReal: plan.seed % 20 == 0)
        networked = plan.networked
        oracle.networked = plan.networked
        disk = try Disk(root + "/centre", seed: seed)
        shelf = root + "/backups"
        mkdir(shelf, 0o700)
        self.clock = clock
        self.parts = parts
        pieces = PlayedShelf(cutsImages: parts.cutsImages)
        if !parts.centreLies.isEmpty { fault_disk_lie(disk.number, parts.centreLies) }
        try start()
        try centre?.setOffice(ProbeOffice.office)
        for (id, document) in ProbeOffice.documents {
            _ = try centre?.publish(id, document: document)
        }
    }

    deinit {
        centre = nil
        store = nil
        removeTree(shelf)
    }

    var path: String { disk.folder + "/centre.sqlite" }
    var name: String { "epoche-\(epoch)" }
    var runs: Bool { centre != nil }

    func start() throws {
        let real = try SQLiteCentralStore(path: path, epoch: name)
        let store = parts.store(real)
        let clock = clock
        let skew = parts.centreSkew
        self.store = store
        centre = Centre(
            store: store, clock: { clock.now.adding(milliseconds: skew) },
            verifier: parts.trustsAll ? Trusting() : signing.verifier,
            logSigner: signing.logSigner(networked: networked),
            readEdition: parts.editions)
    }

    /// Ends the process, and decides what the disk kept.
    func end(_ crash: fault_crash) throws {
        disk.stop()
        centre = nil
        store = nil
        pieces = PlayedShelf(cutsImages: parts.cutsImages)
        behind = true
        try disk.settle(crash)
    }

    // MARK: - Desks

    /// Where a desk's requests arrive; nil while the process is down.
    func entrance(for device: DeviceID, _ person: PersonID) -> (any RemoteCentre)? {
        guard let centre, let store else { return nil }
        guard networked else {
            return Door(centre, centre, store, pieces, blobs, .house, epoch: name)
        }
        return Door(
            DeskWay(centre, device: device, person: person), centre, store, pieces, blobs,
            .desk(device, person), epoch: name)
    }

    func enrol(_ device: DeviceID, _ persons: [PersonID], key: [UInt8]) throws {
        guard networked, let store else { return }
        let now = clock.now
        try store.write { transaction in
            try transaction.enrol(EnrolledDevice(id: device, key: key), at: now)
            for person in persons { try transaction.join(person, device, at: now) }
        }
    }

    /// The device of a desk that was stolen is let in no longer.
    func revoke(_ device: DeviceID) throws {
        let now = clock.now
        try store?.write { try $0.revoke(device, at: now) }
    }

    /// Somebody looks at the newest head of the tree, and keeps it.
    func witness() throws {
        guard let centre, let head = try centre.treeHead(from: .house) else { return }
        if let last = heads.last {
            let way = try centre.consistency(from: last.size, to: head.size, from: .house)
            let grows = Merkle.isConsistent(
                older: last.size, olderRoot: last.root, size: head.size, root: head.root,
                proof: last.size == head.size ? [] : way)
            guard grows else { throw Violation(.audit, "the tree of the log has forked") }
        }
        heads.append(head)
    }

    func audit() throws {
        guard let centre else { return }
        if let finding = try centre.audit(witnessed: heads) {
            throw Violation(.audit, "leaf \(finding.position) \(finding.problem)")
        }
    }

    // MARK: - Reading along

    /// Lines were written that cannot be read now.
    func fallBehind() { behind = true }

    /// Feeds what is new in the log to the oracle; `fresh` lines were written this moment.
    func readAlong(fresh: Bool = false) throws {
        guard let store else { return }
        let head = oracle.head
        let wasBehind = behind
        behind = true
        let lines = try store.read { try $0.logged(after: head, limit: 10_000) }
        behind = false
        try oracle.read(lines)
        if networked { try checkBlobs(lines) }
        let now = clock.now
        for line in lines where fresh && !wasBehind && line.entry.at != now {
            throw Violation(.rule, "line \(line.entry.sequence) has another time")
        }
    }

    /// What an accepted act of a desk that keeps the rules names is here, whole.
    private func checkBlobs(_ lines: [LoggedAct]) throws {
        for line in lines where line.obstacle == nil {
            guard case .addAttachment(let attachment) = line.entry.act.body,
                line.entry.act.device != Hostile.device, !blobs.isWhole(attachment.sha256)
            else { continue }
            throw Violation(
                .blob, "line \(line.entry.sequence) names an attachment that is not here")
        }
    }

    /// After a start: every line that was answered is still there, with the same bytes.
    func checkKept() throws {
        guard let store else { return }
        let (head, last) = (oracle.head, oracle.tail)
        let from = max(0, head - 50)
        let lines = try store.read { try $0.logged(after: from, limit: head - from) }
        guard lines.count == head - from else {
            throw Violation(.durable, "the log ends at \(from + lines.count), not at \(head)")
        }
        for (line, id) in zip(lines, last.suffix(head - from)) {
            guard line.entry.act.id == id, line.bytes == oracle.bytes[id] else {
                throw Violation(.durable, "line \(line.entry.sequence) is another one")
            }
        }
        try readAlong()
    }

    // MARK: - Backups

    func backUp() throws {
        guard let store else { return }
        let path = "\(shelf)/\(backups.count).sqlite"
        try store.backup(to: path)
        backups.append((path, oracle, blobs.state))
    }

    var canRestore: Bool { !backups.isEmpty }

    /// Goes back to an older copy and begins a new log there.
    func restore(_ which: Int) throws {
        let office = oracle.office
        try end(FAULT_CRASH_PROCESS)
        for suffix in ["", "-wal", "-shm"] { unlink(path + suffix) }
        let backup = backups[which % backups.count]
        guard copyFile(backup.path, to: path) else { throw Violation(.harness, "no backup") }
        ended[name] = oracle
        heads = []
        if !parts.keepsEpoch { epoch += 1 }
        behind = true
        oracle = backup.oracle
        blobs.state = backup.blobs
        try start()
        if !parts.keepsEpoch { try centre?.startEpoch(name) }
        try centre?.setOffice(office)
        oracle.office = office
    }
}
