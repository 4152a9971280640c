import Casework

/// How the runner gets a letter's text: the room `Letters` stands beside this one, not below.
package typealias LetterFilling = (LetterOccasion) throws -> String

/// A case that an example plays with fixed persons, on a day it moves itself.
final class ExampleStage {
    let procedure: Procedure
    let fill: LetterFilling
    let office: Office
    var today: CivilDay
    var actor: PersonID = "clerk"
    /// De-minimis aid of other cases.
    var aid = Money.zero
    /// Something that happens in an office, not only a sum worked out.
    var isStory = true
    private(set) var file: CaseFile?
    /// What happened so far.
    private(set) var entries: [Entry] = []

    static let roles: [(id: PersonID, name: String, role: Role)] = [
        ("clerk", "M. Huber", .clerk), ("clerk2", "S. Aigner", .clerk),
        ("supervisor", "K. Lehner", .supervisor), ("intake", "T. Eder", .intake),
    ]

    init(procedure: Procedure, today: CivilDay, fill: @escaping LetterFilling) {
        self.procedure = procedure
        self.today = today
        self.fill = fill
        let units = Set([procedure.unit] + procedure.programmes.map(\.unit)).sorted()
        office = Office(
            units: units.map {
                Unit(id: $0, name: $0.raw.uppercased(), sign: $0.raw.uppercased())
            },
            persons: Self.roles.map { role in
                Person(
                    id: role.id, name: role.name,
                    memberships: units.map { Membership(unit: $0, role: role.role) })
            })
    }

    var person: Person {
        office.persons[actor] ?? Person(id: actor, name: actor.raw, memberships: [])
    }

    func circumstances(for body: ActBody?) -> Circumstances {
        var facts = Facts()
        for query in procedure.factQueries(for: body, on: file, today: today) {
            switch query {
            case .aid: facts.sums[query] = aid
            case .changes(let act): facts.entries[act] = entries.first { $0.act.id == act }
            }
        }
        return Circumstances(
            procedure: procedure, office: office, actor: person, facts: facts, today: today)
    }

    /// Decides the act and, where it is possible, moves the case.
    func perform(_ body: ActBody) -> Obstacle? {
        let count = entries.count + 1
        let serial = String(count)
        let id = "a" + String(repeating: "0", count: max(0, 5 - serial.count)) + serial
        let at = Instant(milliseconds: Int64(today.ordinal) * 86_400_000 + Int64(count))
        let act = Act(
            id: ActID(id), device: "beispiel", counter: count, actor: actor, caseID: "beispiel",
            base: Base(version: file?.version ?? 0), body: body, at: at)
        let decision = decide(act, on: file, under: circumstances(for: body))
        if let obstacle = decision.obstacle { return obstacle }
        var changes = decision.changes
        if file == nil {
            let number = CaseNumber(
                serial: 4168, year: today.year, sign: procedure.unit.raw.uppercased())
            changes.append(Change(Slot(.number), from: nil, to: .number(number)))
        }
        let version = (file?.version ?? 0) + 1
        var moved = file ?? opened(body)
        moved.apply(changes, version: version, by: actor, at: at)
        file = moved
        entries.append(
            Entry(
                sequence: count, caseID: "beispiel", version: version, act: act, at: at,
                outcome: .applied, changes: changes))
        return nil
    }

    private func opened(_ body: ActBody) -> CaseFile {
        let kind: KindID = if case .open(let opening) = body { opening.kind } else { "" }
        return CaseFile(id: "beispiel", procedure: procedure.id, edition: "beispiel", kind: kind)
    }

    /// The act last applied: what an undo takes back.
    var lastAct: ActID? { entries.last?.act.id }

    /// The step's letter, filled as the desk would.
    func letter(for taking: StepTaking, to recipients: [PartyID]?) throws -> LetterDraft? {
        guard let file,
            let occasion = file.occasion(
                of: taking, recipients: recipients,
                under: circumstances(for: .takeStep(taking)))
        else { return nil }
        return LetterDraft(text: try fill(occasion), recipients: occasion.recipients.map(\.id))
    }
}
