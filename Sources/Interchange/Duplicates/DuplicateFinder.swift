import Casework
import Glibc

/// What of a case the search for duplicates looks at.
package struct DuplicateCandidate: Hashable, Sendable {
    package var id: CaseID
    package var subject: String
    /// Description or purpose; may be empty.
    package var text: String
    package var place: Place
    /// Title of its category; empty where there is none.
    package var category: String
    package var received: CivilDay
    package var isOpen: Bool

    package init(
        id: CaseID, subject: String, text: String = "", place: Place = Place(),
        category: String = "", received: CivilDay, isOpen: Bool = true
    ) {
        self.id = id
        self.subject = subject
        self.text = text
        self.place = place
        self.category = category
        self.received = received
        self.isOpen = isOpen
    }
}

/// A case that may be about the same thing.
package struct DuplicateHit: Hashable, Sendable {
    package var id: CaseID
    /// 0 to 100.
    package var score: Int
    /// Why, for a person to judge: "40 m entfernt, gleiche Kategorie, 3 Tage davor".
    package var reason: String
}

/// Finds cases that may be about the same thing. It only suggests; a person decides.
package struct DuplicateFinder: Sendable {
    /// Metres beyond which a place says nothing.
    package var radius: Double = 150
    /// Days beyond which time says nothing.
    package var days = 90
    package var threshold = 45

    package init() {}

    /// The best candidates for `new`, best first. Place comes first: what is neither near nor
    /// in the same street is not compared further.
    package func find(
        _ new: DuplicateCandidate, among candidates: some Sequence<DuplicateCandidate>,
        limit: Int = 5
    ) -> [DuplicateHit] {
        let probe = Probe(new)
        var hits: [DuplicateHit] = []
        for candidate in candidates where candidate.id != new.id {
            guard let nearness = nearness(probe, candidate) else { continue }
            let hit = score(probe, candidate, nearness)
            if hit.score >= threshold { hits.append(hit) }
        }
        hits.sort { ($1.score, $0.id) < ($0.score, $1.id) }
        return Array(hits.prefix(limit))
    }

    /// The new case with what is compared often made once.
    private struct Probe {
        let new: DuplicateCandidate
        let street: String
        let words: Set<String>

        init(_ candidate: DuplicateCandidate) {
            new = candidate
            street = fold(candidate.place.street)
            words = DuplicateFinder.words(candidate)
        }
    }

    // MARK: Place

    private struct Nearness {
        var points: Int
        var reason: String
    }

    private func nearness(_ probe: Probe, _ other: DuplicateCandidate) -> Nearness? {
        let place = probe.new.place
        if let distance = DuplicateFinder.metres(place, other.place) {
            guard distance <= radius else { return nil }
            let points = Int(40 * (1 - distance / radius * 0.6))
            let shown = Int((distance / 5).rounded()) * 5
            return Nearness(points: points, reason: Sentences.distance(shown))
        }
        guard !probe.street.isEmpty, fold(other.place.street) == probe.street else { return nil }
        let number = fold(place.houseNumber)
        if !number.isEmpty, fold(other.place.houseNumber) == number {
            return Nearness(points: 40, reason: Sentences.sameAddress)
        }
        let bothKnown = !number.isEmpty && !other.place.houseNumber.isEmpty
        return Nearness(points: bothKnown ? 15 : 25, reason: Sentences.sameStreet)
    }

    /// Flat earth is good enough for a city; nil where a place has no coordinates.
    package static func metres(_ left: Place, _ right: Place) -> Double? {
        guard let north = left.latitude, let east = left.longitude,
            let otherNorth = right.latitude, let otherEast = right.longitude
        else { return nil }
        let perDegree = 111_320.0
        let vertical = Double(north - otherNorth) / 1_000_000 * perDegree
        let shrink = cos(Double(north) / 1_000_000 * .pi / 180)
        let horizontal = Double(east - otherEast) / 1_000_000 * perDegree * shrink
        return (vertical * vertical + horizontal * horizontal).squareRoot()
    }

    // MARK: Score

    private func score(
        _ probe: Probe, _ other: DuplicateCandidate, _ nearness: Nearness
    ) -> DuplicateHit {
        var points = nearness.points
        var reasons = [nearness.reason]
        let new = probe.new
        if !new.category.isEmpty, fold(new.category) == fold(other.category) {
            points += 20
            reasons.append(Sentences.sameCategory)
        }
        let shared = likeness(probe.words, DuplicateFinder.words(other))
        points += Int(25 * shared.share)
        if shared.share >= 0.3 { reasons.append(Sentences.sharedWords(shared.words)) }
        let apart = abs(other.received.days(until: new.received))
        if apart <= days {
            points += 15 - 15 * apart / days
            reasons.append(Sentences.daysApart(other.received.days(until: new.received)))
        }
        if !other.isOpen {
            points -= 10
            reasons.append(Sentences.alreadyClosed)
        }
        return DuplicateHit(
            id: other.id, score: min(100, max(0, points)),
            reason: reasons.joined(separator: ", "))
    }

    /// How much of the shorter text's words the other has, and the longest shared ones.
    private func likeness(
        _ left: Set<String>, _ right: Set<String>
    ) -> (share: Double, words: [String]) {
        let smaller = min(left.count, right.count)
        guard smaller > 0 else { return (0, []) }
        let shared = left.intersection(right)
        // Two words of which one is shared say less than ten of which five are.
        let share = Double(shared.count) / Double(max(3, smaller))
        let longest = shared.sorted { ($1.count, $0) < ($0.count, $1) }.prefix(3)
        return (min(1, share), Array(longest))
    }

    private static func words(_ candidate: DuplicateCandidate) -> Set<String> {
        let text = String((candidate.subject + " " + candidate.text).prefix(4_000))
        return Set(foldedWords(text).filter { $0.count >= 4 && !common.contains($0) })
    }

    /// Words that every report has.
    private static let common: Set<String> = [
        "aber", "alle", "auch", "bitte", "damen", "danke", "dass", "dieser", "diese", "dieses",
        "eine", "einem", "einen", "einer", "geehrte", "gruss", "gruesse", "gruessen", "haben",
        "herren", "hier", "ihre", "immer", "kann", "keine", "mehr", "mich", "nach", "nicht",
        "noch", "oder", "schon", "sehr", "seit", "sich", "sind", "ueber", "vielen", "werden",
        "wird", "wurde", "freundlichen",
    ]
}
