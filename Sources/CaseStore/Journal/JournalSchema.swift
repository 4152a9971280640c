import GRDB

/// The tables of `journal.sqlite`. Released migrations are frozen; a change is a new one.
enum JournalSchema {
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("journal-1") { db in try db.execute(sql: first) }
        migrator.registerMigration("journal-2") { db in try db.execute(sql: centre) }
        migrator.registerMigration("journal-clearing-1") { db in
            try db.execute(sql: ClearingSchema.table)
        }
        migrator.registerMigration("journal-uploads-1") { db in
            try db.execute(sql: UploadSchema.tables)
            try Upload.noteAll(db)
        }
        migrator.registerMigration("journal-limits-1") { db in
            try db.execute(sql: "ALTER TABLE contact ADD COLUMN act_bytes INTEGER")
        }
        migrator.registerMigration("journal-readings-1") { db in
            try db.execute(sql: readings)
        }
        migrator.registerMigration("journal-floor-1") { db in
            try db.execute(sql: CounterFloor.tables)
        }
        return migrator
    }

    private static let first = """
        CREATE TABLE device (
            id TEXT PRIMARY KEY NOT NULL,
            made INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE act (
            position INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            device TEXT NOT NULL,
            actor TEXT NOT NULL,
            counter INTEGER NOT NULL CHECK (counter > 0),
            "case" TEXT NOT NULL,
            bytes BLOB NOT NULL,
            made INTEGER NOT NULL,
            outcome TEXT,
            sequence INTEGER,
            verdict BLOB,
            cleared INTEGER,
            UNIQUE (device, actor, counter)
        ) STRICT;
        CREATE INDEX act_unsent ON act (position) WHERE outcome IS NULL;
        CREATE INDEX act_parked ON act (position) WHERE outcome = 'parked';
        CREATE INDEX act_rejected ON act (actor, position)
            WHERE outcome = 'rejected' AND cleared IS NULL;
        CREATE INDEX act_sequence ON act (sequence);
        CREATE INDEX act_case ON act ("case", position);
        CREATE TRIGGER act_gapless BEFORE INSERT ON act
        WHEN NEW.counter != 1 + (
            SELECT coalesce(max(counter), 0) FROM act
            WHERE device = NEW.device AND actor = NEW.actor)
        BEGIN SELECT raise(ABORT, 'counter gap'); END;
        CREATE TRIGGER act_kept BEFORE DELETE ON act
        BEGIN SELECT raise(ABORT, 'acts are kept'); END;
        CREATE TRIGGER act_fixed BEFORE UPDATE OF
            position, id, device, actor, counter, "case", bytes, made ON act
        BEGIN SELECT raise(ABORT, 'acts are fixed'); END;
        CREATE TABLE read (
            position INTEGER PRIMARY KEY,
            person TEXT NOT NULL,
            device TEXT NOT NULL,
            "case" TEXT NOT NULL,
            purpose TEXT NOT NULL,
            at INTEGER NOT NULL,
            reported INTEGER NOT NULL DEFAULT 0
        ) STRICT;
        CREATE INDEX read_unreported ON read (position) WHERE reported = 0;
        CREATE TABLE taken_in (
            identity TEXT PRIMARY KEY NOT NULL,
            digest TEXT NOT NULL,
            "case" TEXT NOT NULL,
            file TEXT NOT NULL,
            line INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        """

    /// Where the centre's log stood at some moment after a reading was reported; what was reported
    /// before this was known counts as safe.
    private static let readings = """
        ALTER TABLE read ADD COLUMN place INTEGER;
        UPDATE read SET place = -1 WHERE reported = 1;
        CREATE INDEX read_unplaced ON read (position) WHERE reported = 1 AND place IS NULL;
        """

    /// The centre on another machine: never rebuilt, like the acts.
    private static let centre = """
        CREATE TABLE enrolment (
            one INTEGER PRIMARY KEY CHECK (one = 1),
            url TEXT NOT NULL,
            authority TEXT NOT NULL,
            certificate TEXT NOT NULL,
            connection_key TEXT NOT NULL,
            act_key TEXT NOT NULL,
            log_key BLOB NOT NULL,
            at INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE contact (
            one INTEGER PRIMARY KEY CHECK (one = 1),
            epoch TEXT NOT NULL,
            durable INTEGER NOT NULL,
            at INTEGER,
            skew INTEGER NOT NULL,
            head BLOB,
            building INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE logged_in (
            person TEXT PRIMARY KEY NOT NULL,
            at INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        """
}
