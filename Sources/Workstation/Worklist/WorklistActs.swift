import Casework
import TextCanvas
import Texts

/// An act that can be done again to another case: what `.` repeats, and what is done in bulk.
struct RepeatableAct: Sendable {
    enum Kind: Hashable, Sendable {
        case assign(PersonID?)
        case resubmit(CivilDay, reason: String)
        case note(Note.Kind, String)
        case step(StepTaking)
        case approve(note: String)
        case sendBack(reason: String)
    }
    var kind: Kind
    /// The heading of the preview: "Zuteilen an M. Huber".
    var title: String
    /// It writes letters, which nobody has read yet.
    var writes = false
}

extension AppState {
    /// Does an act to what is marked, else to the case under the cursor. One case at once;
    /// several, and what writes a letter, with a preview.
    mutating func act(_ act: RepeatableAct, on ids: [CaseID]? = nil) {
        let ids = ids ?? targets
        repeatable = act
        let submissions = ids.map { submission(act, for: $0) }
        if ids.count == 1, worklist.marked.isEmpty, !act.writes {
            submit(submissions, saying: act.title)
        } else {
            openBulk(act.title, submissions)
        }
    }

    private mutating func submission(_ act: RepeatableAct, for id: CaseID) -> Submission {
        let body: ActBody =
            switch act.kind {
            case .assign(let person):
                .assign(Assignment(unit: unit(of: id, for: person), person: person), reason: "")
            case .resubmit(let day, let reason): .resubmit(day, reason: reason)
            case .note(let kind, let text): .addNote(Note(id: newID(), kind: kind, text: text))
            case .step(let taking): .takeStep(taking)
            case .approve(let note): .approve(note: note)
            case .sendBack(let reason): .sendBack(reason: reason)
            }
        return Submission(caseID: id, bodies: [body])
    }

    /// The unit a case lies in after it was given to a person: the same if the person works
    /// there, else the person's own.
    private func unit(of id: CaseID, for person: PersonID?) -> UnitID {
        let row = worklist.page.rows.first { $0.id == id } ?? approvals.rows.first { $0.id == id }
        let now = row?.unit ?? session.unit?.id ?? ""
        guard let person, let member = session.office.persons[person],
            !member.hasAny(of: [.clerk, .supervisor], in: now)
        else { return now }
        return member.memberships.first { $0.role == .clerk || $0.role == .supervisor }?.unit ?? now
    }

    // MARK: The questions before it

    mutating func assign(to person: PersonID?) {
        let name = person.map { session.office.name(of: $0) } ?? Words.nobodyAssigned
        act(RepeatableAct(kind: .assign(person), title: "Zuteilen an \(name)"))
    }

    mutating func chooseAssignee() {
        let loads = Dictionary(
            workload.lines.compactMap { line in line.person.map { ($0, line.open) } },
            uniquingKeysWith: +)
        var options = [
            ChoiceOption(id: person.id.raw, title: "mir: \(person.name)", synonyms: "ich selbst")
        ]
        let units = person.readableUnits
        for unit in units {
            for member in session.office.members(of: unit)
            where !options.contains(where: { $0.id == member.id.raw }) {
                var note = session.office.units[unit]?.sign ?? ""
                if let open = loads[member.id] { note += " · \(Words.count(open, "Akt", "Akten"))" }
                options.append(
                    ChoiceOption(
                        id: member.id.raw, title: member.name, note: note,
                        synonyms: member.id.raw))
            }
        }
        options.append(
            ChoiceOption(id: "", title: "niemandem", note: "zurück in „Ohne Zuteilung“"))
        choose(
            "Zuteilen: \(targetWords)",
            ChooseDialog(options) { state, id in
                state.assign(to: id.isEmpty ? nil : PersonID(id))
            })
    }

    mutating func fillInResubmission() {
        let fields = [
            FormField.day("tag", "Tag", required: true, leaning: .future) { day, today in
                day <= today ? .wrong("Der Tag muss in der Zukunft liegen.") : nil
            },
            FormField.line("grund", "Grund", help: "Was dann zu tun ist.", limit: 300),
        ]
        fillIn(
            "Wiedervorlage: \(targetWords)",
            FormDialog(fields, submit: "Vorlegen", draft: listDraft("wiedervorlage")) {
                state, values in
                guard
                    let day = CivilDay(
                        input: values["tag"] ?? "", relativeTo: state.today, leaning: .future)
                else { return }
                state.act(
                    RepeatableAct(
                        kind: .resubmit(day, reason: (values["grund"] ?? "").trimmed),
                        title: "Wiedervorlage am \(day.austrianWithWeekday)"))
            })
    }

    mutating func fillInNote(_ kind: Note.Kind) {
        let field = FormField.area("text", kind.title, rows: 6, required: true)
        fillIn(
            "\(kind.title): \(targetWords)",
            FormDialog([field], draft: listDraft(kind.rawValue)) { state, values in
                state.act(
                    RepeatableAct(
                        kind: .note(kind, (values["text"] ?? "").trimmed), title: kind.title))
            })
    }

    /// A text begun for one case must not turn up at another.
    private func listDraft(_ name: String) -> DraftKey {
        DraftKey(caseID: targets.count == 1 ? targets.first : nil, name: "liste/\(name)")
    }

    /// "0004168/2026" or "3 markierte Akten".
    var targetWords: String {
        guard worklist.marked.isEmpty else {
            return Words.count(worklist.marked.count, "markierter Akt", "markierte Akten")
        }
        return worklist.current?.numberShown ?? "–"
    }

    // MARK: Again

    var hindranceToRepeat: Hindrance? {
        repeatable == nil
            ? .desk("Noch nichts getan, was sich wiederholen ließe.") : hindranceWithoutRow
    }

    mutating func repeatLast() {
        if let repeatable { act(repeatable) }
    }
}
