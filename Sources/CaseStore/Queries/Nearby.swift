import Casework
import GRDB

/// A case that may be the same as one being taken in, and why.
package struct DuplicateCandidate: Hashable, Sendable {
    package enum Reason: String, CaseIterable, Hashable, Sendable {
        case address, parcel, near, words, party
    }
    package var row: WorklistRow
    package var reasons: Set<Reason>
}

extension CaseRegister {
    /// Metres within which two reports may be about one thing.
    package static let nearMetres = 50
    static let nearLimit = 50

    /// Other cases at the address, on the parcel or near the coordinates of a case.
    package func nearby(
        _ file: CaseFile, by person: PersonID, limit: Int = nearLimit
    ) throws(StoreFailure) -> [WorklistRow] {
        try nearby(file.place, by: person, except: file.id, limit: limit)
    }

    package func nearby(
        _ place: Place, by person: PersonID, except id: CaseID? = nil, limit: Int = nearLimit
    ) throws(StoreFailure) -> [WorklistRow] {
        try asked { db, held in
            let parts = CaseRegister.places(place).map(\.predicate)
            guard !parts.isEmpty else { return [] }
            let other = Predicate(sql: "row.uuid != ?", arguments: [id?.raw ?? ""])
            return try rows(
                where: .joined([other, .joined(parts, by: "OR")], by: "AND"),
                order: "row.open DESC, row.received DESC, row.id", by: person, limit: limit, db,
                held)
        }
    }

    /// Open cases of a procedure that look like one being typed, the likeliest first.
    package func duplicates(
        procedure: ProcedureID, subject: String, place: Place, party: String,
        by person: PersonID, limit: Int = 10
    ) throws(StoreFailure) -> [DuplicateCandidate] {
        try asked { db, held in
            let same = Predicate(
                sql: "+row.open = 1 AND +row.procedure = ?", arguments: [procedure.raw])
            var signs = CaseRegister.places(place)
            signs += CaseRegister.words(subject: subject, party: party)
            var candidates: [CaseID: DuplicateCandidate] = [:]
            for sign in signs {
                let found = try rows(
                    where: .joined([same, sign.predicate], by: "AND"),
                    order: "row.received DESC, row.id", by: person, limit: Self.nearLimit, db,
                    held)
                for row in found {
                    candidates[row.id, default: DuplicateCandidate(row: row, reasons: [])]
                        .reasons.insert(sign.reason)
                }
            }
            return Array(candidates.values.sorted(by: CaseRegister.likelier).prefix(limit))
        }
    }

    private static func likelier(_ left: DuplicateCandidate, _ right: DuplicateCandidate) -> Bool {
        if left.reasons.count != right.reasons.count {
            return left.reasons.count > right.reasons.count
        }
        return (left.row.received, left.row.id) > (right.row.received, right.row.id)
    }

    // MARK: - Signs

    private typealias Sign = (reason: DuplicateCandidate.Reason, predicate: Predicate)

    private static func places(_ place: Place) -> [Sign] {
        var signs: [Sign] = []
        let street = fold(place.street)
        if !street.isEmpty, !place.houseNumber.isEmpty {
            let predicate = Predicate(
                sql: """
                    row.id IN (
                        SELECT id FROM row AS here
                        WHERE street_key != '' AND street_key = ? AND house = ?)
                    """,
                arguments: [street, fold(place.houseNumber)])
            signs.append((.address, predicate))
        }
        let cadastral = fold(place.cadastral)
        if !cadastral.isEmpty {
            for parcel in place.parcelKeys.prefix(20) {
                let predicate = Predicate(
                    sql: """
                        row.id IN (SELECT "case" FROM parcel WHERE parcel = ? AND cadastral = ?)
                        """, arguments: [parcel, cadastral])
                signs.append((.parcel, predicate))
            }
        }
        if let latitude = place.latitude, let longitude = place.longitude {
            signs.append((.near, near(latitude, longitude)))
        }
        return signs
    }

    /// A square around a point: millionths of a degree for the metres, longitudes as in Linz
    /// (48.3° north, where a degree of longitude is two thirds of a degree of latitude).
    private static func near(_ latitude: Int, _ longitude: Int) -> Predicate {
        let north = nearMetres * 9
        let east = nearMetres * 27 / 2
        return Predicate(
            sql: """
                row.id IN (
                    SELECT id FROM row AS here
                    WHERE latitude IS NOT NULL AND latitude BETWEEN ? AND ?
                        AND longitude BETWEEN ? AND ?)
                """,
            arguments: [
                latitude - north, latitude + north, longitude - east, longitude + east,
            ])
    }

    private static func words(subject: String, party: String) -> [Sign] {
        var signs: [Sign] = []
        let telling = foldedWords(subject).filter { $0.count > 4 }
        if telling.count > 1 {
            let match = telling.prefix(6)
                .compactMap { QueryCompiler.match([$0], prefix: false, column: "subject") }
                .joined(separator: " AND ")
            signs.append((.words, matching(match)))
        }
        let name = foldedWords(party)
        if name.count > 1, let match = QueryCompiler.match(name, prefix: false, column: "party") {
            signs.append((.party, matching(match)))
        }
        return signs
    }

    private static func matching(_ match: String) -> Predicate {
        Predicate(
            sql: "row.id IN (SELECT rowid FROM words WHERE words MATCH ? LIMIT 200)",
            arguments: [match])
    }
}
