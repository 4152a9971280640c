import CFaultVFS
import Foundation
import GRDB
import Simulator
import Testing

/// What the played disks do to SQLite: with every commit synced nothing is ever lost, without it
/// something is. Were the second not so, the first would prove nothing.
@Suite struct FaultDiskTests {
    /// Commits rows until the power goes at some call, and counts those that were not there
    /// afterwards although their commit had come back.
    private func lost(
        seed: UInt64, journal: String, synchronous: String, crash: fault_crash = FAULT_CRASH_POWER
    ) throws -> Int {
        let disk = try Disk(Run.freshRoot(), seed: seed)
        var committed = 0
        disk.arm(FAULT_STOP, at: 1 + Int(seed * 7 % 120))
        do {
            let queue = try open(disk, journal, synchronous)
            while true {
                try queue.write { db in
                    try db.execute(
                        sql: "INSERT INTO line VALUES (?, randomblob(700))",
                        arguments: [committed + 1])
                }
                committed += 1
            }
        } catch is DatabaseError {
            #expect(disk.hasStopped)
        }
        try disk.settle(crash)
        return try committed - survivors(disk, journal, synchronous, of: committed)
    }

    private func open(
        _ disk: Disk, _ journal: String, _ synchronous: String
    ) throws -> DatabaseQueue {
        let queue = try DatabaseQueue(path: disk.folder + "/a.sqlite")
        try queue.inDatabase { db in
            try db.execute(sql: "PRAGMA journal_mode = \(journal)")
            try db.execute(sql: "PRAGMA synchronous = \(synchronous)")
            try db.execute(sql: "PRAGMA wal_autocheckpoint = 20")
            try db.execute(
                sql: "CREATE TABLE IF NOT EXISTS line (id INTEGER PRIMARY KEY, bytes BLOB)")
        }
        return queue
    }

    /// How many of the first rows are there; a file that is broken has none.
    private func survivors(
        _ disk: Disk, _ journal: String, _ synchronous: String, of count: Int
    ) throws -> Int {
        do {
            let queue = try open(disk, journal, synchronous)
            return try queue.read { db in
                guard try String.fetchOne(db, sql: "PRAGMA integrity_check") == "ok" else {
                    return 0
                }
                return try Int.fetchOne(
                    db, sql: "SELECT count(*) FROM line WHERE id <= ?", arguments: [count]) ?? 0
            }
        } catch is DatabaseError {
            return 0
        }
    }

    @Test(arguments: ["WAL", "DELETE", "TRUNCATE"])
    func syncedCommitsSurviveEveryPowerCut(journal: String) throws {
        for seed in 1...150 {
            let lost = try lost(seed: UInt64(seed), journal: journal, synchronous: "FULL")
            #expect(lost == 0, "seed \(seed)")
        }
    }

    @Test(arguments: [("WAL", "NORMAL"), ("WAL", "OFF"), ("DELETE", "OFF")])
    func unsyncedCommitsAreLostSometimes(journal: String, synchronous: String) throws {
        var lossy = 0
        for seed in 1...150 {
            let lost = try lost(seed: UInt64(seed), journal: journal, synchronous: synchronous)
            if lost > 0 { lossy += 1 }
        }
        #expect(lossy > 0)
    }

    @Test func whatTheSystemHadSurvivesTheEndOfAProcess() throws {
        for seed in 1...60 {
            let lost = try lost(
                seed: UInt64(seed), journal: "WAL", synchronous: "OFF",
                crash: FAULT_CRASH_PROCESS)
            #expect(lost == 0, "seed \(seed)")
        }
    }

    @Test func aDiskThatLiesIsFoundOut() throws {
        var lossy = 0
        for seed in 1...60 {
            let disk = try Disk(Run.freshRoot(), seed: UInt64(seed))
            fault_disk_lie(disk.number, "a.sqlite-wal")
            var queue: DatabaseQueue? = try open(disk, "WAL", "FULL")
            try queue?.write { db in
                try db.execute(sql: "INSERT INTO line VALUES (1, randomblob(3000))")
            }
            disk.stop()
            queue = nil
            try disk.settle(FAULT_CRASH_POWER)
            if try survivors(disk, "WAL", "FULL", of: 1) == 0 { lossy += 1 }
        }
        #expect(lossy > 20)
    }

    @Test(arguments: [
        (FAULT_FULL, ResultCode.SQLITE_FULL), (FAULT_WRITE, .SQLITE_IOERR),
        (FAULT_SYNC, .SQLITE_IOERR),
    ])
    func aFailingCallIsReported(kind: fault_kind, code: ResultCode) throws {
        let disk = try Disk(Run.freshRoot(), seed: 1)
        let queue = try open(disk, "WAL", "FULL")
        disk.arm(kind, at: 1)
        let error = #expect(throws: DatabaseError.self) {
            try queue.write { try $0.execute(sql: "INSERT INTO line VALUES (1, NULL)") }
        }
        #expect(error?.resultCode == code)
        #expect(disk.disarm() == 1)
        try queue.write { try $0.execute(sql: "INSERT INTO line VALUES (1, NULL)") }
        let count = try queue.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM line") }
        #expect(count == 1)
    }
}
