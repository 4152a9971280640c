import GRDB

/// The tables of `cases.sqlite`: what is shown. All of it can be fetched again from the centre,
/// so a new shape may begin with an empty file; released migrations are frozen all the same.
enum CasesSchema {
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("cases-1") { db in
            try db.execute(sql: tables)
            try db.execute(sql: indices)
            try db.execute(sql: words)
        }
        migrator.registerMigration("cases-2") { db in try db.execute(sql: turns) }
        migrator.registerMigration("cases-3") { db in try db.execute(sql: proofs) }
        return migrator
    }

    /// `row` is narrow, for lists and counts; the images of the cases lie beside it.
    private static let tables = """
        CREATE TABLE meta (
            key TEXT PRIMARY KEY NOT NULL,
            value ANY NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE row (
            id INTEGER PRIMARY KEY,
            uuid TEXT NOT NULL UNIQUE,
            number TEXT,
            number_key INTEGER NOT NULL,
            procedure TEXT NOT NULL,
            kind TEXT NOT NULL,
            phase TEXT NOT NULL,
            public_status TEXT,
            result TEXT,
            subject TEXT NOT NULL,
            subject_key TEXT NOT NULL,
            place TEXT NOT NULL,
            place_key TEXT NOT NULL,
            received INTEGER NOT NULL,
            due_key INTEGER NOT NULL,
            due_title TEXT NOT NULL,
            warn_days INTEGER NOT NULL,
            waiting TEXT NOT NULL,
            unit TEXT NOT NULL,
            assignee TEXT,
            resubmission INTEGER,
            open INTEGER NOT NULL,
            closed INTEGER,
            manner TEXT,
            returned_to TEXT,
            approval_by TEXT,
            prepared_by TEXT,
            conflicts INTEGER NOT NULL,
            version INTEGER NOT NULL,
            adrift INTEGER NOT NULL,
            pending INTEGER NOT NULL,
            channel TEXT NOT NULL,
            source TEXT NOT NULL,
            street_key TEXT NOT NULL,
            house TEXT NOT NULL,
            district_key TEXT NOT NULL,
            cadastral_key TEXT NOT NULL,
            latitude INTEGER,
            longitude INTEGER
        ) STRICT;
        CREATE TABLE image (
            id INTEGER PRIMARY KEY,
            bytes BLOB NOT NULL
        ) STRICT;
        CREATE TABLE base_image (
            "case" TEXT PRIMARY KEY NOT NULL,
            bytes BLOB
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE overlay (
            position INTEGER PRIMARY KEY,
            "case" TEXT NOT NULL,
            act TEXT NOT NULL UNIQUE,
            reason TEXT NOT NULL,
            entry BLOB NOT NULL,
            obstacle BLOB
        ) STRICT;
        CREATE TABLE entry (
            sequence INTEGER PRIMARY KEY,
            "case" TEXT NOT NULL,
            version INTEGER NOT NULL,
            act TEXT NOT NULL UNIQUE,
            actor TEXT NOT NULL,
            at INTEGER NOT NULL,
            reason TEXT NOT NULL,
            bytes BLOB NOT NULL
        ) STRICT;
        CREATE TABLE fact (
            "case" INTEGER NOT NULL,
            kind TEXT NOT NULL,
            key TEXT NOT NULL,
            day INTEGER NOT NULL,
            cents INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE parcel (
            "case" INTEGER NOT NULL,
            cadastral TEXT NOT NULL,
            parcel TEXT NOT NULL
        ) STRICT;
        CREATE TABLE edition (
            position INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            procedure TEXT NOT NULL,
            document BLOB NOT NULL,
            current INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE attached (
            sha256 TEXT NOT NULL,
            "case" INTEGER NOT NULL,
            PRIMARY KEY (sha256, "case")
        ) STRICT, WITHOUT ROWID;
        """

    private static let indices = """
        CREATE INDEX row_due ON row (unit, open, due_key, number_key, assignee, waiting, procedure);
        CREATE INDEX row_received ON row (unit, open, received, number_key);
        CREATE INDEX row_number ON row (unit, open, number_key);
        CREATE INDEX row_subject ON row (unit, open, subject_key, number_key);
        CREATE INDEX row_place ON row (unit, open, place_key, number_key);
        CREATE INDEX row_waiting ON row (unit, open, waiting, number_key);
        CREATE INDEX row_procedure ON row (unit, open, procedure, number_key);
        CREATE INDEX row_person ON row (unit, open, ifnull(assignee, ''), number_key);
        CREATE INDEX row_load ON row (unit, assignee, open, due_key, waiting, closed);
        CREATE INDEX row_assignee ON row (assignee, open, unit, due_key)
            WHERE assignee IS NOT NULL;
        CREATE INDEX row_unassigned ON row (unit, due_key, number_key)
            WHERE open = 1 AND assignee IS NULL;
        CREATE INDEX row_resubmission ON row (unit, resubmission)
            WHERE open = 1 AND resubmission IS NOT NULL;
        CREATE INDEX row_approval ON row (unit, approval_by) WHERE approval_by IS NOT NULL;
        CREATE INDEX row_returned ON row (returned_to) WHERE returned_to IS NOT NULL;
        CREATE INDEX row_adrift ON row (unit) WHERE adrift = 1;
        CREATE INDEX row_conflicts ON row (unit) WHERE conflicts > 0;
        CREATE INDEX row_pending ON row (unit) WHERE pending > 0;
        CREATE INDEX row_closed ON row (unit, closed) WHERE closed IS NOT NULL;
        CREATE INDEX row_address ON row (street_key, house) WHERE street_key != '';
        CREATE INDEX row_latitude ON row (latitude, longitude) WHERE latitude IS NOT NULL;
        CREATE INDEX row_source ON row (source) WHERE source != '';
        CREATE INDEX overlay_case ON overlay ("case", position);
        CREATE INDEX entry_case ON entry ("case", version);
        CREATE INDEX fact_key ON fact (kind, key, day);
        CREATE INDEX fact_case ON fact ("case");
        CREATE INDEX parcel_key ON parcel (parcel, cadastral);
        CREATE INDEX parcel_case ON parcel ("case");
        CREATE INDEX attached_case ON attached ("case");
        """

    /// The day from which a case waits for the office by itself, and the columns of a procedure's
    /// lists. Zero is before every day: such a row is still to be laid out.
    private static let turns = """
        ALTER TABLE row ADD COLUMN turn INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE row ADD COLUMN fields TEXT NOT NULL DEFAULT '';
        DROP INDEX row_due;
        DROP INDEX row_waiting;
        DROP INDEX row_load;
        CREATE INDEX row_due
            ON row (unit, open, due_key, number_key, assignee, waiting, turn, procedure);
        CREATE INDEX row_waiting ON row (unit, open, waiting, number_key, turn);
        CREATE INDEX row_turn ON row (unit, open, turn, number_key) WHERE turn < 9999999;
        CREATE INDEX row_load ON row (unit, assignee, open, due_key, waiting, turn, closed);
        CREATE INDEX row_old ON row (turn) WHERE turn = 0;
        """

    /// The words of a case, folded before they come here.
    private static let words = """
        CREATE VIRTUAL TABLE words USING fts5 (
            number, subject, place, party, content,
            tokenize = 'unicode61 remove_diacritics 0', prefix = '2 3'
        );
        """

    /// What proves an entry, for cases somebody looked at; and cases that left the desk's sight
    /// in such numbers that it is held for a mistake, hidden and kept for a day.
    private static let proofs = """
        CREATE TABLE proof (
            sequence INTEGER PRIMARY KEY,
            "case" TEXT NOT NULL,
            bytes BLOB NOT NULL
        ) STRICT;
        CREATE INDEX proof_case ON proof ("case");
        CREATE TABLE tree_head (
            "case" TEXT PRIMARY KEY NOT NULL,
            bytes BLOB NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE withheld (
            "case" TEXT PRIMARY KEY NOT NULL,
            at INTEGER NOT NULL,
            bytes BLOB NOT NULL
        ) STRICT, WITHOUT ROWID;
        """
}
