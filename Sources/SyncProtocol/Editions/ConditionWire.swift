import Casework

extension Condition: WireForm {
    package var wire: JSONValue {
        switch self {
        case .checklistComplete: "checklistComplete"
        case .somethingToDemand: "somethingToDemand"
        case .checklistReviewed: "checklistReviewed"
        case .picturesChecked: "picturesChecked"
        case .calculationValid: "calculationValid"
        case .placeKnown: "placeKnown"
        case .not(let inner): ["not": inner.wire]
        case .any(let inner): ["any": inner.wire]
        case .fieldSet(let id): ["fieldSet": id.wire]
        case .fieldIs(let id, let values): ["fieldIs": ["field": id.wire, "values": values.wire]]
        case .letterSealed(let id): ["letterSealed": id.wire]
        case .letterDelivered(let id): ["letterDelivered": id.wire]
        case .deadlineRunning(let id): ["deadlineRunning": id.wire]
        case .deadlineExpired(let id): ["deadlineExpired": id.wire]
        case .deadlineNotExpired(let id): ["deadlineNotExpired": id.wire]
        case .stepTaken(let id): ["stepTaken": id.wire]
        case .stepNotTaken(let id): ["stepNotTaken": id.wire]
        case .partyPresent(let role): ["partyPresent": role.wire]
        case .partiesAgree(let role): ["partiesAgree": role.wire]
        case .inquiriesAnswered(let kind): ["inquiriesAnswered": kind.wire]
        case .programmeIs(let ids): ["programmeIs": ids.wire]
        case .amountWithinCalculation(let id): ["amountWithinCalculation": id.wire]
        case .receivedUntil(let id): ["receivedUntil": id.wire]
        case .amountReaches, .deMinimisWithin, .competentBodyDecided, .settled: moneyWire
        }
    }

    private var moneyWire: JSONValue {
        switch self {
        case .amountReaches(let field, let goal):
            ["amountReaches": ["field": field.wire, "of": goal.wire]]
        case .deMinimisWithin(let ceiling, let years, let undertaking, let amount, let declared):
            [
                "deMinimisWithin": wireObject([
                    ("ceiling", ceiling.wire), ("years", years.wire),
                    ("undertaking", undertaking.wire), ("amount", amount.wire),
                    ("declared", declared?.wire),
                ])
            ]
        case .competentBodyDecided(let amount, let body, let day):
            [
                "competentBodyDecided": [
                    "amount": amount.wire, "body": body.wire, "day": day.wire,
                ]
            ]
        case .settled(let kind, let against):
            ["settled": ["kind": kind.wire, "against": against.wire]]
        default: .null
        }
    }

    private static let words: [JSONValue: Condition] = [
        "checklistComplete": .checklistComplete, "somethingToDemand": .somethingToDemand,
        "checklistReviewed": .checklistReviewed, "picturesChecked": .picturesChecked,
        "calculationValid": .calculationValid, "placeKnown": .placeKnown,
    ]

    package init(wire: JSONValue, at path: String) throws(WireError) {
        if let word = Self.words[wire] {
            self = word
            return
        }
        let (name, inside) = try wire.single(at: path)
        switch name {
        case "not": self = .not(try Condition(wire: inside, at: path))
        case "any": self = .any(try [Condition](wire: inside, at: path))
        case "amountReaches", "deMinimisWithin", "competentBodyDecided", "settled", "fieldIs":
            self = try Self.read(name, try WireReader(inside, at: path))
        case "programmeIs": self = .programmeIs(try [ProgrammeID](wire: inside, at: path))
        case "inquiriesAnswered":
            self = .inquiriesAnswered(try InquiryKind(wire: inside, at: path))
        default: self = try Self.named(name, try String(wire: inside, at: path), path)
        }
    }

    private static func read(
        _ name: String, _ reader: WireReader
    ) throws(WireError) -> Condition {
        switch name {
        case "fieldIs": return .fieldIs(try reader.get("field"), try reader.get("values"))
        case "amountReaches":
            return .amountReaches(try reader.get("field"), of: try reader.get("of"))
        case "deMinimisWithin":
            return .deMinimisWithin(
                ceiling: try reader.get("ceiling"), years: try reader.get("years"),
                undertaking: try reader.get("undertaking"), amount: try reader.get("amount"),
                declared: try reader.optional("declared"))
        case "competentBodyDecided":
            return .competentBodyDecided(
                amount: try reader.get("amount"), body: try reader.get("body"),
                day: try reader.get("day"))
        default:
            return .settled(try reader.get("kind"), against: try reader.get("against"))
        }
    }

    private static func named(
        _ name: String, _ id: String, _ path: String
    ) throws(WireError) -> Condition {
        switch name {
        case "fieldSet": .fieldSet(FieldID(id))
        case "letterSealed": .letterSealed(TemplateID(id))
        case "letterDelivered": .letterDelivered(TemplateID(id))
        case "deadlineRunning": .deadlineRunning(DeadlineID(id))
        case "deadlineExpired": .deadlineExpired(DeadlineID(id))
        case "deadlineNotExpired": .deadlineNotExpired(DeadlineID(id))
        case "stepTaken": .stepTaken(StepID(id))
        case "stepNotTaken": .stepNotTaken(StepID(id))
        case "partyPresent": .partyPresent(id)
        case "partiesAgree": .partiesAgree(id)
        case "receivedUntil": .receivedUntil(FieldID(id))
        case "amountWithinCalculation": .amountWithinCalculation(FieldID(id))
        default: throw WireError(path, "unbekannt: \(name)")
        }
    }
}
