import Casework
import SyncProtocol

extension Centre {
    /// Processes acts in their order. Every act gets its verdict, once.
    package func offer(_ acts: [ActEnvelope], from caller: Caller) throws -> [Verdict] {
        guard acts.count <= limits.actsPerOffer else {
            throw CentreFailure(.malformed, context: "offer of \(acts.count) acts")
        }
        let parsed = try acts.map { (act: try parse($0), bytes: $0.bytes) }
        return try store.write { transaction in
            var verdicts: [Verdict] = []
            var index = 0
            while index < parsed.count {
                let end = groupEnd(parsed.map(\.act), from: index)
                verdicts += try process(Array(parsed[index..<end]), in: transaction)
                index = end
            }
            return verdicts
        }
    }

    private func parse(_ envelope: ActEnvelope) throws -> Act {
        do {
            return try envelope.act()
        } catch {
            throw CentreFailure(.malformed, context: error.cause)
        }
    }

    /// Acts of one group follow one another; an act without a group stands alone.
    private func groupEnd(_ acts: [Act], from start: Int) -> Int {
        guard let group = acts[start].group else { return start + 1 }
        return acts[start...].firstIndex { $0.group != group } ?? acts.count
    }

    private func process(
        _ group: [(act: Act, bytes: [UInt8])], in transaction: any CentralTransaction
    ) throws -> [Verdict] {
        if let known = try repeated(group, in: transaction) { return known }
        do {
            return try transaction.nested {
                try group.map { try process($0.act, $0.bytes, refusedBy: nil, transaction) }
            }
        } catch let refusal as GroupRefusal {
            // All or nothing: the reason of the one that failed stands with each.
            return try group.map {
                try process($0.act, $0.bytes, refusedBy: refusal.obstacle, transaction)
            }
        }
    }

    /// The verdicts already given, if all of these were processed before.
    private func repeated(
        _ group: [(act: Act, bytes: [UInt8])], in transaction: any CentralTransaction
    ) throws -> [Verdict]? {
        var verdicts: [Verdict] = []
        for (act, bytes) in group {
            let last = try transaction.lastCounter(device: act.device, actor: act.actor)
            guard act.counter <= last else { continue }
            guard
                let logged = try transaction.logged(
                    device: act.device, actor: act.actor, counter: act.counter),
                logged.bytes == bytes
            else { throw CentreFailure(.sameCounter, context: "counter \(act.counter)") }
            verdicts.append(logged.verdict)
        }
        guard verdicts.isEmpty || verdicts.count == group.count else {
            throw CentreFailure(.counterGap, context: "part of a group")
        }
        return verdicts.isEmpty ? nil : verdicts
    }

    private struct GroupRefusal: Error {
        let obstacle: Obstacle
    }

    private func process(
        _ act: Act, _ bytes: [UInt8], refusedBy refusal: Obstacle?,
        _ transaction: any CentralTransaction
    ) throws -> Verdict {
        let last = try transaction.lastCounter(device: act.device, actor: act.actor)
        guard act.counter == last + 1 else {
            throw CentreFailure(.counterGap, context: "offered \(act.counter)", expected: last + 1)
        }
        let now = clock()
        let before = try transaction.image(of: act.caseID)
        let decision =
            try refusal.map { .refused($0) }
            ?? decide(act, on: before, today: now.civilDay, transaction)
        if let obstacle = decision.obstacle, act.group != nil, refusal == nil {
            throw GroupRefusal(obstacle: obstacle)
        }
        let logged = try log(act, bytes, decision, before: before, at: now, transaction)
        return logged.verdict
    }

    private func decide(
        _ act: Act, on file: CaseFile?, today: CivilDay, _ transaction: any CentralTransaction
    ) throws -> Decision {
        let known = try reference(transaction)
        guard let actor = known.office.persons[act.actor], actor.active else {
            return .refused(Obstacle(.personUnknown, [.person: act.actor.raw]))
        }
        var edition = file?.edition
        if case .open(let opening) = act.body { edition = opening.edition }
        guard let edition else { return .refused(Obstacle(.caseUnknown)) }
        guard let procedure = known.procedures[edition] else {
            return .refused(Obstacle(.editionUnknown))
        }
        var facts = Facts()
        for query in procedure.factQueries(for: act.body, on: file, today: today) {
            switch query {
            case .aid: facts.sums[query] = try transaction.sum(of: query)
            case .changes(let target):
                facts.entries[target] = try transaction.logged(act: target)?.entry
            }
        }
        let circumstances = Circumstances(
            procedure: procedure, office: known.office, actor: actor, facts: facts,
            today: today, assumptions: assumptions)
        return Casework.decide(act, on: file, under: circumstances)
    }

    private func log(
        _ act: Act, _ bytes: [UInt8], _ decision: Decision, before: CaseFile?, at: Instant,
        _ transaction: any CentralTransaction
    ) throws -> LoggedAct {
        let sequence = try transaction.head() + 1
        var changes = decision.changes
        var after = before
        if case .open(let opening) = act.body, decision.obstacle == nil {
            let number = try giveNumber(opening, at: at, transaction)
            changes.append(Change(Slot(.number), from: nil, to: .number(number)))
            after = CaseFile(
                id: act.caseID, procedure: opening.procedure, edition: opening.edition,
                kind: opening.kind)
        }
        let version = (before?.version ?? 0) + (decision.obstacle == nil ? 1 : 0)
        if decision.obstacle == nil, var file = after {
            file.apply(changes, version: version, by: act.actor, at: at)
            let procedure = try reference(transaction).procedures[file.edition]
            try transaction.put(
                file, sequence: sequence, facts: procedure?.factRows(of: file) ?? [])
            let placement = Placement(
                of: file, unit: file.assignment?.unit ?? procedure?.unit ?? "")
            if try transaction.placement(of: file.id) != placement {
                try transaction.place(file.id, placement)
            }
        }
        let entry = Entry(
            sequence: sequence, caseID: act.caseID, version: version, act: act, at: at,
            outcome: decision.outcome, changes: changes)
        let logged = LoggedAct(entry: entry, bytes: bytes, obstacle: decision.obstacle)
        try transaction.append(logged)
        return logged
    }

    private func giveNumber(
        _ opening: Opening, at: Instant, _ transaction: any CentralTransaction
    ) throws -> CaseNumber {
        let known = try reference(transaction)
        let unit = opening.assignment?.unit ?? known.procedures[opening.edition]?.unit
        let sign = unit.flatMap { known.office.units[$0]?.sign } ?? ""
        let year = at.civilDay.year
        return CaseNumber(
            serial: try transaction.nextSerial(year: year), year: year, sign: sign)
    }
}

extension Decision {
    var outcome: Outcome {
        switch self {
        case .applied: .applied
        case .merged, .candidate: .merged
        case .refused: .rejected
        }
    }
}
