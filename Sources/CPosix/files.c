#define _GNU_SOURCE
#include "system_files.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/statvfs.h>
#include <unistd.h>

int system_lock_exclusive(int descriptor) {
    while (flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
        if (errno != EINTR) return errno;
    }
    return 0;
}

void system_unlock(int descriptor) { flock(descriptor, LOCK_UN); }

int system_space(const char *path, uint64_t *available, uint64_t *total) {
    struct statvfs info;
    if (statvfs(path, &info) != 0) return errno;
    *available = (uint64_t)info.f_bavail * info.f_frsize;
    *total = (uint64_t)info.f_blocks * info.f_frsize;
    return 0;
}

int system_is_read_only(const char *path) {
    struct statvfs info;
    if (statvfs(path, &info) != 0) return -1;
    return (info.f_flag & ST_RDONLY) != 0;
}

int system_sync_directory(const char *path) {
    int descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0) return errno;
    int result = fsync(descriptor) == 0 ? 0 : errno;
    close(descriptor);
    return result;
}
