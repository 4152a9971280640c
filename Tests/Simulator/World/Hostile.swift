import CaseStore
import Casework
import CentralService
import SyncProtocol

/// A client that does not keep to the rules: it makes its own acts, past every desk's refusal,
/// and sends again what it heard.
struct Hostile {
    var counters: [PersonID: Int] = [:]
    /// What it made itself and the centre took into its log, of this log.
    var heard: [(envelope: ActEnvelope, verdict: Verdict)] = []
    var serial = 0
    var epoch = ""

    static let device: DeviceID = "boese"

    /// The same act with another signature.
    static func spoilt(_ envelope: ActEnvelope) -> ActEnvelope {
        var bytes = envelope.bytes
        let place = bytes.count - 20
        bytes[place] = bytes[place] == UInt8(ascii: "A") ? UInt8(ascii: "B") : UInt8(ascii: "A")
        return ActEnvelope(bytes: bytes)
    }

    func envelope(_ act: Act, _ plan: Plan, _ signing: Signing) throws -> ActEnvelope {
        guard plan.networked else { return ActEnvelope(act) }
        return try ActEnvelope(act, signer: signing.signer(Hostile.device.raw))
    }
}

extension Run {
    func attack(_ drawn: Dice, _ event: Event) throws {
        var dice = drawn
        let people = ProbeOffice.office.persons.keys.sorted()
        guard let person = dice.pick(people), !centre.troubled, dice.permille(plan.hostile),
            let entrance = centre.entrance(for: Hostile.device, person)
        else { return }
        if hostile.epoch != centre.name {
            hostile = Hostile(serial: hostile.serial, epoch: centre.name)
            for person in ProbeOffice.office.persons.keys.sorted() {
                hostile.counters[person] = try centre.store?.read {
                    try $0.lastCounter(device: Hostile.device, actor: person)
                }
            }
        }
        if let stolen = desks.first(where: \.isStolen), dice.permille(300) {
            return try use(stolen)
        }
        switch dice.below(5) {
        case 0: try replay(&dice)
        case 1: try alter(&dice)
        case 2 where plan.networked:
            if let house = centre.centre { try pretend(house, person, &dice) }
        default: try force(entrance, person, &dice)
        }
        try centre.readAlong()
    }

    /// The same bytes again: the same answer, and nothing happens.
    private func replay(_ dice: inout Dice) throws {
        guard let old = dice.pick(hostile.heard), let actor = try? old.envelope.act().actor,
            let entrance = centre.entrance(for: Hostile.device, actor), isWelcome(actor)
        else { return }
        let head = centre.oracle.head
        let again = try entrance.offer([old.envelope])
        try centre.readAlong()
        guard again == [old.verdict], centre.oracle.head == head else {
            throw Violation(.once, "a repeated act was taken again")
        }
        trace.note("replay")
    }

    /// Other bytes under a used counter, or a counter too far: nothing happens.
    private func alter(_ dice: inout Dice) throws {
        guard let old = dice.pick(hostile.heard), var act = try? old.envelope.act(),
            let entrance = centre.entrance(for: Hostile.device, act.actor), isWelcome(act.actor)
        else { return }
        let head = centre.oracle.head
        if dice.permille(500) {
            act.body = .void(reason: "gefälscht")
        } else {
            act.counter = (hostile.counters[act.actor] ?? 0) + 2 + dice.below(5)
            act.id = ActID("\(act.id.raw)-f")
        }
        do {
            _ = try entrance.offer([try hostile.envelope(act, plan, centre.signing)])
            throw Violation(.order, "a forged act was taken")
        } catch let failure as CentreFailure
            where [.sameCounter, .counterGap].contains(failure.code)
        {
            trace.note("forged: \(failure.code)")
        }
        try centre.readAlong()
        guard centre.oracle.head == head else {
            throw Violation(.order, "a forged act is in the log")
        }
    }

