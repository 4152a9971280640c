/// Whose turn it is, and until when: a period that runs out gives the turn back to the office by
/// itself, without any act. So it is always asked for a day.
package struct Waiting: Hashable, Sendable {
    package var whom: WaitingFor
    /// The last day of those who are waited for; nil where nothing limits the wait.
    package var until: CivilDay?

    package init(_ whom: WaitingFor, until: CivilDay? = nil) {
        self.whom = whom
        self.until = until
    }

    package func on(_ day: CivilDay) -> WaitingFor {
        guard let until, until < day else { return whom }
        return .us
    }
}

extension CaseFile {
    /// Whose turn it is as the acts left it.
    package func waiting(under procedure: Procedure) -> Waiting {
        let whom = named(under: procedure)
        guard ![.us, .approval, .nobody].contains(whom) else { return Waiting(whom) }
        return Waiting(whom, until: lastDay(of: whom))
    }

    /// Whose turn it is on a day.
    package func waitingFor(under procedure: Procedure, on day: CivilDay) -> WaitingFor {
        waiting(under: procedure).on(day)
    }

    private func named(under procedure: Procedure) -> WaitingFor {
        guard isOpen else { return .nobody }
        if pending != nil { return .approval }
        if let open = inquiries.first(where: { $0.answered == nil }) {
            switch open.draft.kind {
            case .expert: return .expert
            case .unit: return .unit
            case .outside: return .outside
            case .party: return .party
            }
        }
        return procedure.phase(phase)?.waiting ?? .us
    }

    /// The first running period that binds them and is over for each of its recipients: until
    /// the last of these had their time there is nothing for the office to do.
    private func lastDay(of whom: WaitingFor) -> CivilDay? {
        let binding = deadlines.filter { $0.record.isRunning && $0.record.binds == whom }
        let periods = Dictionary(grouping: binding) { key, record in
            record.definition.raw.isEmpty ? key : record.definition.raw
        }
        return periods.values.compactMap { $0.map(\.record.end).max() }.min()
    }
}
