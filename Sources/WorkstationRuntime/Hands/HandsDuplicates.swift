import CaseStore
import Casework
import Interchange
import SyncProtocol
import Workstation

// The store finds what may be the same by its indexes; the finder puts the likeliest first.

extension DeskHands {
    private static let compared = 50
    private static let shown = 10

    func duplicates(_ question: DuplicateQuestion) throws(DeskFailure) -> [PossibleDuplicate] {
        let person = personID
        let day = today
        return try stored { () throws(StoreFailure) in
            let found = try register.duplicates(
                procedure: question.procedure, subject: question.subject, place: question.place,
                party: question.partyName, by: person, limit: Self.compared)
            let others = try found.map { candidate throws(StoreFailure) in
                let place = try register.image(of: candidate.row.id, by: person)?.place
                return Interchange.DuplicateCandidate(candidate.row, at: place ?? Casework.Place())
            }
            let new = Interchange.DuplicateCandidate(
                id: "", subject: question.subject, place: question.place,
                category: question.kind?.raw ?? "", received: day)
            let hits = DuplicateFinder().find(new, among: others, limit: Self.shown)
            return Self.ordered(found, by: hits)
        }
    }

    /// Those that were compared, best first, then what only a name or a parcel has in common.
    private static func ordered(
        _ found: [CaseStore.DuplicateCandidate], by hits: [DuplicateHit]
    ) -> [PossibleDuplicate] {
        let byID = Dictionary(found.map { ($0.row.id, $0) }, uniquingKeysWith: { $1 })
        let ranked = hits.compactMap { hit in
            byID[hit.id].map { candidate in
                PossibleDuplicate(
                    row: candidate.row,
                    reasons: [hit.reason] + candidate.titles { !$0.isCompared })
            }
        }
        let known = Set(hits.map(\.id))
        let others = found.filter { !known.contains($0.row.id) }.map { candidate in
            PossibleDuplicate(row: candidate.row, reasons: candidate.titles { _ in true })
        }
        return Array((ranked + others).prefix(shown))
    }
}

extension Interchange.DuplicateCandidate {
    fileprivate init(_ row: WorklistRow, at place: Casework.Place) {
        self.init(
            id: row.id, subject: row.subject, place: place, category: row.kind.raw,
            received: row.received, isOpen: row.open)
    }
}

extension CaseStore.DuplicateCandidate {
    fileprivate func titles(_ wanted: (Reason) -> Bool) -> [String] {
        Reason.allCases.filter { reasons.contains($0) && wanted($0) }.map(\.title)
    }
}

extension CaseStore.DuplicateCandidate.Reason {
    /// The finder weighs it and says it in its own words.
    fileprivate var isCompared: Bool {
        switch self {
        case .address, .near, .words: true
        case .parcel, .party: false
        }
    }

    /// Why two cases may be one, for a person to judge.
    fileprivate var title: String {
        switch self {
        case .address: "gleiche Adresse"
        case .parcel: "gleiches Grundstück"
        case .near: "höchstens \(CaseRegister.nearMetres) m entfernt"
        case .words: "ähnlicher Betreff"
        case .party: "gleicher Name"
        }
    }
}
