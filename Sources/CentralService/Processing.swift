import Casework
import SyncProtocol

/// Processes one offer within a transaction.
final class Processing {
    let centre: Centre
    let transaction: any CentralTransaction
    private(set) var news: CentreNews
    private let known: Centre.Known
    /// In which approvals need a fresh password; nil for none.
    private let session: String?
    /// The end of the log and the last counters as of now: asked once per offer.
    private var head: Int
    private var counters: [Author: Int] = [:]

    private struct Author: Hashable {
        let device: DeviceID
        let actor: PersonID
    }

    private struct GroupRefusal: Error {
        let obstacle: Obstacle
    }

    init(
        centre: Centre, transaction: any CentralTransaction, session: String? = nil
    ) throws {
        self.session = session
        self.centre = centre
        self.transaction = transaction
        known = try centre.reference(transaction)
        head = try transaction.head()
        news = CentreNews(head: head)
    }

    func run(_ acts: [OpenedEnvelope], _ sight: Sight) throws -> [Verdict] {
        var verdicts: [Verdict] = []
        var index = 0
        while index < acts.count {
            let end = groupEnd(acts, from: index)
            verdicts += try process(acts[index..<end], sight)
            index = end
        }
        news.head = head
        for envelope in acts { news.authors.insert(envelope.act.device) }
        transaction.announce(news)
        return verdicts
    }

    /// Acts of one group follow one another; an act without a group stands alone.
    private func groupEnd(_ acts: [OpenedEnvelope], from start: Int) -> Int {
        guard let group = acts[start].act.group else { return start + 1 }
        return acts[start...].firstIndex { $0.act.group != group } ?? acts.count
    }

    private func process(
        _ group: ArraySlice<OpenedEnvelope>, _ sight: Sight
    ) throws -> [Verdict] {
        if let known = try repeated(group) { return known }
        if group.count == 1, let only = group.first {
            return [try process(only, sight, refusedBy: nil)]
        }
        let before = (counters, news, head)
        do {
            guard group.count <= centre.limits.actsPerGroup else {
                let limit = String(centre.limits.actsPerGroup)
                throw GroupRefusal(obstacle: Obstacle(.textTooLong, [.limit: limit]))
            }
            return try transaction.nested {
                try group.map { try process($0, sight, refusedBy: nil) }
            }
        } catch let refusal as GroupRefusal {
            // All or nothing: the reason of the one that failed stands with each.
            (counters, news, head) = before
            return try group.map { try process($0, sight, refusedBy: refusal.obstacle) }
        }
    }

    private func lastCounter(_ act: Act) throws -> Int {
        let author = Author(device: act.device, actor: act.actor)
        if let known = counters[author] { return known }
        let last = try transaction.lastCounter(device: act.device, actor: act.actor)
        counters[author] = last
        return last
    }

    /// The verdicts already given, if all of these were processed before.
    private func repeated(_ group: ArraySlice<OpenedEnvelope>) throws -> [Verdict]? {
        var verdicts: [Verdict] = []
        for envelope in group {
            let act = envelope.act
            guard act.counter <= (try lastCounter(act)) else { continue }
            guard
                let logged = try transaction.logged(
                    device: act.device, actor: act.actor, counter: act.counter),
                logged.bytes == envelope.bytes
            else { throw CentreFailure(.sameCounter, context: "counter \(act.counter)") }
            verdicts.append(logged.verdict)
        }
        guard verdicts.isEmpty || verdicts.count == group.count else {
            throw CentreFailure(.counterGap, context: "part of a group")
        }
        return verdicts.isEmpty ? nil : verdicts
    }

    private func process(
        _ envelope: OpenedEnvelope, _ sight: Sight, refusedBy refusal: Obstacle?
    ) throws -> Verdict {
        let act = envelope.act
        let last = try lastCounter(act)
        guard act.counter == last + 1 else {
            throw CentreFailure(
                .counterGap, context: "offered \(act.counter)", expected: last + 1)
        }
        let now = centre.clock()
        try checkProof(for: act, at: now)
        let before = try transaction.image(of: act.caseID)
        let hidden = before.map { isHidden($0, from: act, sight) } ?? false
        let decision: Decision =
            if let refusal {
                .refused(refusal)
            } else if hidden {
                .refused(Obstacle(.caseUnknown))
            } else {
                try decide(act, on: before, today: now.civilDay)
            }
        if let obstacle = decision.obstacle, act.group != nil, refusal == nil {
            throw GroupRefusal(obstacle: obstacle)
        }
        let record = LogRecord(
            envelope: envelope, decision: decision, before: hidden ? nil : before, at: now,
            sight: sight)
        let logged = try log(record)
        counters[Author(device: act.device, actor: act.actor)] = act.counter
        return logged.verdict
    }

    private func checkProof(for act: Act, at now: Instant) throws {
        guard case .approve = act.body, let session else { return }
        guard try transaction.isProved(session, at: now) else {
            throw CentreFailure(.stepUpRequired, context: "counter \(act.counter)")
        }
    }

    /// A case of a unit that is none of the actor's does not exist for them. Whoever registered
    /// it may still add what was heard at the counter.
    private func isHidden(
        _ file: CaseFile, from act: Act, _ sight: Sight
    ) -> Bool {
        guard !sight.showsPerson(known.unit(of: file)) else { return false }
        if case .open = act.body { return false }
        if case .addNote = act.body {
            return file.slots[Slot(.received)]?.by != act.actor
        }
        return true
    }

