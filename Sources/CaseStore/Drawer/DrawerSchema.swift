import GRDB

/// The tables of `desk.sqlite`: what belongs to the persons at this desk and goes nowhere.
/// Released migrations are frozen; a change is a new one.
enum DrawerSchema {
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("desk-1") { db in try db.execute(sql: first) }
        migrator.registerMigration("desk-2") { db in
            try db.execute(sql: "ALTER TABLE undo_mark ADD COLUMN batch TEXT NOT NULL DEFAULT ''")
        }
        return migrator
    }

    private static let first = """
        CREATE TABLE draft (
            person TEXT NOT NULL,
            "case" TEXT NOT NULL,
            form TEXT NOT NULL,
            bytes BLOB NOT NULL,
            at INTEGER NOT NULL,
            PRIMARY KEY (person, "case", form)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE place (
            person TEXT NOT NULL,
            list TEXT NOT NULL,
            bytes BLOB NOT NULL,
            PRIMARY KEY (person, list)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE filter (
            person TEXT NOT NULL,
            name TEXT NOT NULL,
            query TEXT NOT NULL,
            position INTEGER NOT NULL,
            PRIMARY KEY (person, name)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE seen (
            person TEXT NOT NULL,
            "case" TEXT NOT NULL,
            version INTEGER NOT NULL,
            at INTEGER NOT NULL,
            PRIMARY KEY (person, "case")
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE undo_mark (
            position INTEGER PRIMARY KEY,
            person TEXT NOT NULL,
            "case" TEXT NOT NULL,
            act TEXT NOT NULL UNIQUE
        ) STRICT;
        CREATE INDEX undo_person ON undo_mark (person, position);
        CREATE TABLE setting (
            person TEXT NOT NULL,
            key TEXT NOT NULL,
            value TEXT NOT NULL,
            PRIMARY KEY (person, key)
        ) STRICT, WITHOUT ROWID;
        """
}
