/// A period that the procedure watches.
package struct DeadlineDefinition: Hashable, Sendable {
    package var id: DeadlineID
    package var title: String
    package var source: String
    package var kinds: [KindID]
    package var formula: DeadlineFormula
    /// Whom the period binds; decides what its end means.
    package var binds: WaitingFor
    package var starts: [Trigger]
    package var stops: [Trigger]
    package var suspends: [Trigger]
    package var resumes: [Trigger]
    /// Days before the end from which the list warns.
    package var warnDays: Int
    /// What happens when it ends unmet, in a sentence for the clerk.
    package var consequence: String
    /// It starts only in cases where this holds; nil means in all.
    package var when: Condition?

    package init(
        id: DeadlineID, title: String, source: String, kinds: [KindID] = [],
        formula: DeadlineFormula, binds: WaitingFor, starts: [Trigger], stops: [Trigger] = [],
        suspends: [Trigger] = [], resumes: [Trigger] = [], warnDays: Int = 7,
        consequence: String = "", when: Condition? = nil
    ) {
        self.id = id
        self.title = title
        self.source = source
        self.kinds = kinds
        self.formula = formula
        self.binds = binds
        self.starts = starts
        self.stops = stops
        self.suspends = suspends
        self.resumes = resumes
        self.warnDays = warnDays
        self.consequence = consequence
        self.when = when
    }
}

/// What starts, stops, suspends or resumes a period.
package enum Trigger: Hashable, Sendable {
    case received
    case step(StepID)
    case dispatched(TemplateID)
    case delivered(TemplateID)
    /// A day entered in this field; a corrected day starts the period anew.
    case day(FieldID)
    case answered(InquiryKind)
    case closed
}

/// A letter the procedure can write.
package struct LetterTemplate: Hashable, Sendable {
    package var id: TemplateID
    package var title: String
    package var kind: LetterKind
    /// Mustache text; what it may name is documented in the handbook for authors.
    package var body: String
    /// Roles of parties it goes to; empty means those marked as recipients.
    package var recipients: [String]
    /// Delivery with proof is due.
    package var proof: Bool
    /// Where nobody is known to whom it could go, its text is published instead.
    package var published: Bool

    package init(
        id: TemplateID, title: String, kind: LetterKind, body: String,
        recipients: [String] = [], proof: Bool = false, published: Bool = false
    ) {
        self.id = id
        self.title = title
        self.kind = kind
        self.body = body
        self.recipients = recipients
        self.proof = proof
        self.published = published
    }
}

package enum LetterKind: String, CaseIterable, Hashable, Sendable {
    /// A Bescheid: name, Spruch, grounds, right-of-appeal notice, signature (AVG §§ 58–61).
    case ruling
    case order
    case notice
    case grant
    case refusal
    case answer
}

/// A body of the city that decides by amount.
package struct DecidingBody: Hashable, Sendable {
    package var id: BodyID
    package var title: String

    package init(id: BodyID, title: String) {
        self.id = id
        self.title = title
    }
}

/// Up to which amount a body decides, from a day on.
package struct Threshold: Hashable, Sendable {
    package var body: BodyID
    /// Inclusive; nil has no upper end.
    package var upTo: Money?
    package var validFrom: CivilDay
    package var source: String

    package init(body: BodyID, upTo: Money?, validFrom: CivilDay, source: String) {
        self.body = body
        self.upTo = upTo
        self.validFrom = validFrom
        self.source = source
    }
}

/// A fee, from a day on.
package struct Fee: Hashable, Sendable {
    package var id: String
    package var title: String
    package var amount: Money
    package var maximum: Money?
    package var validFrom: CivilDay
    package var source: String

    package init(
        id: String, title: String, amount: Money, maximum: Money? = nil, validFrom: CivilDay,
        source: String
    ) {
        self.id = id
        self.title = title
        self.amount = amount
        self.maximum = maximum
        self.validFrom = validFrom
        self.source = source
    }
}

extension Procedure {
    /// The body competent for `amount` on `day`: of the thresholds then in force the lowest that
    /// covers the amount.
    package func competentBody(for amount: Money, on day: CivilDay) -> BodyID? {
        let inForce = bodies.compactMap { body in
            thresholds.filter { $0.body == body.id && $0.validFrom <= day }
                .max { $0.validFrom < $1.validFrom }
        }
        return inForce.filter { threshold in threshold.upTo.map { amount <= $0 } ?? true }
            .min { left, right in
                guard let l = left.upTo else { return false }
                guard let r = right.upTo else { return true }
                return l < r
            }?.body
    }

    /// The fee `id` in force on `day`.
    package func fee(_ id: String, on day: CivilDay) -> Fee? {
        fees.filter { $0.id == id && $0.validFrom <= day }.max { $0.validFrom < $1.validFrom }
    }
}
