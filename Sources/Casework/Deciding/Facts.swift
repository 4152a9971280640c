/// A question about other cases that a decision asks; the store answers in the same transaction.
package enum FactQuery: Hashable, Sendable {
    /// Sum of de-minimis aid to an undertaking between two days, this case left out.
    case aid(undertaking: String, from: CivilDay, to: CivilDay, excluding: CaseID)
    /// What an earlier act of this case changed.
    case changes(ActID)
}

/// The answers.
package struct Facts: Hashable, Sendable {
    package var sums: [FactQuery: Money]
    package var entries: [ActID: Entry]

    package init(sums: [FactQuery: Money] = [:], entries: [ActID: Entry] = [:]) {
        self.sums = sums
        self.entries = entries
    }
}

/// A line that a case adds to the facts about others.
package struct FactRow: Hashable, Sendable {
    package static let aid = "aid"
    package var kind: String
    package var key: String
    package var day: CivilDay
    package var amount: Money

    package init(kind: String, key: String, day: CivilDay, amount: Money) {
        self.kind = kind
        self.key = key
        self.day = day
        self.amount = amount
    }
}

/// Undertakings are compared without case and blanks: "FN 123456 a" is "fn123456A".
package func undertakingKey(_ text: String) -> String {
    String(text.lowercased().filter { !$0.isWhitespace })
}

extension Procedure {
    /// The conditions of all steps, nested ones included.
    var allConditions: [Condition] {
        func flat(_ condition: Condition) -> [Condition] {
            switch condition {
            case .not(let inner): [condition] + flat(inner)
            case .any(let inner): [condition] + inner.flatMap(flat)
            default: [condition]
            }
        }
        return steps.flatMap(\.needs).flatMap(flat)
    }

    /// What deciding on `file` may ask; `body` adds what this act asks.
    package func factQueries(
        for body: ActBody?, on file: CaseFile?, today: CivilDay
    ) -> Set<FactQuery> {
        var queries = Set<FactQuery>()
        if case .undo(let target)? = body { queries.insert(.changes(target)) }
        guard let file else { return queries }
        for case .deMinimisWithin(_, let years, let undertaking, _, _) in allConditions {
            guard case .text(let name)? = file.field(undertaking) else { continue }
            queries.insert(
                .aid(
                    undertaking: undertakingKey(name), from: today.adding(months: -12 * years),
                    to: today, excluding: file.id))
        }
        return queries
    }

    /// What `file` contributes to the facts of other cases.
    package func factRows(of file: CaseFile) -> [FactRow] {
        let fields = allConditions.compactMap { condition -> FieldID? in
            if case .deMinimisWithin(_, _, let undertaking, _, _) = condition {
                undertaking
            } else {
                nil
            }
        }
        guard let field = fields.first, case .text(let name)? = file.field(field),
            programme(of: file)?.deMinimis == true
        else { return [] }
        return file.postings.filter { $0.kind == .grant }.map {
            FactRow(
                kind: FactRow.aid, key: undertakingKey(name), day: $0.day, amount: $0.amount)
        }
    }

    /// The programme a case applies for: the value of the field named `programm`.
    package func programme(of file: CaseFile) -> Programme? {
        guard case .text(let id)? = file.field(Procedure.programmeField) else { return nil }
        return programme(ProgrammeID(id))
    }

    /// The one field name with a meaning to the program: which programme is applied for.
    package static let programmeField: FieldID = "programm"
}
