import SyncProtocol

/// The tables in PostgreSQL. A migration that has been released is never changed.
///
/// Names sort by their bytes, as they do in SQLite and in Swift. The one row of `logHead` is what
/// every writer locks first: it orders all of them.
enum PostgresSchema {
    static let migrations: [(name: String, sql: [String])] = [("1", first)]

    /// Brings the tables up to date; one process at a time.
    ///
    /// - Throws: `CentreFailure(.newerVersion)` for tables of a newer program.
    static func migrate(_ line: PostgresLine, schema: String, epoch: String, secret: [UInt8]) throws
    {
        try line.later("BEGIN")
        try line.later("SELECT pg_advisory_xact_lock(hashtext($1))", schema)
        try line.later("CREATE SCHEMA IF NOT EXISTS \(schema)")
        try line.later(
            """
            CREATE TABLE IF NOT EXISTS migration (
                name text COLLATE "C" PRIMARY KEY,
                at timestamptz NOT NULL DEFAULT now()
            )
            """)
        let applied = try line.rows("SELECT name FROM migration").map { $0.text(0) }
        guard applied.allSatisfy({ name in migrations.contains { $0.name == name } }) else {
            try line.later("ROLLBACK")
            try line.flush()
            throw CentreFailure(.newerVersion)
        }
        for migration in migrations where !applied.contains(migration.name) {
            for statement in migration.sql { try line.later(statement) }
            try line.later("INSERT INTO migration(name) VALUES ($1)", migration.name)
        }
        try line.later(
            """
            INSERT INTO logHead(turns, seq, leaves, reads, auths, reference, durable, epoch, secret)
            VALUES (0, 0, 0, 0, 0, 0, 0, $1, $2) ON CONFLICT DO NOTHING
            """, epoch, secret)
        try line.later("COMMIT")
        try line.flush()
    }

    private static let first =
        [
            """
            CREATE TABLE logHead (
                single boolean PRIMARY KEY DEFAULT true CHECK (single),
                turns bigint NOT NULL,
                seq bigint NOT NULL,
                leaves bigint NOT NULL,
                reads bigint NOT NULL,
                auths bigint NOT NULL,
                reference bigint NOT NULL,
                durable bigint NOT NULL,
                epoch text NOT NULL,
                secret bytea NOT NULL
            ) WITH (fillfactor = 20)
            """,
            """
            CREATE TABLE log (
                seq bigint PRIMARY KEY,
                act text COLLATE "C" NOT NULL UNIQUE,
                device text COLLATE "C" NOT NULL,
                actor text COLLATE "C" NOT NULL,
                n bigint NOT NULL,
                caseID text COLLATE "C" NOT NULL,
                cv bigint NOT NULL,
                at bigint NOT NULL,
                status text NOT NULL,
                bytes bytea NOT NULL,
                changes bytea NOT NULL,
                obstacle bytea
            )
            """,
            "CREATE UNIQUE INDEX logByCounter ON log(device, actor, n)",
            "CREATE INDEX logByCase ON log(caseID, seq)",
            "CREATE INDEX logByDevice ON log(device, seq)",
            """
            CREATE TABLE image (
                caseID text COLLATE "C" PRIMARY KEY,
                cv bigint NOT NULL,
                seq bigint NOT NULL,
                bytes bytea NOT NULL
            )
            """,
            """
            CREATE TABLE fact (
                caseID text COLLATE "C" NOT NULL,
                kind text COLLATE "C" NOT NULL,
                key text COLLATE "C" NOT NULL,
                day text COLLATE "C" NOT NULL,
                cents bigint NOT NULL
            )
            """,
            "CREATE INDEX factByKey ON fact(kind, key, day)",
            "CREATE INDEX factByCase ON fact(caseID)",
            "CREATE TABLE serial (year bigint PRIMARY KEY, last bigint NOT NULL)",
            "CREATE TABLE unit (id text COLLATE \"C\" PRIMARY KEY, document bytea NOT NULL)",
            "CREATE TABLE person (id text COLLATE \"C\" PRIMARY KEY, document bytea NOT NULL)",
            """
            CREATE TABLE edition (
                ordinal bigint PRIMARY KEY,
                id text COLLATE "C" NOT NULL UNIQUE,
                procedure text COLLATE "C" NOT NULL,
                document bytea NOT NULL,
                current bigint NOT NULL
            )
            """,
            """
            CREATE TABLE placement (
                caseID text COLLATE "C" PRIMARY KEY,
                unit text COLLATE "C" NOT NULL,
                number text NOT NULL,
                subject text NOT NULL,
                words text NOT NULL
            )
            """,
            "CREATE INDEX placementByUnit ON placement(unit)",
            """
            CREATE TABLE scopeLog (
                unit text COLLATE "C" NOT NULL,
                seq bigint NOT NULL,
                caseID text COLLATE "C" NOT NULL,
                cameFrom text COLLATE "C",
                PRIMARY KEY (unit, seq)
            )
            """,
            """
            CREATE TABLE blobUse (
                sha256 text COLLATE "C" NOT NULL,
                caseID text COLLATE "C" NOT NULL,
                PRIMARY KEY (sha256, caseID)
            )
            """,
        ] + door + tree

