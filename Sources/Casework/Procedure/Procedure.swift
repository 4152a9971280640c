/// A procedure as data: everything the program knows of one kind of work.
///
/// Compiled from a folder by `ProcedureCatalog`, frozen as an edition, and carried by that
/// edition's name in each case. Nothing in Swift is named after one.
package struct Procedure: Hashable, Sendable {
    package var id: ProcedureID
    package var title: String
    package var nature: LegalNature
    /// The unit that gets its new cases.
    package var unit: UnitID
    package var kinds: [Kind] = []
    package var phases: [Phase] = []
    package var publicStatuses: [PublicStatus] = []
    package var results: [ResultDefinition] = []
    package var fields: [Field] = []
    package var checklist: [ChecklistItem] = []
    package var deadlines: [DeadlineDefinition] = []
    package var steps: [Step] = []
    package var letters: [LetterTemplate] = []
    package var programmes: [Programme] = []
    package var bodies: [DecidingBody] = []
    package var thresholds: [Threshold] = []
    package var fees: [Fee] = []
    package var addressees: [Addressee] = []
    package var partyRoles: [PartyRole] = []
    package var columns: [Column] = []

    package init(id: ProcedureID, title: String, nature: LegalNature, unit: UnitID) {
        self.id = id
        self.title = title
        self.nature = nature
        self.unit = unit
    }
}

/// What law a procedure's end product stands in. The three must never be blurred.
package enum LegalNature: String, CaseIterable, Hashable, Sendable {
    /// AVG, ends in a Bescheid.
    case sovereign
    /// Privatwirtschaftsverwaltung, ends in a letter.
    case privateLaw
    /// A service, ends in an answer.
    case service
}

/// A kind of case within a procedure, with its own way through the phases.
package struct Kind: Hashable, Sendable {
    package var id: KindID
    package var title: String
    package var source: String
    package var start: PhaseID

    package init(id: KindID, title: String, source: String, start: PhaseID) {
        self.id = id
        self.title = title
        self.source = source
        self.start = start
    }
}

/// Where a case stands.
package struct Phase: Hashable, Sendable {
    package var id: PhaseID
    package var title: String
    /// Whom the case waits for while it stands here, unless something nearer is known.
    package var waiting: WaitingFor
    /// What the citizen is told while it stands here.
    package var publicStatus: StatusID?
    /// A case that arrives here is done.
    package var closes: Bool

    package init(
        id: PhaseID, title: String, waiting: WaitingFor = .us, publicStatus: StatusID? = nil,
        closes: Bool = false
    ) {
        self.id = id
        self.title = title
        self.waiting = waiting
        self.publicStatus = publicStatus
        self.closes = closes
    }
}

/// Whose turn it is.
package enum WaitingFor: String, CaseIterable, Hashable, Sendable {
    case us, party, neighbours, expert, unit, outside, post, approval, body, court, nobody
}

/// What the citizen sees; apart from the result.
package struct PublicStatus: Hashable, Sendable {
    package var id: StatusID
    package var title: String
    /// The manners of closing after which the citizen is told this.
    package var closings: [Closing.Manner]

    package init(id: StatusID, title: String, closings: [Closing.Manner] = []) {
        self.id = id
        self.title = title
        self.closings = closings
    }
}

/// How a case ended.
package struct ResultDefinition: Hashable, Sendable {
    package var id: ResultID
    package var title: String
    /// Counts as a positive answer in the key figures.
    package var positive: Bool

    package init(id: ResultID, title: String, positive: Bool) {
        self.id = id
        self.title = title
        self.positive = positive
    }
}

/// A document or fact that a submission must hold.
package struct ChecklistItem: Hashable, Sendable {
    package var id: ItemID
    package var title: String
    /// The legal reference; without one a demand is not possible (VwGH 2008/05/0206).
    package var source: String
    package var kinds: [KindID]
    package var need: Need
    /// What the order to complete says about it.
    package var demand: String

    package init(
        id: ItemID, title: String, source: String, kinds: [KindID] = [], need: Need = .always,
        demand: String = ""
    ) {
        self.id = id
        self.title = title
        self.source = source
        self.kinds = kinds
        self.need = need
        self.demand = demand
    }
}

/// When a checklist item is needed.
package enum Need: Hashable, Sendable {
    case always
    case when(Condition)
}

/// A role a party can have in this procedure.
package struct PartyRole: Hashable, Sendable {
    package var id: String
    package var title: String
    /// Has the rights of a party (file access, delivery of the ruling).
    package var standing: Bool
    /// Letters go here unless others are chosen.
    package var recipient: Bool
    /// Kinds of case in which it exists; empty means all.
    package var kinds: [KindID]

    package init(
        id: String, title: String, standing: Bool, recipient: Bool, kinds: [KindID] = []
    ) {
        self.id = id
        self.title = title
        self.standing = standing
        self.recipient = recipient
        self.kinds = kinds
    }
}

/// Someone who is asked: an expert, another unit, an outside body.
package struct Addressee: Hashable, Sendable {
    package var id: String
    package var title: String
    package var kind: InquiryKind
    /// Outside bodies never see who reported.
    package var outside: Bool { kind == .outside }

    package init(id: String, title: String, kind: InquiryKind) {
        self.id = id
        self.title = title
        self.kind = kind
    }
}

package enum InquiryKind: String, CaseIterable, Hashable, Sendable {
    case expert, unit, outside, party
}

/// A column the procedure adds to its own lists.
package struct Column: Hashable, Sendable {
    package var field: FieldID
    package var title: String
    package var width: Int

    package init(field: FieldID, title: String, width: Int) {
        self.field = field
        self.title = title
        self.width = width
    }
}

extension Procedure {
    package func kind(_ id: KindID) -> Kind? { kinds.first { $0.id == id } }
    package func phase(_ id: PhaseID) -> Phase? { phases.first { $0.id == id } }
    package func step(_ id: StepID) -> Step? { steps.first { $0.id == id } }
    package func field(_ id: FieldID) -> Field? { fields.first { $0.id == id } }
    package func item(_ id: ItemID) -> ChecklistItem? { checklist.first { $0.id == id } }
    package func letter(_ id: TemplateID) -> LetterTemplate? { letters.first { $0.id == id } }
    package func result(_ id: ResultID) -> ResultDefinition? { results.first { $0.id == id } }
    package func programme(_ id: ProgrammeID) -> Programme? { programmes.first { $0.id == id } }
    package func body(_ id: BodyID) -> DecidingBody? { bodies.first { $0.id == id } }
    package func deadline(_ id: DeadlineID) -> DeadlineDefinition? {
        deadlines.first { $0.id == id }
    }
    package func publicStatus(_ id: StatusID) -> PublicStatus? {
        publicStatuses.first { $0.id == id }
    }

    /// What the citizen is told when a case was closed in this manner; nil where nothing says.
    package func publicStatus(at closing: Closing.Manner) -> PublicStatus? {
        publicStatuses.first { $0.closings.contains(closing) }
    }

    package func fields(of kind: KindID) -> [Field] {
        fields.filter { $0.kinds.isEmpty || $0.kinds.contains(kind) }
    }
    package func steps(of kind: KindID) -> [Step] {
        steps.filter { $0.kinds.isEmpty || $0.kinds.contains(kind) }
    }
}
