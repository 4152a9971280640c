import Casework

extension ChecklistItem: WireForm {
    package var wire: JSONValue {
        let condition: JSONValue? =
            if case .when(let condition) = need { condition.wire } else { nil }
        return wireObject([
            ("id", id.wire), ("title", title.wire), ("source", source.wireIfFilled),
            ("kinds", kinds.wireIfFilled), ("when", condition), ("demand", demand.wireIfFilled),
        ])
    }
    package init(wire: JSONValue, at path: String) throws(WireError) {
        let reader = try WireReader(wire, at: path)
        let condition: Condition? = try reader.optional("when")
        self.init(
            id: try reader.get("id"), title: try reader.get("title"),
            source: try reader.optional("source") ?? "", kinds: try reader.list("kinds"),
            need: condition.map { .when($0) } ?? .always,
            demand: try reader.optional("demand") ?? "")
    }
}

extension DeadlineDefinition: WireForm {
    package var wire: JSONValue {
        wireObject([
            ("id", id.wire), ("title", title.wire), ("source", source.wireIfFilled),
            ("kinds", kinds.wireIfFilled), ("formula", formula.wire), ("binds", binds.wire),
            ("starts", starts.wireIfFilled), ("stops", stops.wireIfFilled),
            ("suspends", suspends.wireIfFilled), ("resumes", resumes.wireIfFilled),
            ("warnDays", warnDays.wire), ("consequence", consequence.wireIfFilled),
            ("when", when?.wire),
        ])
    }
    package init(wire: JSONValue, at path: String) throws(WireError) {
        let reader = try WireReader(wire, at: path)
        self.init(
            id: try reader.get("id"), title: try reader.get("title"),
            source: try reader.optional("source") ?? "", kinds: try reader.list("kinds"),
            formula: try reader.get("formula"), binds: try reader.get("binds"),
            starts: try reader.list("starts"), stops: try reader.list("stops"),
            suspends: try reader.list("suspends"), resumes: try reader.list("resumes"),
            warnDays: try reader.get("warnDays"),
            consequence: try reader.optional("consequence") ?? "",
            when: try reader.optional("when"))
    }
}

extension LetterTemplate: WireForm {
    package var wire: JSONValue {
        wireObject([
            ("id", id.wire), ("title", title.wire), ("kind", kind.wire), ("body", body.wire),
            ("recipients", recipients.wireIfFilled), ("proof", proof.wireIfTrue),
            ("published", published.wireIfTrue),
        ])
    }
    package init(wire: JSONValue, at path: String) throws(WireError) {
        let reader = try WireReader(wire, at: path)
        self.init(
            id: try reader.get("id"), title: try reader.get("title"),
            kind: try reader.get("kind"), body: try reader.get("body"),
            recipients: try reader.list("recipients"),
            proof: try reader.optional("proof") ?? false,
            published: try reader.optional("published") ?? false)
    }
}

extension DecidingBody: WireForm {
    package var wire: JSONValue { ["id": id.wire, "title": title.wire] }
    package init(wire: JSONValue, at path: String) throws(WireError) {
        let reader = try WireReader(wire, at: path)
        self.init(id: try reader.get("id"), title: try reader.get("title"))
    }
}

extension Threshold: WireForm {
    package var wire: JSONValue {
        wireObject([
            ("body", body.wire), ("upTo", upTo?.wire), ("validFrom", validFrom.wire),
            ("source", source.wireIfFilled),
        ])
    }
    package init(wire: JSONValue, at path: String) throws(WireError) {
        let reader = try WireReader(wire, at: path)
        self.init(
            body: try reader.get("body"), upTo: try reader.optional("upTo"),
            validFrom: try reader.get("validFrom"), source: try reader.optional("source") ?? "")
    }
}

extension Fee: WireForm {
    package var wire: JSONValue {
        wireObject([
            ("id", id.wire), ("title", title.wire), ("amount", amount.wire),
            ("maximum", maximum?.wire), ("validFrom", validFrom.wire),
            ("source", source.wireIfFilled),
        ])
    }
    package init(wire: JSONValue, at path: String) throws(WireError) {
        let reader = try WireReader(wire, at: path)
        self.init(
            id: try reader.get("id"), title: try reader.get("title"),
            amount: try reader.get("amount"), maximum: try reader.optional("maximum"),
            validFrom: try reader.get("validFrom"), source: try reader.optional("source") ?? "")
    }
}
