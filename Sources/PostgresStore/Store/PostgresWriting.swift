import Casework
import CentralService
import SyncProtocol

extension PostgresTransaction: CentralTransaction {
    func append(_ logged: LoggedAct) throws {
        let entry = logged.entry
        let changes = entry.changes.wire.bytes
        try line.later(
            "INSERT INTO log VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
            entry.sequence, entry.act.id, entry.act.device, entry.act.actor, entry.act.counter,
            entry.caseID, entry.version, entry.at, entry.outcome.rawValue, logged.bytes, changes,
            logged.obstacle?.wire.bytes)
        try move { $0.sequence = entry.sequence }
        try grow(LeafSource(.act, entry.sequence), logged.leaf(changes: changes))
    }

    func put(_ image: CaseFile, sequence: Int, facts: [FactRow]) throws {
        try line.later(
            """
            INSERT INTO image VALUES ($1, $2, $3, $4) ON CONFLICT (caseID) DO UPDATE
            SET cv = excluded.cv, seq = excluded.seq, bytes = excluded.bytes
            """, image.id, image.version, sequence, image.wire.bytes)
        try line.later("DELETE FROM fact WHERE caseID = $1", image.id)
        for fact in facts {
            try line.later(
                "INSERT INTO fact VALUES ($1, $2, $3, $4, $5)",
                image.id, fact.kind, fact.key, fact.day.iso, fact.amount.cents)
        }
    }

    func nextSerial(year: Int) throws -> Int {
        try line.row(
            """
            INSERT INTO serial VALUES ($1, 1) ON CONFLICT (year)
            DO UPDATE SET last = serial.last + 1 RETURNING last
            """, year)?.int(0) ?? 1
    }

    func setOffice(_ office: Office) throws {
        try line.later("DELETE FROM unit")
        try line.later("DELETE FROM person")
        for unit in office.units.values {
            try line.later("INSERT INTO unit VALUES ($1, $2)", unit.id, unit.wire.bytes)
        }
        for person in office.persons.values {
            try line.later("INSERT INTO person VALUES ($1, $2)", person.id, person.wire.bytes)
        }
    }

    func publish(_ edition: PublishedEdition) throws {
        try line.later(
            "UPDATE edition SET current = 0 WHERE procedure = $1", edition.procedure)
        try line.later(
            """
            INSERT INTO edition(ordinal, id, procedure, document, current)
            VALUES ((SELECT coalesce(max(ordinal), 0) + 1 FROM edition), $1, $2, $3, $4)
            ON CONFLICT (id) DO UPDATE SET current = excluded.current
            """,
            edition.id, edition.procedure, edition.document, edition.current ? 1 : 0)
    }

    func bumpReferenceVersion() throws { try move { $0.reference += 1 } }
    func setDurable(_ sequence: Int) throws { try move { $0.durable = sequence } }
    func setEpoch(_ epoch: String) throws { try move { $0.epoch = epoch } }

    // MARK: Scopes

    func place(_ caseID: CaseID, _ placement: Placement) throws {
        try line.later(
            """
            INSERT INTO placement VALUES ($1, $2, $3, $4, $5) ON CONFLICT (caseID) DO UPDATE
            SET unit = excluded.unit, number = excluded.number, subject = excluded.subject,
            words = excluded.words
            """,
            caseID, placement.unit, kept(placement.number), kept(placement.subject),
            kept(placement.words))
    }

    /// A text by which something is found; the image has it as it is.
    private func kept(_ text: String) -> String {
        text.utf8.contains(0) ? text.replacing("\0", with: "\u{FFFD}") : text
    }

    func note(_ row: ScopeRow) throws {
        try line.later(
            "INSERT INTO scopeLog VALUES ($1, $2, $3, $4)",
            row.unit, row.sequence, row.caseID, row.cameFrom)
    }

    func put(_ attachments: [Attachment], of caseID: CaseID) throws {
        for attachment in attachments {
            try line.later(
                "INSERT INTO blobUse VALUES ($1, $2) ON CONFLICT DO NOTHING",
                attachment.sha256, caseID)
        }
    }

    // MARK: The tree

    func putNode(level: Int, index: Int, _ hash: Digest) throws {
        try line.later("INSERT INTO node VALUES ($1, $2, $3)", level, index, hash.bytes)
    }

    func putLeaf(_ source: LeafSource, at position: Int) throws {
        try line.later(
            "INSERT INTO leaf VALUES ($1, $2, $3)", position, source.kind.rawValue,
            source.ordinal)
        try move { $0.leaves = position + 1 }
    }

    func putTreeHead(_ head: SignedTreeHead) throws {
        try line.later(
            "INSERT INTO treeHead VALUES ($1, $2) ON CONFLICT DO NOTHING", head.size,
            head.wire.bytes)
    }

    func record(_ read: ReadRecord) throws {
        let ordinal = try mark().reads + 1
        try line.later(
            "INSERT INTO readLog VALUES ($1, $2, $3, $4, $5, $6)",
            ordinal, read.at, read.person, read.device, read.caseID, read.purpose.rawValue)
        try move { $0.reads = ordinal }
        try grow(LeafSource(.read, ordinal), .read(read))
    }

    func record(_ event: AuthEvent) throws {
        let ordinal = try mark().auths + 1
        try line.later(
            "INSERT INTO authLog VALUES ($1, $2, $3)", ordinal, event.at, event.wire.bytes)
        try move { $0.auths = ordinal }
        try grow(LeafSource(.auth, ordinal), .auth(event))
    }

    // MARK: Desks

    func enrol(_ device: EnrolledDevice, at: Instant) throws {
        try line.later(
            """
            INSERT INTO device(id, name, key, enrolled) VALUES ($1, $2, $3, $4)
            ON CONFLICT (id) DO UPDATE SET name = excluded.name, key = excluded.key
            """, device.id, device.name, device.key, at)
        for person in device.members { try join(person, device.id, at: at) }
    }

    func revoke(_ device: DeviceID, at: Instant) throws {
        try line.later(
            "UPDATE device SET revoked = $1 WHERE id = $2 AND revoked IS NULL", at, device)
    }

    func join(_ person: PersonID, _ device: DeviceID, at: Instant) throws {
        try line.later(
            "INSERT INTO deviceMember VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
            device, person, at)
    }

    func leave(_ person: PersonID, _ device: DeviceID) throws {
        try line.later(
            "DELETE FROM deviceMember WHERE device = $1 AND person = $2", device, person)
    }
}
