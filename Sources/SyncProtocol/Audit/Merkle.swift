import Crypto

/// A SHA-256 as bytes.
package struct Digest: Hashable, Sendable, CustomStringConvertible {
    package let bytes: [UInt8]

    /// nil for anything but 32 bytes.
    package init?(_ bytes: [UInt8]) {
        guard bytes.count == SHA256.byteCount else { return nil }
        self.bytes = bytes
    }

    fileprivate init(_ parts: ArraySlice<UInt8>...) {
        var hash = SHA256()
        for part in parts { hash.update(data: part) }
        bytes = Array(hash.finalize())
    }

    package var description: String { hexText(bytes) }

    package static func sha256(_ bytes: [UInt8]) -> Digest { Digest(bytes[...]) }
}

/// Hashes of a tree over a log (RFC 6962 § 2.1): leaves and nodes can never be taken for one
/// another.
package enum Merkle {
    package static func leaf(_ document: [UInt8]) -> Digest { Digest([0], document[...]) }

    package static func node(_ left: Digest, _ right: Digest) -> Digest {
        Digest([1], left.bytes[...], right.bytes[...])
    }

    /// Of a tree without leaves.
    package static let empty = Digest.sha256([])

    /// The largest power of two below `count`, which is at least 2.
    static func split(_ count: Int) -> Int {
        1 << (Int.bitWidth - 1 - (count - 1).leadingZeroBitCount)
    }
}

/// That an entry is in the tree of a head.
package struct InclusionProof: Hashable, Sendable {
    /// The leaf's place, from 0.
    package var index: Int
    /// Leaves of the tree.
    package var size: Int
    package var path: [Digest]

    package init(index: Int, size: Int, path: [Digest]) {
        self.index = index
        self.size = size
        self.path = path
    }

    /// Whether `leaf` is in the tree with this root (RFC 9162 § 2.1.3.2).
    package func holds(leaf: Digest, root: Digest) -> Bool {
        guard index >= 0, index < size else { return false }
        var (first, last, hash) = (index, size - 1, leaf)
        for step in path {
            guard last > 0 else { return false }
            if first & 1 == 1 || first == last {
                hash = Merkle.node(step, hash)
                while first & 1 == 0, first != 0 { (first, last) = (first >> 1, last >> 1) }
            } else {
                hash = Merkle.node(hash, step)
            }
            (first, last) = (first >> 1, last >> 1)
        }
        return last == 0 && hash == root
    }
}

extension Merkle {
    /// Whether the tree of `size` leaves with root `root` begins with the tree of `older` leaves
    /// with root `olderRoot` (RFC 9162 § 2.1.4.2).
    package static func isConsistent(
        older: Int, olderRoot: Digest, size: Int, root: Digest, proof: [Digest]
    ) -> Bool {
        guard older >= 0, older <= size else { return false }
        if older == size { return proof.isEmpty && olderRoot == root }
        if older == 0 { return proof.isEmpty && olderRoot == empty }
        var path = proof[...]
        var start = olderRoot
        if older & (older - 1) != 0 {
            guard let given = path.popFirst() else { return false }
            start = given
        }
        var (first, last) = (older - 1, size - 1)
        while first & 1 == 1 { (first, last) = (first >> 1, last >> 1) }
        var (old, new) = (start, start)
        for step in path {
            guard last > 0 else { return false }
            if first & 1 == 1 || first == last {
                (old, new) = (node(step, old), node(step, new))
                while first & 1 == 0, first != 0 { (first, last) = (first >> 1, last >> 1) }
            } else {
                new = node(new, step)
            }
            (first, last) = (first >> 1, last >> 1)
        }
        return last == 0 && old == olderRoot && new == root
    }
}

/// Gives the root of every whole subtree of a tree: 2^level leaves from index · 2^level.
package protocol MerkleNodes {
    func node(level: Int, index: Int) throws -> Digest
}

extension MerkleNodes {
    package func root(size: Int) throws -> Digest {
        size == 0 ? Merkle.empty : try range(from: 0, count: size)
    }

    package func inclusion(of index: Int, size: Int) throws -> InclusionProof {
        InclusionProof(
            index: index, size: size, path: try path(to: index, from: 0, count: size))
    }

    package func consistency(from older: Int, to size: Int) throws -> [Digest] {
        guard older > 0, older < size else { return [] }
        return try proof(older, from: 0, count: size, whole: true)
    }

    private func range(from start: Int, count: Int) throws -> Digest {
        if count & (count - 1) == 0, start.isMultiple(of: count) {
            let level = count.trailingZeroBitCount
            return try node(level: level, index: start >> level)
        }
        let split = Merkle.split(count)
        return Merkle.node(
            try range(from: start, count: split),
            try range(from: start + split, count: count - split))
    }

    private func path(to index: Int, from start: Int, count: Int) throws -> [Digest] {
        guard count > 1 else { return [] }
        let split = Merkle.split(count)
        if index < split {
            return try path(to: index, from: start, count: split)
                + [range(from: start + split, count: count - split)]
        }
        return try path(to: index - split, from: start + split, count: count - split)
            + [range(from: start, count: split)]
    }

    private func proof(
        _ older: Int, from start: Int, count: Int, whole: Bool
    ) throws -> [Digest] {
        if older == count { return whole ? [] : [try range(from: start, count: count)] }
        let split = Merkle.split(count)
        if older <= split {
            return try proof(older, from: start, count: split, whole: whole)
                + [range(from: start + split, count: count - split)]
        }
        return try proof(older - split, from: start + split, count: count - split, whole: false)
            + [range(from: start, count: split)]
    }
}
