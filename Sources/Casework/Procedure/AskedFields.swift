extension Procedure {
    /// The fields that a case is asked for: those of its kind whose condition holds, and any that
    /// says something already.
    package func fields(of file: CaseFile) -> [Field] {
        fields(of: file.kind).filter { field in
            guard let condition = field.when, file.field(field.id) == nil else { return true }
            return holds(condition, on: file)
        }.map { $0.id == Procedure.programmeField ? offered($0, in: file) : $0 }
    }

    /// The programmes that can be applied for in this kind of case, and the one that was chosen.
    private func offered(_ field: Field, in file: CaseFile) -> Field {
        guard case .choice(let options) = field.kind else { return field }
        let chosen = file.field(field.id)
        var narrowed = field
        narrowed.kind = .choice(
            options.filter { option in
                guard chosen != .text(option.id),
                    let programme = programme(ProgrammeID(option.id))
                else { return true }
                return programme.kinds.isEmpty || programme.kinds.contains(file.kind)
            })
        return narrowed
    }

    /// A condition on what the case says itself; others do not decide what is asked.
    private func holds(_ condition: Condition, on file: CaseFile) -> Bool {
        switch condition {
        case .programmeIs(let ids): programme(of: file).map { ids.contains($0.id) } ?? false
        case .fieldIs(let id, let values): file.field(id).map(values.contains) ?? false
        case .fieldSet(let id): file.field(id) != nil
        case .not(let inner): !holds(inner, on: file)
        case .any(let inner): inner.contains { holds($0, on: file) }
        default: true
        }
    }
}
