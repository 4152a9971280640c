#ifndef SYSTEM_SQLITE_H
#define SYSTEM_SQLITE_H

/// Hardens an open SQLite connection: defensive mode on, loading of extensions off, values at most
/// `length_limit` bytes. Does nothing in a program without SQLite. 0 or an SQLite result code.
int system_sqlite_harden(void *connection, int length_limit);

#endif
