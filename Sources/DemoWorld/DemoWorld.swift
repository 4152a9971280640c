import Casework
import ProcedureCatalog
import SyncProtocol

/// What a demo city is made of.
package struct DemoIngredients: Sendable {
    package struct Source: Sendable {
        package var edition: EditionID
        package var procedure: Procedure
        package var recordings: [Recording]
        /// Subjects by kind of case, or by `kind/field=value`; without any, the recording's own.
        package var subjects: [KindID: [String]]

        package init(
            edition: EditionID, procedure: Procedure, recordings: [Recording],
            subjects: [KindID: [String]]
        ) {
            self.edition = edition
            self.procedure = procedure
            self.recordings = recordings
            self.subjects = subjects
        }

        /// What a case of this kind may be about; subjects for one of its choices come first.
        func subjects(of kind: KindID, fields: [FieldID: FieldValue]) -> [String] {
            for field in fields.keys.sorted() {
                guard case .text(let choice)? = fields[field] else { continue }
                let key = KindID("\(kind.raw)/\(field.raw)=\(choice)")
                if let own = subjects[key] { return own }
            }
            return subjects[kind] ?? []
        }
    }

    package var sources: [Source]
    package var seed: UInt64
    package var today: CivilDay
    package var cases: Int

    package init(sources: [Source], seed: UInt64, today: CivilDay, cases: Int = 300) {
        self.sources = sources
        self.seed = seed
        self.today = today
        self.cases = cases
    }

    /// Reads `demo.tsv`: kind or `kind/field=value`, tab, subject.
    package static func subjects(in text: String) -> [KindID: [String]] {
        var subjects: [KindID: [String]] = [:]
        for line in text.split(separator: "\n") {
            let parts = line.split(separator: "\t", maxSplits: 1)
            guard parts.count == 2 else { continue }
            subjects[KindID(String(parts[0])), default: []].append(String(parts[1]).trimmed)
        }
        return subjects
    }
}

/// A seeded city: cases in all phases, each with a true history that was played through the same
/// acts as at a desk. Same ingredients, same city, act by act.
package struct DemoWorld {
    private let ingredients: DemoIngredients
    private let fill: (LetterOccasion) throws -> String
    private let office: Office
    private var random: DemoRandom

    package init(
        _ ingredients: DemoIngredients, fill: @escaping (LetterOccasion) throws -> String
    ) {
        self.ingredients = ingredients
        self.fill = fill
        office = DemoWorld.office(for: ingredients.sources.map(\.procedure))
        random = DemoRandom(seed: ingredients.seed)
    }

    /// The people of the city: every unit that a procedure or one of its programmes names.
    package static func office(for procedures: [Procedure]) -> Office {
        let units = Set(procedures.flatMap { [$0.unit] + $0.programmes.map(\.unit) })
        return DemoOffice.office(units: units.sorted())
    }

    /// Plays the city into a centre that knows the office and the editions.
    ///
    /// - Parameters:
    ///   - setClock: called with the moment of each act before it is offered.
    ///   - progress: cases planned, acts done.
    /// - Returns: how many acts were played.
    @discardableResult
    package mutating func play(
        into centre: any CentreTransport, setClock: (Instant) -> Void
    ) throws -> Int {
        var stories = plan()
        var queue = stories.indices.compactMap { index in
            stories[index].next.map { (at: $0, story: index) }
        }
        var counters: [PersonID: Int] = [:]
        var serials: [Int: Int] = [:]
        var played = 0
        while let index = queue.indices.min(by: {
            (queue[$0].at, queue[$0].story) < (queue[$1].at, queue[$1].story)
        }) {
            let story = queue[index].story
            let at = queue[index].at
            setClock(at)
            let acts = stories[story].step(
                at: at, number: played, counters: &counters, serials: &serials,
                office: office, fill: fill)
            if !acts.isEmpty {
                _ = try centre.offer(acts)
                played += acts.count
            }
            if let next = stories[story].next {
                queue[index].at = next
            } else {
                queue.remove(at: index)
            }
        }
        setClock(DemoWorld.opening(of: ingredients.today))
        return played
    }

    /// A quarter past nine on the city's day.
    package static func opening(of day: CivilDay) -> Instant {
        Instant(CivilTime(day: day, time: TimeOfDay(hour: 9, minute: 14) ?? .midnight))
    }

    private mutating func plan() -> [DemoStory] {
        var places: [Place] = []
        let sources = ingredients.sources.filter { !$0.recordings.isEmpty }
        guard !sources.isEmpty else { return [] }
        return (0..<ingredients.cases).map { number in
            let source = sources[number % sources.count]
            let recording = random.pick(source.recordings)
            let place = place(reusing: &places)
            return story(number, source, recording, place)
        }
    }

    private mutating func story(
        _ number: Int, _ source: DemoIngredients.Source, _ recording: Recording, _ place: Place
    ) -> DemoStory {
        // Every phase gets its share: a story is cut after any of its moments.
        let count = 1 + random.below(recording.moments.count)
        let last = recording.moments[count - 1].day
        let ago = random.percent(70) ? random.below(18) : random.below(70)
        let exact = last.days(until: ingredients.today.adding(days: -ago))
        let shift = exact - (exact % 7 + 7) % 7
        let own = random.pick(DemoOffice.clerks)
        let other = DemoOffice.clerks.first { $0 != own } ?? own
        var subject = recording.name
        var fields: [FieldID: FieldValue] = [:]
        if case .open(let opening)? = recording.moments.first?.body {
            (subject, fields) = (opening.subject, opening.fields)
        }
        let subjects = source.subjects(of: recording.kind, fields: fields)
        let retelling = Retelling(
            shift: shift, subject: subjects.isEmpty ? subject : random.pick(subjects),
            place: place,
            cast: [
                "clerk": own, "clerk2": other, "supervisor": DemoOffice.supervisor,
                "intake": "teder",
            ],
            random: DemoRandom(seed: random.next()))
        return DemoStory(
            number: number, edition: source.edition, procedure: source.procedure,
            moments: Array(recording.moments.prefix(count)) + reminder(after: last, shift),
            retelling: retelling, today: ingredients.today,
            random: DemoRandom(seed: random.next()))
    }

    /// Some cases come up again these days: the clerk put them back for a call or a visit.
    private mutating func reminder(after last: CivilDay, _ shift: Int) -> [Recording.Moment] {
        guard random.percent(12) else { return [] }
        let due = ingredients.today.adding(days: random.below(6) - 3)
        let reasons = [
            "Rückruf der Partei", "Ortsaugenschein", "Akt beim Amtsleiter", "Nachfragen",
        ]
        return [
            Recording.Moment(
                act: "wiedervorlage", day: last.adding(days: 1), actor: "clerk",
                body: .resubmit(due.adding(days: -shift), reason: random.pick(reasons)))
        ]
    }

    /// A new place, or one where something was before: clusters are normal.
    private mutating func place(reusing places: inout [Place]) -> Place {
        if !places.isEmpty, random.percent(12) { return random.pick(places) }
        let street = random.pick(CityStreets.all)
        var place = Place()
        place.street = street.name
        place.houseNumber = String(random.below(90) + 1)
        place.cadastral = street.cadastral
        place.postalCode = CityStreets.postalCode(of: street.cadastral)
        place.register = String(random.below(2_500) + 1)
        place.parcels = "\(random.below(1_800) + 1)/\(random.below(12) + 1)"
        place.latitude = 48_255_000 + random.below(75_000)
        place.longitude = 14_262_000 + random.below(70_000)
        places.append(place)
        return place
    }
}
