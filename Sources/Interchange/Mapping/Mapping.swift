import Casework

/// How the rows of one source become cases. Data, read from a file of `Mappings`.
package struct Mapping: Hashable, Sendable {
    /// The name of its file, without the ending.
    package var id: String
    /// The first half of each identity; never changes once something was taken in.
    package var source: String
    package var title: String
    package var formats: [SourceFormat] = []
    package var form = DelimitedForm()
    package var encoding = TextEncoding.utf8
    /// The element of an XML document that is one row.
    package var element = "request"
    /// Part of the names of such files; chooses between mappings that know the same columns.
    package var file = ""
    /// Columns that make up the source's own id of a row.
    package var identity: [String] = []
    package var procedure: ProcedureID = ""
    package var kind = ValueRule()
    package var channel = ValueRule()
    package var received = ValueRule()
    package var subject = SubjectRule()
    package var place = PlaceRule()
    package var fields: [FieldRule] = []
    package var parties: [PartyRule] = []
    package var status = StatusRule()
    /// Columns that are quoted in no report and stand in no subject.
    package var confidential: [String] = []
    /// Columns that are known and not taken.
    package var ignored: [String] = []
    package var position = MappingPosition()

    package init(id: String) {
        self.id = id
        source = id
        title = id
    }
}

package enum SourceFormat: String, CaseIterable, Hashable, Sendable {
    /// Delimited text with a header.
    case csv
    case json
    case xml
}

/// A place in a mapping file; line and column count from 1, 0 is the file as a whole.
package struct MappingPosition: Hashable, Sendable {
    package var file = ""
    package var line = 0
    package var column = 0
}

/// Where a value comes from.
package struct ValueRule: Hashable, Sendable {
    package var columns: [String] = []
    /// What stands between several columns; nil takes the first that says something.
    package var joiner: String?
    package var constant: String?
    /// Texts of the source and what they are here.
    package var map: [String: String] = [:]
    /// For texts that `map` does not know.
    package var otherwise: String?
    /// Texts that say nothing: "none", "versch.".
    package var empty: [String] = []
    package var days: [DayForm] = [.iso]
    package var amount = AmountForm.us
    package var position = MappingPosition()

    package init() {}
    package init(constant: String) { self.constant = constant }
    package init(column: String) { columns = [column] }

    package var isSet: Bool { constant != nil || !columns.isEmpty }

    /// The source's words, untouched; empty where it says nothing.
    package func text(_ row: SourceRow) -> String {
        if let constant { return constant }
        let texts = columns.map { row[$0] }.filter { says($0) }
        if let joiner { return texts.joined(separator: joiner) }
        return texts.first ?? ""
    }

    private func says(_ text: String) -> Bool {
        let plain = text.trimmed
        return !plain.isEmpty && !empty.contains(plain)
    }

    /// The value by `map`; `known` is false where the map has no word for it.
    package func value(_ row: SourceRow) -> (text: String, known: Bool) {
        let text = text(row)
        guard !map.isEmpty, !text.isEmpty else {
            return (text.isEmpty ? otherwise ?? "" : text, true)
        }
        let plain = text.trimmed
        if let value = map[plain] { return (value, true) }
        let lower = plain.lowercased()
        if let value = map.first(where: { $0.key.lowercased() == lower })?.value {
            return (value, true)
        }
        return (otherwise ?? "", false)
    }
}

package struct SubjectRule: Hashable, Sendable {
    package var text = ValueRule()
    /// Says what it is about where the text says too little.
    package var category = ValueRule()
}

package struct PlaceRule: Hashable, Sendable {
    package var parts: [PlacePart: ValueRule] = [:]
    package var address = ValueRule()
    /// What was found by itself stands behind this word; what was typed, before it.
    package var foundAfter = ""
    /// Pieces of an address that say nothing: ", Germany".
    package var drop: [String] = []
}

package enum PlacePart: String, CaseIterable, Hashable, Sendable {
    case latitude, longitude, street, houseNumber, postalCode, district, cadastral, register
    case parcels, remark
}

package struct FieldRule: Hashable, Sendable {
    package var field: FieldID
    package var value: ValueRule
}

package struct PartyRule: Hashable, Sendable {
    package var role: String
    package var parts: [PartyPart: ValueRule]
    package var position: MappingPosition
}

package enum PartyPart: String, CaseIterable, Hashable, Sendable {
    case name, street, postalCode, town, email, phone, register
}

package struct StatusRule: Hashable, Sendable {
    package var value = ValueRule(constant: "open")
    package var closed: [String] = ["closed"]
    package var open: [String] = ["open"]
    package var day = ValueRule()
    package var result = ValueRule()
    package var reason = ValueRule()
}

extension Mapping {
    /// Every rule, with what it fills.
    var rules: [(purpose: String, rule: ValueRule)] {
        var all: [(String, ValueRule)] = [
            ("kind", kind), ("channel", channel), ("received", received),
            ("subject", subject.text), ("category", subject.category),
            ("address", place.address), ("status", status.value), ("closed", status.day),
            ("result", status.result), ("reason", status.reason),
        ]
        all += PlacePart.allCases.compactMap { part in
            place.parts[part].map { (part.rawValue, $0) }
        }
        all += fields.map { ($0.field.raw, $0.value) }
        for party in parties {
            all += PartyPart.allCases.compactMap { part in
                party.parts[part].map { (part.rawValue, $0) }
            }
        }
        return all
    }

    /// Every column it speaks of.
    package var columns: Set<String> {
        Set(identity + rules.flatMap(\.rule.columns))
    }

    /// Every column it knows, taken or not.
    package var knownColumns: Set<String> { columns.union(ignored).union(confidential) }
}