    private func decide(
        _ act: Act, on file: CaseFile?, today: CivilDay
    ) throws -> Decision {
        guard let actor = known.office.persons[act.actor], actor.active else {
            return .refused(Obstacle(.personUnknown, [.person: act.actor.raw]))
        }
        for need in act.needs {
            let earlier = try transaction.logged(act: need)
            guard let earlier, earlier.obstacle == nil, earlier.entry.act.device == act.device
            else { return .refused(Obstacle(.dependencyRejected)) }
        }
        var edition = file?.edition
        if case .open(let opening) = act.body { edition = opening.edition }
        guard let edition else { return .refused(Obstacle(.caseUnknown)) }
        guard let procedure = known.procedures[edition] else {
            return .refused(Obstacle(.editionUnknown))
        }
        let circumstances = Circumstances(
            procedure: procedure, office: known.office, actor: actor,
            facts: try facts(for: act, on: file, procedure, today: today), today: today,
            assumptions: centre.assumptions)
        return Casework.decide(act, on: file, under: circumstances)
    }

    private func facts(
        for act: Act, on file: CaseFile?, _ procedure: Procedure, today: CivilDay
    ) throws -> Facts {
        var facts = Facts()
        for query in procedure.factQueries(for: act.body, on: file, today: today) {
            switch query {
            case .aid: facts.sums[query] = try transaction.sum(of: query)
            case .changes(let target):
                facts.entries[target] = try transaction.logged(act: target)?.entry
            }
        }
        return facts
    }
}

/// What is about to be written to the log.
struct LogRecord {
    var envelope: OpenedEnvelope
    var decision: Decision
    var before: CaseFile?
    var at: Instant
    /// Of the desk that made the act.
    var sight: Sight
}

extension Processing {
    fileprivate func log(_ record: LogRecord) throws -> LoggedAct {
        let act = record.envelope.act
        let sequence = head + 1
        var changes = record.decision.changes
        var after = record.before
        let accepted = record.decision.obstacle == nil
        if case .open(let opening) = act.body, accepted {
            let number = try giveNumber(opening, at: record.at)
            changes.append(Change(Slot(.number), from: nil, to: .number(number)))
            after = CaseFile(
                id: act.caseID, procedure: opening.procedure, edition: opening.edition,
                kind: opening.kind)
        }
        let version = (record.before?.version ?? 0) + (accepted ? 1 : 0)
        var isSeen = false
        if accepted, var file = after {
            file.apply(changes, version: version, by: act.actor, at: record.at)
            let unit = try keep(file, sequence: sequence, before: record.before)
            isSeen = record.sight.shows(unit)
        }
        if !isSeen { news.devices.insert(act.device) }
        let entry = Entry(
            sequence: sequence, caseID: act.caseID, version: version, act: act, at: record.at,
            outcome: record.decision.outcome, changes: changes)
        let logged = LoggedAct(
            entry: entry, bytes: record.envelope.bytes, obstacle: record.decision.obstacle)
        try transaction.append(logged)
        head = sequence
        return logged
    }

    /// The case as it is now, where it is, and whom that concerns.
    ///
    /// - Returns: the unit that has it now.
    private func keep(_ file: CaseFile, sequence: Int, before: CaseFile?) throws -> UnitID {
        let facts = known.procedures[file.edition]?.factRows(of: file) ?? []
        try transaction.put(file, sequence: sequence, facts: facts)
        let unit = known.unit(of: file) ?? ""
        let from = before.map { known.unit(of: $0) ?? "" }
        if from != unit || before?.isFoundLike(file) != true {
            try transaction.place(file.id, Placement(of: file, unit: unit))
        }
        let moved = from.flatMap { $0 == unit ? nil : $0 }
        try transaction.note(
            ScopeRow(unit: unit, sequence: sequence, caseID: file.id, cameFrom: moved))
        if let moved {
            try transaction.note(
                ScopeRow(unit: moved, sequence: sequence, caseID: file.id, cameFrom: nil))
            news.units.insert(moved)
        }
        news.units.insert(unit)
        if file.attachments != before?.attachments ?? [] {
            try transaction.put(file.attachments, of: file.id)
        }
        return unit
    }

    private func giveNumber(
        _ opening: Opening, at: Instant
    ) throws -> CaseNumber {
        let unit = opening.assignment?.unit ?? known.procedures[opening.edition]?.unit
        let sign = unit.flatMap { known.office.units[$0]?.sign } ?? ""
        let year = at.civilDay.year
        return CaseNumber(
            serial: try transaction.nextSerial(year: year), year: year, sign: sign)
    }
}

extension Centre.Known {
    /// The unit a case is in.
    func unit(of file: CaseFile) -> UnitID? {
        file.assignment?.unit ?? procedures[file.edition]?.unit
    }
}

extension CaseFile {
    /// Whether both are found by the same words.
    fileprivate func isFoundLike(_ other: CaseFile) -> Bool {
        number == other.number && subject == other.subject && place == other.place
            && parties.map(\.name) == other.parties.map(\.name)
    }
}
