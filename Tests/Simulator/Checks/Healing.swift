import CFaultVFS
import CaseStore
import Casework
import CentralService
import SyncClient
import SyncProtocol

/// The second phase: every fault ends, and within a bounded time everything must be as promised.
extension Run {
    /// Rounds of talks within which all must be quiet.
    static let patience = 12

    func heal() throws {
        trace.note("heal")
        centre.calm()
        if centre.runs, centre.disk.hasStopped { try centre.end(FAULT_CRASH_POWER) }
        if !centre.runs { try centreStarts() }
        for packet in late.keys.sorted().compactMap({ late[$0] }) { try arrive(packet) }
        late = [:]
        try centre.readAlong()
        for house in desks {
            house.disk.disarm()
            if house.disk.hasStopped { try house.end(FAULT_CRASH_POWER) }
            house.line.change {
                $0.healed = true
                $0.cutOff = false
                $0.deaf = false
                $0.pages = [:]
            }
            if house.damaged, house.runs { try house.end(FAULT_CRASH_PROCESS) }
            if !house.runs { try restart(house) }
            pump(house)
        }
        try drain()
        for house in desks where !house.isStolen { try checkEnd(house) }
        for house in desks where house.isStolen { try checkStolen(house) }
        try checkCentre()
        finish()
    }

    private func drain() throws {
        var failure: CentreFailure?
        for _ in 0..<Run.patience {
            now += 60_000
            clock.move(to: now)
            for house in desks where !house.isStolen {
                failure = try quiet(house) ?? failure
                if let violation = house.line.violation { throw violation }
            }
            try centre.readAlong()
            if try isQuiet() { return }
        }
        let left = try desks.map { try $0.desk?.outbox().unsent ?? 0 }
        let position = try desks.map { try $0.position().cursor }
        throw Violation(
            .live,
            "not quiet: unsent \(left), cursors \(position) of \(centre.oracle.head), "
                + "last failure \(failure.map { "\($0.code) \($0.context)" } ?? "none")")
    }

    /// Lets a desk talk until it only listens.
    private func quiet(_ house: DeskHouse) throws -> CentreFailure? {
        guard house.driver != nil else { return house.desk?.exchange().failure }
        pump(house)
        var listened = false
        for _ in 0..<60 {
            let requests = house.driver?.requests ?? [:]
            let talks = requests.filter { $0.value.kind != .listen }.keys.min()
            let listens = listened ? nil : requests.keys.min()
            guard let turn = talks ?? listens else { break }
            listened = listened || talks == nil
            let lane = Lane.talk(desk: house.number)
            try talk(
                house, Event(lane, turn), Dice(plan.seed, lane.number, UInt64(turn), .disk))
        }
        return house.desk?.contactFailure
    }

    private func isQuiet() throws -> Bool {
        for house in desks where !house.isStolen {
            guard let desk = house.desk, try desk.outbox().unsent == 0 else { return false }
            let position = try house.position()
            guard position.cursor == centre.oracle.head, position.epoch == centre.name else {
                return false
            }
        }
        return true
    }

    /// Nothing told is lost, nothing happened twice, and the desk holds what the centre holds.
    private func checkEnd(_ house: DeskHouse) throws {
        let oracle = centre.oracle
        let journal = try house.journal()
        for act in house.told {
            guard let kept = journal[act] else {
                throw Violation(.noLoss, "\(act) is not in its journal")
            }
            guard oracle.contains(act) else {
                throw Violation(.noLoss, "\(act) was told as saved and is not in the log")
            }
            guard oracle.bytes[act] == kept.bytes else {
                throw Violation(.order, "\(act) has other bytes in the log")
            }
            guard let outcome = kept.outcome, (outcome == "rejected") == oracle.isRefused(act)
            else { throw Violation(.ownWrites, "\(act) is \(kept.outcome ?? "open") here") }
        }
        let held = try house.cases()
        let visible = oracle.visible(to: house.persons)
        if let odd = held.subtracting(visible).min() {
            throw Violation(.evicted, "desk \(house.number) still holds \(odd)")
        }
        if let odd = visible.subtracting(held).min() {
            throw Violation(.convergence, "desk \(house.number) lacks \(odd)")
        }
        for id in held.sorted() {
            guard let file = try house.base(of: id), oracle.equals(file) else {
                throw Violation(.convergence, "desk \(house.number) holds another \(id)")
            }
        }
        if plan.networked { try checkAttachments(house, held) }
        let entries = try house.entries()
        let wanted = oracle.lines.filter { visible.contains($0.value.act.caseID) }
        for (act, line) in wanted
        where entries[act] == nil && line.sequence > house.historyFrom {
            throw Violation(.convergence, "desk \(house.number) lacks the entry of \(act)")
        }
        if let odd = entries.keys.filter({ wanted[$0] == nil }).min() {
            throw Violation(.evicted, "desk \(house.number) has an entry of \(odd)")
        }
    }

