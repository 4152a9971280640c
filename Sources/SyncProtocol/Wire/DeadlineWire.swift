import Casework

extension DeadlineFormula: WireForm {
    package var wire: JSONValue { ["rule": rule.wire, "period": period.wire] }
    package init(wire: JSONValue, at path: String) throws(WireError) {
        let reader = try WireReader(wire, at: path)
        let rule: String = try reader.get("rule")
        let period: String = try reader.get("period")
        do {
            self = try DeadlineFormula(rule: rule, period: period)
        } catch {
            throw WireError(path, error.sentence)
        }
    }
}

extension Suspension: WireForm {
    package var wire: JSONValue { ["from": from.wire, "to": to.wire] }
    package init(wire: JSONValue, at path: String) throws(WireError) {
        let reader = try WireReader(wire, at: path)
        self.init(from: try reader.get("from"), to: try reader.get("to"))
    }
}

extension Trigger: WireForm {
    package var wire: JSONValue {
        switch self {
        case .received: "received"
        case .closed: "closed"
        case .step(let id): ["step": id.wire]
        case .dispatched(let id): ["dispatched": id.wire]
        case .delivered(let id): ["delivered": id.wire]
        case .day(let id): ["day": id.wire]
        case .answered(let kind): ["answered": kind.wire]
        }
    }
    package init(wire: JSONValue, at path: String) throws(WireError) {
        switch wire {
        case "received": self = .received
        case "closed": self = .closed
        default:
            let reader = try WireReader(wire, at: path)
            if let id = try reader.optional("step", as: StepID.self) {
                self = .step(id)
            } else if let id = try reader.optional("dispatched", as: TemplateID.self) {
                self = .dispatched(id)
            } else if let id = try reader.optional("delivered", as: TemplateID.self) {
                self = .delivered(id)
            } else if let id = try reader.optional("day", as: FieldID.self) {
                self = .day(id)
            } else {
                self = .answered(try reader.get("answered"))
            }
        }
    }
}

extension DeadlineRecord: WireForm {
    package var wire: JSONValue {
        wireObject([
            ("definition", definition.raw.wireIfFilled), ("title", title.wire),
            ("formula", formula.wire), ("binds", binds.wire), ("start", start.wire),
            ("event", event?.wire), ("party", party?.wire),
            ("suspensions", suspensions.wireIfFilled),
            ("suspendedSince", suspendedSince?.wire), ("extensions", extensions.wireIfFilled),
            ("end", end.wire), ("state", state.wire), ("settled", settled?.wire),
            ("reason", reason.wireIfFilled),
        ])
    }
    package init(wire: JSONValue, at path: String) throws(WireError) {
        let reader = try WireReader(wire, at: path)
        self.init(
            definition: try reader.optional("definition") ?? "", title: try reader.get("title"),
            formula: try reader.get("formula"), binds: try reader.get("binds"),
            start: try reader.get("start"), event: try reader.optional("event"),
            party: try reader.optional("party"), end: try reader.get("end"))
        suspensions = try reader.list("suspensions")
        suspendedSince = try reader.optional("suspendedSince")
        extensions = try reader.list("extensions")
        state = try reader.get("state")
        settled = try reader.optional("settled")
        reason = try reader.optional("reason") ?? ""
    }
}

extension Extension: WireForm {
    package var wire: JSONValue {
        switch self {
        case .by(let period): ["by": period.token.wire]
        case .to(let day): ["to": day.wire]
        }
    }
    package init(wire: JSONValue, at path: String) throws(WireError) {
        let reader = try WireReader(wire, at: path)
        if let day = try reader.optional("to", as: CivilDay.self) {
            self = .to(day)
        } else {
            guard let period = Period(token: try reader.get("by")) else {
                throw WireError(path, "keine Dauer")
            }
            self = .by(period)
        }
    }
}
