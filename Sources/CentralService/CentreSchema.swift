import GRDB

/// The tables of `centre.sqlite`. A migration that has been released is never changed.
enum CentreSchema {
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1") { db in
            try db.execute(
                sql: """
                    CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
                    CREATE TABLE log (
                        seq INTEGER PRIMARY KEY,
                        act TEXT NOT NULL UNIQUE,
                        device TEXT NOT NULL,
                        actor TEXT NOT NULL,
                        n INTEGER NOT NULL,
                        caseID TEXT NOT NULL,
                        cv INTEGER NOT NULL,
                        at INTEGER NOT NULL,
                        status TEXT NOT NULL,
                        bytes BLOB NOT NULL,
                        changes BLOB NOT NULL,
                        obstacle BLOB
                    );
                    CREATE UNIQUE INDEX logByCounter ON log(device, actor, n);
                    CREATE INDEX logByCase ON log(caseID, seq);
                    CREATE TABLE image (
                        caseID TEXT PRIMARY KEY,
                        cv INTEGER NOT NULL,
                        seq INTEGER NOT NULL,
                        bytes BLOB NOT NULL
                    ) WITHOUT ROWID;
                    CREATE TABLE fact (
                        caseID TEXT NOT NULL,
                        kind TEXT NOT NULL,
                        key TEXT NOT NULL,
                        day TEXT NOT NULL,
                        cents INTEGER NOT NULL
                    );
                    CREATE INDEX factByKey ON fact(kind, key, day);
                    CREATE INDEX factByCase ON fact(caseID);
                    CREATE TABLE serial (year INTEGER PRIMARY KEY, last INTEGER NOT NULL);
                    CREATE TABLE unit (
                        id TEXT PRIMARY KEY, document BLOB NOT NULL
                    ) WITHOUT ROWID;
                    CREATE TABLE person (
                        id TEXT PRIMARY KEY, document BLOB NOT NULL
                    ) WITHOUT ROWID;
                    CREATE TABLE edition (
                        ordinal INTEGER PRIMARY KEY,
                        id TEXT NOT NULL UNIQUE,
                        procedure TEXT NOT NULL,
                        document BLOB NOT NULL,
                        current INTEGER NOT NULL
                    );
                    CREATE TABLE readLog (
                        ordinal INTEGER PRIMARY KEY,
                        at INTEGER NOT NULL,
                        person TEXT NOT NULL,
                        device TEXT NOT NULL,
                        caseID TEXT NOT NULL,
                        purpose TEXT NOT NULL
                    );
                    CREATE INDEX readByCase ON readLog(caseID, at);
                    """)
        }
        migrator.registerMigration("2") { db in
            try db.execute(sql: second)
            try ScopeFill(db).run()
        }
        AccountSchema.register(in: &migrator)
        migrator.registerMigration("3") { db in
            try db.execute(sql: SQLiteTransaction.searchTables)
            try SQLiteTransaction(db: db).indexAll()
        }
        migrator.registerMigration("4") { db in
            try db.execute(
                sql: """
                    CREATE TABLE formerKey (
                        ordinal INTEGER PRIMARY KEY,
                        device TEXT NOT NULL,
                        key BLOB NOT NULL,
                        UNIQUE (device, key)
                    ) STRICT;
                    CREATE TRIGGER keepKey BEFORE UPDATE OF key ON device
                    WHEN old.key <> new.key BEGIN
                        INSERT OR IGNORE INTO formerKey(device, key) VALUES (old.id, old.key);
                    END;
                    """)
        }
        return migrator
    }

    /// Who may see what, which desks there are, and the tree over everything that happened.
    private static let second = """
        CREATE TABLE placement (
            caseID TEXT PRIMARY KEY NOT NULL,
            unit TEXT NOT NULL,
            number TEXT NOT NULL,
            subject TEXT NOT NULL,
            words TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX placementByUnit ON placement(unit);
        CREATE TABLE scopeLog (
            unit TEXT NOT NULL,
            seq INTEGER NOT NULL,
            caseID TEXT NOT NULL,
            cameFrom TEXT,
            PRIMARY KEY (unit, seq)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX logByDevice ON log(device, seq);
        CREATE TABLE blobUse (
            sha256 TEXT NOT NULL,
            caseID TEXT NOT NULL,
            PRIMARY KEY (sha256, caseID)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE device (
            id TEXT PRIMARY KEY NOT NULL,
            name TEXT NOT NULL,
            key BLOB NOT NULL,
            enrolled INTEGER NOT NULL,
            revoked INTEGER
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE deviceMember (
            device TEXT NOT NULL,
            person TEXT NOT NULL,
            since INTEGER NOT NULL,
            PRIMARY KEY (device, person)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE authLog (
            ordinal INTEGER PRIMARY KEY,
            at INTEGER NOT NULL,
            document BLOB NOT NULL
        ) STRICT;
        CREATE TABLE leaf (
            position INTEGER PRIMARY KEY,
            kind TEXT NOT NULL CHECK (kind IN ('act', 'read', 'auth')),
            ordinal INTEGER NOT NULL,
            UNIQUE (kind, ordinal)
        ) STRICT;
        CREATE TABLE node (
            level INTEGER NOT NULL,
            position INTEGER NOT NULL,
            hash BLOB NOT NULL CHECK (length(hash) = 32),
            PRIMARY KEY (level, position)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE treeHead (
            size INTEGER PRIMARY KEY,
            document BLOB NOT NULL
        ) STRICT;
        """
}