    /// Who sees a case can open what is attached to it, and gets what its name says.
    private func checkAttachments(_ house: DeskHouse, _ held: Set<CaseID>) throws {
        guard let desk = house.desk else { return }
        for person in house.persons {
            for id in held.sorted() {
                let file = try desk.register.image(of: id, by: person)
                for attachment in file?.attachments ?? []
                where centre.blobs.isWhole(attachment.sha256) {
                    do {
                        try desk.fetch(attachment, by: person)
                        guard
                            try desk.blobs.read(attachment.sha256)
                                == Clerk.bytes(of: attachment.id)
                        else { throw Violation(.blob, "\(attachment.id) is another one") }
                    } catch let failure as CentreFailure {
                        throw Violation(
                            .blob, "desk \(house.number) does not get \(attachment.id): \(failure)")
                    }
                }
            }
        }
    }

    /// A device that is let in no longer keeps what was saved there, and sends nothing more.
    private func checkStolen(_ house: DeskHouse) throws {
        _ = try quiet(house)
        if let violation = house.line.violation { throw violation }
        let journal = try house.journal()
        for act in house.told where journal[act] == nil {
            throw Violation(.noLoss, "\(act) is not in the journal of a stolen desk")
        }
    }

    private func checkCentre() throws {
        guard let store = centre.store else { throw Violation(.harness, "no centre") }
        let oracle = centre.oracle
        var numbers = Set<CaseNumber>()
        for (id, _) in oracle.cases.sorted(by: { $0.key < $1.key }) {
            guard let image = try store.read({ try $0.image(of: id) }), oracle.equals(image)
            else { throw Violation(.convergence, "the centre's image of \(id) is another") }
            guard let number = image.number, numbers.insert(number).inserted else {
                throw Violation(.once, "\(id) has no number of its own")
            }
        }
        let all = try store.read { try $0.logged(after: 0, limit: oracle.head + 10) }
        guard all.count == oracle.head else {
            throw Violation(.audit, "\(all.count) lines in the log, not \(oracle.head)")
        }
        try checkMoney(all)
        try centre.witness()
        try centre.audit()
        // What was read before a backup was put back is known to the desks only.
        // A stolen desk is let in no longer, with its readings too.
        let readings = desks.filter { !$0.isStolen }.reduce(0) { $0 + $1.readings }
        let reported = try store.read { try $0.count(of: .read) }
        guard reported >= readings || count.restores > 0 else {
            throw Violation(.audit, "\(reported) of \(readings) readings are in the book")
        }
        count.conflicts = all.count { $0.entry.outcome == .merged }
    }

    /// What the lines of the log booked is what the cases show.
    private func checkMoney(_ log: [LoggedAct]) throws {
        var booked: [CaseID: Int64] = [:]
        for line in log {
            for change in line.entry.changes {
                if case .posting(let posting)? = change.new {
                    booked[line.entry.caseID, default: 0] += posting.amount.cents
                }
            }
        }
        for (id, dossier) in centre.oracle.cases {
            let shown = dossier.slots.values.reduce(Int64(0)) { sum, held in
                guard case .posting(let posting) = held.value else { return sum }
                return sum + posting.amount.cents
            }
            guard shown == booked[id] ?? 0 else { throw Violation(.money, "\(id) shows \(shown)") }
        }
    }

    /// The end of it all goes into the trace, so that two runs must agree on every byte.
    private func finish() {
        for (id, dossier) in centre.oracle.cases.sorted(by: { $0.key < $1.key }) {
            var file = CaseFile(
                id: id, procedure: dossier.procedure, edition: dossier.edition,
                kind: dossier.kind, version: dossier.version, slots: dossier.slots)
            file.version = dossier.version
            trace.note(String(decoding: file.wire.bytes, as: UTF8.self))
        }
    }
}

extension Oracle {
    func isRefused(_ act: ActID) -> Bool { lines[act] == nil }
}
