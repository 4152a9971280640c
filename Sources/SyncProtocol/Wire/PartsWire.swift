import Casework

extension FieldValue: WireForm {
    package var wire: JSONValue {
        switch self {
        case .text(let text): .string(text)
        case .integer(let number): ["integer": number.wire]
        case .quantity(let quantity): ["milli": quantity.wire]
        case .money(let money): ["cents": money.wire]
        case .day(let day): ["day": day.wire]
        case .flag(let flag): .bool(flag)
        }
    }

    package init(wire: JSONValue, at path: String) throws(WireError) {
        switch wire {
        case .string(let text): self = .text(text)
        case .bool(let flag): self = .flag(flag)
        default:
            let reader = try WireReader(wire, at: path)
            if let number = try reader.optional("integer", as: Int.self) {
                self = .integer(number)
            } else if let quantity = try reader.optional("milli", as: Quantity.self) {
                self = .quantity(quantity)
            } else if let money = try reader.optional("cents", as: Money.self) {
                self = .money(money)
            } else {
                self = .day(try reader.get("day"))
            }
        }
    }
}

extension Place: WireForm {
    package var wire: JSONValue {
        wireObject([
            ("street", street.wireIfFilled), ("houseNumber", houseNumber.wireIfFilled),
            ("postalCode", postalCode.wireIfFilled), ("district", district.wireIfFilled),
            ("cadastral", cadastral.wireIfFilled), ("register", register.wireIfFilled),
            ("parcels", parcels.wireIfFilled), ("latitude", latitude?.wire),
            ("longitude", longitude?.wire), ("remark", remark.wireIfFilled),
        ])
    }

    package init(wire: JSONValue, at path: String) throws(WireError) {
        let reader = try WireReader(wire, at: path)
        self.init()
        street = try reader.optional("street") ?? ""
        houseNumber = try reader.optional("houseNumber") ?? ""
        postalCode = try reader.optional("postalCode") ?? ""
        district = try reader.optional("district") ?? ""
        cadastral = try reader.optional("cadastral") ?? ""
        register = try reader.optional("register") ?? ""
        parcels = try reader.optional("parcels") ?? ""
        latitude = try reader.optional("latitude")
        longitude = try reader.optional("longitude")
        remark = try reader.optional("remark") ?? ""
    }
}

extension Assignment: WireForm {
    package var wire: JSONValue { wireObject([("unit", unit.wire), ("person", person?.wire)]) }
    package init(wire: JSONValue, at path: String) throws(WireError) {
        let reader = try WireReader(wire, at: path)
        self.init(unit: try reader.get("unit"), person: try reader.optional("person"))
    }
}

extension Closing: WireForm {
    package var wire: JSONValue {
        wireObject([
            ("manner", manner.wire), ("day", day.wire), ("reason", reason.wireIfFilled),
            ("to", to.wireIfFilled),
        ])
    }
    package init(wire: JSONValue, at path: String) throws(WireError) {
        let reader = try WireReader(wire, at: path)
        self.init(
            manner: try reader.get("manner"), day: try reader.get("day"),
            reason: try reader.optional("reason") ?? "", to: try reader.optional("to") ?? "")
    }
}

/// Field values under their ids.
package func wireFields(_ fields: [FieldID: FieldValue]) -> JSONValue? {
    fields.isEmpty
        ? nil
        : .object(
            Dictionary(
                fields.map { ($0.key.raw, $0.value.wire) }, uniquingKeysWith: { $1 }))
}

extension PendingApproval: WireForm {
    package var wire: JSONValue {
        wireObject([
            ("step", step.wire), ("inputs", wireFields(inputs)), ("letter", letter?.wire),
            ("inquiry", inquiry?.wire), ("reason", reason.wireIfFilled),
            ("preparedBy", preparedBy.wire), ("preparedOn", preparedOn.wire),
            ("role", role.wire),
        ])
    }
    package init(wire: JSONValue, at path: String) throws(WireError) {
        let reader = try WireReader(wire, at: path)
        self.init(
            step: try reader.get("step"),
            inputs: try reader.dictionary("inputs", key: { FieldID($0) }),
            letter: try reader.optional("letter"), inquiry: try reader.optional("inquiry"),
            reason: try reader.optional("reason") ?? "",
            preparedBy: try reader.get("preparedBy"), preparedOn: try reader.get("preparedOn"),
            role: try reader.get("role"))
    }
}

extension ItemRecord: WireForm {
    package var wire: JSONValue {
        wireObject([("state", state.wire), ("remark", remark.wireIfFilled)])
    }
    package init(wire: JSONValue, at path: String) throws(WireError) {
        let reader = try WireReader(wire, at: path)
        self.init(state: try reader.get("state"), remark: try reader.optional("remark") ?? "")
    }
}

