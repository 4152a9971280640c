import Casework
import CentralService
import SyncProtocol

/// What must not happen, by the name of the invariant it breaks.
package struct Violation: Error, Hashable, Sendable, CustomStringConvertible {
    package enum Invariant: String, CaseIterable, Hashable, Sendable {
        case durable = "INV-DUR"
        case noLoss = "INV-NOLOSS"
        case once = "INV-ONCE"
        case order = "INV-ORDER"
        case prefix = "INV-PREFIX"
        case ownWrites = "INV-RYW"
        case convergence = "INV-CONV"
        case conflict = "INV-CONFLICT"
        case rights = "INV-AUTHZ"
        case fourEyes = "INV-4EYES"
        case audit = "INV-AUDIT"
        case money = "INV-MONEY"
        case blob = "INV-BLOB"
        case bounds = "INV-BOUND"
        case live = "INV-LIVE"
        case alarm = "INV-ALARM"
        case evicted = "INV-EVICT"
        /// A rule of the office that has no name of its own.
        case rule = "INV-RULE"
        /// The machinery of the test itself.
        case harness = "HARNESS"
    }
    package var invariant: Invariant
    package var what: String

    package init(_ invariant: Invariant, _ what: String) {
        self.invariant = invariant
        self.what = what
    }
    package var description: String { "\(invariant.rawValue): \(what)" }
}

