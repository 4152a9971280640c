import CFaultVFS
import CaseStore
import Casework
import Foundation
import GRDB
import Glibc
import SyncClient
import SyncProtocol

/// A workstation: its disk, its process, who sits at it, and what it has told them.
final class DeskHouse {
    let number: Int
    let disk: Disk
    let clock: Clock
    let line: Line
    let way: any RemoteCentre
    let persons: [PersonID]
    let signer: (any ActSigner)?
    private(set) var desk: Desk?
    private(set) var lives = 0
    /// Acts of which somebody was told that they are saved, in that order.
    private(set) var told: [ActID] = []
    private(set) var toldSet: Set<ActID> = []
    /// Readings that were journalled.
    var readings = 0
    /// A sector of the shown cases was spoilt: failures are excused until they are built anew.
    var damaged = false
    /// What each person had open some time ago.
    var opened: [PersonID: CaseFile] = [:]
    /// Somebody has it who should not.
    var isStolen = false
    private(set) var device: DeviceID?
    /// Set where the desk is to end with this event: whether the power goes.
    var doomed: Bool?
    /// The machine of a desk whose centre is on another machine.
    var driver: Driver?
    var plannedWake: Instant?
    /// Entries after this place must be here; what was before a build is fetched on demand.
    var historyFrom = 0
    /// Acts that were told, without those known to be settled, and when.
    private var waiting: [(act: ActID, since: Int64)] = []
    private let isRemote: Bool
    private let limits: SyncMachine.Limits
    /// The desk's clock at its start, and what the time was then.
    private var began = (own: Instant(milliseconds: 0), true: Instant(milliseconds: 0))
    private var eye: DatabaseQueue?
    private var ledger: DatabaseQueue?

    init(
        _ root: String, number: Int, seed: UInt64, clock: Clock, line: Line,
        way: any RemoteCentre, persons: [PersonID], signer: (any ActSigner)?, parts: Parts
    ) throws {
        self.signer = signer
        self.number = number
        disk = try Disk("\(root)/desk\(number)", seed: seed)
        self.clock = clock
        self.line = line
        self.way = way
        self.persons = persons
        isRemote = signer != nil
        limits = parts.limits
        if !parts.deskLies.isEmpty { fault_disk_lie(disk.number, parts.deskLies) }
    }

    deinit { drop() }

    var folder: DataFolder { DataFolder(disk.folder) }
    var runs: Bool { desk != nil }

    func start() throws {
        try folder.make()
        let lock = try StoreLock.take(folder, as: .here(person: persons.first?.raw ?? ""))
        let opened = try Desk(
            folder, lock: lock, transport: isRemote ? way : HouseWay(way),
            editions: ProbeOffice.read, world: clock.world, signer: signer,
            blobLimits: BlobLimits(cache: 1 << 20, part: 5), buildLanes: 1)
        desk = opened
        device = opened.device
        lives += 1
        guard isRemote else { return }
        if lives == 1 { for person in persons { try opened.noteLogIn(person) } }
        began = (clock.now, clock.truth)
        driver = try Driver(opened, way, seed: UInt64(lives), limits)
    }

    /// The process is gone, however far it had come.
    func end(_ crash: fault_crash) throws {
        disk.stop()
        drop()
        try disk.settle(crash)
    }

    func quit() {
        eye = nil
        ledger = nil
        desk?.close()
        desk = nil
    }

    /// A clock that only runs forward, as the shell keeps it.
    func steady(_ now: Instant) -> Instant {
        began.own.adding(milliseconds: began.true.milliseconds(until: now))
    }

    private func drop() {
        driver = nil
        plannedWake = nil
        eye = nil
        ledger = nil
        desk = nil
        opened = [:]
    }

    func tell(_ acts: [ActID], at now: Int64) {
        waiting += acts.map { ($0, now) }
        told += acts
        toldSet.formUnion(acts)
    }

