import Casework

extension ActBody {
    /// The act's name on the wire, in logs and scripts.
    package var wireType: String {
        switch self {
        case .open: "case.open"
        case .takeStep: "case.takeStep"
        case .approve: "case.approve"
        case .sendBack: "case.sendBack"
        case .setFields: "case.setFields"
        case .setSubject: "case.setSubject"
        case .setPlace: "case.setPlace"
        case .setPaper: "case.setPaper"
        case .checkItems: "case.checkItems"
        case .addNote: "note.add"
        case .assign: "case.assign"
        case .resubmit: "case.resubmit"
        case .cancelResubmission: "case.cancelResubmission"
        case .putParty: "party.put"
        case .removeParty: "party.remove"
        case .addAttachment: "attachment.add"
        case .checkPicture: "attachment.checkPicture"
        case .recordDelivery: "delivery.record"
        case .answerInquiry: "inquiry.answer"
        case .post: "amount.post"
        case .setDeadline: "deadline.set"
        case .extendDeadline: "deadline.extend"
        case .suspendDeadline: "deadline.suspend"
        case .resumeDeadline: "deadline.resume"
        case .cancelDeadline: "deadline.cancel"
        case .relate: "case.relate"
        case .unrelate: "case.unrelate"
        case .declareBias: "case.declareBias"
        case .withdraw: "case.withdraw"
        case .transfer: "case.transfer"
        case .void: "case.void"
        case .reopen: "case.reopen"
        case .undo: "act.undo"
        case .resolveConflict: "conflict.resolve"
        }
    }

    package var wire: JSONValue { ["type": wireType.wire, "args": arguments] }

    var arguments: JSONValue {
        switch self {
        case .open(let opening): opening.wire
        case .takeStep(let taking): taking.wire
        case .approve(let note): wireObject([("note", note.wireIfFilled)])
        case .sendBack(let reason), .void(let reason), .reopen(let reason):
            ["reason": reason.wire]
        case .setFields(let fields):
            .object(
                Dictionary(
                    fields.map { ($0.key.raw, $0.value?.wire ?? .null) },
                    uniquingKeysWith: { $1 }))
        case .setSubject(let text), .setPaper(let text): ["text": text.wire]
        case .setPlace(let place): place.wire
        case .checkItems(let items):
            .object(
                Dictionary(
                    items.map { ($0.key.raw, $0.value.wire) }, uniquingKeysWith: { $1 }))
        case .addNote(let note): note.wire
        case .assign(let assignment, let reason):
            ["to": assignment.wire, "reason": reason.wire]
        case .resubmit(let day, let reason): ["day": day.wire, "reason": reason.wire]
        case .cancelResubmission: [:]
        case .putParty(let party): party.wire
        case .removeParty(let id, let reason): ["id": id.wire, "reason": reason.wire]
        case .addAttachment(let attachment): attachment.wire
        case .checkPicture(let id, let check): ["id": id.wire, "check": check.wire]
        default: moreArguments
        }
    }

    private var moreArguments: JSONValue {
        switch self {
        case .recordDelivery(let letter, let party, let delivery):
            ["letter": letter.wire, "party": party.wire, "delivery": delivery.wire]
        case .answerInquiry(let id, let day, let answer):
            ["id": id.wire, "day": day.wire, "answer": answer.wire]
        case .post(let posting): posting.wire
        case .setDeadline(let key, let title, let end, let binds, let reason):
            [
                "key": key.wire, "title": title.wire, "end": end.wire, "binds": binds.wire,
                "reason": reason.wire,
            ]
        case .extendDeadline(let key, let extent, let reason):
            ["key": key.wire, "extension": extent.wire, "reason": reason.wire]
        case .suspendDeadline(let key, let day, let reason):
            ["key": key.wire, "day": day.wire, "reason": reason.wire]
        case .resumeDeadline(let key, let day): ["key": key.wire, "day": day.wire]
        case .cancelDeadline(let key, let reason): ["key": key.wire, "reason": reason.wire]
        case .relate(let other, let relation):
            ["case": other.wire, "relation": relation.wire]
        case .unrelate(let other): ["case": other.wire]
        case .declareBias(let person, let reason):
            ["person": person.wire, "reason": reason.wire]
        case .withdraw(let day, let reason): ["day": day.wire, "reason": reason.wire]
        case .transfer(let to, let day, let reason):
            ["to": to.wire, "day": day.wire, "reason": reason.wire]
        case .undo(let act): ["act": act.wire]
        case .resolveConflict(let slot, let value):
            wireObject([("slot", slot.wire), ("value", value?.wire)])
        default: .null
        }
    }
}
