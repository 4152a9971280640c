import Casework
import SyncProtocol

/// What is wrong with a log, and where it begins.
package struct AuditFinding: Hashable, Sendable {
    package enum Problem: String, Sendable {
        /// The row is not what its leaf says.
        case changed
        /// There is a leaf, and no row.
        case missing
        /// There is a row, and no leaf.
        case added
        /// The tree does not follow from its leaves.
        case tree
        /// A head that was signed does not fit the tree; something up to here was rewritten.
        case head
    }
    package var problem: Problem
    /// The leaf, from 0.
    package var position: Int
    package var source: LeafSource?

    package init(_ problem: Problem, position: Int, source: LeafSource?) {
        self.problem = problem
        self.position = position
        self.source = source
    }
}

extension Centre {
    /// Computes the whole tree anew from what is stored, and compares it with what is stored of
    /// it and with heads somebody keeps.
    ///
    /// - Parameter witnessed: heads from elsewhere, say from workstations.
    /// - Returns: the first thing that is wrong; nil where all is as it was signed.
    package func audit(witnessed: [SignedTreeHead] = []) throws -> AuditFinding? {
        try store.read { reading in
            var check = AuditCheck(
                reading: reading, heads: try reading.treeHeads() + witnessed)
            return try check.run()
        }
    }
}

/// One walk along the leaves.
private struct AuditCheck {
    let reading: any CentralReading
    /// Roots by size that must come out.
    private let roots: [Int: [Digest]]
    /// Roots of the whole subtrees so far, largest first.
    private var peaks: [(level: Int, hash: Digest)] = []
    private var next: [LeafSource.Kind: Int] = [:]
    private var position = 0

    init(reading: any CentralReading, heads: [SignedTreeHead]) {
        self.reading = reading
        roots = Dictionary(heads.map { ($0.size, [$0.root]) }, uniquingKeysWith: +)
    }

    mutating func run() throws -> AuditFinding? {
        while true {
            let sources = try reading.leaves(from: position, limit: 1_000)
            for source in sources {
                if let finding = try take(source) { return finding }
            }
            if sources.isEmpty { break }
        }
        return try uncovered()
    }

    private mutating func take(_ source: LeafSource) throws -> AuditFinding? {
        func found(_ problem: AuditFinding.Problem) -> AuditFinding {
            AuditFinding(problem, position: position, source: source)
        }
        let expected = next[source.kind] ?? 1
        guard source.ordinal == expected else {
            return AuditFinding(
                .missing, position: position, source: LeafSource(source.kind, expected))
        }
        next[source.kind] = expected + 1
        guard let leaf = try reading.leafDocument(of: source) else {
            return found(try reading.has(source) ? .changed : .missing)
        }
        let stored = try reading.node(level: 0, index: position)
        guard stored == leaf.hash else { return found(.changed) }
        guard try grow(leaf.hash) else { return found(.tree) }
        position += 1
        if let wanted = roots[position], wanted.contains(where: { $0 != root }) {
            return found(.head)
        }
        return nil
    }

    /// Completes subtrees; false where the stored tree says otherwise.
    private mutating func grow(_ leaf: Digest) throws -> Bool {
        var (level, hash) = (0, leaf)
        while let left = peaks.last, left.level == level {
            peaks.removeLast()
            hash = Merkle.node(left.hash, hash)
            level += 1
            guard try reading.node(level: level, index: position >> level) == hash else {
                return false
            }
        }
        peaks.append((level, hash))
        return true
    }

    private var root: Digest {
        guard var hash = peaks.last?.hash else { return Merkle.empty }
        for peak in peaks.dropLast().reversed() { hash = Merkle.node(peak.hash, hash) }
        return hash
    }

    /// Rows behind the last leaf of their kind, and heads of a longer tree.
    private func uncovered() throws -> AuditFinding? {
        for kind in LeafSource.Kind.allCases {
            let covered = (next[kind] ?? 1) - 1
            guard try reading.count(of: kind) > covered else { continue }
            return AuditFinding(
                .added, position: position, source: LeafSource(kind, covered + 1))
        }
        guard roots.keys.contains(where: { $0 > position }) else { return nil }
        return AuditFinding(.missing, position: position, source: nil)
    }
}
