#include "postgres_line.h"

#include <stddef.h>

#ifdef POSTGRESQL

#if __has_include(<libpq-fe.h>)
#include <libpq-fe.h>
#else
#include <postgresql/libpq-fe.h>
#endif
#include <poll.h>
#include <stdlib.h>
#include <string.h>

#define CONN(line) ((PGconn *)(line))
#define CONST_CONN(line) ((const PGconn *)(line))
#define RESULT(result) ((PGresult *)(result))
#define CONST_RESULT(result) ((const PGresult *)(result))

int postgres_is_built(void) { return 1; }

int postgres_check_address(const char *address) {
    char *message = NULL;
    PQconninfoOption *options = PQconninfoParse(address, &message);
    if (message) PQfreemem(message);
    if (!options) return POSTGRES_ADDRESS_UNREADABLE;
    int found = POSTGRES_ADDRESS_GOOD;
    for (PQconninfoOption *option = options; option->keyword; option++) {
        int secret = strcmp(option->keyword, "password") == 0
            || strcmp(option->keyword, "sslpassword") == 0;
        if (secret && option->val) found = POSTGRES_ADDRESS_HAS_PASSWORD;
    }
    PQconninfoFree(options);
    return found;
}

// What the server remarks may quote values.
static void swallow(void *context, const char *message) {
    (void)context;
    (void)message;
}

postgres_line *postgres_open(const char *address) {
    // What stands before the address is for where it says nothing; what stands behind it holds.
    const char *const keys[] = {
        "connect_timeout", "tcp_user_timeout", "application_name", "dbname", "client_encoding",
        NULL,
    };
    const char *const values[] = {"10", "30000", "amtszentrale", address, "UTF8", NULL};
    PGconn *connection = PQconnectdbParams(keys, values, 1);
    if (!connection) return NULL;
    PQsetNoticeProcessor(connection, swallow, NULL);
    if (PQstatus(connection) == CONNECTION_OK) PQenterPipelineMode(connection);
    return (postgres_line *)connection;
}

void postgres_close(postgres_line *line) {
    if (line) PQfinish(CONN(line));
}

int postgres_is_good(const postgres_line *line) {
    return line && PQstatus(CONST_CONN(line)) == CONNECTION_OK;
}

int postgres_was_refused(const postgres_line *line) {
    return line && (PQconnectionNeedsPassword(CONST_CONN(line))
        || PQconnectionUsedPassword(CONST_CONN(line)));
}

int postgres_server_version(const postgres_line *line) {
    return PQserverVersion(CONST_CONN(line));
}

int postgres_process(const postgres_line *line) { return PQbackendPID(CONST_CONN(line)); }

int postgres_prepare(postgres_line *line, const char *name, const char *sql) {
    return PQsendPrepare(CONN(line), name, sql, 0, NULL);
}

int postgres_run(
    postgres_line *line, const char *name, int count, const char *const *values,
    const int *lengths, const int *formats) {
    return PQsendQueryPrepared(CONN(line), name, count, values, lengths, formats, 1);
}

int postgres_sync(postgres_line *line) { return PQpipelineSync(CONN(line)); }

postgres_result *postgres_next(postgres_line *line) {
    return (postgres_result *)PQgetResult(CONN(line));
}

void postgres_free(postgres_result *result) { PQclear(RESULT(result)); }

int postgres_kind(const postgres_result *result) {
    if (!result) return POSTGRES_NOTHING;
    switch (PQresultStatus(CONST_RESULT(result))) {
    case PGRES_COMMAND_OK:
    case PGRES_EMPTY_QUERY: return POSTGRES_DONE;
    case PGRES_TUPLES_OK: return POSTGRES_ROWS;
    case PGRES_PIPELINE_SYNC: return POSTGRES_SYNCED;
    case PGRES_PIPELINE_ABORTED: return POSTGRES_SKIPPED;
    default: return POSTGRES_FAILED;
    }
}

int postgres_rows(const postgres_result *result) { return PQntuples(CONST_RESULT(result)); }
int postgres_columns(const postgres_result *result) { return PQnfields(CONST_RESULT(result)); }

int postgres_length(const postgres_result *result, int row, int column) {
    if (PQgetisnull(CONST_RESULT(result), row, column)) return -1;
    return PQgetlength(CONST_RESULT(result), row, column);
}

const char *postgres_value(const postgres_result *result, int row, int column) {
    return PQgetvalue(CONST_RESULT(result), row, column);
}

const char *postgres_state(const postgres_result *result) {
    const char *state = PQresultErrorField(CONST_RESULT(result), PG_DIAG_SQLSTATE);
    return state ? state : "";
}

int postgres_wait(postgres_line *line, int milliseconds) {
    struct pollfd waited = {.fd = PQsocket(CONN(line)), .events = POLLIN};
    if (waited.fd < 0) return -1;
    int count = poll(&waited, 1, milliseconds);
    if (count <= 0) return 0;
    return PQconsumeInput(CONN(line)) ? 1 : -1;
}

char *postgres_notice(postgres_line *line) {
    PGnotify *notice = PQnotifies(CONN(line));
    if (!notice) return NULL;
    char *text = strdup(notice->extra ? notice->extra : "");
    PQfreemem(notice);
    return text;
}

void postgres_free_text(char *text) { free(text); }

#endif
