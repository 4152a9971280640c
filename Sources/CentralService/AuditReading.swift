import Casework
import SyncProtocol

/// Which leaf of the tree is meant.
package enum LeafPlace: Hashable, Sendable {
    case index(Int)
    /// By the place of an act in the log.
    case act(Int)
}

/// The tree leaf by leaf, for whoever audits it from outside.
extension Centre {
    /// Leaves in one answer.
    package static let auditPage = 1_000

    /// That a leaf is in the tree of `size` leaves; nil: as it is now.
    package func inclusion(
        of place: LeafPlace, size: Int?, from caller: Caller
    ) throws -> InclusionProof {
        try store.read { reading in
            _ = try sight(of: caller, reading)
            let whole = try reading.treeSize()
            let size = size ?? whole
            guard size <= whole else { throw CentreFailure(.rangeInvalid) }
            let found: Int? =
                switch place {
                case .index(let index): index
                case .act(let sequence): try reading.leaf(of: LeafSource(.act, sequence))
                }
            guard let index = found, index < size else { throw CentreFailure(.notFound) }
            return try StoredTree(reading: reading).inclusion(of: index, size: size)
        }
    }

    /// Leaves in their order, and how many there are. An auditor reads the documents of what
    /// happened at the door and in the own units; of the rest there is the hash, so that the
    /// whole tree can be computed anew.
    ///
    /// - Throws: `forbidden` for whoever is no auditor.
    package func auditEntries(
        from first: Int, limit: Int, from caller: Caller
    ) throws -> (entries: [AuditEntry], size: Int) {
        try store.read { reading in
            _ = try sight(of: caller, reading)
            let units = try auditedUnits(of: caller, reading)
            let sources = try reading.leaves(from: first, limit: min(limit, Centre.auditPage))
            let entries = try sources.enumerated().map { offset, source in
                let index = first + offset
                guard let hash = try reading.node(level: 0, index: index) else {
                    throw CentreFailure(.corrupt, context: "leaf \(index)")
                }
                let isShown = try units.map { try isIn($0, source, reading) } ?? true
                return AuditEntry(
                    index: index, hash: hash,
                    document: isShown ? try reading.leafDocument(of: source)?.document : nil)
            }
            return (entries, try reading.treeSize())
        }
    }

    /// nil for all.
    private func auditedUnits(
        of caller: Caller, _ reading: any CentralReading
    ) throws -> Set<UnitID>? {
        guard let person = caller.person else { return nil }
        let memberships = try reference(reading).office.persons[person]?.memberships ?? []
        let units = memberships.filter { $0.role == .auditor }.map(\.unit)
        guard !units.isEmpty else { throw CentreFailure(.forbidden, context: "no auditor") }
        return Set(units)
    }

    private func isIn(
        _ units: Set<UnitID>, _ source: LeafSource, _ reading: any CentralReading
    ) throws -> Bool {
        let found: CaseID?
        switch source.kind {
        case .auth: return true
        case .act: found = try reading.logged(at: source.ordinal)?.entry.caseID
        case .read:
            guard case .read(let read)? = try reading.leafDocument(of: source) else {
                return false
            }
            found = read.caseID
        }
        guard let id = found, let unit = try reading.placement(of: id)?.unit else { return false }
        return units.contains(unit)
    }
}
