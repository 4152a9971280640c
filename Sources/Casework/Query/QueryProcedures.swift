extension Query {
    /// The procedure all cases of the list are of, so that its own columns may be shown; nil
    /// where there may be others among them.
    package func soleProcedure(among procedures: [Procedure]) -> Procedure? {
        let possible = procedures.filter { mayHold($0) }
        return possible.count == 1 ? possible[0] : nil
    }

    private func mayHold(_ procedure: Procedure) -> Bool {
        switch self {
        case .everything, .text: true
        case .all(let parts): parts.allSatisfy { $0.mayHold(procedure) }
        case .any(let parts): parts.contains { $0.mayHold(procedure) }
        case .not(.compare(.procedure, let comparison, .words(let words))):
            !words.match(procedure.names, .procedure, comparison)
        case .not: true
        case .compare(.procedure, let comparison, .words(let words)):
            words.match(procedure.names, .procedure, comparison)
        case .compare(.kind, let comparison, .words(let words)):
            procedure.kinds.contains {
                words.match([$0.id.raw, $0.title], .kind, comparison)
            }
        case .compare(.phase, let comparison, .words(let words)):
            procedure.phases.contains {
                words.match([$0.id.raw, $0.title], .phase, comparison)
            }
        case .compare: true
        }
    }
}

extension Procedure {
    fileprivate var names: [String] { [id.raw, title] }
}
