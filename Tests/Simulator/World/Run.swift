import CFaultVFS
import CaseStore
import Casework
import CentralService
import Glibc
import SyncProtocol

/// One seed: an office of some desks and a centre, first in all kinds of trouble, then left to
/// heal. Everything happens on one thread; the compiler cannot see that.
package final class Run: @unchecked Sendable {
    package enum Phase: String, Sendable { case chaos, heal, end }

    package struct Report: Sendable {
        package var seed: UInt64
        package var phase: Phase
        package var steps: Int
        package var hash: UInt64
        package var violation: Violation?
        /// The last things that happened.
        package var trace: [String]
        /// All events that ran, in order.
        package var events: [Event]
        package var count: Count
    }

    /// What a seed came to see; a harness that sees nothing proves nothing.
    package struct Count: Sendable {
        package var lines = 0
        package var refused = 0
        package var told = 0
        package var crashes = 0
        package var restores = 0
        package var conflicts = 0
        package var failures = 0
        package var alarms = 0
        package var offline = 0
    }

    let plan: Plan
    let parts: Parts
    let root: String
    let clock = Clock()
    let centreClock: Clock
    let centre: CentreHouse
    var desks: [DeskHouse] = []
    var schedule: Schedule
    var trace = Trace()
    var phase = Phase.chaos
    var now: Int64
    var events: [Event] = []
    var late: [Int: Late] = [:]
    var known: [CaseID] = []
    var hostile = Hostile()
    var count = Count()
    let skipped: Set<Event>

    package init(
        seed: UInt64, parts: Parts = Parts(), skipping skipped: Set<Event> = [],
        root: String = Run.freshRoot()
    ) throws {
        plan = Plan(seed: seed)
        self.parts = parts
        self.skipped = skipped
        self.root = root
        mkdir(root, 0o700)
        schedule = Schedule(seed: seed)
        centreClock = Clock("z", following: clock)
        now = clock.now.milliseconds
        centre = try CentreHouse(root, plan: plan, clock: centreClock, parts: parts)
        try centre.readAlong()
        for number in 0..<plan.desks { try addDesk(number) }
        try centre.enrol(
            Hostile.device, ProbeOffice.office.persons.keys.sorted(),
            key: centre.signing.signer(Hostile.device.raw).publicKey)
        planAll()
    }

    deinit { removeTree(root) }

    package static func freshRoot() -> String {
        var name = Array("/dev/shm/amtspult-sim-XXXXXX".utf8CString)
        guard access("/dev/shm", W_OK) == 0, mkdtemp(&name) != nil else {
            name = Array("/tmp/amtspult-sim-XXXXXX".utf8CString)
            _ = mkdtemp(&name)
            return String(decoding: name.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
        }
        return String(decoding: name.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    private func addDesk(_ number: Int) throws {
        let people: [PersonID] = [
            "anna", "eva", "emil", "cora", "franz", "bert", "dora", "ina", "anna", "udo", "cora",
            "eva", "bert", "emil", "adam",
        ]
        let persons = (0..<plan.personsPerDesk).map { people[(number * 3 + $0) % people.count] }
        let name = parts.twins && number == 1 ? "d0" : "d\(number)"
        let own = Clock(name, following: clock)
        let centre = centre
        // The first name a new desk draws is its own.
        let device = DeviceID("\(name)-0000001")
        let signer = plan.networked ? centre.signing.signer(device.raw) : nil
        let line = Line(
            desk: number, plan: plan, bytes: Bytes(read: parts.readPage),
            centre: { [unowned centre] in centre.entrance(for: device, persons[0]) },
            after: { [unowned centre] in try centre.readAlong(fresh: $0) },
            delay: { [unowned self] in self.later($0, from: device) },
            meanwhile: { [unowned self] in self.interrupt(self.desks[number]) })
        let house = try DeskHouse(
            root, number: number, seed: plan.seed &+ UInt64(number) &* 977, clock: own,
            line: line, way: parts.way(line, number), persons: persons, signer: signer,
            parts: parts)
        try house.start()
        if let signer, house.desk?.device == device {
            try centre.enrol(device, persons, key: signer.publicKey)
        }
        desks.append(house)
        pump(house)
    }

    private func planAll() {
        for house in desks {
            plan(.exchange(desk: house.number), in: 1_000)
            plan(.fault(desk: house.number), in: 30_000)
            for person in house.persons.indices {
                plan(.clerk(desk: house.number, person: person), in: 5_000)
            }
        }
        for lane in [Lane.centre, .office, .clock, .hostile] { plan(lane, in: 60_000) }
    }

    /// Plans the next turn of a lane about `milliseconds` from now.
    func plan(_ lane: Lane, in milliseconds: Int) {
        var dice = Dice(plan.seed, lane.number, UInt64(bitPattern: now), .schedule)
        _ = schedule.plan(lane, at: now + Int64(1 + dice.below(2 * milliseconds)))
    }

    /// Lets acts arrive at the centre some time later, past everything sent meanwhile.
    func later(_ acts: [ActEnvelope], from device: DeviceID) {
        let event = schedule.plan(.late, at: now + 20_000)
        late[event.turn] = Late(device: device, acts: acts, epoch: centre.name)
    }

    struct Late {
        var device: DeviceID
        var acts: [ActEnvelope]
        /// The log they were meant for.
        var epoch: String
    }

    // MARK: - Running

    package func run(steps: Int) -> Report {
        var violation: Violation?
        do {
            while trace.steps < steps, let (time, event) = schedule.next() {
                try step(event, at: time)
            }
            phase = .heal
            try heal()
            phase = .end
        } catch let found as Violation {
            violation = found
        } catch {
            violation = Violation(.harness, "\(error)")
        }
        count.lines = centre.oracle.head
        count.refused = centre.oracle.refused
        count.told = desks.reduce(0) { $0 + $1.told.count }
        return Report(
            seed: plan.seed, phase: phase, steps: trace.steps, hash: trace.hash,
            violation: violation, trace: trace.recent, events: events, count: count)
    }

    private func step(_ event: Event, at time: Int64) throws {
        now = max(now, time)
        clock.move(to: now)
        if skipped.contains(event) {
            if case .talk(let desk) = event.lane { lose(event, of: desks[desk]) }
            replan(event.lane)
            return
        }
        if case .wake(let desk) = event.lane {
            wake(desks[desk])
            return try checkAlarm(desks[desk])
        }
        if case .talk(let desk) = event.lane, !isOpen(event, of: desks[desk]) { return }
        events.append(event)
        trace.step()
        trace.note("\(now) \(event.lane) #\(event.turn)")
        try perform(event)
        for house in desks {
            if let power = house.doomed { try end(house, power) }
            if let violation = house.line.violation { throw violation }
            if house.number == event.lane.desk {
                pump(house)
                try checkAlarm(house)
            }
        }
    }

    /// A turn that is left out is still followed by the next one.
    private func replan(_ lane: Lane) {
        switch lane {
        case .restart, .late, .talk, .wake: break
        default: plan(lane, in: pause(lane))
        }
    }

    private func pause(_ lane: Lane) -> Int {
        switch lane {
        case .clerk: 20_000
        // Desks with a machine of their own are asked by a person now and then.
        case .exchange: plan.networked ? 240_000 : 15_000
        case .hostile: 12_000
        default: 60_000
        }
    }

    private func perform(_ event: Event) throws {
        replan(event.lane)
        func dice(_ concern: Dice.Concern) -> Dice {
            Dice(plan.seed, event.lane.number, UInt64(event.turn), concern)
        }
        switch event.lane {
        case .clerk(let desk, let person):
            try work(desks[desk], person, dice(.workload), dice(.disk), event)
        case .exchange(let desk): try exchange(desks[desk], dice(.disk))
        case .talk(let desk): try talk(desks[desk], event, dice(.disk))
        case .wake: break
        case .restart(let desk): try restart(desks[desk])
        case .fault(let desk): try trouble(desks[desk], dice(.faults))
        case .centre: try troubleCentre(dice(.faults))
        case .office: try changeOffice(dice(.faults))
        case .clock: jump(dice(.faults))
        case .hostile: try attack(dice(.faults), event)
        case .late: try arrive(event)
        }
    }

    private func arrive(_ event: Event) throws {
        guard let packet = late.removeValue(forKey: event.turn) else { return }
        try arrive(packet)
    }

    func arrive(_ packet: Late) throws {
        guard !plan.networked || packet.epoch == centre.name else { return }
        let actor = packet.acts.first.flatMap { try? $0.act().actor }
        guard let actor, let entrance = centre.entrance(for: packet.device, actor) else { return }
        do {
            _ = try entrance.offer(packet.acts)
        } catch let failure as CentreFailure {
            trace.note("late: \(failure.code)")
        }
        if centre.troubled { centre.fallBehind() } else { try centre.readAlong() }
    }
}
