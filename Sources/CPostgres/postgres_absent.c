#include "postgres_line.h"

#include <stddef.h>

#ifndef POSTGRESQL

// Built without libpq: there is no line, and whoever asks is told so.

int postgres_is_built(void) { return 0; }
int postgres_check_address(const char *address) {
    (void)address;
    return POSTGRES_ADDRESS_GOOD;
}
postgres_line *postgres_open(const char *address) {
    (void)address;
    return NULL;
}
void postgres_close(postgres_line *line) { (void)line; }
int postgres_is_good(const postgres_line *line) {
    (void)line;
    return 0;
}
int postgres_was_refused(const postgres_line *line) {
    (void)line;
    return 0;
}
int postgres_server_version(const postgres_line *line) {
    (void)line;
    return 0;
}
int postgres_process(const postgres_line *line) {
    (void)line;
    return 0;
}
int postgres_prepare(postgres_line *line, const char *name, const char *sql) {
    (void)line, (void)name, (void)sql;
    return 0;
}
int postgres_run(
    postgres_line *line, const char *name, int count, const char *const *values,
    const int *lengths, const int *formats) {
    (void)line, (void)name, (void)count, (void)values, (void)lengths, (void)formats;
    return 0;
}
int postgres_sync(postgres_line *line) {
    (void)line;
    return 0;
}
postgres_result *postgres_next(postgres_line *line) {
    (void)line;
    return NULL;
}
void postgres_free(postgres_result *result) { (void)result; }
int postgres_kind(const postgres_result *result) {
    (void)result;
    return POSTGRES_NOTHING;
}
int postgres_rows(const postgres_result *result) {
    (void)result;
    return 0;
}
int postgres_columns(const postgres_result *result) {
    (void)result;
    return 0;
}
int postgres_length(const postgres_result *result, int row, int column) {
    (void)result, (void)row, (void)column;
    return -1;
}
const char *postgres_value(const postgres_result *result, int row, int column) {
    (void)result, (void)row, (void)column;
    return "";
}
const char *postgres_state(const postgres_result *result) {
    (void)result;
    return "";
}
int postgres_wait(postgres_line *line, int milliseconds) {
    (void)line, (void)milliseconds;
    return -1;
}
char *postgres_notice(postgres_line *line) {
    (void)line;
    return NULL;
}
void postgres_free_text(char *text) { (void)text; }

#endif