    /// Desks, persons, and what happened at the door.
    private static let door = [
        """
        CREATE TABLE device (
            id text COLLATE "C" PRIMARY KEY,
            name text NOT NULL,
            key bytea NOT NULL,
            enrolled bigint NOT NULL,
            revoked bigint
        )
        """,
        """
        CREATE TABLE formerKey (
            ordinal bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
            device text COLLATE "C" NOT NULL,
            key bytea NOT NULL,
            UNIQUE (device, key)
        )
        """,
        """
        CREATE FUNCTION keepKey() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            INSERT INTO formerKey(device, key) VALUES (old.id, old.key) ON CONFLICT DO NOTHING;
            RETURN new;
        END $$
        """,
        """
        CREATE TRIGGER keepKey BEFORE UPDATE OF key ON device
        FOR EACH ROW WHEN (old.key <> new.key) EXECUTE FUNCTION keepKey()
        """,
        """
        CREATE TABLE deviceMember (
            device text COLLATE "C" NOT NULL,
            person text COLLATE "C" NOT NULL,
            since bigint NOT NULL,
            PRIMARY KEY (device, person)
        )
        """,
        """
        CREATE TABLE deviceCertificate (
            device text COLLATE "C" PRIMARY KEY,
            certificate text COLLATE "C" NOT NULL UNIQUE,
            previous text COLLATE "C",
            expires bigint NOT NULL
        )
        """,
        """
        CREATE INDEX deviceByPrevious ON deviceCertificate(previous) WHERE previous IS NOT NULL
        """,
        """
        CREATE TABLE enrolment (
            hash text COLLATE "C" PRIMARY KEY,
            name text NOT NULL,
            device text COLLATE "C",
            expires bigint NOT NULL,
            used bigint
        )
        """,
        """
        CREATE TABLE account (
            person text COLLATE "C" PRIMARY KEY,
            verifier text NOT NULL,
            locked bigint NOT NULL,
            changed bigint NOT NULL
        )
        """,
        """
        CREATE TABLE session (
            id text COLLATE "C" PRIMARY KEY,
            person text COLLATE "C" NOT NULL,
            device text COLLATE "C" NOT NULL,
            certificate text COLLATE "C" NOT NULL,
            began bigint NOT NULL,
            expires bigint NOT NULL,
            ended bigint
        )
        """,
        "CREATE INDEX openSession ON session(person, device) WHERE ended IS NULL",
        "CREATE INDEX sessionByEnd ON session(expires)",
        """
        CREATE TABLE sessionToken (
            hash text COLLATE "C" PRIMARY KEY,
            session text COLLATE "C" NOT NULL,
            kind text NOT NULL,
            expires bigint NOT NULL,
            used bigint
        )
        """,
        "CREATE INDEX tokenBySession ON sessionToken(session)",
        """
        CREATE TABLE backOff (
            key text COLLATE "C" PRIMARY KEY,
            failures bigint NOT NULL,
            until bigint NOT NULL
        )
        """,
    ]

    /// What was read, what happened at the door, and the tree over everything.
    private static let tree = [
        """
        CREATE TABLE readLog (
            ordinal bigint PRIMARY KEY,
            at bigint NOT NULL,
            person text COLLATE "C" NOT NULL,
            device text COLLATE "C" NOT NULL,
            caseID text COLLATE "C" NOT NULL,
            purpose text NOT NULL
        )
        """,
        "CREATE INDEX readByCase ON readLog(caseID, at)",
        """
        CREATE TABLE authLog (
            ordinal bigint PRIMARY KEY,
            at bigint NOT NULL,
            document bytea NOT NULL
        )
        """,
        """
        CREATE TABLE leaf (
            position bigint PRIMARY KEY,
            kind text COLLATE "C" NOT NULL CHECK (kind IN ('act', 'read', 'auth')),
            ordinal bigint NOT NULL,
            UNIQUE (kind, ordinal)
        )
        """,
        """
        CREATE TABLE node (
            level bigint NOT NULL,
            position bigint NOT NULL,
            hash bytea NOT NULL CHECK (length(hash) = 32),
            PRIMARY KEY (level, position)
        )
        """,
        "CREATE TABLE treeHead (size bigint PRIMARY KEY, document bytea NOT NULL)",
    ]
}