    /// An act that no desk would let through.
    private func force(
        _ entrance: any CentreTransport, _ person: PersonID, _ dice: inout Dice
    ) throws {
        guard isWelcome(person), let target = dice.pick(Array(known.suffix(12))) else { return }
        hostile.serial += 1
        let file = try centre.store?.read { try $0.image(of: target) }
        var clerk = Clerk(
            person: person, today: centreClock.now.civilDay, serial: "b\(hostile.serial)",
            dice: dice)
        guard let file else { return }
        let body = dice.permille(500) ? clerk.anything(file) : clerk.body(for: file)
        let counter = (hostile.counters[person] ?? 0) + 1
        let act = Act(
            id: ActID("boese-\(hostile.serial)"), device: Hostile.device, counter: counter,
            actor: person, caseID: target, base: Base(of: file).trimmed(to: body), body: body,
            at: centreClock.now)
        let envelope = try hostile.envelope(act, plan, centre.signing)
        let verdicts = try entrance.offer([envelope])
        hostile.counters[person] = counter
        if let verdict = verdicts.first { hostile.heard.append((envelope, verdict)) }
        trace.note("forced \(person) \(body.shortName) \(verdicts.map(\.outcome))")
    }

    /// Whoever stole a desk has its key, and is not let in with it.
    private func use(_ house: DeskHouse) throws {
        guard let device = house.device, let signer = house.signer,
            let person = house.persons.first,
            let entrance = centre.entrance(for: device, person), let target = known.last
        else { return }
        let last = centre.oracle.lastCounter(device, person)
        let act = Act(
            id: ActID("gestohlen-\(last)"), device: device, counter: last + 1, actor: person,
            caseID: target, base: Base(version: 1),
            body: .addNote(Note(id: "gestohlen", kind: .remark, text: "x")), at: clock.now)
        do {
            _ = try entrance.offer([try ActEnvelope(act, signer: signer)])
            throw Violation(.rights, "a stolen desk was let in")
        } catch let failure as CentreFailure
            where [.deviceRevoked, .forbidden].contains(failure.code)
        {
            trace.note("stolen: \(failure.code)")
        }
    }

    /// The door is open to this person at all.
    private func isWelcome(_ person: PersonID) -> Bool {
        !plan.networked || centre.oracle.office.persons[person]?.active == true
    }

    /// Acts in the name of another desk or person, or with a signature that is none.
    private func pretend(
        _ house: Centre, _ person: PersonID, _ dice: inout Dice
    ) throws {
        guard isWelcome(person), let target = known.last else { return }
        let head = centre.oracle.head
        let note = Note(id: "falsch", kind: .remark, text: "falsch")
        var act = Act(
            id: ActID("falsch-\(head)"), device: Hostile.device,
            counter: (hostile.counters[person] ?? 0) + 1, actor: person, caseID: target,
            base: Base(version: 1), body: .addNote(note), at: centreClock.now)
        var signer = centre.signing.signer(Hostile.device.raw)
        switch dice.below(4) {
        case 0: act.device = "d0-0000001"
        case 1: act.actor = person == "eva" ? "franz" : "eva"
        case 2: signer = centre.signing.signer("fremd")
        default: break
        }
        var envelope = try ActEnvelope(act, signer: signer)
        if act.device == Hostile.device, act.actor == person,
            signer.kid
                == centre.signing.signer(Hostile.device.raw).kid
        {
            envelope =
                dice.permille(500) ? ActEnvelope(act) : Hostile.spoilt(envelope)
        }
        do {
            _ = try house.offer([envelope], from: .desk(Hostile.device, person))
            throw Violation(.rights, "an act in another name was taken")
        } catch let failure as CentreFailure
            where [.forbidden, .signatureInvalid, .counterGap].contains(failure.code)
        {
            trace.note("pretended: \(failure.code)")
        }
        try centre.readAlong()
        guard centre.oracle.head == head else {
            throw Violation(.rights, "an act in another name is in the log")
        }
    }
}
