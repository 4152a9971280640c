import Casework

/// What must hold. Closed kinds: a condition is a word, or one key with what it asks.
extension Compiler {
    static let deepestCondition = 6

    func condition(_ part: Part, depth: Int = 0) -> Condition {
        if let word = part.scalar { return plainCondition(word, part) }
        guard let (key, at, value) = part.single else {
            part.report("Hier wird genau eine Bedingung erwartet.")
            return .checklistComplete
        }
        guard depth < Self.deepestCondition else {
            part.report("Bedingungen sind hier zu tief ineinander geschachtelt.")
            return .checklistComplete
        }
        switch key {
        case "not": return .not(condition(value, depth: depth + 1))
        case "any": return .any(value.list().map { condition($0, depth: depth + 1) })
        case "receivedUntil": return .receivedUntil(refer(value, .day))
        case "fieldSet", "fieldIs": return fieldCondition(key, value)
        case "deMinimisWithin", "competentBodyDecided", "settled", "programmeIs",
            "amountWithinCalculation", "amountReaches":
            return moneyCondition(key, value)
        default: return recordCondition(key, at, value)
        }
    }

    private func plainCondition(_ word: String, _ part: Part) -> Condition {
        switch word {
        case "checklistComplete": return .checklistComplete
        case "somethingToDemand": return .somethingToDemand
        case "checklistReviewed": return .checklistReviewed
        case "picturesChecked": return .picturesChecked
        case "calculationValid": return .calculationValid
        case "placeKnown": return .placeKnown
        default:
            part.report(
                "Die Bedingung „\(word)“ gibt es nicht.",
                suggestion: nearest(
                    to: word, in: Vocabulary.plainCondition + Vocabulary.condition))
            return .checklistComplete
        }
    }

    private func fieldCondition(_ key: String, _ value: Part) -> Condition {
        if key == "fieldSet" { return .fieldSet(refer(value, .any)) }
        guard let table = value.table(Vocabulary.fieldIs) else { return .checklistComplete }
        let field = refer(table.required("field"), .any)
        return .fieldIs(field, table.list("values").map { self.value($0, for: field) })
    }

    private func recordCondition(_ key: String, _ at: Position, _ value: Part) -> Condition {
        switch key {
        case "letterSealed": return .letterSealed(TemplateID(value.refer(.letter)))
        case "letterDelivered": return .letterDelivered(TemplateID(value.refer(.letter)))
        case "deadlineRunning": return .deadlineRunning(DeadlineID(value.refer(.deadline)))
        case "deadlineExpired": return .deadlineExpired(DeadlineID(value.refer(.deadline)))
        case "deadlineNotExpired": return .deadlineNotExpired(DeadlineID(value.refer(.deadline)))
        case "stepTaken": return .stepTaken(StepID(value.refer(.step)))
        case "stepNotTaken": return .stepNotTaken(StepID(value.refer(.step)))
        case "partyPresent": return .partyPresent(value.refer(.partyRole))
        case "partiesAgree": return .partiesAgree(value.refer(.partyRole))
        case "inquiriesAnswered":
            return .inquiriesAnswered(value.name(InquiryKind.self, else: .expert))
        default:
            findings.report(
                "Die Bedingung „\(key)“ gibt es nicht.", at: at,
                suggestion: nearest(
                    to: key, in: Vocabulary.condition + Vocabulary.plainCondition))
            return .checklistComplete
        }
    }

    private func moneyCondition(_ key: String, _ value: Part) -> Condition {
        switch key {
        case "programmeIs":
            return .programmeIs(value.list().map { ProgrammeID($0.refer(.programme)) })
        case "amountWithinCalculation":
            return .amountWithinCalculation(refer(value, .money))
        case "settled":
            guard let table = value.table(Vocabulary.settled) else { break }
            return .settled(
                table.requiredName("kind", else: .payment),
                against: table.requiredName("against", else: .grant))
        case "deMinimisWithin":
            guard let table = value.table(Vocabulary.deMinimis) else { break }
            return .deMinimisWithin(
                ceiling: table.money("ceiling"), years: table.integer("years", 1...20),
                undertaking: refer(table.required("undertaking"), .text),
                amount: refer(table.required("amount"), .money),
                declared: table.part("declared").map { refer($0, .money) })
        case "amountReaches":
            guard let table = value.table(Vocabulary.reaches) else { break }
            return .amountReaches(
                refer(table.required("field"), .money), of: refer(table.required("of"), .money))
        default:
            guard let table = value.table(Vocabulary.bodyDecided) else { break }
            return .competentBodyDecided(
                amount: refer(table.required("amount"), .money),
                body: refer(table.required("body"), .choice),
                day: refer(table.required("day"), .day))
        }
        return .checklistComplete
    }
}
