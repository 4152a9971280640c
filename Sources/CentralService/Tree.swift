import Casework
import SyncProtocol
import Synchronization

/// The right edge of a tree: the roots of its whole subtrees, largest first. All that growing
/// needs.
package struct TreeEdge: Hashable, Sendable {
    package struct Node: Hashable, Sendable {
        package var level: Int
        package var index: Int
        package var hash: Digest
    }

    package private(set) var size: Int
    /// One for each bit of the size.
    private var peaks: [Digest]

    package static let empty = TreeEdge(size: 0, peaks: [])

    /// - Parameter peaks: roots of the whole subtrees, largest first.
    package init(size: Int, peaks: [Digest]) {
        self.size = size
        self.peaks = peaks
    }

    /// Adds a leaf.
    ///
    /// - Returns: the leaf and every whole subtree that it completes.
    package mutating func grow(_ leaf: Digest) -> [Node] {
        var node = Node(level: 0, index: size, hash: leaf)
        var made = [node]
        while node.index & 1 == 1, let left = peaks.popLast() {
            node = Node(
                level: node.level + 1, index: node.index >> 1,
                hash: Merkle.node(left, node.hash))
            made.append(node)
        }
        peaks.append(node.hash)
        size += 1
        return made
    }
}

extension CentralTransaction {
    package func grow(_ source: LeafSource, _ leaf: AuditLeaf) throws {
        let position = try treeSize()
        try putLeaf(source, at: position)
        var (level, index, hash) = (0, position, leaf.hash)
        try putNode(level: level, index: index, hash)
        while index & 1 == 1 {
            guard let left = try node(level: level, index: index - 1) else {
                throw CentreFailure(.corrupt, context: "node \(level)/\(index - 1)")
            }
            hash = Merkle.node(left, hash)
            (level, index) = (level + 1, index >> 1)
            try putNode(level: level, index: index, hash)
        }
    }
}

/// The tree as it is stored.
struct StoredTree: MerkleNodes {
    let reading: any CentralReading

    func node(level: Int, index: Int) throws -> Digest {
        guard let hash = try reading.node(level: level, index: index) else {
            throw CentreFailure(.corrupt, context: "node \(level)/\(index)")
        }
        return hash
    }
}

extension Centre {
    /// The newest head of the tree, signed; nil where the centre has no key for it.
    package func treeHead(from caller: Caller) throws -> SignedTreeHead? {
        guard let logSigner else { return nil }
        let known = lastHead.withLock { $0 }
        let isNewest = try store.read { reading in
            _ = try sight(of: caller, reading)
            return try known?.size == reading.treeSize() && known?.epoch == reading.epoch()
        }
        // Two thousand desks that come back at once need no commit each.
        if let known, isNewest { return known }
        let head = try store.write { transaction in
            let head = try signedHead(logSigner, transaction)
            try transaction.putTreeHead(head)
            return head
        }
        lastHead.withLock { $0 = head }
        return head
    }

    func signedHead(
        _ signer: any ActSigner, _ reading: any CentralReading
    ) throws -> SignedTreeHead {
        let size = try reading.treeSize()
        return try SignedTreeHead(
            epoch: try reading.epoch(), size: size,
            root: try StoredTree(reading: reading).root(size: size), at: clock(),
            signer: signer)
    }

    package func consistency(
        from older: Int, to newer: Int, from caller: Caller
    ) throws -> [Digest] {
        try store.read { reading in
            _ = try sight(of: caller, reading)
            guard older >= 0, older <= newer, newer <= (try reading.treeSize()) else {
                throw CentreFailure(.rangeInvalid)
            }
            return try StoredTree(reading: reading).consistency(from: older, to: newer)
        }
    }
}
