import Casework

extension Programme: WireForm {
    package var wire: JSONValue {
        wireObject([
            ("id", id.wire), ("title", title.wire), ("source", source.wireIfFilled),
            ("unit", unit.wire), ("deMinimis", deMinimis.wireIfTrue),
            ("versions", versions.wire), ("kinds", kinds.wireIfFilled),
        ])
    }
    package init(wire: JSONValue, at path: String) throws(WireError) {
        let reader = try WireReader(wire, at: path)
        self.init(
            id: try reader.get("id"), title: try reader.get("title"),
            source: try reader.optional("source") ?? "", unit: try reader.get("unit"),
            deMinimis: try reader.optional("deMinimis") ?? false,
            versions: try reader.list("versions"), kinds: try reader.list("kinds"))
    }
}

extension ProgrammeVersion: WireForm {
    package var wire: JSONValue {
        wireObject([
            ("validFrom", validFrom.wire), ("validTo", validTo?.wire), ("terms", terms.wire),
            ("caps", caps.wireIfFilled), ("requirements", requirements.wireIfFilled),
        ])
    }
    package init(wire: JSONValue, at path: String) throws(WireError) {
        let reader = try WireReader(wire, at: path)
        self.init(
            validFrom: try reader.get("validFrom"), validTo: try reader.optional("validTo"),
            terms: try reader.list("terms"), caps: try reader.list("caps"),
            requirements: try reader.list("requirements"))
    }
}

extension Rate: WireForm {
    package var wire: JSONValue { .array([.integer(numerator), .integer(denominator)]) }
    package init(wire: JSONValue, at path: String) throws(WireError) {
        let parts = try [Int](wire: wire, at: path)
        guard parts.count == 2,
            let rate = Rate(numerator: Int64(parts[0]), denominator: Int64(parts[1]))
        else { throw WireError(path, "kein Anteil") }
        self = rate
    }
}

extension Tariff: WireForm {
    package var wire: JSONValue {
        switch self {
        case .fixed(let money): money.wire
        case .byChoice(let field, let amounts):
            ["by": field.wire, "amounts": .object(amounts.mapValues(\.wire))]
        }
    }
    package init(wire: JSONValue, at path: String) throws(WireError) {
        if case .integer = wire {
            self = .fixed(try Money(wire: wire, at: path))
            return
        }
        let reader = try WireReader(wire, at: path)
        self = .byChoice(try reader.get("by"), try reader.dictionary("amounts", key: { $0 }))
    }
}

extension CalculationTerm: WireForm {
    package var wire: JSONValue {
        switch self {
        case .rate(let rate, let field): ["rate": rate.wire, "of": field.wire]
        case .unitPrice(let price, let fields): ["unitPrice": price.wire, "times": fields.wire]
        case .base(let tariff): ["base": tariff.wire]
        case .requested(let field): ["requested": field.wire]
        case .limited(let term, let limit): ["limited": term.wire, "to": limit.wire]
        }
    }
    package init(wire: JSONValue, at path: String) throws(WireError) {
        let reader = try WireReader(wire, at: path)
        if let rate: Rate = try reader.optional("rate") {
            self = .rate(rate, of: try reader.get("of"))
        } else if let price: Tariff = try reader.optional("unitPrice") {
            self = .unitPrice(price, times: try reader.get("times"))
        } else if let base: Tariff = try reader.optional("base") {
            self = .base(base)
        } else if let field: FieldID = try reader.optional("requested") {
            self = .requested(field)
        } else {
            self = .limited(try reader.get("limited"), to: try reader.get("to"))
        }
    }
}

extension Cap: WireForm {
    package var wire: JSONValue {
        switch self {
        case .amount(let tariff): ["amount": tariff.wire]
        case .share(let rate, let field): ["share": rate.wire, "of": field.wire]
        case .allPublic(let rate, let field, let others):
            ["allPublic": rate.wire, "of": field.wire, "others": others.wire]
        }
    }
    package init(wire: JSONValue, at path: String) throws(WireError) {
        let reader = try WireReader(wire, at: path)
        if let tariff: Tariff = try reader.optional("amount") {
            self = .amount(tariff)
        } else if let rate: Rate = try reader.optional("share") {
            self = .share(rate, of: try reader.get("of"))
        } else {
            self = .allPublic(
                try reader.get("allPublic"), of: try reader.get("of"),
                others: try reader.get("others"))
        }
    }
}

extension Requirement: WireForm {
    package var wire: JSONValue {
        switch self {
        case .atLeast(let field, let value): ["atLeast": field.wire, "value": value.wire]
        case .atMost(let field, let value): ["atMost": field.wire, "value": value.wire]
        case .moneyAtLeast(let field, let value):
            ["moneyAtLeast": field.wire, "value": value.wire]
        case .moneyAtMost(let field, let value): ["moneyAtMost": field.wire, "value": value.wire]
        case .notOlder(let field, let months): ["notOlder": field.wire, "months": months.wire]
        case .notBeforeApplication(let field): ["notBeforeApplication": field.wire]
        case .flag(let field, let wanted, let reason):
            ["flag": field.wire, "is": wanted.wire, "reason": reason.wire]
        case .oneOf(let field, let values): ["oneOf": field.wire, "values": values.wire]
        }
    }

    private static let names = [
        "atLeast", "atMost", "moneyAtLeast", "moneyAtMost", "notOlder", "notBeforeApplication",
        "flag", "oneOf",
    ]

    package init(wire: JSONValue, at path: String) throws(WireError) {
        let reader = try WireReader(wire, at: path)
        guard let name = Self.names.first(where: { reader.members[$0] != nil }) else {
            throw WireError(path, "unbekannt")
        }
        let field: FieldID = try reader.get(name)
        switch name {
        case "atLeast": self = .atLeast(field, try reader.get("value"))
        case "atMost": self = .atMost(field, try reader.get("value"))
        case "moneyAtLeast": self = .moneyAtLeast(field, try reader.get("value"))
        case "moneyAtMost": self = .moneyAtMost(field, try reader.get("value"))
        case "notOlder": self = .notOlder(field, months: try reader.get("months"))
        case "notBeforeApplication": self = .notBeforeApplication(field)
        case "flag": self = .flag(field, try reader.get("is"), try reader.get("reason"))
        default: self = .oneOf(field, try reader.get("values"))
        }
    }
}
