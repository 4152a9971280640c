/// Periods start, stop, rest and go on by triggers.
extension CaseDraft {
    /// Lets `trigger`, which happened on `day`, act on the case's periods.
    mutating func fire(
        _ trigger: Trigger, on day: CivilDay, party: PartyID? = nil
    ) throws(Obstacle) {
        let definitions = procedure.deadlines.filter {
            $0.kinds.isEmpty || $0.kinds.contains(file.kind)
        }
        for definition in definitions {
            if definition.stops.contains(trigger) { settle(definition.id, on: day) }
            if definition.suspends.contains(trigger) { suspend(definition.id, from: day) }
            if definition.resumes.contains(trigger) { try resume(definition.id, to: day) }
            if definition.starts.contains(trigger), concerns(definition) {
                try start(definition, by: trigger, on: day, party: party)
            }
        }
    }

    private func concerns(_ definition: DeadlineDefinition) -> Bool {
        guard let condition = definition.when else { return true }
        let check = ConditionCheck(file: file, circumstances: circumstances)
        return check.obstacle(condition) == nil
    }

    private mutating func start(
        _ definition: DeadlineDefinition, by trigger: Trigger, on day: CivilDay, party: PartyID?
    ) throws(Obstacle) {
        let key = party.map { "\(definition.id.raw)#\($0.raw)" } ?? definition.id.raw
        let end = try end(definition.formula, from: day)
        var record = DeadlineRecord(
            definition: definition.id, title: definition.title, formula: definition.formula,
            binds: definition.binds, start: day, event: trigger, party: party, end: end)
        record.state = .running
        put(.deadline(key), .deadline(record))
    }

    func end(
        _ formula: DeadlineFormula, from day: CivilDay, suspensions: [Suspension] = [],
        extensions: [Extension] = []
    ) throws(Obstacle) -> CivilDay {
        do {
            return try compute(
                formula, from: day, assumptions: circumstances.assumptions,
                suspensions: suspensions, extensions: extensions
            ).end
        } catch {
            throw Obstacle(.deadlineFormula, [.day: day.austrian])
        }
    }

    /// Recomputes a record's end from its facts and puts it back.
    mutating func renew(_ key: String, _ record: DeadlineRecord) throws(Obstacle) {
        var renewed = record
        renewed.end = try end(
            record.formula, from: record.start, suspensions: record.suspensions,
            extensions: record.extensions)
        put(.deadline(key), .deadline(renewed))
    }

    private func open(_ id: DeadlineID) -> [(key: String, record: DeadlineRecord)] {
        file.deadlines.filter {
            $0.record.definition == id && [.running, .suspended].contains($0.record.state)
        }
    }

    mutating func settle(_ id: DeadlineID, on day: CivilDay) {
        for (key, record) in open(id) { settle(key, record, as: .met, on: day) }
    }

    mutating func settle(
        _ key: String, _ record: DeadlineRecord, as state: DeadlineRecord.State, on day: CivilDay
    ) {
        var settled = record
        settled.state = state
        settled.settled = day
        put(.deadline(key), .deadline(settled))
    }

    private mutating func suspend(_ id: DeadlineID, from day: CivilDay) {
        for (key, record) in open(id) where record.state == .running {
            var resting = record
            resting.state = .suspended
            resting.suspendedSince = day
            put(.deadline(key), .deadline(resting))
        }
    }

    private mutating func resume(_ id: DeadlineID, to day: CivilDay) throws(Obstacle) {
        for (key, record) in open(id) { try resume(key, record, to: day) }
    }

    mutating func resume(
        _ key: String, _ record: DeadlineRecord, to day: CivilDay
    ) throws(Obstacle) {
        guard let since = record.suspendedSince else { return }
        guard since <= day else {
            throw Obstacle(.dayImplausible, [.day: day.austrian])
        }
        var going = record
        going.state = .running
        going.suspendedSince = nil
        going.suspensions.append(Suspension(from: since, to: day))
        try renew(key, going)
    }

    /// A closed case has no running periods.
    mutating func cancelAllDeadlines(on day: CivilDay) {
        for (key, record) in file.deadlines
        where [.running, .suspended].contains(record.state) {
            settle(key, record, as: .cancelled, on: day)
        }
    }
}
