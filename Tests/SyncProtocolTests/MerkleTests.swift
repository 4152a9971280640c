import SyncProtocol
import Testing

/// The tree of RFC 6962, with the inputs and roots that implementations of it are tested with.
@Suite struct MerkleTests {
    static let leaves = [
        "", "00", "10", "2021", "3031", "40414243", "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    ].compactMap(hexBytes)

    static let roots = [
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ].compactMap(hexBytes).compactMap(Digest.init)

    private let tree = Leaves(hashes: leaves.map(Merkle.leaf))

    @Test func rootsAreThoseOfTheStandard() throws {
        #expect(Self.leaves.count == 8 && Self.roots.count == 9)
        for (size, root) in Self.roots.enumerated() {
            #expect(try tree.root(size: size) == root)
        }
    }

    /// The paths that RFC 9162 § 2.1.5 names for a tree of seven leaves.
    @Test func inclusionPathsAreThoseOfTheStandard() throws {
        let hash = { (level: Int, index: Int) in try tree.node(level: level, index: index) }
        let six = Merkle.node(try hash(1, 2), try hash(0, 6))
        #expect(
            try tree.inclusion(of: 0, size: 7).path == [try hash(0, 1), try hash(1, 1), six])
        #expect(
            try tree.inclusion(of: 3, size: 7).path
                == [try hash(0, 2), try hash(1, 0), six])
        #expect(
            try tree.inclusion(of: 4, size: 7).path
                == [try hash(0, 5), try hash(0, 6), try hash(2, 0)])
        #expect(try tree.inclusion(of: 6, size: 7).path == [try hash(1, 2), try hash(2, 0)])
    }

    @Test func everyLeafIsProvenInEveryTreeAndNowhereElse() throws {
        for size in 1...8 {
            for index in 0..<size {
                let proof = try tree.inclusion(of: index, size: size)
                for other in 0..<8 {
                    #expect(
                        proof.holds(leaf: tree.hashes[other], root: Self.roots[size])
                            == (other == index))
                }
                #expect(!proof.holds(leaf: tree.hashes[index], root: Self.roots[size - 1]))
                for cut in proof.path.indices {
                    var broken = proof
                    broken.path.remove(at: cut)
                    #expect(!broken.holds(leaf: tree.hashes[index], root: Self.roots[size]))
                }
            }
        }
    }

    @Test func everyTreeBeginsWithEveryEarlierOneAndWithNoOther() throws {
        for size in 1...8 {
            for older in 0...size {
                let proof = try tree.consistency(from: older, to: size)
                func holds(_ root: Digest, _ proof: [Digest]) -> Bool {
                    Merkle.isConsistent(
                        older: older, olderRoot: root, size: size, root: Self.roots[size],
                        proof: proof)
                }
                #expect(holds(Self.roots[older], proof))
                for (other, root) in Self.roots.enumerated() where other != older {
                    #expect(!holds(root, proof))
                }
                #expect(!holds(Self.roots[older], proof + [Self.roots[0]]))
                if !proof.isEmpty { #expect(!holds(Self.roots[older], Array(proof.dropLast()))) }
            }
        }
    }

    /// Larger trees, checked against the plain definition.
    @Test func proofsHoldInLargerTrees() throws {
        let hashes = (0..<133).map { Merkle.leaf([UInt8($0)]) }
        let tree = Leaves(hashes: hashes)
        for size in [1, 2, 3, 31, 32, 33, 64, 65, 127, 128, 129, 133] {
            let root = try tree.root(size: size)
            #expect(root == plain(hashes[..<size]))
            for index in stride(from: 0, to: size, by: 5) {
                #expect(
                    try tree.inclusion(of: index, size: size)
                        .holds(leaf: hashes[index], root: root))
            }
            for older in stride(from: 0, through: size, by: 7) {
                #expect(
                    Merkle.isConsistent(
                        older: older, olderRoot: try tree.root(size: older), size: size,
                        root: root, proof: try tree.consistency(from: older, to: size)))
            }
        }
    }

    private func plain(_ leaves: ArraySlice<Digest>) -> Digest {
        guard leaves.count > 1 else { return leaves.first ?? Merkle.empty }
        var split = 1
        while split * 2 < leaves.count { split *= 2 }
        let middle = leaves.startIndex + split
        return Merkle.node(plain(leaves[..<middle]), plain(leaves[middle...]))
    }
}

private struct Leaves: MerkleNodes {
    let hashes: [Digest]

    func node(level: Int, index: Int) throws -> Digest {
        if level == 0 { return hashes[index] }
        return Merkle.node(
            try node(level: level - 1, index: 2 * index),
            try node(level: level - 1, index: 2 * index + 1))
    }
}