    /// The first act that has waited for a verdict since before `border`, in this life.
    func oldestWaiting(before border: Int64) throws -> ActID? {
        guard began.true.milliseconds < border else { return nil }
        while let (act, since) = waiting.first, since < border {
            if try outcome(of: act) == nil { return act }
            waiting.removeFirst()
        }
        return nil
    }

    /// The shown cases lie in another file now.
    func lookAnew() { eye = nil }

    func dropPieces() { removeTree(folder.file("stuecke")) }

    // MARK: - Looking in from outside

    /// A connection of the test to the shown cases.
    private func looking<T>(_ body: (Database) throws -> T) throws -> T {
        let queue = try eye ?? open(folder.cases)
        eye = queue
        return try queue.read(body)
    }

    private func reading<T>(_ body: (Database) throws -> T) throws -> T {
        let queue = try ledger ?? open(folder.journal)
        ledger = queue
        return try queue.read(body)
    }

    private func open(_ path: String) throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(1)
        return try DatabaseQueue(path: path, configuration: configuration)
    }

    struct Position: Hashable {
        var cursor = 0
        var epoch = ""
    }

    func position() throws -> Position {
        try looking { db in
            Position(
                cursor: try Int.fetchOne(db, sql: "SELECT value FROM meta WHERE key = 'cursor'")
                    ?? 0,
                epoch: try String.fetchOne(db, sql: "SELECT value FROM meta WHERE key = 'epoch'")
                    ?? "")
        }
    }

    /// The centre's state of a case as this desk holds it.
    func base(of id: CaseID) throws -> CaseFile? {
        try looking { db in
            if let row = try Row.fetchOne(
                db, sql: "SELECT bytes FROM base_image WHERE \"case\" = ?", arguments: [id.raw])
            {
                return try (row["bytes"] as Data?).map { try file($0) }
            }
            return try Data.fetchOne(
                db,
                sql: "SELECT bytes FROM image WHERE id = (SELECT id FROM row WHERE uuid = ?)",
                arguments: [id.raw]
            ).map { try file($0) }
        }
    }

    func cases() throws -> Set<CaseID> {
        try looking { db in
            Set(try String.fetchAll(db, sql: "SELECT uuid FROM row").map { CaseID($0) })
        }
    }

    func entries() throws -> [ActID: Int] {
        try looking { db in
            let rows = try Row.fetchAll(db, sql: "SELECT act, sequence FROM entry")
            return Dictionary(
                rows.map { (ActID($0["act"]), $0["sequence"]) }, uniquingKeysWith: { $1 })
        }
    }

    /// Whether an act is on the screen: waiting upon the case, or in its history.
    func shows(_ act: ActID) throws -> Bool {
        try looking { db in
            try Bool.fetchOne(
                db,
                sql: """
                    SELECT EXISTS (SELECT 1 FROM overlay WHERE act = ?1)
                        OR EXISTS (SELECT 1 FROM entry WHERE act = ?1)
                    """, arguments: [act.raw]) ?? false
        }
    }

    private func file(_ bytes: Data) throws -> CaseFile {
        try CaseFile(wire: try JSONValue(bytes: bytes), at: "image")
    }

    /// What the journal holds of each act: its bytes, and what became of it.
    func journal() throws -> [ActID: (bytes: [UInt8], outcome: String?)] {
        try reading { db in
            let rows = try Row.fetchAll(db, sql: "SELECT id, bytes, outcome FROM act")
            return Dictionary(
                rows.map {
                    (ActID($0["id"]), (bytes: [UInt8]($0["bytes"] as Data), outcome: $0["outcome"]))
                },
                uniquingKeysWith: { $1 })
        }
    }

    func journalled() throws -> Set<ActID> {
        try reading { db in
            Set(try String.fetchAll(db, sql: "SELECT id FROM act").map { ActID($0) })
        }
    }

    func outcome(of act: ActID) throws -> String? {
        try reading { db in
            try String.fetchOne(
                db, sql: "SELECT outcome FROM act WHERE id = ?", arguments: [act.raw])
        }
    }
}
