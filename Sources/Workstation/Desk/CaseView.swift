import Casework

/// All that the screens of one case show, read in one transaction.
package struct CaseView: Sendable {
    package var file: CaseFile
    /// The edition the case runs under.
    package var procedure: Procedure
    /// The history, oldest first.
    package var entries: [Entry]
    package var office: Office
    /// Answers to what the procedure may ask about other cases.
    package var facts: Facts
    package var assumptions: Assumptions
    /// Acts of this desk without a verdict yet.
    package var unconfirmed: Set<ActID>
    /// Other cases at the same address or of the same object.
    package var otherCasesHere: [WorklistRow]
    /// Cases this one is related to.
    package var related: [WorklistRow]
    /// The version the person had last looked at; nil if never.
    package var seenVersion: Int?
    /// The edition is not on this desk: the case can be read, not worked.
    package var readOnly: Bool

    package init(
        file: CaseFile, procedure: Procedure, entries: [Entry], office: Office,
        facts: Facts = Facts(), assumptions: Assumptions = Assumptions(),
        unconfirmed: Set<ActID> = [], otherCasesHere: [WorklistRow] = [],
        related: [WorklistRow] = [], seenVersion: Int? = nil, readOnly: Bool = false
    ) {
        self.file = file
        self.procedure = procedure
        self.entries = entries
        self.office = office
        self.facts = facts
        self.assumptions = assumptions
        self.unconfirmed = unconfirmed
        self.otherCasesHere = otherCasesHere
        self.related = related
        self.seenVersion = seenVersion
        self.readOnly = readOnly
    }

    /// What a decision on this case by `actor` may look at.
    package func circumstances(actor: Person, today: CivilDay) -> Circumstances {
        Circumstances(
            procedure: procedure, office: office, actor: actor, facts: facts, today: today,
            assumptions: assumptions)
    }
}

/// What the preview below the list shows: the case without its history.
package struct CasePreview: Sendable {
    package var file: CaseFile
    package var procedure: Procedure
    package var facts: Facts
    package var assumptions: Assumptions
    /// The latest entry, whoever made it.
    package var lastEntry: Entry?
    package var seenVersion: Int?

    package init(
        file: CaseFile, procedure: Procedure, facts: Facts = Facts(),
        assumptions: Assumptions = Assumptions(), lastEntry: Entry? = nil,
        seenVersion: Int? = nil
    ) {
        self.file = file
        self.procedure = procedure
        self.facts = facts
        self.assumptions = assumptions
        self.lastEntry = lastEntry
        self.seenVersion = seenVersion
    }
}

/// A case that may be the same as one being taken in, with the reasons to think so.
package struct PossibleDuplicate: Hashable, Sendable {
    package var row: WorklistRow
    package var reasons: [String]

    package init(row: WorklistRow, reasons: [String]) {
        self.row = row
        self.reasons = reasons
    }
}
