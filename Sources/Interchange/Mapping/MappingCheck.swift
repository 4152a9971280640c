import Casework

extension Mapping {
    /// What in this mapping does not fit the procedure its rows become cases of.
    package func findings(against procedure: Procedure) -> [MappingFinding] {
        let findings = MappingFindings()
        if self.procedure != procedure.id {
            findings.report(Sentences.otherProcedure(self.procedure.raw), at: position)
        }
        check(
            kind, ids: procedure.kinds.map(\.id.raw), word: Sentences.kindUnknown, into: findings)
        check(
            status.result, ids: procedure.results.map(\.id.raw), word: Sentences.resultUnknown,
            into: findings)
        for rule in fields { check(rule, procedure, findings) }
        for party in parties {
            let roles = procedure.partyRoles.map(\.id)
            guard !roles.contains(party.role) else { continue }
            findings.report(
                Sentences.roleUnknown(party.role), at: party.position,
                suggestion: nearest(to: party.role, in: roles))
        }
        checkConfidential(findings)
        return findings.all
    }

    private func check(_ rule: FieldRule, _ procedure: Procedure, _ findings: MappingFindings) {
        guard let field = procedure.field(rule.field) else {
            findings.report(
                Sentences.fieldUnknown(rule.field.raw), at: rule.value.position,
                suggestion: nearest(to: rule.field.raw, in: procedure.fields.map(\.id.raw)))
            return
        }
        guard case .choice(let options) = field.kind else { return }
        check(rule.value, ids: options.map(\.id), word: Sentences.optionUnknown, into: findings)
    }

    /// The ids a rule can give must exist; those of an unmapped column are checked row by row.
    private func check(
        _ rule: ValueRule, ids: [String], word: (String) -> String,
        into findings: MappingFindings
    ) {
        let given = [rule.constant, rule.otherwise].compactMap { $0 } + rule.map.values.sorted()
        for id in given where !ids.contains(id) {
            findings.report(word(id), at: rule.position, suggestion: nearest(to: id, in: ids))
        }
    }

    /// Confidential columns may fill fields and parties, which have their own rights, and
    /// nothing that lists show.
    private func checkConfidential(_ findings: MappingFindings) {
        let shown = [subject.text, subject.category, place.address] + Array(place.parts.values)
        for rule in shown {
            for column in rule.columns where confidential.contains(column) {
                findings.report(Sentences.confidentialShown(column), at: rule.position)
            }
        }
    }
}
