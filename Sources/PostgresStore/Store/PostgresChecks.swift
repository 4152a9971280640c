import CentralService
import SyncProtocol

/// What can be checked of the tables beside `Centre.audit`, which computes every leaf anew.
extension PostgresCentralStore {
    package func integrityProblems() throws -> [String] {
        try asCentreFailure {
            try snapshot { line in
                let head = try PostgresHead.read(line)
                return try Self.gaps(head, line) + Self.counters(line) + Self.images(line)
                    + Self.tree(head, line)
            }
        }
    }

    /// Rows are numbered from 1 without a gap, as far as the head says.
    private static func gaps(_ head: PostgresHead, _ line: PostgresLine) throws -> [String] {
        let numbered = [
            ("log", "seq", head.sequence), ("readLog", "ordinal", head.reads),
            ("authLog", "ordinal", head.auths), ("leaf", "position + 1", head.leaves),
        ]
        return try numbered.compactMap { table, key, last in
            let row = try line.row(
                "SELECT count(*), coalesce(max(\(key)), 0), coalesce(min(\(key)), 1) FROM \(table)")
            let found = row.map { ($0.int(0), $0.int(1), $0.int(2)) } ?? (0, 0, 1)
            return found == (last, last, 1) ? nil : "\(table): \(found.0) rows, last \(last)"
        }
    }

    /// Each person's acts at a desk are counted without a gap.
    private static func counters(_ line: PostgresLine) throws -> [String] {
        let found =
            try line.row(
                """
                SELECT count(*) FROM (SELECT FROM log GROUP BY device, actor
                HAVING count(*) <> max(n) OR min(n) <> 1) AS broken
                """)?.int(0) ?? 0
        return found == 0 ? [] : ["log: gaps in \(found) counters"]
    }

    /// An image is of the last accepted act on its case.
    private static func images(_ line: PostgresLine) throws -> [String] {
        let found =
            try line.row(
                """
                SELECT count(*) FROM (SELECT caseID, max(seq) AS seq, max(cv) AS cv FROM log
                WHERE obstacle IS NULL GROUP BY caseID) AS act
                FULL JOIN image USING (caseID)
                WHERE (act.seq, act.cv) IS DISTINCT FROM (image.seq, image.cv)
                """)?.int(0) ?? 0
        return found == 0 ? [] : ["image: \(found) not of the last act"]
    }

    /// The stored tree follows from its leaves.
    private static func tree(_ head: PostgresHead, _ line: PostgresLine) throws -> [String] {
        var edge = TreeEdge.empty
        var expected: [Int: [Digest]] = [:]
        for table in try levels(line) where table > 0 { expected[table] = [] }
        let wrong = try nodes(of: 0, line) { leaf in
            for node in edge.grow(leaf).dropFirst() {
                expected[node.level, default: []].append(node.hash)
            }
            return true
        }
        if wrong != nil || edge.size != head.leaves { return ["node: leaves missing"] }
        for (level, hashes) in expected.sorted(by: { $0.key < $1.key }) {
            var place = 0
            let wrong = try nodes(of: level, line) { hash in
                defer { place += 1 }
                return place < hashes.count && hashes[place] == hash
            }
            if wrong != nil || place != hashes.count { return ["node: level \(level)"] }
        }
        return []
    }

    private static func levels(_ line: PostgresLine) throws -> [Int] {
        try line.rows("SELECT DISTINCT level FROM node").map { $0.int(0) }
    }

    /// Nodes of a level in their order.
    ///
    /// - Returns: the place of the first that `take` refuses, or that is missing.
    private static func nodes(
        of level: Int, _ line: PostgresLine, _ take: (Digest) -> Bool
    ) throws -> Int? {
        var place = 0
        while true {
            let rows = try line.rows(
                """
                SELECT position, hash FROM node WHERE level = $1 AND position >= $2
                ORDER BY position LIMIT 5000
                """, level, place)
            if rows.isEmpty { return nil }
            for row in rows {
                guard row.int(0) == place, let hash = Digest(row.bytes(1)), take(hash) else {
                    return place
                }
                place += 1
            }
        }
    }
}
