import Casework

extension SlotValue: WireForm {
    /// One member, named after the kind of value: `{"day":"2026-11-23"}`.
    package var wire: JSONValue {
        switch self {
        case .text(let value): ["text": value.wire]
        case .day(let value): ["day": value.wire]
        case .number(let value): ["number": value.wire]
        case .place(let value): ["place": value.wire]
        case .field(let value): ["field": value.wire]
        case .assignment(let value): ["assignment": value.wire]
        case .closing(let value): ["closing": value.wire]
        case .pending(let value): ["pending": value.wire]
        case .item(let value): ["item": value.wire]
        case .party(let value): ["party": value.wire]
        case .attachment(let value): ["attachment": value.wire]
        case .note(let value): ["note": value.wire]
        case .letter(let value): ["letter": value.wire]
        case .inquiry(let value): ["inquiry": value.wire]
        case .deadline(let value): ["deadline": value.wire]
        case .resubmission(let value): ["resubmission": value.wire]
        case .posting(let value): ["posting": value.wire]
        case .conflict(let value): ["conflict": value.wire]
        }
    }

    package init(wire: JSONValue, at path: String) throws(WireError) {
        guard case .object(let members) = wire, members.count == 1,
            let (name, value) = members.first
        else { throw WireError(path, "kein Wert") }
        switch name {
        case "text": self = .text(try String(wire: value, at: path))
        case "day": self = .day(try CivilDay(wire: value, at: path))
        case "number": self = .number(try CaseNumber(wire: value, at: path))
        case "place": self = .place(try Place(wire: value, at: path))
        case "field": self = .field(try FieldValue(wire: value, at: path))
        case "assignment": self = .assignment(try Assignment(wire: value, at: path))
        case "closing": self = .closing(try Closing(wire: value, at: path))
        case "pending": self = .pending(try PendingApproval(wire: value, at: path))
        case "item": self = .item(try ItemRecord(wire: value, at: path))
        case "party": self = .party(try Party(wire: value, at: path))
        case "attachment": self = .attachment(try Attachment(wire: value, at: path))
        case "note": self = .note(try Note(wire: value, at: path))
        case "letter": self = .letter(try Letter(wire: value, at: path))
        case "inquiry": self = .inquiry(try Inquiry(wire: value, at: path))
        case "deadline": self = .deadline(try DeadlineRecord(wire: value, at: path))
        case "resubmission": self = .resubmission(try Resubmission(wire: value, at: path))
        case "posting": self = .posting(try Posting(wire: value, at: path))
        case "conflict": self = .conflict(try Conflict(wire: value, at: path))
        default: throw WireError(path, "unbekannt: \(name)")
        }
    }
}

extension Held: WireForm {
    package var wire: JSONValue {
        ["v": value.wire, "fv": version.wire, "by": by.wire, "at": at.wire]
    }
    package init(wire: JSONValue, at path: String) throws(WireError) {
        let reader = try WireReader(wire, at: path)
        self.init(
            value: try reader.get("v"), version: try reader.get("fv"), by: try reader.get("by"),
            at: try reader.get("at"))
    }
}

extension Change: WireForm {
    package var wire: JSONValue {
        wireObject([("slot", slot.wire), ("old", old?.wire), ("new", new?.wire)])
    }
    package init(wire: JSONValue, at path: String) throws(WireError) {
        let reader = try WireReader(wire, at: path)
        self.init(
            try reader.get("slot"), from: try reader.optional("old"),
            to: try reader.optional("new"))
    }
}

/// The image of a case: what a store keeps and a page of changes carries.
extension CaseFile: WireForm {
    package var wire: JSONValue {
        var held: [String: JSONValue] = [:]
        held.reserveCapacity(slots.count)
        for (slot, value) in slots { held[slot.description] = value.wire }
        return [
            "id": id.wire, "procedure": procedure.wire, "edition": edition.wire,
            "kind": kind.wire, "cv": version.wire, "slots": .object(held),
        ]
    }

    package init(wire: JSONValue, at path: String) throws(WireError) {
        let reader = try WireReader(wire, at: path)
        self.init(
            id: try reader.get("id"), procedure: try reader.get("procedure"),
            edition: try reader.get("edition"), kind: try reader.get("kind"),
            version: try reader.get("cv"),
            slots: try reader.dictionary("slots", key: { Slot($0) }))
    }
}

extension Entry: WireForm {
    package var wire: JSONValue {
        [
            "seq": sequence.wire, "case": caseID.wire, "cv": version.wire, "act": act.wire,
            "at": at.wire, "status": outcome.wire, "changes": changes.wire,
        ]
    }
    package init(wire: JSONValue, at path: String) throws(WireError) {
        let reader = try WireReader(wire, at: path)
        self.init(
            sequence: try reader.get("seq"), caseID: try reader.get("case"),
            version: try reader.get("cv"), act: try reader.get("act"), at: try reader.get("at"),
            outcome: try reader.get("status"), changes: try reader.list("changes"))
    }
}

extension Obstacle: WireForm {
    package var wire: JSONValue {
        let members = parameters.map { ($0.key.rawValue, JSONValue.string($0.value)) }
        return [
            "code": code.wire,
            "parameters": .object(Dictionary(members, uniquingKeysWith: { $1 })),
        ]
    }
    package init(wire: JSONValue, at path: String) throws(WireError) {
        let reader = try WireReader(wire, at: path)
        self.init(
            try reader.get("code"),
            try reader.dictionary("parameters", key: { Parameter(rawValue: $0) }))
    }
}

extension Verdict: WireForm {
    package var wire: JSONValue {
        wireObject([
            ("id", act.wire), ("n", counter.wire), ("status", outcome.wire),
            ("seq", sequence.wire), ("cv", version.wire), ("obstacle", obstacle?.wire),
        ])
    }
    package init(wire: JSONValue, at path: String) throws(WireError) {
        let reader = try WireReader(wire, at: path)
        self.init(
            act: try reader.get("id"), counter: try reader.get("n"),
            outcome: try reader.get("status"), sequence: try reader.get("seq"),
            version: try reader.get("cv"), obstacle: try reader.optional("obstacle"))
    }
}
