import CFaultVFS
import CaseStore
import Casework
import CentralService
import Foundation
import Simulator
import StoreWorld
import SyncProtocol
import Testing

/// A small session at a desk, with a fault at its first call to the disk, its second, and so on
/// until it is through without any: never is anything half taken, never is something called
/// saved and gone.
@Suite struct NthFaultTests {
    private struct Session {
        let disk: Disk
        let world: StillWorld
        let centre: Centre
        var saved: [ActID] = []

        init(_ seed: UInt64) throws {
            disk = try Disk(Run.freshRoot(), seed: seed)
            world = StillWorld(name: "n\(seed)")
            centre = try smallCentre(world: world)
        }

        private func desk() throws -> Desk {
            try openDesk(DataFolder(disk.folder), way: centre, world: world)
        }

        /// Opens a case, works on it, talks with the centre, ends cleanly, and begins again.
        mutating func play() throws {
            for round in 1...2 {
                let desk = try self.desk()
                defer { if !disk.hasStopped { desk.close() } }
                desk.exchange()
                let id = CaseID("akt\(round)")
                try note(
                    desk.save(
                        [Submission(opening: opening("Fall"), as: id)], by: SmallOffice.anna))
                for body in bodies(round) {
                    let file = try desk.register.image(of: id, by: SmallOffice.anna)
                    guard let file else { continue }
                    try note(desk.submit([Submission(body, on: file)], by: SmallOffice.anna))
                }
            }
        }

        private mutating func note(_ receipts: [Receipt]) throws {
            saved += receipts.compactMap(\.act)
        }

        private func bodies(_ round: Int) -> [ActBody] {
            [
                .addNote(Note(id: NoteID("a\(round)"), kind: .remark, text: "eins")),
                .setFields(["flaeche": .integer(round)]),
                .takeStep(StepTaking(step: "pruefen")),
            ]
        }

        /// After the fault: the desk opens, and all that was called saved comes to the centre,
        /// once, and is shown.
        func check(_ label: String) throws {
            let desk = try self.desk()
            defer { desk.close() }
            #expect(desk.exchange().reached, "\(label)")
            #expect(try desk.outbox().unsent == 0, "\(label)")
            let page = try centre.changes(after: .beginning, reference: 0, limit: 500)
            let logged = page.items.map(\.entry.act.id) + page.verdicts.map(\.act)
            #expect(Set(logged).count == logged.count, "\(label)")
            #expect(Set(saved).isSubset(of: logged), "\(label): saved and lost")
            for item in page.items {
                guard let image = item.image else { continue }
                let held = try desk.register.image(of: image.id, by: SmallOffice.chefin)
                #expect(held == image, "\(label): half taken")
            }
        }
    }

    @Test(
        .timeLimit(.minutes(10)),
        arguments: [
            (FAULT_FULL, FAULT_CRASH_PROCESS), (FAULT_WRITE, FAULT_CRASH_PROCESS),
            (FAULT_SYNC, FAULT_CRASH_POWER), (FAULT_STOP, FAULT_CRASH_POWER),
            (FAULT_STOP, FAULT_CRASH_PROCESS),
        ])
    func everyCallMayFail(kind: fault_kind, crash: fault_crash) throws {
        var nth = 1
        while true {
            var session = try Session(UInt64(nth))
            session.disk.arm(kind, at: nth)
            do {
                try session.play()
            } catch is StoreFailure {
                #expect(session.disk.hasStopped || kind != FAULT_STOP)
            }
            let fired = session.disk.disarm()
            session.disk.stop()
            try session.disk.settle(crash)
            try session.check("fault \(kind.rawValue) at call \(nth)")
            if fired == 0 { break }
            nth += nth < 60 ? 1 : 5
        }
        #expect(nth > 20)
    }
}
