import CaseStore
import Casework
import Texts
import Workstation

extension DeskHands {
    /// Each submission is decided for itself; the bodies of one together or not at all. All are
    /// saved with one commit, so that a full disk leaves nothing half done.
    func submit(
        _ wanted: [Workstation.Submission]
    ) throws(DeskFailure) -> [SubmissionResult] {
        let person = personID
        defer { onSubmitted() }
        try maySave()
        var results: [SubmissionResult] = []
        let batch = wanted.reduce(0) { $0 + $1.bodies.count } > 1 ? newID() : ""
        for run in Self.runs(of: wanted) {
            var parts: [[CaseStore.Submission]] = []
            for submission in run {
                parts.append(try self.parts(of: submission))
                tellProgress(.checking, results.count + parts.count, of: wanted.count)
            }
            let all = parts.flatMap { $0 }
            let (before, cases) = (results.count, parts.count)
            let receipts = try stored { () throws(StoreFailure) in
                try desk.submit(all, by: person) { [self] decided in
                    // Several acts on one case are one case to whoever waits.
                    let done = min(cases, decided * cases / max(1, all.count))
                    tellProgress(.doing, before + done, of: wanted.count)
                }
            }
            remember(all, receipts, person, batch: batch)
            var rest = receipts[...]
            for own in parts {
                results.append(try result(of: Array(rest.prefix(own.count)), own, person))
                rest = rest.dropFirst(own.count)
            }
        }
        return results
    }

    /// With the words that grey what can no longer be done.
    private func maySave() throws(DeskFailure) {
        let until = try stored { () throws(StoreFailure) in try desk.offlineUntil() }
        guard let until, until <= clock() else { return }
        throw DeskFailure(code: "L012", sentence: LineWords.offlineOver(until.civilDay))
    }

    /// In order, and no case twice in a run: a second act is based on what the first one made.
    package static func runs(of wanted: [Workstation.Submission]) -> [[Workstation.Submission]] {
        var runs: [[Workstation.Submission]] = []
        var seen: Set<CaseID> = []
        for submission in wanted {
            let isNew = submission.caseID.map { seen.insert($0).inserted } ?? true
            if runs.isEmpty || !isNew {
                runs.append([])
                seen = Set([submission.caseID].compactMap { $0 })
            }
            runs[runs.count - 1].append(submission)
        }
        return runs
    }

    private func parts(
        of submission: Workstation.Submission
    ) throws(DeskFailure) -> [CaseStore.Submission] {
        let id = submission.caseID ?? CaseID(newID())
        let group = submission.bodies.count > 1 ? GroupID(newID()) : nil
        var base = submission.base
        if base == nil, submission.caseID != nil { base = Base(version: try view(id).file.version) }
        let seen = base ?? Base(version: 0)
        var parts: [CaseStore.Submission] = []
        for wanted in submission.bodies {
            let body = try withLetter(try withEdition(wanted), of: submission.caseID)
            parts.append(
                CaseStore.Submission(body, on: id, base: seen.trimmed(to: body), group: group))
        }
        return parts
    }

    /// A new case begins under the newest edition of its procedure.
    private func withEdition(_ body: ActBody) throws(DeskFailure) -> ActBody {
        guard case .open(var opening) = body, opening.edition.raw.isEmpty else { return body }
        let wanted = opening.procedure
        let newest = try stored { () throws(StoreFailure) in
            try register.currentProcedures().first { $0.1.id == wanted }?.0
        }
        guard let newest else { return body }
        opening.edition = newest
        return .open(opening)
    }

    /// A step in bulk comes without its letter: each case gets its own, from the template.
    private func withLetter(
        _ body: ActBody, of id: CaseID?
    ) throws(DeskFailure) -> ActBody {
        guard let id, case .takeStep(let taking) = body, taking.letter == nil else { return body }
        let view = try view(id)
        guard view.procedure?.step(taking.step)?.letter != nil else { return body }
        return try written(body, on: view)
    }

    private func written(
        _ body: ActBody, on view: CaseStore.CaseView
    ) throws(DeskFailure) -> ActBody {
        guard case .takeStep(var taking) = body, taking.letter == nil,
            let circumstances = view.circumstances,
            let occasion = view.file.occasion(of: taking, under: circumstances)
        else { return body }
        let question = LetterQuestion(
            caseID: view.file.id, template: occasion.template.id, taking: taking, recipients: [])
        let inquires = circumstances.procedure.step(taking.step)?.inquiry.map { $0 != .party }
        taking.letter = LetterDraft(
            text: try letter(question),
            recipients: inquires == true ? [] : occasion.recipients.map(\.id))
        return .takeStep(taking)
    }

