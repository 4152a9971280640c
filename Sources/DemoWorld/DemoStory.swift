import Casework
import ProcedureCatalog
import SyncProtocol

/// One case of the city while it is being played.
struct DemoStory {
    let number: Int
    let edition: EditionID
    let procedure: Procedure
    let today: CivilDay
    private var moments: ArraySlice<Recording.Moment>
    private var retelling: Retelling
    private var random: DemoRandom
    private var file: CaseFile?
    private var entries: [ActID: Entry] = [:]
    private var delay = 0
    private var tries = 0
    private var last: Instant?

    init(
        number: Int, edition: EditionID, procedure: Procedure, moments: [Recording.Moment],
        retelling: Retelling, today: CivilDay, random: DemoRandom
    ) {
        self.number = number
        self.edition = edition
        self.procedure = procedure
        self.moments = moments[...]
        self.retelling = retelling
        self.today = today
        self.random = random
    }

    /// When the next act happens, never before the last one; nil when the story is told or would
    /// reach beyond the moment at which the city opens.
    var next: Instant? {
        guard let moment = moments.first else { return nil }
        let day = retelling.day(moment.day).adding(days: delay)
        guard day <= today else { return nil }
        let minute = 7 * 60 + 30 + number * 7 % 100
        let time = TimeOfDay(hour: minute / 60, minute: minute % 60) ?? .midnight
        let usual = Instant(CivilTime(day: day, time: time))
        let next = last.map { max(usual, $0.adding(seconds: 4 * 60)) } ?? usual
        return min(next, DemoWorld.opening(of: day))
    }

    private var caseID: CaseID {
        let digits = String(number, radix: 16)
        return CaseID("demo-" + String(repeating: "0", count: 6 - digits.count) + digits)
    }

    /// Plays the next moment. One that is not possible on its day (a holiday lies elsewhere this
    /// year) is tried again on the days after; a story that cannot go on ends here.
    mutating func step(
        at: Instant, number played: Int, counters: inout [PersonID: Int],
        serials: inout [Int: Int], office: Office,
        fill: (LetterOccasion) throws -> String
    ) -> [ActEnvelope] {
        guard let moment = moments.first else { return [] }
        let actor = retelling.actor(moment.actor)
        var body = retelling.body(moment.body)
        let circumstances = circumstances(actor, body, office, at.civilDay)
        if case .open(var opening) = body {
            opening.edition = edition
            body = .open(opening)
        }
        body = written(body, circumstances, fill)
        let act = Act(
            id: ActID("demo-\(played)"), device: "demo", counter: counters[actor, default: 0] + 1,
            actor: actor, caseID: caseID, base: Base(version: file?.version ?? 0), body: body,
            at: at)
        let decision = decide(act, on: file, under: circumstances)
        guard decision.obstacle == nil else {
            postpone()
            return []
        }
        counters[actor] = act.counter
        tries = 0
        last = at
        moments = moments.dropFirst()
        retelling.remember(moment.act, as: act.id)
        apply(decision.changes, of: act, at: at, serials: &serials, office: office)
        return [ActEnvelope(act)]
    }

    private mutating func postpone() {
        tries += 1
        delay += 1
        if tries > 12 { moments = [] }
    }

    private func circumstances(
        _ actor: PersonID, _ body: ActBody, _ office: Office, _ day: CivilDay
    ) -> Circumstances {
        Circumstances(
            procedure: procedure, office: office,
            actor: office.persons[actor] ?? Person(id: actor, name: "", memberships: []),
            facts: Facts(entries: entries), today: day)
    }

    /// A letter's text belongs to this case and this day: it is filled anew.
    private func written(
        _ body: ActBody, _ circumstances: Circumstances,
        _ fill: (LetterOccasion) throws -> String
    ) -> ActBody {
        guard case .takeStep(var taking) = body, let draft = taking.letter, let file,
            let occasion = file.occasion(
                of: taking, recipients: draft.recipients, under: circumstances),
            let text = try? fill(occasion)
        else { return body }
        taking.letter = LetterDraft(text: text, recipients: draft.recipients)
        return .takeStep(taking)
    }

    private mutating func apply(
        _ decided: [Change], of act: Act, at: Instant, serials: inout [Int: Int], office: Office
    ) {
        var changes = decided
        var moved = file
        if case .open(let opening) = act.body {
            let year = at.civilDay.year
            serials[year, default: 0] += 1
            let unit = opening.assignment?.unit ?? procedure.unit
            let given = CaseNumber(
                serial: serials[year, default: 0], year: year,
                sign: office.units[unit]?.sign ?? "")
            changes.append(Change(Slot(.number), from: nil, to: .number(given)))
            moved = CaseFile(
                id: caseID, procedure: procedure.id, edition: edition, kind: opening.kind)
        }
        let version = (file?.version ?? 0) + 1
        moved?.apply(changes, version: version, by: act.actor, at: at)
        file = moved
        entries[act.id] = Entry(
            sequence: 0, caseID: caseID, version: version, act: act, at: at, outcome: .applied,
            changes: changes)
    }
}
