#include "system_sqlite.h"

// Weak, so that a program that never opens a database need not link SQLite.
extern int sqlite3_db_config(void *connection, int option, ...) __attribute__((weak));
extern int sqlite3_limit(void *connection, int which, int value) __attribute__((weak));

enum { option_load_extension = 1005, option_defensive = 1010, limit_length = 0 };

int system_sqlite_harden(void *connection, int length_limit) {
    if (!sqlite3_db_config || !sqlite3_limit) return 0;
    int result = sqlite3_db_config(connection, option_defensive, 1, (int *)0);
    if (result == 0) result = sqlite3_db_config(connection, option_load_extension, 0, (int *)0);
    if (length_limit > 0) sqlite3_limit(connection, limit_length, length_limit);
    return result;
}
