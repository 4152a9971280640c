#ifndef POSTGRES_LINE_H
#define POSTGRES_LINE_H

#include <stdint.h>

// libpq behind few names, so that what uses it needs no header of libpq. Built without the
// package trait `PostgreSQL` nothing of libpq is in it, and every line is a null pointer.

typedef struct postgres_line postgres_line;
typedef struct postgres_result postgres_result;

/// 1 where libpq is built in.
int postgres_is_built(void);

enum {
    POSTGRES_ADDRESS_GOOD = 0,
    POSTGRES_ADDRESS_UNREADABLE = 1,
    POSTGRES_ADDRESS_HAS_PASSWORD = 2,
};

/// What is wrong with a connection address, `postgresql://…` or `key=value …`.
int postgres_check_address(const char *address);

/// Connects, waiting for at most ten seconds unless the address says otherwise; speaks UTF-8, in
/// pipeline mode. Null where there is no memory or no libpq; ask `postgres_is_good`.
postgres_line *postgres_open(const char *address);
void postgres_close(postgres_line *line);
int postgres_is_good(const postgres_line *line);
/// Whether the server wanted a password and there was none, or not the right one.
int postgres_was_refused(const postgres_line *line);
int postgres_server_version(const postgres_line *line);
int postgres_process(const postgres_line *line);

/// Each queues something to send: 1 when that was possible.
int postgres_prepare(postgres_line *line, const char *name, const char *sql);
/// Parameters and results are binary.
int postgres_run(
    postgres_line *line, const char *name, int count, const char *const *values,
    const int *lengths, const int *formats);
int postgres_sync(postgres_line *line);

enum {
    POSTGRES_NOTHING = 0,
    POSTGRES_DONE = 1,
    POSTGRES_ROWS = 2,
    POSTGRES_SYNCED = 3,
    /// Left out, since something before it failed.
    POSTGRES_SKIPPED = 4,
    POSTGRES_FAILED = 5,
};

/// The next result of what was sent; blocks. Null between two statements.
postgres_result *postgres_next(postgres_line *line);
void postgres_free(postgres_result *result);
int postgres_kind(const postgres_result *result);
int postgres_rows(const postgres_result *result);
int postgres_columns(const postgres_result *result);
/// Length of a value; -1 for null.
int postgres_length(const postgres_result *result, int row, int column);
const char *postgres_value(const postgres_result *result, int row, int column);
/// The five characters of an SQLSTATE; empty where there are none.
const char *postgres_state(const postgres_result *result);

/// Waits until something came or the time is over: 1, 0, or -1 when the line is dead.
int postgres_wait(postgres_line *line, int milliseconds);
/// The payload of the next notice of another process, to be freed with `postgres_free_text`.
char *postgres_notice(postgres_line *line);
void postgres_free_text(char *text);

#endif
