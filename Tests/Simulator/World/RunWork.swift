import CFaultVFS
import CaseStore
import Casework
import SyncProtocol

/// What clerks and their desks do.
extension Run {
    func work(
        _ house: DeskHouse, _ seat: Int, _ drawn: Dice, _ disk: Dice, _ event: Event
    ) throws {
        guard let desk = house.desk else { return }
        var dice = drawn
        let person = house.persons[seat % house.persons.count]
        let serial = "\(house.number).\(seat).\(event.turn)"
        var clerk = Clerk(
            person: person, today: house.clock.now.civilDay, serial: serial, dice: dice)
        let submissions: [Submission]
        do {
            submissions = try choose(desk, house, &clerk, &dice)
        } catch let failure as StoreFailure {
            return try excuse(house, failure, "reading")
        }
        guard !submissions.isEmpty else { return }
        try save(submissions, house, desk, person, disk, exchange: dice.permille(300))
    }

    private func choose(
        _ desk: Desk, _ house: DeskHouse, _ clerk: inout Clerk, _ dice: inout Dice
    ) throws -> [Submission] {
        let person = clerk.person
        guard known.count > 4, !dice.permille(known.count > 60 ? 10 : 80) else {
            let (id, opening) = clerk.opening()
            known.append(id)
            return [Submission(opening: opening, as: id)]
        }
        var seen = dice.permille(plan.stale) ? house.opened[person] : nil
        for _ in 0..<4 where seen == nil {
            let recent = Array(known.suffix(4))
            let target = dice.permille(plan.burst) ? dice.pick(recent) : dice.pick(known)
            guard let target else { break }
            if dice.permille(100), try desk.open(target, by: person) != nil {
                house.readings += 1
            }
            seen = try desk.register.image(of: target, by: person)
        }
        house.opened[person] = seen
        guard let file = seen else { return [] }
        let body =
            dice.permille(plan.illegal) ? clerk.anything(file) : undo(file, &clerk, house, &dice)
        if dice.permille(40) {
            let group = GroupID("g\(clerk.serial)")
            let note = Note(
                id: NoteID("m\(clerk.serial)"), kind: .remark, text: "dazu \(clerk.serial)")
            return [
                Submission(.addNote(note), on: file, group: group),
                Submission(body, on: file, group: group),
            ]
        }
        return [Submission(body, on: file)]
    }

    /// Sometimes the last act of somebody is taken back, else what the case calls for.
    private func undo(
        _ file: CaseFile, _ clerk: inout Clerk, _ house: DeskHouse, _ dice: inout Dice
    ) -> ActBody {
        if dice.permille(40), let last = house.told.suffix(5).first { return .undo(last) }
        return clerk.body(for: file)
    }

    private func save(
        _ submissions: [Submission], _ house: DeskHouse, _ desk: Desk, _ person: PersonID,
        _ drawn: Dice, exchange: Bool
    ) throws {
        var disk = drawn
        let fault = armed(house, &disk)
        var receipts: [Receipt] = []
        do throws(StoreFailure) {
            for submission in submissions {
                guard case .addAttachment(let attachment) = submission.body else { continue }
                _ = try desk.blobs.store(Clerk.bytes(of: attachment.id))
            }
            receipts =
                exchange
                ? try desk.submit(submissions, by: person) : try desk.save(submissions, by: person)
        } catch {
            trace.note("\(person) not saved: \(error.code)")
            if fault == FAULT_NONE { try excuse(house, error, "saving") }
        }
        trace.note("\(person) \(submissions.map(\.body.shortName)) \(receipts.map(\.told))")
        house.tell(receipts.compactMap(\.act), at: now)
        let stopped = house.disk.hasStopped
        if fault != FAULT_NONE { house.disk.disarm() }
        if stopped { return crash(house, disk.permille(plan.powerLoss)) }
        if fault == FAULT_NONE { try checkShown(receipts, house) }
    }

