import Casework

extension Step: WireForm {
    package var wire: JSONValue { wireObject(ways + effects) }

    private var ways: [(String, JSONValue?)] {
        [
            ("id", id.wire), ("title", title.wire), ("help", help.wireIfFilled),
            ("source", source.wireIfFilled), ("kinds", kinds.wireIfFilled),
            ("from", from.wireIfFilled), ("to", to?.wire), ("roles", roles.wire),
            ("needs", needs.wireIfFilled), ("inputs", inputs.wireIfFilled),
        ]
    }

    private var effects: [(String, JSONValue?)] {
        [
            ("sets", sets.wireIfFilled), ("approval", approval?.wire), ("letter", letter?.wire),
            ("inquiry", inquiry?.wire), ("result", result?.wire),
            ("publicStatus", publicStatus?.wire), ("posting", posting?.wire),
            ("reason", reason.wire),
        ]
    }

    package init(wire: JSONValue, at path: String) throws(WireError) {
        let reader = try WireReader(wire, at: path)
        self.init(id: try reader.get("id"), title: try reader.get("title"))
        help = try reader.optional("help") ?? ""
        source = try reader.optional("source") ?? ""
        kinds = try reader.list("kinds")
        from = try reader.list("from")
        to = try reader.optional("to")
        roles = try reader.list("roles")
        needs = try reader.list("needs")
        inputs = try reader.list("inputs")
        sets = try reader.list("sets")
        approval = try reader.optional("approval")
        letter = try reader.optional("letter")
        inquiry = try reader.optional("inquiry")
        result = try reader.optional("result")
        publicStatus = try reader.optional("publicStatus")
        posting = try reader.optional("posting")
        reason = try reader.get("reason")
    }
}

extension StepInput: WireForm {
    package var wire: JSONValue {
        wireObject([("field", field.wire), ("required", required.wireIfTrue)])
    }
    package init(wire: JSONValue, at path: String) throws(WireError) {
        let reader = try WireReader(wire, at: path)
        self.init(
            field: try reader.get("field"), required: try reader.optional("required") ?? false)
    }
}

extension FieldSetting: WireForm {
    package var wire: JSONValue { ["field": field.wire, "value": value.wire] }
    package init(wire: JSONValue, at path: String) throws(WireError) {
        let reader = try WireReader(wire, at: path)
        self.init(field: try reader.get("field"), value: try reader.get("value"))
    }
}

extension SettingValue: WireForm {
    package var wire: JSONValue {
        switch self {
        case .today: "today"
        case .calculatedAmount: "calculatedAmount"
        case .constant(let value): ["constant": value.wire]
        case .dayAfter(let deadline): ["dayAfter": deadline.wire]
        case .competentBody(let field): ["competentBody": field.wire]
        }
    }
    package init(wire: JSONValue, at path: String) throws(WireError) {
        switch wire {
        case "today":
            self = .today
            return
        case "calculatedAmount":
            self = .calculatedAmount
            return
        default: break
        }
        let (name, inside) = try wire.single(at: path)
        switch name {
        case "constant": self = .constant(try FieldValue(wire: inside, at: path))
        case "dayAfter": self = .dayAfter(try DeadlineID(wire: inside, at: path))
        case "competentBody": self = .competentBody(amount: try FieldID(wire: inside, at: path))
        default: throw WireError(path, "unbekannt: \(name)")
        }
    }
}

extension ApprovalRule: WireForm {
    package var wire: JSONValue { wireObject([("role", role.wire), ("when", when?.wire)]) }
    package init(wire: JSONValue, at path: String) throws(WireError) {
        let reader = try WireReader(wire, at: path)
        self.init(role: try reader.get("role"), when: try reader.optional("when"))
    }
}

extension PostingRule: WireForm {
    package var wire: JSONValue { ["kind": kind.wire, "amount": amount.wire] }
    package init(wire: JSONValue, at path: String) throws(WireError) {
        let reader = try WireReader(wire, at: path)
        self.init(kind: try reader.get("kind"), amount: try reader.get("amount"))
    }
}
