import Casework

extension Act: WireForm {
    package var wire: JSONValue {
        wireObject([
            ("id", id.wire), ("dev", device.wire), ("n", counter.wire), ("actor", actor.wire),
            ("case", caseID.wire), ("base", base.wire), ("type", body.wireType.wire), ("v", 1),
            ("args", body.arguments), ("group", group?.wire), ("at", at.wire),
            ("deps", needs.wireIfFilled), ("pre", unmoved.isEmpty ? nil : unmovedWire),
            ("tzo", origin.zone?.wire), ("skew", origin.skew?.wire),
            ("app", origin.program.wireIfFilled),
        ])
    }
    package init(wire: JSONValue, at path: String) throws(WireError) {
        let reader = try WireReader(wire, at: path)
        guard try reader.get("v", as: Int.self) == 1 else {
            throw WireError(reader.at("v"), "unbekannte Fassung")
        }
        self.init(
            id: try reader.get("id"), device: try reader.get("dev"),
            counter: try reader.get("n"), actor: try reader.get("actor"),
            caseID: try reader.get("case"), base: try reader.get("base"),
            body: try ActBody(
                type: try reader.get("type"), wire: try reader.get("args"),
                at: reader.at("args")),
            group: try reader.optional("group"), at: try reader.get("at"),
            needs: try reader.list("deps"),
            unmoved: try reader.dictionary("pre", key: { Slot($0) }),
            origin: Origin(
                zone: try reader.optional("tzo"), skew: try reader.optional("skew"),
                program: try reader.optional("app") ?? ""))
    }

    private var unmovedWire: JSONValue {
        .object(
            Dictionary(
                unmoved.map { ($0.key.description, $0.value.wire) },
                uniquingKeysWith: { $1 }))
    }
}

extension Base: WireForm {
    package var wire: JSONValue {
        func object<T: WireForm>(_ members: [Slot: T]) -> JSONValue? {
            guard !members.isEmpty else { return nil }
            let pairs = members.map { ($0.key.description, $0.value.wire) }
            return .object(Dictionary(pairs, uniquingKeysWith: { $1 }))
        }
        return wireObject([("cv", version.wire), ("f", object(slots)), ("old", object(old))])
    }
    package init(wire: JSONValue, at path: String) throws(WireError) {
        let reader = try WireReader(wire, at: path)
        self.init(
            version: try reader.get("cv"),
            slots: try reader.dictionary("f", key: { Slot($0) }),
            old: try reader.dictionary("old", key: { Slot($0) }))
    }
}

extension Opening: WireForm {
    package var wire: JSONValue {
        wireObject([
            ("procedure", procedure.wire), ("edition", edition.wire), ("kind", kind.wire),
            ("subject", subject.wire), ("place", place == Place() ? nil : place.wire),
            ("received", received.wire), ("channel", channel.wireIfFilled),
            ("source", source.wireIfFilled), ("paper", paper.wireIfFilled),
            ("fields", wireFields(fields)), ("parties", parties.wireIfFilled),
            ("attachments", attachments.wireIfFilled), ("assignment", assignment?.wire),
            ("closed", closed?.wire), ("result", result?.wire),
        ])
    }
    package init(wire: JSONValue, at path: String) throws(WireError) {
        let reader = try WireReader(wire, at: path)
        self.init(
            procedure: try reader.get("procedure"), edition: try reader.get("edition"),
            kind: try reader.get("kind"), subject: try reader.get("subject"),
            place: try reader.optional("place") ?? Place(), received: try reader.get("received"),
            channel: try reader.optional("channel") ?? "",
            source: try reader.optional("source") ?? "",
            paper: try reader.optional("paper") ?? "",
            fields: try reader.dictionary("fields", key: { FieldID($0) }),
            parties: try reader.list("parties"), attachments: try reader.list("attachments"),
            assignment: try reader.optional("assignment"), closed: try reader.optional("closed"),
            result: try reader.optional("result"))
    }
}

extension StepTaking: WireForm {
    package var wire: JSONValue {
        wireObject([
            ("step", step.wire), ("inputs", wireFields(inputs)), ("letter", letter?.wire),
            ("inquiry", inquiry?.wire), ("reason", reason.wireIfFilled),
        ])
    }
    package init(wire: JSONValue, at path: String) throws(WireError) {
        let reader = try WireReader(wire, at: path)
        self.init(
            step: try reader.get("step"),
            inputs: try reader.dictionary("inputs", key: { FieldID($0) }),
            letter: try reader.optional("letter"), inquiry: try reader.optional("inquiry"),
            reason: try reader.optional("reason") ?? "")
    }
}
