#ifndef SYSTEM_FILES_H
#define SYSTEM_FILES_H

#include <stdint.h>

/// Takes the exclusive lock of an open file, without waiting; 0 or an errno.
int system_lock_exclusive(int descriptor);

/// Gives the lock of an open file back.
void system_unlock(int descriptor);

/// Free and total bytes of the file system that holds `path`; 0 or an errno.
int system_space(const char *path, uint64_t *available, uint64_t *total);

/// 1 when the file system that holds `path` is mounted read-only, 0 when not, -1 when unknown.
int system_is_read_only(const char *path);

/// Gives a new directory's entry to the disk; 0 or an errno.
int system_sync_directory(const char *path);

#endif
