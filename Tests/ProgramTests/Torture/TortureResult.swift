import CaseStore
import Casework
import CentralService
import Foundation
import SyncProtocol

/// What the files say after everything is over, held against what was said while it happened.
struct TortureResult {
    var lines = 0
    var cases = 0
    var lost: [String] = []
    var twice: [String] = []
    var different: [String] = []
    var broken: [String] = []

    init(_ torture: Torture) throws {
        let store = try SQLiteCentralStore(
            path: torture.folder + "/centre.sqlite", epoch: "none")
        let log = try store.read { try $0.logged(after: 0, limit: .max) }
        lines = log.count
        let counts = Dictionary(grouping: log, by: \.entry.act.id.raw).mapValues(\.count)
        lost = torture.saved.filter { counts[$0] == nil }
        twice = counts.filter { $0.value > 1 }.keys.sorted()
        let ids = Set(log.filter { $0.obstacle == nil }.map(\.entry.caseID))
        cases = ids.count
        for bench in torture.desks {
            let register = try CaseRegister(
                reading: DataFolder(bench.folder),
                editions: { try EditionDocument(bytes: $0).procedure })
            for id in ids.sorted() {
                let held = try register.image(of: id, by: PersonID(bench.person))
                let kept = try store.read { try $0.image(of: id) }
                if held != kept { different.append("\(bench.person) \(id)") }
            }
        }
        let centre = Centre(
            store: store, clock: { Instant(milliseconds: 0) },
            readEdition: { try EditionDocument(bytes: $0).procedure })
        if let finding = try centre.audit(witnessed: []) {
            broken.append("\(finding.position) \(finding.problem)")
        }
        broken += try store.integrityProblems()
    }
}