    /// A clerk sees at once what was saved.
    ///
    /// At the very beginning of a log, before the desk has taken in anything, an old page drops
    /// an answered act from the screen until the next talk: known, and let pass.
    private func checkShown(_ receipts: [Receipt], _ house: DeskHouse) throws {
        guard !house.damaged else { return }
        guard try house.position().cursor > 0 else { return }
        for receipt in receipts {
            guard let act = receipt.act else { continue }
            if case .answered(let verdict) = receipt.fate {
                guard verdict.act == act else {
                    throw Violation(.ownWrites, "\(act) has the verdict on \(verdict.act)")
                }
                if verdict.outcome == .rejected { continue }
            }
            // What went to another unit with this act is out of sight at once.
            let visible = centre.oracle.visible(to: house.persons)
            if case .answered = receipt.fate, !visible.contains(receipt.caseID) { continue }
            guard try house.shows(act) else {
                throw Violation(.ownWrites, "\(act) is saved and not shown")
            }
        }
    }

    /// The fault of this moment, already armed.
    func armed(_ house: DeskHouse, _ dice: inout Dice) -> fault_kind {
        let nth = 1 + dice.below(dice.permille(500) ? 12 : 60)
        let kind: fault_kind
        switch true {
        case dice.permille(plan.deskCrash / 8) && dice.permille(plan.stopMidway):
            kind = FAULT_STOP
        case dice.permille(plan.deskFull / 8): kind = FAULT_FULL
        case dice.permille(plan.deskSync / 8): kind = FAULT_SYNC
        case dice.permille(plan.deskWrite / 8): kind = FAULT_WRITE
        default: return FAULT_NONE
        }
        house.disk.arm(kind, at: nth)
        return kind
    }

    /// A failure of the store is right where the disk failed, and nowhere else.
    func excuse(_ house: DeskHouse, _ failure: StoreFailure, _ what: String) throws {
        // Who has had no contact for a week, by the desk's own clock, reads and does not write.
        if failure.code == .offlineTooLong, plan.clockJump > 0 {
            count.offline += 1
            return
        }
        if house.damaged, [.corrupt, .inaccessible, .unexpected].contains(failure.code) {
            return crash(house, false)
        }
        throw Violation(
            .durable, "\(what) failed on a sound disk: \(failure.code) \(failure.cause)")
    }

    // MARK: - Talking with the centre

    func exchange(_ house: DeskHouse, _ drawn: Dice) throws {
        guard let desk = house.desk else { return }
        var disk = drawn
        let fault = plan.networked ? FAULT_NONE : armed(house, &disk)
        let exchange = desk.exchange()
        if plan.networked { return }
        let stopped = house.disk.hasStopped
        if fault != FAULT_NONE { house.disk.disarm() }
        trace.note(
            "talk \(exchange.failure.map { "\($0.code)" } ?? "ok") \(exchange.changed.count)")
        if let failure = exchange.failure { count.failures += 1; try judge(failure, house, fault) }
        if stopped { return crash(house, disk.permille(plan.powerLoss)) }
        if fault == FAULT_NONE, exchange.failure == nil {
            try checkPrefix(house, exchange.changed)
        }
    }

    func judge(
        _ failure: CentreFailure, _ house: DeskHouse, _ fault: fault_kind
    ) throws {
        guard failure.code == .internalError, fault == FAULT_NONE, !centre.troubled else { return }
        if house.damaged { return crash(house, false) }
        throw Violation(.live, "a talk failed: \(failure.context)")
    }

    /// Every case is as the centre had it, no older than the cursor says.
    func checkPrefix(_ house: DeskHouse, _ cases: Set<CaseID>) throws {
        guard !house.damaged else { return }
        let position = try house.position()
        guard position.epoch == centre.name else { return }
        for id in cases.sorted() {
            guard let file = try house.base(of: id) else { continue }
            guard centre.oracle.knows(file, at: position.cursor) else {
                throw Violation(
                    .prefix,
                    "desk \(house.number) holds \(id) in version \(file.version) at "
                        + "\(position.cursor), which the centre never had")
            }
        }
    }
}

extension Receipt {
    var told: String {
        switch fate {
        case .refused(let obstacle): obstacle.code.rawValue
        case .pending: "saved"
        case .answered(let verdict): "\(verdict.outcome)@\(verdict.sequence)"
        }
    }
}
