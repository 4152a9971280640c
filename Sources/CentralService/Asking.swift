import Casework
import SyncProtocol

/// What is asked beside the feed.
extension Centre {
    package func session(from caller: Caller) throws -> CentreSession {
        try store.read { reading in
            CentreSession(
                epoch: try reading.epoch(), head: try reading.head(),
                durable: try reading.durable(), time: clock(), scopes: [],
                counters: try caller.device.map { try reading.counters(of: $0) } ?? [:],
                treeHead: nil, limits: limits)
        }
    }

    package func lastCounter(
        device: DeviceID, actor: PersonID, from caller: Caller
    ) throws -> Int {
        try store.read { try $0.lastCounter(device: device, actor: actor) }
    }

    package func report(_ reads: [ReadRecord], from caller: Caller) throws {
        try store.write { transaction in
            for read in reads { try transaction.record(read) }
        }
    }

    /// A case with all its entries.
    package func history(of id: CaseID, from caller: Caller) throws -> CaseHistory {
        try store.read { reading in
            guard let image = try reading.image(of: id) else { throw CentreFailure(.notFound) }
            let entries = try reading.logged(on: id).filter { $0.obstacle == nil }.map {
                ProvenEntry(
                    entry: $0.entry, bytes: $0.bytes,
                    key: try reading.enrolled($0.entry.act.device)?.key, proof: nil)
            }
            return CaseHistory(image: image, entries: entries, head: nil)
        }
    }

    /// Cases that have all words of `text` in number, subject, place or the name of a party.
    package func search(_ text: String, limit: Int, from caller: Caller) throws -> [CentreHit] {
        let words = foldedWords(text)
        guard !words.isEmpty else { return [] }
        return try store.read { reading in
            try reading.find(words, units: nil, limit: min(limit, limits.hitsPerSearch))
        }
    }

    /// The newest signed head of the audit tree.
    package func treeHead(from caller: Caller) throws -> SignedTreeHead? { nil }

    package func consistency(
        from older: Int, to newer: Int, from caller: Caller
    ) throws -> [Digest] {
        try store.read { reading in
            guard older >= 0, older <= newer, newer <= (try reading.head()) else {
                throw CentreFailure(.rangeInvalid)
            }
            let leaves = try reading.logged(after: 0, limit: newer).map(\.leaf.hash)
            return try LeafNodes(leaves: leaves).consistency(from: older, to: newer)
        }
    }
}

/// A tree computed from its leaves.
struct LeafNodes: MerkleNodes {
    let leaves: [Digest]

    func node(level: Int, index: Int) throws -> Digest {
        if level == 0 { return leaves[index] }
        return Merkle.node(
            try node(level: level - 1, index: 2 * index),
            try node(level: level - 1, index: 2 * index + 1))
    }
}