/// The rules of the probe office written a second time, as plainly as possible, without
/// anything of `decide`. It reads the centre's log and says of each line whether it is right.
package struct Oracle: Sendable {
    package struct Dossier: Hashable, Sendable {
        var procedure: ProcedureID
        var edition: EditionID
        var kind: KindID
        var version = 0
        var slots: [Slot: Held] = [:]

        subscript(slot: Slot) -> SlotValue? { slots[slot]?.value }
    }

    /// Where a case stood after a line of the log.
    struct Mark: Hashable, Sendable {
        var sequence: Int
        var version: Int
        var digest: Int
    }

    struct Line: Hashable, Sendable {
        var act: Act
        var sequence: Int
        var version: Int
        var changes: [Change]
    }

    package private(set) var head = 0
    package private(set) var cases: [CaseID: Dossier] = [:]
    private(set) var marks: [CaseID: [Mark]] = [:]
    private(set) var lines: [ActID: Line] = [:]
    private(set) var bytes: [ActID: [UInt8]] = [:]
    private(set) var tail: [ActID] = []
    private var counters: [String: Int] = [:]
    private var serials: [Int: Int] = [:]
    private var posted: [CaseID: [PostingID: Posting]] = [:]
    /// What the office really is.
    package var office: Office
    package private(set) var refused = 0
    /// Whoever is in no unit of a case does not know it.
    package var networked = false

    package init(office: Office) { self.office = office }

    package func contains(_ act: ActID) -> Bool { bytes[act] != nil }

    // MARK: - Reading the log

    /// Takes in the next lines of the log.
    package mutating func read(_ lines: [LoggedAct]) throws(Violation) {
        var index = 0
        while index < lines.count {
            var end = index + 1
            if let group = lines[index].entry.act.group {
                while end < lines.count, lines[end].entry.act.group == group { end += 1 }
            }
            try readGroup(lines[index..<end])
            index = end
        }
    }

    private mutating func readGroup(_ group: ArraySlice<LoggedAct>) throws(Violation) {
        var expected: [Expectation] = []
        if group.count == 1 {
            expected = group.map { decide($0.entry.act, today: $0.entry.at.civilDay) }
        } else {
            var trial = self
            for logged in group { expected.append(trial.expect(logged)) }
            if expected.contains(.refused) { expected = group.map { _ in .refused } }
        }
        for (logged, expectation) in zip(group, expected) {
            try note(logged, expectation)
        }
    }

    /// What should come of a logged act; applied to this copy where it goes through.
    private mutating func expect(_ logged: LoggedAct) -> Expectation {
        let expectation = decide(logged.entry.act, today: logged.entry.at.civilDay)
        if case .accepted(let changes, _) = expectation {
            apply(changes, logged.entry)
        }
        return expectation
    }

    private mutating func note(
        _ logged: LoggedAct, _ expectation: Expectation
    ) throws(Violation) {
        let entry = logged.entry
        let act = entry.act
        guard entry.sequence == head + 1 else {
            throw Violation(.order, "line \(entry.sequence) after \(head)")
        }
        guard bytes[act.id] == nil else { throw Violation(.once, "\(act.id) is there twice") }
        let who = "\(act.device)|\(act.actor)"
        guard act.counter == (counters[who] ?? 0) + 1 else {
            throw Violation(.order, "\(who) \(act.counter) after \(counters[who] ?? 0)")
        }
        head = entry.sequence
        counters[who] = act.counter
        bytes[act.id] = logged.bytes
        tail.append(act.id)
        try compare(logged, expectation)
        guard case .accepted(let changes, _) = expectation else {
            refused += 1
            return
        }
        lines[act.id] = Line(
            act: act, sequence: head, version: entry.version, changes: entry.changes)
        apply(changes, entry)
        try checkMoney(entry.caseID)
        if let dossier = cases[entry.caseID] {
            marks[entry.caseID, default: []].append(
                Mark(
                    sequence: head, version: dossier.version, digest: digest(dossier.slots)))
        }
    }

    private func compare(
        _ logged: LoggedAct, _ expectation: Expectation
    ) throws(Violation) {
        let entry = logged.entry
        let name = "line \(entry.sequence) \(entry.act.body.shortName) by \(entry.act.actor)"
        switch expectation {
        case .refused:
            guard logged.obstacle == nil else { return }
            throw Violation(broken(by: entry.act), "\(name) was accepted")
        case .accepted(let changes, let conflict):
            if let obstacle = logged.obstacle {
                throw Violation(.rule, "\(name) was refused: \(obstacle.code)")
            }
            let logged = Dictionary(
                entry.changes.map { ($0.slot, $0.new) }, uniquingKeysWith: { $1 })
            guard logged == changes else {
                throw Violation(
                    conflict ? .conflict : .rule,
                    "\(name): \(difference(logged, changes))")
            }
            guard entry.outcome == (conflict ? .merged : .applied) else {
                throw Violation(.conflict, "\(name) is \(entry.outcome)")
            }
            guard entry.version == (cases[entry.caseID]?.version ?? 0) + 1 else {
                throw Violation(.order, "\(name) makes version \(entry.version)")
            }
        }
    }

    private func difference(_ left: [Slot: SlotValue?], _ right: [Slot: SlotValue?]) -> String {
        let slots = Set(left.keys).union(right.keys).filter { left[$0] != right[$0] }
        return slots.sorted().map(\.description).joined(separator: " ") + " differ"
    }

    /// Which promise an accepted act broke.
    private func broken(by act: Act) -> Violation.Invariant {
        if case .approve = act.body, let pending = cases[act.caseID]?.pending {
            if pending.preparedBy == act.actor { return .fourEyes }
        }
        return .rights
    }

    private mutating func apply(_ changes: [Slot: SlotValue?], _ entry: Entry) {
        let id = entry.caseID
        if case .open(let opening) = entry.act.body, cases[id] == nil {
            cases[id] = Dossier(
                procedure: opening.procedure, edition: opening.edition, kind: opening.kind)
            serials[entry.at.civilDay.year, default: 0] += 1
        }
        guard var dossier = cases[id] else { return }
        dossier.version += 1
        for (slot, value) in changes {
            dossier.slots[slot] = value.map {
                Held(value: $0, version: dossier.version, by: entry.act.actor, at: entry.at)
            }
        }
        cases[id] = dossier
    }

    /// Postings stand for ever as they were made.
    private mutating func checkMoney(_ id: CaseID) throws(Violation) {
        var now: [PostingID: Posting] = [:]
        for case .posting(let posting) in (cases[id]?.slots.values.map(\.value) ?? []) {
            now[posting.id] = posting
        }
        for (key, posting) in posted[id] ?? [:] where now[key] != posting {
            throw Violation(.money, "posting \(key) of \(id) changed")
        }
        posted[id] = now
    }

    func digest(_ slots: [Slot: Held]) -> Int {
        var hasher = Hasher()
        hasher.combine(slots)
        return hasher.finalize()
    }

    func lastCounter(_ device: DeviceID, _ actor: PersonID) -> Int {
        counters["\(device)|\(actor)"] ?? 0
    }

    func nextSerial(_ year: Int) -> Int { (serials[year] ?? 0) + 1 }

    // MARK: - Questions

    /// Whether an image is one that the case really had, and not older than `cursor` saw it.
    ///
    /// A case comes with the page that holds its last change: one that has changed again beyond the
    /// cursor may still be an older one.
    package func knows(_ file: CaseFile, at cursor: Int) -> Bool {
        let wanted = digest(file.slots)
        let marks = marks[file.id] ?? []
        let seen = marks.last.flatMap { $0.sequence <= cursor ? $0.version : nil } ?? 0
        return file.version >= seen
            && marks.contains { $0.version == file.version && $0.digest == wanted }
    }

    package func equals(_ file: CaseFile) -> Bool {
        guard let dossier = cases[file.id] else { return false }
        return dossier.version == file.version && dossier.slots == file.slots
            && dossier.kind == file.kind && dossier.edition == file.edition
    }
}

/// What the oracle expects of an act.
enum Expectation: Hashable, Sendable {
    case accepted([Slot: SlotValue?], conflict: Bool)
    case refused
}

extension ActBody {
    /// The name of the act without its contents.
    package var shortName: String {
        String(String(describing: self).prefix { $0 != "(" })
    }
}
