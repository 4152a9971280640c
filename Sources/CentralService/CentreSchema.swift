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
        return migrator
    }
}
