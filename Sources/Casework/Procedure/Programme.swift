/// A grant programme: conditions that change over the years, each valid from a day.
package struct Programme: Hashable, Sendable {
    package var id: ProgrammeID
    package var title: String
    package var source: String
    package var unit: UnitID
    /// Counts as de-minimis aid (Reg. (EU) 2023/2831).
    package var deMinimis: Bool
    package var versions: [ProgrammeVersion]
    /// Kinds of case in which it can be applied for; empty means all.
    package var kinds: [KindID]

    package init(
        id: ProgrammeID, title: String, source: String, unit: UnitID, deMinimis: Bool,
        versions: [ProgrammeVersion], kinds: [KindID] = []
    ) {
        self.id = id
        self.title = title
        self.source = source
        self.unit = unit
        self.deMinimis = deMinimis
        self.versions = versions
        self.kinds = kinds
    }

    /// The conditions in force on the day of application.
    package func version(on day: CivilDay) -> ProgrammeVersion? {
        versions.filter { $0.validFrom <= day && ($0.validTo.map { day <= $0 } ?? true) }
            .max { $0.validFrom < $1.validFrom }
    }
}

package struct ProgrammeVersion: Hashable, Sendable {
    package var validFrom: CivilDay
    package var validTo: CivilDay?
    /// Added up, then capped.
    package var terms: [CalculationTerm]
    package var caps: [Cap]
    package var requirements: [Requirement]

    package init(
        validFrom: CivilDay, validTo: CivilDay? = nil, terms: [CalculationTerm], caps: [Cap],
        requirements: [Requirement]
    ) {
        self.validFrom = validFrom
        self.validTo = validTo
        self.terms = terms
        self.caps = caps
        self.requirements = requirements
    }
}

/// An amount that is fixed or depends on a chosen option.
package enum Tariff: Hashable, Sendable {
    case fixed(Money)
    case byChoice(FieldID, [String: Money])
}

package indirect enum CalculationTerm: Hashable, Sendable {
    /// A share of costs: 30 % of the invoice.
    case rate(Rate, of: FieldID)
    /// A price times one or more quantities: 1 € × m² × cm.
    case unitPrice(Tariff, times: [FieldID])
    /// An amount that does not depend on size.
    case base(Tariff)
    /// What was applied for, where the programme sets no formula.
    case requested(FieldID)
    /// A part with a cap of its own: the storage beside the panels.
    case limited(CalculationTerm, to: Tariff)
}

package enum Cap: Hashable, Sendable {
    case amount(Tariff)
    /// A share of the costs in a field.
    case share(Rate, of: FieldID)
    /// All public grants together may not pass this share of the costs.
    case allPublic(Rate, of: FieldID, others: FieldID)
}

/// What excludes an application.
package enum Requirement: Hashable, Sendable {
    case atLeast(FieldID, Quantity)
    case atMost(FieldID, Quantity)
    case moneyAtLeast(FieldID, Money)
    case moneyAtMost(FieldID, Money)
    /// The invoice in this day field is no older than so many months at the application.
    case notOlder(FieldID, months: Int)
    /// The day in this field lies on or after the application: nothing begun before.
    case notBeforeApplication(FieldID)
    case flag(FieldID, Bool, String)
    case oneOf(FieldID, [String])
}
