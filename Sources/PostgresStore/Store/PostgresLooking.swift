import Casework
import CentralService
import SyncProtocol

/// Where cases are, who may see them, and the tree over everything.
extension PostgresTransaction {
    func placement(of id: CaseID) throws -> Placement? {
        try line.row(
            "SELECT unit, number, subject, words FROM placement WHERE caseID = $1", id
        ).map { row in
            Placement(
                unit: UnitID(row.text(0)), number: row.text(1), subject: row.text(2),
                words: row.text(3))
        }
    }

    func find(_ words: [String], units: [UnitID]?, limit: Int) throws -> [CentreHit] {
        var conditions: [String] = ["true"]
        var values: [any PostgresParameter] = []
        func mark(_ value: some PostgresParameter) -> String {
            values.append(value)
            return "$\(values.count)"
        }
        conditions += words.map { "strpos(\(Self.found), ' ' || \(Self.words(of: mark($0)))) > 0" }
        if let units {
            let marks = units.map { mark($0) }.joined(separator: ", ")
            conditions.append(units.isEmpty ? "false" : "unit IN (\(marks))")
        }
        return try line.rows(
            """
            SELECT caseID, number, subject, unit, image.cv
            FROM placement JOIN image USING (caseID)
            WHERE \(conditions.joined(separator: " AND "))
            ORDER BY image.seq DESC LIMIT \(mark(limit))
            """, values
        ).map { row in
            CentreHit(
                caseID: CaseID(row.text(0)), number: row.text(1), subject: row.text(2),
                unit: UnitID(row.text(3)), version: row.int(4))
        }
    }

    /// What a case is found by, each word behind a blank; a number also without the zeros before it.
    private static let found = "' ' || " + words(of: "words || ' ' || ltrim(number, '0')")

    private static func words(of text: String) -> String {
        "regexp_replace(\(text), '[^[:alnum:]]+', ' ', 'g')"
    }

    func formerKeys(of device: DeviceID) throws -> [[UInt8]] {
        try line.rows(
            "SELECT key FROM formerKey WHERE device = $1 ORDER BY ordinal DESC", device
        ).map { $0.bytes(0) }
    }

    func scopeRows(_ units: [UnitID], after: Int, limit: Int) throws -> [ScopeRow] {
        try units.flatMap { unit in
            try line.rows(
                """
                SELECT seq, caseID, cameFrom FROM scopeLog
                WHERE unit = $1 AND seq > $2 ORDER BY seq LIMIT $3
                """, unit, after, limit
            ).map { row in
                ScopeRow(
                    unit: unit, sequence: row.int(0), caseID: CaseID(row.text(1)),
                    cameFrom: row.optionalText(2).map { UnitID($0) })
            }
        }
    }

    func lastStep(in units: [UnitID], notAfter: Int) throws -> Int {
        try units.reduce(0) { last, unit in
            let found = try line.row(
                "SELECT coalesce(max(seq), 0) FROM scopeLog WHERE unit = $1 AND seq <= $2", unit,
                notAfter)
            return max(last, found?.int(0) ?? 0)
        }
    }

    func cases(with sha256: String) throws -> [CaseID] {
        try line.rows("SELECT caseID FROM blobUse WHERE sha256 = $1 ORDER BY caseID", sha256)
            .map { CaseID($0.text(0)) }
    }

    func enrolled(_ device: DeviceID) throws -> EnrolledDevice? {
        let rows = try line.rows(
            """
            SELECT name, key, revoked, person FROM device LEFT JOIN deviceMember ON device = id
            WHERE id = $1 ORDER BY person
            """, device)
        return rows.first.map { first in
            EnrolledDevice(
                id: device, name: first.text(0), key: first.bytes(1), revoked: !first.isNull(2),
                members: rows.compactMap { $0.optionalText(3).map { PersonID($0) } })
        }
    }

    // MARK: The tree

    func node(level: Int, index: Int) throws -> Digest? {
        try line.row("SELECT hash FROM node WHERE level = $1 AND position = $2", level, index)
            .flatMap { Digest($0.bytes(0)) }
    }

    func leaf(of source: LeafSource) throws -> Int? {
        try line.row(
            "SELECT position FROM leaf WHERE kind = $1 AND ordinal = $2", source.kind.rawValue,
            source.ordinal)?.int(0)
    }

    func leaves(from position: Int, limit: Int) throws -> [LeafSource] {
        try line.rows(
            "SELECT kind, ordinal FROM leaf WHERE position >= $1 ORDER BY position LIMIT $2",
            position, limit
        ).map { LeafSource(LeafSource.Kind(rawValue: $0.text(0)) ?? .act, $0.int(1)) }
    }

    func leafDocument(of source: LeafSource) throws -> AuditLeaf? {
        switch source.kind {
        case .act: try actLeaf(source.ordinal)
        case .read: try read(source.ordinal).map { .read($0) }
        case .auth:
            try line.row("SELECT document FROM authLog WHERE ordinal = $1", source.ordinal)
                .map { .auth(try AuthEvent(wire: try JSONValue(bytes: $0.bytes(0)), at: "event")) }
        }
    }

    /// Of the row as it is stored; what no longer can be read has no leaf.
    private func actLeaf(_ sequence: Int) throws -> AuditLeaf? {
        let found = try line.row(
            "SELECT \(LoggedAct.columns) FROM log WHERE seq = $1", sequence)
        guard let row = found, let logged = try? LoggedAct(row: row) else { return nil }
        return logged.leaf(changes: row.bytes(6))
    }

    private func read(_ ordinal: Int) throws -> ReadRecord? {
        try line.row(
            "SELECT person, device, caseID, purpose, at FROM readLog WHERE ordinal = $1", ordinal
        ).map { row in
            ReadRecord(
                person: PersonID(row.text(0)), device: DeviceID(row.text(1)),
                caseID: CaseID(row.text(2)),
                purpose: ReadRecord.Purpose(rawValue: row.text(3)) ?? .open, at: row.instant(4))
        }
    }

    func has(_ source: LeafSource) throws -> Bool {
        let (table, key) = source.kind.rows
        return try line.row(
            "SELECT EXISTS (SELECT FROM \(table) WHERE \(key) = $1)", source.ordinal)?.truth(0)
            ?? false
    }

    func count(of kind: LeafSource.Kind) throws -> Int {
        try line.row("SELECT count(*) FROM \(kind.rows.table)")?.int(0) ?? 0
    }

    func treeHeads() throws -> [SignedTreeHead] {
        try line.rows("SELECT document FROM treeHead ORDER BY size").map {
            try SignedTreeHead(wire: try JSONValue(bytes: $0.bytes(0)), at: "treeHead")
        }
    }
}
