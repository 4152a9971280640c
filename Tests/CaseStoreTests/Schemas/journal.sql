CREATE INDEX act_case ON act ("case", position);
CREATE INDEX act_parked ON act (position) WHERE outcome = 'parked';
CREATE INDEX act_rejected ON act (actor, position)
    WHERE outcome = 'rejected' AND cleared IS NULL;
CREATE INDEX act_sequence ON act (sequence);
CREATE INDEX act_unsent ON act (position) WHERE outcome IS NULL;
CREATE INDEX clearing_person ON clearing (person, at);
CREATE INDEX read_unplaced ON read (position) WHERE reported = 1 AND place IS NULL;
CREATE INDEX read_unreported ON read (position) WHERE reported = 0;
CREATE INDEX upload_need_blob ON upload_need (sha256);
CREATE INDEX upload_open ON upload (state) WHERE state < 2;
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
CREATE TABLE clearing (
    act TEXT PRIMARY KEY NOT NULL,
    manner TEXT NOT NULL,
    reason TEXT NOT NULL,
    person TEXT NOT NULL,
    at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE contact (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    epoch TEXT NOT NULL,
    durable INTEGER NOT NULL,
    at INTEGER,
    skew INTEGER NOT NULL,
    head BLOB,
    building INTEGER NOT NULL
, act_bytes INTEGER) STRICT;
CREATE TABLE counter_floor (
    device TEXT NOT NULL,
    actor TEXT NOT NULL,
    counter INTEGER NOT NULL,
    PRIMARY KEY (device, actor)
) STRICT, WITHOUT ROWID;
CREATE TABLE device (
    id TEXT PRIMARY KEY NOT NULL,
    made INTEGER NOT NULL
) STRICT;
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
CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY);
CREATE TABLE logged_in (
    person TEXT PRIMARY KEY NOT NULL,
    at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE read (
    position INTEGER PRIMARY KEY,
    person TEXT NOT NULL,
    device TEXT NOT NULL,
    "case" TEXT NOT NULL,
    purpose TEXT NOT NULL,
    at INTEGER NOT NULL,
    reported INTEGER NOT NULL DEFAULT 0
, place INTEGER) STRICT;
CREATE TABLE resigned (
    position INTEGER PRIMARY KEY REFERENCES act (position),
    bytes BLOB NOT NULL
) STRICT;
CREATE TABLE taken_in (
    identity TEXT PRIMARY KEY NOT NULL,
    digest TEXT NOT NULL,
    "case" TEXT NOT NULL,
    file TEXT NOT NULL,
    line INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE upload (
    sha256 TEXT PRIMARY KEY NOT NULL,
    size INTEGER NOT NULL,
    state INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE TABLE upload_need (
    position INTEGER NOT NULL REFERENCES act (position),
    sha256 TEXT NOT NULL REFERENCES upload (sha256),
    PRIMARY KEY (position, sha256)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER act_fixed BEFORE UPDATE OF
    position, id, device, actor, counter, "case", bytes, made ON act
BEGIN SELECT raise(ABORT, 'acts are fixed'); END;
CREATE TRIGGER act_gapless BEFORE INSERT ON act
WHEN NEW.counter != 1 + max(
    (SELECT coalesce(max(counter), 0) FROM act
        WHERE device = NEW.device AND actor = NEW.actor),
    (SELECT coalesce(max(counter), 0) FROM counter_floor
        WHERE device = NEW.device AND actor = NEW.actor))
BEGIN SELECT raise(ABORT, 'counter gap'); END;
CREATE TRIGGER act_kept BEFORE DELETE ON act
BEGIN SELECT raise(ABORT, 'acts are kept'); END;
CREATE TRIGGER clearing_fixed BEFORE UPDATE ON clearing
BEGIN SELECT raise(ABORT, 'clearings are fixed'); END;
CREATE TRIGGER clearing_kept BEFORE DELETE ON clearing
BEGIN SELECT raise(ABORT, 'clearings are kept'); END;
