import CFaultVFS
import CaseStore
import Casework
import CentralService
import SyncProtocol

/// What goes wrong.
extension Run {
    // MARK: - Desks

    func trouble(_ house: DeskHouse, _ drawn: Dice) throws {
        var dice = drawn
        if dice.permille(plan.partition) {
            let (cut, deaf) = (dice.permille(500), dice.permille(300))
            house.line.change {
                $0.cutOff = cut
                $0.deaf = deaf
            }
            trace.note("way: \(cut ? "cut" : deaf ? "deaf" : "open")")
        }
        guard house.runs else { return }
        if dice.permille(plan.damage) {
            try end(house, false)
            house.damage()
            trace.note("damaged")
        } else if dice.permille(plan.deskCrash) {
            crash(house, dice.permille(plan.powerLoss))
        }
    }

    /// The desk ends when this event is over: somebody still holds it until then.
    func crash(_ house: DeskHouse, _ power: Bool) {
        house.doomed = house.doomed ?? power
    }

    func end(_ house: DeskHouse, _ power: Bool) throws {
        house.doomed = nil
        count.crashes += 1
        trace.note("desk \(house.number) gone, power \(power)")
        try house.end(power ? FAULT_CRASH_POWER : FAULT_CRASH_PROCESS)
        plan(.restart(desk: house.number), in: 30_000)
    }

    func restart(_ house: DeskHouse) throws {
        guard !house.runs else { return }
        if house.damaged, phase == .heal || house.lives.isMultiple(of: 2) { house.lookAfter() }
        if parts.dropsJournal { house.dropJournal() }
        do {
            try house.start()
        } catch let failure as StoreFailure {
            throw Violation(
                .durable, "desk \(house.number) does not start: \(failure.code) \(failure.cause)")
        }
        let kept = try house.journalled()
        for act in house.told where !kept.contains(act) {
            throw Violation(.durable, "\(act) was told as saved and is gone")
        }
    }

    // MARK: - The centre

    func troubleCentre(_ drawn: Dice) throws {
        var dice = drawn
        guard centre.runs else { return try centreStarts() }
        if centre.troubled { return try calmCentre() }
        if dice.permille(200) { try centre.witness() }
        if dice.permille(plan.backup) {
            try centre.backUp()
            trace.note("backup")
        }
        if dice.permille(plan.restore), centre.canRestore {
            count.restores += 1
            try centre.restore(dice.below(100))
            hangUp()
            for house in desks where house.isStolen { try house.device.map(centre.revoke) }
            trace.note("restored: \(centre.name)")
        } else if dice.permille(plan.centreCrash) {
            count.crashes += 1
            try centre.end(dice.permille(plan.powerLoss) ? FAULT_CRASH_POWER : FAULT_CRASH_PROCESS)
            hangUp()
            trace.note("centre gone")
            if !dice.permille(plan.centreDown) { try centreStarts() }
        } else if dice.permille(plan.centreFull) {
            centre.disturb(FAULT_FULL, at: 1 + dice.below(40), times: 1 + dice.below(20))
        } else if dice.permille(plan.centreSync) {
            centre.disturb(FAULT_SYNC, at: 1 + dice.below(10), times: 1 + dice.below(5))
        } else if dice.permille(plan.centreCrash / 2) {
            centre.disturb(FAULT_STOP, at: 1 + dice.below(40), times: 1)
        }
    }

    private func calmCentre() throws {
        let stopped = centre.disk.hasStopped
        centre.calm()
        if stopped {
            count.crashes += 1
            try centre.end(FAULT_CRASH_POWER)
            hangUp()
            try centreStarts()
        }
        try centre.readAlong()
    }

    /// Connections end with the process they led to.
    private func hangUp() {
        for house in desks { house.line.change { $0.reset = true } }
    }

    func centreStarts() throws {
        try centre.start()
        try centre.checkKept()
        trace.note("centre starts at \(centre.oracle.head)")
    }

    /// Somebody loses a role, gets it back, leaves, returns.
    func changeOffice(_ drawn: Dice) throws {
        var dice = drawn
        if plan.networked, centre.runs, !centre.troubled, dice.permille(plan.theft) {
            try steal(&dice)
        }
        guard centre.runs, !centre.troubled, dice.permille(plan.officeChange) else { return }
        var office = centre.oracle.office
        let all = ProbeOffice.office.persons
        guard let id = dice.pick(all.keys.sorted()), var person = office.persons[id],
            let whole = all[id]
        else { return }
        if person == whole {
            switch dice.below(3) {
            // Somebody who may no longer send could not be waited for in the end.
            case 0 where !plan.networked: person.active = false
            case 0, 1: person.memberships.removeLast()
            default:
                person.memberships.append(
                    Membership(unit: dice.pick(ProbeOffice.units) ?? "fin", role: .clerk))
            }
        } else {
            person = whole
        }
        office.persons[id] = person
        try centre.centre?.setOffice(office)
        centre.oracle.office = office
        trace.note("office: \(id) \(person.active) \(person.memberships.count)")
    }

    /// A desk is stolen with all it holds: its device is let in no longer.
    private func steal(_ dice: inout Dice) throws {
        guard !desks.contains(where: \.isStolen), let house = dice.pick(desks),
            let device = house.device
        else { return }
        try centre.revoke(device)
        house.isStolen = true
        house.line.change { $0.revoked = true }
        trace.note("stolen: desk \(house.number)")
    }

    // MARK: - Clocks

    func jump(_ drawn: Dice) {
        var dice = drawn
        guard dice.permille(plan.clockJump) else { return }
        let day: Int64 = 86_400_000
        let leaps: [Int64] = [
            -3_650 * day, 3_650 * day, -day, day, -3_600_000, 3_600_000, 0, 0, -1,
        ]
        let leap = dice.pick(leaps) ?? 0
        if dice.permille(800), let house = dice.pick(desks) {
            house.clock.setRight()
            house.clock.jump(by: leap)
        } else if abs(leap) <= day {
            centreClock.jump(by: leap)
        }
        trace.note("clock \(leap)")
    }
}

extension DeskHouse {
    /// Spoils a sector of what can be fetched again.
    func damage() {
        _ = fault_disk_corrupt(disk.number, folder.cases)
        damaged = true
    }
    /// Somebody has what is shown built anew.
    func lookAfter() {
        remove(folder.cases)
        damaged = false
    }
    func dropJournal() { remove(folder.journal) }

    private func remove(_ database: String) {
        for suffix in ["", "-wal", "-shm"] { removeTree(database + suffix) }
    }
}

extension CentreHouse {
    func disturb(_ kind: fault_kind, at nth: Int, times: Int) {
        troubled = true
        disk.arm(kind, at: nth, times: times)
    }
    func calm() {
        disk.disarm()
        troubled = false
    }
}
