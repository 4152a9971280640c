import Casework

extension Letter: WireForm {
    package var wire: JSONValue {
        wireObject([
            ("id", id.wire), ("template", template.wire), ("title", title.wire),
            ("text", text.wire), ("state", state.wire), ("preparedBy", preparedBy.wire),
            ("sealedBy", sealedBy?.wire), ("sealedOn", sealedOn?.wire),
            ("recipients", recipients.wire),
        ])
    }
    package init(wire: JSONValue, at path: String) throws(WireError) {
        let reader = try WireReader(wire, at: path)
        self.init(
            id: try reader.get("id"), template: try reader.get("template"),
            title: try reader.get("title"), text: try reader.get("text"),
            state: try reader.get("state"), preparedBy: try reader.get("preparedBy"),
            sealedBy: try reader.optional("sealedBy"), sealedOn: try reader.optional("sealedOn"),
            recipients: try reader.list("recipients"))
    }
}

extension Recipient: WireForm {
    package var wire: JSONValue {
        wireObject([("party", party.wire), ("name", name.wire), ("delivery", delivery?.wire)])
    }
    package init(wire: JSONValue, at path: String) throws(WireError) {
        let reader = try WireReader(wire, at: path)
        self.init(
            party: try reader.get("party"), name: try reader.get("name"),
            delivery: try reader.optional("delivery"))
    }
}

extension Delivery: WireForm {
    package var wire: JSONValue {
        wireObject([
            ("channel", channel.wire), ("dispatched", dispatched.wire),
            ("noticed", noticed?.wire), ("handedOver", handedOver?.wire),
            ("deposited", deposited?.wire), ("returnedHome", returnedHome?.wire),
            ("undeliverable", undeliverable?.wire), ("delivered", delivered?.wire),
        ])
    }
    package init(wire: JSONValue, at path: String) throws(WireError) {
        let reader = try WireReader(wire, at: path)
        self.init(channel: try reader.get("channel"), dispatched: try reader.get("dispatched"))
        noticed = try reader.optional("noticed")
        handedOver = try reader.optional("handedOver")
        deposited = try reader.optional("deposited")
        returnedHome = try reader.optional("returnedHome")
        undeliverable = try reader.optional("undeliverable")
        delivered = try reader.optional("delivered")
    }
}

extension LetterDraft: WireForm {
    package var wire: JSONValue { ["text": text.wire, "recipients": recipients.wire] }
    package init(wire: JSONValue, at path: String) throws(WireError) {
        let reader = try WireReader(wire, at: path)
        self.init(text: try reader.get("text"), recipients: try reader.list("recipients"))
    }
}
