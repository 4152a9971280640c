import Casework
import GRDB
import SyncProtocol

extension Desk {
    /// Undertakes acts for a person, each for itself, in this order.
    ///
    /// What is not possible on what is shown is refused and leaves no trace. The rest is written
    /// to the journal in one commit to the disk; from then on it is saved. Then it is shown, and
    /// offered to the centre. A centre that does not answer changes nothing of that. A centre on
    /// another machine is not waited for: what is saved is pending.
    ///
    /// - Parameter onDecided: told how many of them the centre has answered so far.
    /// - Throws: `StoreFailure` where the journal could not be written; then nothing is saved.
    package func submit(
        _ submissions: [Submission], by person: PersonID,
        onDecided: @Sendable (Int) -> Void = { _ in }
    ) throws(StoreFailure) -> [Receipt] {
        let saved = try save(submissions, by: person)
        if isRemote { return saved }
        exchange(onDecided: onDecided)
        return try answered(saved)
    }

    package func submit(
        _ submission: Submission, by person: PersonID
    ) throws(StoreFailure) -> Receipt {
        let receipts = try submit([submission], by: person)
        guard let receipt = receipts.first else { throw StoreFailure(.unexpected) }
        return receipt
    }

    /// Saves and shows, without a talk with the centre.
    package func save(
        _ submissions: [Submission], by person: PersonID
    ) throws(StoreFailure) -> [Receipt] {
        let receipts = try journalPossible(submissions, by: person)
        let cases = Set(receipts.filter(\.saved).map(\.caseID))
        // Saved is saved: a projection that cannot be written now is laid out at the next start.
        try? guarded { try show(cases) }
        if !cases.isEmpty { tell(.saved(at: world.now())) }
        if submissions.contains(where: { !$0.body.attachments.isEmpty }) { tell(.attached) }
        return receipts
    }

    /// Takes in many openings at a time: journal, centre, page, without a provisional picture in
    /// between. What the centre does not answer is shown as pending like anything else.
    package func takeIn(
        _ submissions: [Submission], by person: PersonID
    ) throws(StoreFailure) -> [Receipt] {
        if isRemote { return try save(submissions, by: person) }
        let saved = try journalPossible(submissions, by: person)
        let exchanged = exchange()
        if !exchanged.reached {
            try guarded { try show(Set(saved.filter(\.saved).map(\.caseID))) }
        }
        return try answered(saved)
    }

    private func journalPossible(
        _ submissions: [Submission], by person: PersonID
    ) throws(StoreFailure) -> [Receipt] {
        try mayWrite(person)
        try mayWait(submissions.count)
        let now = world.now()
        return try guarded {
            let (obstacles, steps) = try shelf.read { db in
                try rehearse(submissions, by: person, at: now, db)
            }
            var drafts: [Journal.Draft] = []
            var receipts: [Receipt] = []
            for (submission, obstacle) in zip(submissions, obstacles) {
                if let obstacle {
                    receipts.append(
                        Receipt(caseID: submission.caseID, act: nil, fate: .refused(obstacle)))
                    continue
                }
                let id = ActID(world.newID())
                drafts.append(
                    Journal.Draft(
                        id: id, caseID: submission.caseID, base: submission.base,
                        body: submission.body, group: submission.group,
                        takenIn: submission.takenIn))
                receipts.append(Receipt(caseID: submission.caseID, act: id, fate: .pending))
            }
            if !drafts.isEmpty {
                let limit = try isRemote ? journal.contact().bytesPerAct : nil
                _ = try journal.append(drafts, by: person, at: now, limit: limit)
            }
            try? drawer.follow(person, steps, at: now)
            return receipts
        }
    }

    /// Decides each on what is shown, and on what the ones before it would make of that. An act
    /// of a group is refused with any other of the group.
    private func rehearse(
        _ submissions: [Submission], by person: PersonID, at now: Instant, _ db: Database
    ) throws -> (obstacles: [Obstacle?], steps: [Drawer.OwnStep]) {
        let projection = try projection(db)
        var files: [CaseID: CaseFile?] = [:]
        var obstacles: [Obstacle?] = []
        var steps: [Drawer.OwnStep] = []
        for (index, submission) in submissions.enumerated() {
            let act = Act(
                id: ActID("\(index)"), device: device, counter: 1, actor: person,
                caseID: submission.caseID, base: submission.base, body: submission.body,
                group: submission.group, at: now)
            let file = try files[act.caseID] ?? Projection.shown(act.caseID, db)
            let decision = try projection.decide(act, on: file)
            obstacles.append(decision.obstacle)
            guard decision.obstacle == nil else { continue }
            var next = file ?? CaseFile(opening: act)
            let version = (file?.version ?? 0) + 1
            next?.apply(decision.changes, version: version, by: person, at: now)
            files[act.caseID] = next
            if submission.takenIn == nil {
                steps.append(
                    Drawer.OwnStep(caseID: act.caseID, before: version - 1, after: version))
            }
        }
        let groups = zip(submissions, obstacles).filter { $0.1 != nil }.compactMap(\.0.group)
        for (index, submission) in submissions.enumerated() where obstacles[index] == nil {
            guard let group = submission.group, groups.contains(group) else { continue }
            obstacles[index] =
                zip(submissions, obstacles)
                .first { $0.0.group == group && $0.1 != nil }?.1
        }
        return (obstacles, steps)
    }

    /// Lays out cases from their images and what is pending on them.
    private func show(_ cases: Set<CaseID>) throws {
        guard !cases.isEmpty else { return }
        try shelf.write { db in
            let cursor = try Meta(db).cursor.sequence
            let projection = try projection(db)
            for id in cases.sorted() {
                let pending = try journal.pending(
                    of: id, cursor: cursor, answered: isRemote || cursor > 0)
                try projection.show(id, base: try projection.base(of: id), pending: pending)
            }
        }
    }

    private func answered(_ saved: [Receipt]) throws(StoreFailure) -> [Receipt] {
        try guarded {
            let verdicts = try journal.verdicts(on: saved.compactMap(\.act))
            return saved.map { receipt in
                guard let act = receipt.act, let verdict = verdicts[act] else { return receipt }
                return Receipt(caseID: receipt.caseID, act: act, fate: .answered(verdict))
            }
        }
    }
}
