import Casework

extension Procedure: WireForm {
    package var wire: JSONValue {
        wireObject(head + parts)
    }

    private var head: [(String, JSONValue?)] {
        [
            ("id", id.wire), ("title", title.wire), ("nature", nature.wire), ("unit", unit.wire),
            ("kinds", kinds.wireIfFilled), ("phases", phases.wireIfFilled),
            ("publicStatuses", publicStatuses.wireIfFilled), ("results", results.wireIfFilled),
            ("fields", fields.wireIfFilled), ("checklist", checklist.wireIfFilled),
        ]
    }

    private var parts: [(String, JSONValue?)] {
        [
            ("deadlines", deadlines.wireIfFilled), ("steps", steps.wireIfFilled),
            ("letters", letters.wireIfFilled), ("programmes", programmes.wireIfFilled),
            ("bodies", bodies.wireIfFilled), ("thresholds", thresholds.wireIfFilled),
            ("fees", fees.wireIfFilled), ("addressees", addressees.wireIfFilled),
            ("partyRoles", partyRoles.wireIfFilled), ("columns", columns.wireIfFilled),
        ]
    }

    package init(wire: JSONValue, at path: String) throws(WireError) {
        let reader = try WireReader(wire, at: path)
        self.init(
            id: try reader.get("id"), title: try reader.get("title"),
            nature: try reader.get("nature"), unit: try reader.get("unit"))
        kinds = try reader.list("kinds")
        phases = try reader.list("phases")
        publicStatuses = try reader.list("publicStatuses")
        results = try reader.list("results")
        fields = try reader.list("fields")
        checklist = try reader.list("checklist")
        deadlines = try reader.list("deadlines")
        steps = try reader.list("steps")
        letters = try reader.list("letters")
        programmes = try reader.list("programmes")
        bodies = try reader.list("bodies")
        thresholds = try reader.list("thresholds")
        fees = try reader.list("fees")
        addressees = try reader.list("addressees")
        partyRoles = try reader.list("partyRoles")
        columns = try reader.list("columns")
    }
}

extension Kind: WireForm {
    package var wire: JSONValue {
        wireObject([
            ("id", id.wire), ("title", title.wire), ("source", source.wireIfFilled),
            ("start", start.wire),
        ])
    }
    package init(wire: JSONValue, at path: String) throws(WireError) {
        let reader = try WireReader(wire, at: path)
        self.init(
            id: try reader.get("id"), title: try reader.get("title"),
            source: try reader.optional("source") ?? "", start: try reader.get("start"))
    }
}

extension Phase: WireForm {
    package var wire: JSONValue {
        wireObject([
            ("id", id.wire), ("title", title.wire), ("waiting", waiting.wire),
            ("publicStatus", publicStatus?.wire), ("closes", closes.wireIfTrue),
        ])
    }
    package init(wire: JSONValue, at path: String) throws(WireError) {
        let reader = try WireReader(wire, at: path)
        self.init(
            id: try reader.get("id"), title: try reader.get("title"),
            waiting: try reader.get("waiting"),
            publicStatus: try reader.optional("publicStatus"),
            closes: try reader.optional("closes") ?? false)
    }
}

extension PublicStatus: WireForm {
    package var wire: JSONValue {
        wireObject([
            ("id", id.wire), ("title", title.wire), ("closings", closings.wireIfFilled),
        ])
    }
    package init(wire: JSONValue, at path: String) throws(WireError) {
        let reader = try WireReader(wire, at: path)
        self.init(
            id: try reader.get("id"), title: try reader.get("title"),
            closings: try reader.list("closings"))
    }
}

extension ResultDefinition: WireForm {
    package var wire: JSONValue {
        ["id": id.wire, "title": title.wire, "positive": positive.wire]
    }
    package init(wire: JSONValue, at path: String) throws(WireError) {
        let reader = try WireReader(wire, at: path)
        self.init(
            id: try reader.get("id"), title: try reader.get("title"),
            positive: try reader.get("positive"))
    }
}

extension PartyRole: WireForm {
    package var wire: JSONValue {
        wireObject([
            ("id", id.wire), ("title", title.wire), ("standing", standing.wireIfTrue),
            ("recipient", recipient.wireIfTrue), ("kinds", kinds.wireIfFilled),
        ])
    }
    package init(wire: JSONValue, at path: String) throws(WireError) {
        let reader = try WireReader(wire, at: path)
        self.init(
            id: try reader.get("id"), title: try reader.get("title"),
            standing: try reader.optional("standing") ?? false,
            recipient: try reader.optional("recipient") ?? false,
            kinds: try reader.list("kinds"))
    }
}

extension Addressee: WireForm {
    package var wire: JSONValue { ["id": id.wire, "title": title.wire, "kind": kind.wire] }
    package init(wire: JSONValue, at path: String) throws(WireError) {
        let reader = try WireReader(wire, at: path)
        self.init(
            id: try reader.get("id"), title: try reader.get("title"),
            kind: try reader.get("kind"))
    }
}

extension Column: WireForm {
    package var wire: JSONValue {
        ["field": field.wire, "title": title.wire, "width": width.wire]
    }
    package init(wire: JSONValue, at path: String) throws(WireError) {
        let reader = try WireReader(wire, at: path)
        self.init(
            field: try reader.get("field"), title: try reader.get("title"),
            width: try reader.get("width"))
    }
}

extension Bool {
    /// False is left out.
    var wireIfTrue: JSONValue? { self ? .bool(true) : nil }
}