extension Party: WireForm {
    package var wire: JSONValue {
        wireObject([
            ("id", id.wire), ("role", role.wire), ("name", name.wire),
            ("street", street.wireIfFilled), ("postalCode", postalCode.wireIfFilled),
            ("town", town.wireIfFilled), ("email", email.wireIfFilled),
            ("phone", phone.wireIfFilled), ("register", register.wireIfFilled),
            ("agrees", agrees ? true : nil), ("representative", representative.wireIfFilled),
        ])
    }
    package init(wire: JSONValue, at path: String) throws(WireError) {
        let reader = try WireReader(wire, at: path)
        self.init(
            id: try reader.get("id"), role: try reader.get("role"), name: try reader.get("name"))
        street = try reader.optional("street") ?? ""
        postalCode = try reader.optional("postalCode") ?? ""
        town = try reader.optional("town") ?? ""
        email = try reader.optional("email") ?? ""
        phone = try reader.optional("phone") ?? ""
        register = try reader.optional("register") ?? ""
        agrees = try reader.optional("agrees") ?? false
        representative = try reader.optional("representative") ?? ""
    }
}

extension Note: WireForm {
    package var wire: JSONValue {
        wireObject([("id", id.wire), ("kind", kind.wire), ("text", text.wire)])
    }
    package init(wire: JSONValue, at path: String) throws(WireError) {
        let reader = try WireReader(wire, at: path)
        self.init(
            id: try reader.get("id"), kind: try reader.get("kind"), text: try reader.get("text"))
    }
}

extension Attachment: WireForm {
    package var wire: JSONValue {
        wireObject([
            ("id", id.wire), ("name", name.wire), ("sha256", sha256.wire),
            ("mediaType", mediaType.wire), ("size", size.wire), ("item", item?.wire),
            ("received", received.wire), ("picture", picture.wire),
        ])
    }
    package init(wire: JSONValue, at path: String) throws(WireError) {
        let reader = try WireReader(wire, at: path)
        self.init(
            id: try reader.get("id"), name: try reader.get("name"),
            sha256: try reader.get("sha256"), mediaType: try reader.get("mediaType"),
            size: try reader.get("size"), item: try reader.optional("item"),
            received: try reader.get("received"), picture: try reader.get("picture"))
    }
}

extension InquiryDraft: WireForm {
    package var wire: JSONValue {
        wireObject([
            ("kind", kind.wire), ("addressee", addressee.wire),
            ("question", question.wireIfFilled), ("due", due?.wire),
        ])
    }
    package init(wire: JSONValue, at path: String) throws(WireError) {
        let reader = try WireReader(wire, at: path)
        self.init(
            kind: try reader.get("kind"), addressee: try reader.get("addressee"),
            question: try reader.optional("question") ?? "", due: try reader.optional("due"))
    }
}

extension Inquiry: WireForm {
    package var wire: JSONValue {
        wireObject([
            ("id", id.wire), ("draft", draft.wire), ("asked", asked.wire),
            ("answered", answered?.wire), ("answer", answer.wireIfFilled),
        ])
    }
    package init(wire: JSONValue, at path: String) throws(WireError) {
        let reader = try WireReader(wire, at: path)
        self.init(
            id: try reader.get("id"), draft: try reader.get("draft"),
            asked: try reader.get("asked"), answered: try reader.optional("answered"),
            answer: try reader.optional("answer") ?? "")
    }
}

extension Resubmission: WireForm {
    package var wire: JSONValue {
        wireObject([("day", day.wire), ("reason", reason.wireIfFilled), ("by", by.wire)])
    }
    package init(wire: JSONValue, at path: String) throws(WireError) {
        let reader = try WireReader(wire, at: path)
        self.init(
            day: try reader.get("day"), reason: try reader.optional("reason") ?? "",
            by: try reader.get("by"))
    }
}

extension Posting: WireForm {
    package var wire: JSONValue {
        wireObject([
            ("id", id.wire), ("kind", kind.wire), ("cents", amount.wire), ("day", day.wire),
            ("text", text.wireIfFilled), ("reverses", reverses?.wire),
        ])
    }
    package init(wire: JSONValue, at path: String) throws(WireError) {
        let reader = try WireReader(wire, at: path)
        self.init(
            id: try reader.get("id"), kind: try reader.get("kind"),
            amount: try reader.get("cents"), day: try reader.get("day"),
            text: try reader.optional("text") ?? "", reverses: try reader.optional("reverses"))
    }
}

extension Conflict: WireForm {
    package var wire: JSONValue {
        wireObject([
            ("slot", slot.wire), ("base", base?.wire), ("mine", mine?.wire),
            ("mineBy", mineBy.wire), ("mineAt", mineAt.wire),
        ])
    }
    package init(wire: JSONValue, at path: String) throws(WireError) {
        let reader = try WireReader(wire, at: path)
        self.init(
            slot: try reader.get("slot"), base: try reader.optional("base"),
            mine: try reader.optional("mine"), mineBy: try reader.get("mineBy"),
            mineAt: try reader.get("mineAt"))
    }
}
