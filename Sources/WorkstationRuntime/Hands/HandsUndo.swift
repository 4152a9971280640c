import CaseStore
import Casework
import Texts
import Workstation

extension DeskHands {
    /// The person's last act that was not taken back, on this case or on any, with what was
    /// undertaken together with it.
    func undoOffer(_ caseID: CaseID?) throws(DeskFailure) -> UndoOffer? {
        let person = personID
        let marks = try stored { () throws(StoreFailure) in
            try desk.drawer.undoMarks(person)
        }
        guard let last = marks.first(where: { caseID == nil || $0.caseID == caseID }) else {
            return nil
        }
        let view = try view(last.caseID)
        guard let entry = try entry(of: last.act, on: view), let procedure = view.procedure,
            let circumstances = view.circumstances
        else { return nil }
        var batch = Self.batch(of: last, among: marks, on: caseID)
        let own = batch.first { $0.caseID == last.caseID }
        let single = Workstation.Submission(caseID: last.caseID, bodies: [.undo(last.act)])
        var effect = try rehearsal(of: own ?? single, on: view)
        if effect.obstacle != nil, batch.count == 1 {
            // Not all that was done together on the case can be taken back: the last of it can.
            batch = []
            effect = try rehearsal(of: single, on: view)
        }
        let words = HistoryWords(procedure: procedure, office: circumstances.office)
        return UndoOffer(
            act: last.act, caseID: last.caseID, number: view.file.number,
            subject: view.file.subject, headline: words.headline(entry.act.body),
            lines: effect.lines, at: entry.at,
            obstacle: batch.count > 1 ? nil : effect.obstacle, batch: batch)
    }

    /// What takes a batch back, by case, the last act of each first; empty for an act alone.
    private static func batch(
        of last: UndoMark, among marks: [UndoMark], on caseID: CaseID?
    ) -> [Workstation.Submission] {
        guard !last.batch.isEmpty else { return [] }
        var submissions: [Workstation.Submission] = []
        var places: [CaseID: Int] = [:]
        for mark in marks
        where mark.batch == last.batch && (caseID == nil || mark.caseID == caseID) {
            if let place = places[mark.caseID] {
                submissions[place].bodies.append(.undo(mark.act))
            } else {
                places[mark.caseID] = submissions.count
                submissions.append(
                    Workstation.Submission(caseID: mark.caseID, bodies: [.undo(mark.act)]))
            }
        }
        return submissions.count == 1 && submissions[0].bodies.count == 1 ? [] : submissions
    }

    /// What an act of the case did, also one that the centre has not answered.
    func entry(of act: ActID, on view: CaseStore.CaseView) throws(DeskFailure) -> Entry? {
        if let pending = view.pending.first(where: { $0.entry.act.id == act }) {
            return pending.entry
        }
        let (person, day) = (personID, today)
        return try stored { () throws(StoreFailure) in
            try register.circumstances(for: .undo(act), on: view.file, by: person, today: day)?
                .facts.entries[act]
        }
    }
}
