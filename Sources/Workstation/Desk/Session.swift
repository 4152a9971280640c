import Casework

/// Who sits here and what the desk knows before anything is asked.
package struct Session: Sendable {
    package var person: Person
    package var office: Office
    /// The newest edition of each procedure: titles, queues, intake.
    package var procedures: [Procedure]
    /// The same by id: rows are drawn by it.
    package private(set) var procedureByID: [ProcedureID: Procedure]
    /// The place where this person left off.
    package var place: DeskPlace?
    /// Texts typed and not sent off, also from a desk that was killed.
    package var drafts: [DraftKey: String]

    package init(
        person: Person, office: Office, procedures: [Procedure], place: DeskPlace? = nil,
        drafts: [DraftKey: String] = [:]
    ) {
        self.person = person
        self.office = office
        self.procedures = procedures
        self.place = place
        self.drafts = drafts
        procedureByID = Dictionary(
            procedures.map { ($0.id, $0) }, uniquingKeysWith: { $1 })
    }

    /// The unit a person is shown under: where they work, else where they may do anything.
    package var unit: Unit? {
        let membership =
            person.memberships.first { $0.role == .supervisor }
            ?? person.memberships.first { $0.role == .clerk } ?? person.memberships.first
        return membership.flatMap { office.units[$0.unit] }
    }

    /// The role a person is shown under; in one unit where it is given.
    package func role(in unit: UnitID? = nil) -> Role? {
        let held = person.memberships.filter { unit == nil || $0.unit == unit }.map(\.role)
        let order: [Role] = [.supervisor, .clerk, .intake, .auditor, .administrator]
        return order.first { held.contains($0) }
    }

    /// The units a person belongs to, in the order of their memberships.
    package var units: [Unit] { units { _ in true } }

    /// The units a person leads.
    package var ledUnits: [Unit] { units { $0 == .supervisor } }

    private func units(where held: (Role) -> Bool) -> [Unit] {
        var seen: Set<UnitID> = []
        return person.memberships.filter { held($0.role) && seen.insert($0.unit).inserted }
            .compactMap { office.units[$0.unit] }
    }

    package var isSupervisor: Bool {
        person.active && person.memberships.contains { $0.role == .supervisor }
    }
}

/// Names a text being typed: where it belongs, and which one there.
package struct DraftKey: Hashable, Sendable {
    /// nil for what belongs to no case yet (intake, filter).
    package var caseID: CaseID?
    /// "notiz", "schritt/verbesserungsauftrag/text": made by the screen that owns the text.
    package var name: String

    package init(caseID: CaseID?, name: String) {
        self.caseID = caseID
        self.name = name
    }
}

/// A failure of the outside: disk full, file unreadable, line down. Shown in the notice line.
package struct DeskFailure: Error, Hashable, Sendable {
    /// Stable, for logs and support: "S012".
    package var code: String
    /// One German sentence for the person; no personal data.
    package var sentence: String
    /// What was typed is safe, but nothing more can be stored until this is mended.
    package var blocksWork: Bool

    package init(code: String, sentence: String, blocksWork: Bool = false) {
        self.code = code
        self.sentence = sentence
        self.blocksWork = blocksWork
    }
}
