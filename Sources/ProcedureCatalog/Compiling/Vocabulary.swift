/// Every key an author can write, by where it stands. The handbook for authors names each.
package enum Vocabulary {
    static let top = [
        "id", "title", "nature", "unit", "kinds", "phases", "publicStatuses", "results",
        "partyRoles", "addressees", "fields", "checklist", "deadlines", "steps", "letters",
        "programmes", "bodies", "thresholds", "fees", "columns",
    ]
    static let kind = ["id", "title", "source", "start"]
    static let phase = ["id", "title", "waiting", "publicStatus", "closes"]
    static let status = ["id", "title", "closings"]
    static let result = ["id", "title", "positive"]
    static let partyRole = ["id", "title", "standing", "recipient", "kinds"]
    static let addressee = ["id", "title", "kind"]
    static let field = [
        "id", "title", "kind", "help", "kinds", "critical", "group", "intake", "when",
    ]
    static let fieldKind = ["text", "choice", "integer", "quantity", "money", "day"]
    static let plainFieldKind = ["text", "longText", "integer", "quantity", "money", "day", "flag"]
    static let range = ["minimum", "maximum"]
    static let quantity = ["unit", "minimum", "maximum"]
    static let item = ["id", "title", "source", "kinds", "need", "demand"]
    static let need = ["when"]
    static let deadline = [
        "id", "title", "source", "kinds", "rule", "period", "binds", "starts", "stops",
        "suspends", "resumes", "warnDays", "consequence", "when",
    ]
    static let plainTrigger = ["received", "closed"]
    static let trigger = ["step", "dispatched", "delivered", "day", "answered"]
    static let step = [
        "id", "title", "help", "source", "kinds", "from", "to", "roles", "needs", "inputs",
        "sets", "approval", "letter", "inquiry", "result", "publicStatus", "posting", "reason",
    ]
    static let input = ["field", "required"]
    static let setting = [
        "field", "constant", "today", "dayAfter", "calculatedAmount", "competentBody",
    ]
    static let approval = ["role", "when"]
    static let posting = ["kind", "amount"]
    static let plainCondition = [
        "checklistComplete", "somethingToDemand", "checklistReviewed", "picturesChecked",
        "calculationValid", "placeKnown",
    ]
    static let condition = [
        "fieldSet", "fieldIs", "receivedUntil", "letterSealed", "letterDelivered",
        "deadlineRunning",
        "deadlineExpired", "deadlineNotExpired", "stepTaken", "stepNotTaken", "partyPresent",
        "partiesAgree", "inquiriesAnswered", "amountWithinCalculation", "deMinimisWithin",
        "competentBodyDecided", "settled", "programmeIs", "amountReaches", "not", "any",
    ]
    static let fieldIs = ["field", "values"]
    static let deMinimis = ["ceiling", "years", "undertaking", "amount", "declared"]
    static let reaches = ["field", "of"]
    static let bodyDecided = ["amount", "body", "day"]
    static let settled = ["kind", "against"]
    static let letter = ["id", "title", "kind", "recipients", "proof", "published"]
    static let programme = ["id", "title", "source", "unit", "kinds", "deMinimis", "versions"]
    static let version = ["validFrom", "validTo", "terms", "caps", "requirements"]
    static let term = ["rate", "of", "unitPrice", "times", "base", "requested", "max"]
    static let cap = ["amount", "share", "allPublic", "of", "others"]
    static let requirement = [
        "atLeast", "atMost", "moneyAtLeast", "moneyAtMost", "value", "notOlder", "months",
        "notBeforeApplication", "flag", "is", "reason", "oneOf", "values",
    ]
    static let body = ["id", "title"]
    static let threshold = ["body", "upTo", "validFrom", "source"]
    static let fee = ["id", "title", "amount", "maximum", "validFrom", "source"]
    static let column = ["field", "title", "width"]

    // Examples
    static let example = ["title", "today", "aid", "retell", "open", "play"]
    static let opening = [
        "kind", "subject", "received", "channel", "place", "fields", "parties", "paper", "by",
    ]
    static let place = [
        "street", "houseNumber", "postalCode", "district", "cadastral", "register", "parcels",
        "remark",
    ]
    static let party = [
        "role", "name", "street", "postalCode", "town", "email", "phone", "register", "agrees",
        "representative",
    ]
    static let move = [
        "on", "by", "step", "inputs", "reason", "refused", "letter", "inquiry", "approve",
        "sendBack", "deliver", "to", "channel", "dispatched", "handedOver", "noticed",
        "deposited", "returnedHome", "undeliverable", "check", "fields", "party", "attach",
        "picture", "answer", "text", "note", "assign", "resubmit", "withdraw", "transfer",
        "void", "reopen", "post", "place", "extend", "suspend", "resume", "cancel", "period",
        "until", "undo", "expect",
    ]
    static let inquiry = ["to", "question", "due"]
    static let attachment = ["name", "mediaType", "item"]
    static let postingMove = ["kind", "amount", "text"]
    static let expectation = [
        "phase", "waiting", "deadlines", "open", "result", "publicStatus", "amount", "fields",
        "letters", "possible", "impossible", "sums", "letterSays",
    ]

    /// All of them, each once.
    package static var all: [String] {
        let parts: [[String]] = [
            top, kind, phase, status, result, partyRole, addressee, field, fieldKind,
            plainFieldKind, range, quantity, item, need, deadline, plainTrigger, trigger,
        ]
        let more: [[String]] = [
            step, input, setting, approval, posting, plainCondition, condition, fieldIs,
            deMinimis, bodyDecided, settled, letter, programme, version, term, cap, requirement,
        ]
        let last: [[String]] = [
            body, threshold, fee, column, example, opening, place, party, move, inquiry,
            attachment, postingMove, expectation,
        ]
        return Set((parts + more + last).flatMap { $0 }).sorted()
    }
}