    /// What can be undone is kept with who did it. The acts are saved: a drawer that cannot be
    /// written does not make them unsaved.
    private func remember(
        _ parts: [CaseStore.Submission], _ receipts: [Receipt], _ person: PersonID, batch: String
    ) {
        var made: [UndoMark] = []
        var undone: [ActID] = []
        for (part, receipt) in zip(parts, receipts) {
            guard let act = receipt.act, receipt.obstacle == nil else { continue }
            if case .undo(let target) = part.body {
                undone.append(target)
            } else {
                made.append(UndoMark(caseID: part.caseID, act: act, batch: batch))
            }
        }
        try? stored { () throws(StoreFailure) in
            try desk.drawer.dropUndo(undone)
            try desk.drawer.addUndo(person, made)
        }
    }

    private func result(
        of receipts: [Receipt], _ parts: [CaseStore.Submission], _ person: PersonID
    ) throws(DeskFailure) -> SubmissionResult {
        let id = parts.first?.caseID
        if let obstacle = receipts.compactMap(\.obstacle).first {
            var result = SubmissionResult(caseID: id, outcome: .refused(obstacle))
            result.heldBy = try holder(of: parts, id, person)
            result.refusedActs = receipts.compactMap(\.act)
            return result
        }
        let row = try stored { () throws(StoreFailure) in
            try register.rows([id].compactMap { $0 }, by: person).first
        }
        let merged = receipts.contains {
            if case .answered(let verdict) = $0.fate { verdict.outcome == .merged } else { false }
        }
        let outcome: SubmissionResult.Outcome =
            merged ? ((row?.conflicts ?? 0) > 0 ? .parked : .merged) : .applied
        var result = SubmissionResult(caseID: id, number: row?.number, outcome: outcome)
        result.isPending = receipts.contains { $0.fate == .pending }
        result.isReserved = parts.contains(where: \.body.bindsOutside)
        return result
    }

    /// Who has a case that could not be assigned: the one who was faster.
    private func holder(
        of parts: [CaseStore.Submission], _ id: CaseID?, _ person: PersonID
    ) throws(DeskFailure) -> PersonID? {
        guard let id, parts.contains(where: { if case .assign = $0.body { true } else { false } })
        else { return nil }
        let row = try stored { () throws(StoreFailure) in
            try register.rows([id], by: person).first
        }
        return row?.assignee == person ? nil : row?.assignee
    }

    /// What a submission would do, decided and not stored.
    func rehearse(
        _ wanted: [Workstation.Submission]
    ) throws(DeskFailure) -> [Rehearsal] {
        var rehearsals: [Rehearsal] = []
        for submission in wanted {
            guard let id = submission.caseID else { continue }
            rehearsals.append(try rehearsal(of: submission, on: try view(id)))
            tellProgress(.checking, rehearsals.count, of: wanted.count)
        }
        return rehearsals
    }

    func rehearsal(
        of submission: Workstation.Submission, on view: CaseStore.CaseView
    ) throws(DeskFailure) -> Rehearsal {
        guard let procedure = view.procedure, var circumstances = view.circumstances else {
            return Rehearsal(row: view.row, lines: [], obstacle: Obstacle(.editionUnknown))
        }
        for case .undo(let target) in submission.bodies {
            circumstances.facts.entries[target] = try entry(of: target, on: view)
        }
        var file = view.file
        var lines: [String] = []
        let words = HistoryWords(procedure: procedure, office: circumstances.office)
        var letter = ""
        for (index, wanted) in submission.bodies.enumerated() {
            let body = try written(wanted, on: view)
            if case .takeStep(let taking) = body { letter = taking.letter?.text ?? "" }
            let act = Act(
                id: ActID("probe\(index)"), device: desk.device, counter: index + 1,
                actor: circumstances.actor.id, caseID: file.id, base: Base(version: file.version),
                body: body, at: clock())
            let decision = decide(act, on: file, under: circumstances)
            if let obstacle = decision.obstacle {
                return Rehearsal(row: view.row, lines: [], obstacle: obstacle)
            }
            lines += words.lines(decision.changes)
            file.apply(
                decision.changes, version: file.version + 1, by: act.actor, at: act.at)
        }
        return Rehearsal(row: view.row, lines: lines, letter: letter)
    }
}
