/// All that a decision may look at beside the case and the act. There is no clock in here.
package struct Circumstances: Sendable {
    package var procedure: Procedure
    package var office: Office
    package var actor: Person
    package var facts: Facts
    /// The civil day on which it is decided.
    package var today: CivilDay
    package var assumptions: Assumptions

    package init(
        procedure: Procedure, office: Office, actor: Person, facts: Facts = Facts(),
        today: CivilDay, assumptions: Assumptions = Assumptions()
    ) {
        self.procedure = procedure
        self.office = office
        self.actor = actor
        self.facts = facts
        self.today = today
        self.assumptions = assumptions
    }
}

/// Limits of what a case takes; bad input beyond them is refused whole.
package enum CaseLimits {
    package static let subjectLength = 300
    package static let noteLength = 20_000
    package static let fieldLength = 20_000
    package static let letterLength = 200_000
    package static let parties = 500
    package static let attachments = 2_000
}
