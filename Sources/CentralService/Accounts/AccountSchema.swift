import GRDB

/// The tables of devices and accounts. A migration that has been released is never changed.
enum AccountSchema {
    static func register(in migrator: inout DatabaseMigrator) {
        migrator.registerMigration("accounts-1") { db in
            try db.execute(sql: first)
        }
    }

    private static let first = """
        CREATE TABLE deviceCertificate (
            device TEXT PRIMARY KEY NOT NULL,
            certificate TEXT NOT NULL UNIQUE,
            previous TEXT,
            expires INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX deviceByPrevious ON deviceCertificate(previous)
            WHERE previous IS NOT NULL;
        CREATE TABLE enrolment (
            hash TEXT PRIMARY KEY NOT NULL,
            name TEXT NOT NULL,
            device TEXT,
            expires INTEGER NOT NULL,
            used INTEGER
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE account (
            person TEXT PRIMARY KEY NOT NULL,
            verifier TEXT NOT NULL,
            locked INTEGER NOT NULL,
            changed INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE session (
            id TEXT PRIMARY KEY NOT NULL,
            person TEXT NOT NULL,
            device TEXT NOT NULL,
            certificate TEXT NOT NULL,
            began INTEGER NOT NULL,
            expires INTEGER NOT NULL,
            ended INTEGER
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX openSession ON session(person, device) WHERE ended IS NULL;
        CREATE INDEX sessionByEnd ON session(expires);
        CREATE TABLE sessionToken (
            hash TEXT PRIMARY KEY NOT NULL,
            session TEXT NOT NULL,
            kind TEXT NOT NULL,
            expires INTEGER NOT NULL,
            used INTEGER
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX tokenBySession ON sessionToken(session);
        CREATE TABLE backOff (
            key TEXT PRIMARY KEY NOT NULL,
            failures INTEGER NOT NULL,
            until INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        """
}
