import Casework

extension Field: WireForm {
    package var wire: JSONValue {
        wireObject([
            ("id", id.wire), ("title", title.wire), ("kind", kind.wire),
            ("help", help.wireIfFilled), ("kinds", kinds.wireIfFilled),
            ("critical", critical.wireIfTrue), ("group", group.wireIfFilled),
            ("intake", intake.wireIfTrue), ("when", when?.wire),
        ])
    }
    package init(wire: JSONValue, at path: String) throws(WireError) {
        let reader = try WireReader(wire, at: path)
        self.init(
            id: try reader.get("id"), title: try reader.get("title"),
            kind: try reader.get("kind"), help: try reader.optional("help") ?? "",
            kinds: try reader.list("kinds"), critical: try reader.optional("critical") ?? false,
            group: try reader.optional("group") ?? "",
            intake: try reader.optional("intake") ?? false, when: try reader.optional("when"))
    }
}

extension FieldKind: WireForm {
    package var wire: JSONValue {
        switch self {
        case .longText: "longText"
        case .flag: "flag"
        case .text(let format): ["text": format.wire]
        case .day(let range): ["day": range.wire]
        case .choice(let options): ["choice": options.wire]
        case .integer(let minimum, let maximum):
            ["integer": range(minimum?.wire, maximum?.wire)]
        case .money(let minimum, let maximum):
            ["money": range(minimum?.wire, maximum?.wire)]
        case .quantity(let unit, let minimum, let maximum):
            [
                "quantity": wireObject([
                    ("unit", unit.wire), ("minimum", minimum?.wire), ("maximum", maximum?.wire),
                ])
            ]
        }
    }

    private func range(_ minimum: JSONValue?, _ maximum: JSONValue?) -> JSONValue {
        wireObject([("minimum", minimum), ("maximum", maximum)])
    }

    package init(wire: JSONValue, at path: String) throws(WireError) {
        switch wire {
        case "longText":
            self = .longText
            return
        case "flag":
            self = .flag
            return
        default: break
        }
        let (name, inside) = try wire.single(at: path)
        switch name {
        case "text": self = .text(try TextFormat(wire: inside, at: path))
        case "day": self = .day(try DayRange(wire: inside, at: path))
        case "choice": self = .choice(try [Option](wire: inside, at: path))
        case "integer":
            let reader = try WireReader(inside, at: path)
            self = .integer(
                minimum: try reader.optional("minimum"), maximum: try reader.optional("maximum"))
        case "money":
            let reader = try WireReader(inside, at: path)
            self = .money(
                minimum: try reader.optional("minimum"), maximum: try reader.optional("maximum"))
        case "quantity":
            let reader = try WireReader(inside, at: path)
            self = .quantity(
                unit: try reader.get("unit"), minimum: try reader.optional("minimum"),
                maximum: try reader.optional("maximum"))
        default: throw WireError(path, "unbekannt: \(name)")
        }
    }
}

extension Option: WireForm {
    package var wire: JSONValue { ["id": id.wire, "title": title.wire] }
    package init(wire: JSONValue, at path: String) throws(WireError) {
        let reader = try WireReader(wire, at: path)
        self.init(id: try reader.get("id"), title: try reader.get("title"))
    }
}

extension JSONValue {
    /// The one member of an object such as `{"step": "x"}`.
    func single(at path: String) throws(WireError) -> (String, JSONValue) {
        guard case .object(let members) = self, members.count == 1, let only = members.first
        else { throw WireError(path, "genau ein Schlüssel erwartet") }
        return (only.key, only.value)
    }
}
