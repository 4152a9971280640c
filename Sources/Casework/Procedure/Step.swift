/// A permitted move.
package struct Step: Hashable, Sendable {
    package var id: StepID
    /// The command's name: an imperative or noun the office uses.
    package var title: String
    package var help: String = ""
    package var source: String = ""
    /// Kinds of case that know this step; empty means all.
    package var kinds: [KindID] = []
    /// Phases it starts from; empty means every phase of an open case.
    package var from: [PhaseID] = []
    /// The phase it leads to; nil stays.
    package var to: PhaseID?
    package var roles: [Role] = [.clerk, .supervisor]
    package var needs: [Condition] = []
    package var inputs: [StepInput] = []
    package var sets: [FieldSetting] = []
    package var approval: ApprovalRule?
    package var letter: TemplateID?
    package var inquiry: InquiryKind?
    package var result: ResultID?
    package var publicStatus: StatusID?
    package var posting: PostingRule?
    package var reason: ReasonRule = .optional

    package init(id: StepID, title: String) {
        self.id = id
        self.title = title
    }
}

/// A field the step's form asks for.
package struct StepInput: Hashable, Sendable {
    package var field: FieldID
    package var required: Bool

    package init(field: FieldID, required: Bool) {
        self.field = field
        self.required = required
    }
}

/// A field that the step fills by itself.
package struct FieldSetting: Hashable, Sendable {
    package var field: FieldID
    package var value: SettingValue

    package init(field: FieldID, value: SettingValue) {
        self.field = field
        self.value = value
    }
}

package enum SettingValue: Hashable, Sendable {
    case constant(FieldValue)
    case today
    /// The day after the last running of this deadline has ended: the first day of finality.
    case dayAfter(DeadlineID)
    /// The amount the programme's calculation gives.
    case calculatedAmount
    /// The body that must decide on the amount in this field.
    case competentBody(amount: FieldID)
}

package enum ReasonRule: String, CaseIterable, Hashable, Sendable {
    case none, optional, required
}

/// A second person signs before the step takes effect.
package struct ApprovalRule: Hashable, Sendable {
    package var role: Role
    /// Needed only if this holds; nil means always.
    package var when: Condition?

    package init(role: Role, when: Condition? = nil) {
        self.role = role
        self.when = when
    }
}

/// Money the step books.
package struct PostingRule: Hashable, Sendable {
    package var kind: PostingKind
    package var amount: FieldID

    package init(kind: PostingKind, amount: FieldID) {
        self.kind = kind
        self.amount = amount
    }
}

package enum PostingKind: String, CaseIterable, Hashable, Sendable {
    case fee, grant, payment, clawback, repayment
}

/// What must hold before a step is possible. Closed kinds: data, not a language.
package indirect enum Condition: Hashable, Sendable {
    /// Every needed checklist item is there or not needed.
    case checklistComplete
    /// At least one item is missing or deficient and each such item has a legal source.
    case somethingToDemand
    /// Every checklist item has been looked at.
    case checklistReviewed
    case fieldSet(FieldID)
    case fieldIs(FieldID, [FieldValue])
    case letterSealed(TemplateID)
    case letterDelivered(TemplateID)
    case deadlineRunning(DeadlineID)
    case deadlineExpired(DeadlineID)
    case deadlineNotExpired(DeadlineID)
    case stepTaken(StepID)
    case stepNotTaken(StepID)
    case partyPresent(String)
    /// Every party of this role has agreed (signed the plan).
    case partiesAgree(String)
    /// No question of this kind is unanswered.
    case inquiriesAnswered(InquiryKind)
    /// An address, a description of the place or coordinates are there.
    case placeKnown
    /// The application came in no later than the day in this field.
    case receivedUntil(FieldID)
    /// Every picture has been looked at for faces and number plates.
    case picturesChecked
    /// The programme's calculation gives an amount and no exclusion.
    case calculationValid
    /// The amount decided is not above what the calculation allows.
    case amountWithinCalculation(FieldID)
    /// The money in the first field reaches that in the second.
    case amountReaches(FieldID, of: FieldID)
    /// De-minimis aid in three rolling years stays under the ceiling: what this office granted,
    /// this amount, and what the applicant declared to have from others.
    case deMinimisWithin(
        ceiling: Money, years: Int, undertaking: FieldID, amount: FieldID, declared: FieldID?)
    /// The body that decided is the one competent for the amount on the day.
    case competentBodyDecided(amount: FieldID, body: FieldID, day: FieldID)
    /// Postings of the first kind reach the amount of the second.
    case settled(PostingKind, against: PostingKind)
    case programmeIs([ProgrammeID])
    case not(Condition)
    case any([Condition])
}
