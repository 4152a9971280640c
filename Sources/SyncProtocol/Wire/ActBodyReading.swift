import Casework

extension ActBody {
    init(type: String, wire: JSONValue, at path: String) throws(WireError) {
        let reader = try WireReader(wire, at: path)
        func reason() throws(WireError) -> String { try reader.optional("reason") ?? "" }
        switch type {
        case "case.open": self = .open(try Opening(wire: wire, at: path))
        case "case.takeStep": self = .takeStep(try StepTaking(wire: wire, at: path))
        case "case.approve": self = .approve(note: try reader.optional("note") ?? "")
        case "case.sendBack": self = .sendBack(reason: try reason())
        case "case.setFields": self = .setFields(try Self.fields(reader))
        case "case.setSubject": self = .setSubject(try reader.get("text"))
        case "case.setPlace": self = .setPlace(try Place(wire: wire, at: path))
        case "case.setPaper": self = .setPaper(try reader.get("text"))
        case "case.checkItems": self = .checkItems(try Self.items(reader))
        case "note.add": self = .addNote(try Note(wire: wire, at: path))
        case "case.assign": self = .assign(try reader.get("to"), reason: try reason())
        case "case.resubmit": self = .resubmit(try reader.get("day"), reason: try reason())
        case "case.cancelResubmission": self = .cancelResubmission
        case "party.put": self = .putParty(try Party(wire: wire, at: path))
        case "party.remove": self = .removeParty(try reader.get("id"), reason: try reason())
        case "attachment.add": self = .addAttachment(try Attachment(wire: wire, at: path))
        case "attachment.checkPicture":
            self = .checkPicture(try reader.get("id"), try reader.get("check"))
        case "case.void": self = .void(reason: try reason())
        case "case.reopen": self = .reopen(reason: try reason())
        case "act.undo": self = .undo(try reader.get("act"))
        case "conflict.resolve":
            self = .resolveConflict(try reader.get("slot"), try reader.optional("value"))
        default: self = try Self.more(type, reader, wire)
        }
    }

    private static func more(
        _ type: String, _ reader: WireReader, _ wire: JSONValue
    ) throws(WireError) -> ActBody {
        func reason() throws(WireError) -> String { try reader.optional("reason") ?? "" }
        switch type {
        case "delivery.record":
            return .recordDelivery(
                try reader.get("letter"), try reader.get("party"), try reader.get("delivery"))
        case "inquiry.answer":
            return .answerInquiry(
                try reader.get("id"), day: try reader.get("day"),
                answer: try reader.get("answer"))
        case "amount.post": return .post(try Posting(wire: wire, at: reader.path))
        case "deadline.set":
            return .setDeadline(
                key: try reader.get("key"), title: try reader.get("title"),
                end: try reader.get("end"), binds: try reader.get("binds"), reason: try reason())
        case "deadline.extend":
            return .extendDeadline(
                key: try reader.get("key"), try reader.get("extension"), reason: try reason())
        case "deadline.suspend":
            return .suspendDeadline(
                key: try reader.get("key"), from: try reader.get("day"), reason: try reason())
        case "deadline.resume":
            return .resumeDeadline(key: try reader.get("key"), to: try reader.get("day"))
        case "deadline.cancel":
            return .cancelDeadline(key: try reader.get("key"), reason: try reason())
        case "case.relate":
            return .relate(try reader.get("case"), relation: try reader.get("relation"))
        case "case.unrelate": return .unrelate(try reader.get("case"))
        case "case.declareBias":
            return .declareBias(try reader.get("person"), reason: try reason())
        case "case.withdraw":
            return .withdraw(day: try reader.get("day"), reason: try reason())
        case "case.transfer":
            return .transfer(
                to: try reader.get("to"), day: try reader.get("day"), reason: try reason())
        default: throw WireError(reader.path, "unbekannte Amtshandlung: \(type)")
        }
    }

    private static func fields(_ reader: WireReader) throws(WireError) -> [FieldID: FieldValue?] {
        var fields: [FieldID: FieldValue?] = [:]
        for (name, value) in reader.members {
            let read: FieldValue? =
                value == .null ? nil : try FieldValue(wire: value, at: reader.at(name))
            fields.updateValue(read, forKey: FieldID(name))
        }
        return fields
    }

    private static func items(_ reader: WireReader) throws(WireError) -> [ItemID: ItemRecord] {
        var items: [ItemID: ItemRecord] = [:]
        for (name, value) in reader.members {
            items[ItemID(name)] = try ItemRecord(wire: value, at: reader.at(name))
        }
        return items
    }
}
