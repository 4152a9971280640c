import CFaultVFS
import CaseStore
import Casework
import SyncClient
import SyncProtocol

/// Desks whose centre is on another machine: their own machine decides when they talk.
extension Run {
    /// How long a request is under way, in the middle.
    private func span(_ request: SyncRequest) -> Int {
        request.kind == .listen ? 15_000 : 400
    }

    /// Lets the machine think, and plans what it wants.
    func pump(_ house: DeskHouse) {
        guard var driver = house.driver else { return }
        let wanted = driver.react(at: house.steady(clock.now))
        for request in wanted {
            var dice = Dice(
                plan.seed, Lane.talk(desk: house.number).number,
                UInt64(bitPattern: now) &+ UInt64(request.kind.rank), .schedule)
            let wait = 1 + dice.below(2 * span(request))
            let event = schedule.plan(.talk(desk: house.number), at: now + Int64(wait))
            driver.requests[event.turn] = request
        }
        if let wake = driver.wake, wake != house.plannedWake {
            house.plannedWake = wake
            let wait = max(1, house.steady(clock.now).milliseconds(until: wake))
            _ = schedule.plan(.wake(desk: house.number), at: now + wait)
        }
        house.driver = driver
    }

    /// The request of an event still waits for its answer: nobody died meanwhile.
    func isOpen(_ event: Event, of house: DeskHouse) -> Bool {
        house.driver?.requests[event.turn] != nil
    }

    /// A request that is left out is one that was lost.
    func lose(_ event: Event, of house: DeskHouse) {
        guard let request = house.driver?.requests.removeValue(forKey: event.turn) else { return }
        house.driver?.tell(.ended(request.kind, .failed(.away(retryAfter: nil))))
        pump(house)
    }

    /// Carries out a request.
    func talk(_ house: DeskHouse, _ event: Event, _ drawn: Dice) throws {
        guard let request = house.driver?.requests.removeValue(forKey: event.turn) else { return }
        house.line.change { $0.calls = event.turn * 10_000 }
        var disk = drawn
        let fault = phase == .chaos ? armed(house, &disk) : FAULT_NONE
        if request.kind == .listen, plan.interrupt > 0, disk.permille(plan.interrupt) {
            house.line.change { $0.interrupted = true }
        }
        let answer = house.driver?.talk.perform(request) ?? .failed(.fault)
        house.line.change { $0.interrupted = false }
        let stopped = house.disk.hasStopped
        if fault != FAULT_NONE { house.disk.disarm() }
        trace.note("\(request.kind) \(answer)")
        if case .failed = answer {
            count.failures += 1
            if let failure = house.desk?.contactFailure { try judge(failure, house, fault) }
        }
        if request.kind == .bootstrap {
            house.historyFrom = centre.oracle.head
            house.lookAnew()
            // How far a build came that its own disk ended depends on its threads.
            if case .failed = answer, fault != FAULT_NONE { house.dropPieces() }
        }
        house.driver?.tell(.ended(request.kind, answer))
        if stopped { return crash(house, disk.permille(plan.powerLoss)) }
        try checkTalk(house, fault)
        pump(house)
    }

    private func checkTalk(_ house: DeskHouse, _ fault: fault_kind) throws {
        guard let mail = house.driver?.takeMail() else { return }
        if mail.forked {
            throw Violation(.audit, "desk \(house.number) is shown another history")
        }
        guard fault == FAULT_NONE, house.doomed == nil else { return }
        try checkPrefix(house, mail.built ? try house.cases() : mail.changed)
    }

    /// In the middle of a request that waits, another one comes and goes.
    func interrupt(_ house: DeskHouse) {
        guard let driver = house.driver,
            let turn = driver.requests.filter({ $0.value.kind == .pull || $0.value.kind == .offer })
                .keys.min(), let request = driver.requests[turn]
        else { return }
        house.driver?.requests[turn] = nil
        let answer = driver.talk.perform(request)
        trace.note("meanwhile \(request.kind) \(answer)")
        house.driver?.tell(.ended(request.kind, answer))
    }

    func wake(_ house: DeskHouse) {
        guard let wake = house.plannedWake, wake <= house.steady(clock.now) else { return }
        house.plannedWake = nil
        pump(house)
    }

    // MARK: - The alarm

    /// Milliseconds that the light may be late.
    private static let grace: Int64 = 60_000

    /// Whoever has waited too long with an act sees a light.
    func checkAlarm(_ house: DeskHouse) throws {
        guard let driver = house.driver, house.doomed == nil else { return }
        let border = now - Int64(SyncMachine.Limits().overdue) - Run.grace
        guard let oldest = try house.oldestWaiting(before: border) else { return }
        guard driver.status.overdue else {
            throw Violation(
                .alarm, "\(oldest) waits at desk \(house.number), and no light is on")
        }
        count.alarms += 1
    }
}

extension SyncRequest.Kind {
    fileprivate var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
