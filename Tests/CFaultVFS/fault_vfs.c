#include "include/fault_vfs.h"

#include <stddef.h>
#include <string.h>

#include "fault_state.h"

// One open file: SQLite's own handle follows behind ours.
typedef struct {
    sqlite3_file base;
    Disk *disk;
    FileState *state;
    int generation;
    sqlite3_file *real;
} Handle;

static sqlite3_vfs *unix_vfs;
static sqlite3_vfs fault_vfs;

static Handle *handle_of(sqlite3_file *file) { return (Handle *)file; }

static Disk *disk_of(const char *path) {
    if (!path) return NULL;
    for (int at = 0; at < DISKS; at++) {
        Disk *disk = &fault_disks[at];
        size_t length = strlen(disk->folder);
        if (disk->used && strncmp(path, disk->folder, length) == 0 && path[length] == '/')
            return disk;
    }
    return NULL;
}

// MARK: Faults

// Whether the process of this handle has stopped: the disk stopped, or was settled since.
static int is_gone(const Handle *handle) {
    return handle->disk->stopped || handle->generation != handle->disk->generation;
}

static int concerns(enum fault_kind armed, enum fault_kind call) {
    if (armed == call) return 1;
    if (armed == FAULT_FULL) return call == FAULT_WRITE;
    if (armed == FAULT_SHORT_READ) return call == FAULT_READ;
    return armed == FAULT_STOP && (call == FAULT_WRITE || call == FAULT_SYNC);
}

// The fault that befalls this call, if any.
static enum fault_kind befalls(Disk *disk, enum fault_kind call) {
    if (disk->kind == FAULT_NONE || !concerns(disk->kind, call)) return FAULT_NONE;
    if (disk->until > 1) {
        disk->until--;
        return FAULT_NONE;
    }
    disk->fired++;
    enum fault_kind kind = disk->kind;
    if (kind == FAULT_STOP) disk->stopped = 1;
    if (--disk->times <= 0) disk->kind = FAULT_NONE;
    return kind;
}

// MARK: One file

static int fault_close(sqlite3_file *file) {
    Handle *handle = handle_of(file);
    int result = handle->real->pMethods->xClose(handle->real);
    if (handle->disk) {
        pthread_mutex_lock(&fault_lock);
        handle->disk->handles--;
        pthread_mutex_unlock(&fault_lock);
    }
    return result;
}

static int fault_read(sqlite3_file *file, void *buffer, int count, sqlite3_int64 offset) {
    Handle *handle = handle_of(file);
    if (handle->disk) {
        pthread_mutex_lock(&fault_lock);
        int gone = is_gone(handle);
        enum fault_kind fault = gone ? FAULT_READ : befalls(handle->disk, FAULT_READ);
        pthread_mutex_unlock(&fault_lock);
        if (fault == FAULT_READ) return SQLITE_IOERR_READ;
        if (fault == FAULT_SHORT_READ) {
            int half = count / 2;
            handle->real->pMethods->xRead(handle->real, buffer, half, offset);
            memset((char *)buffer + half, 0, (size_t)(count - half));
            return SQLITE_IOERR_SHORT_READ;
        }
    }
    return handle->real->pMethods->xRead(handle->real, buffer, count, offset);
}

// Remembers what the sectors from `offset` on held when they were synced.
static int remember(Handle *handle, sqlite3_int64 offset, sqlite3_int64 count) {
    FileState *state = handle->state;
    for (sqlite3_int64 number = offset / SECTOR; number * SECTOR < offset + count; number++) {
        if (fault_sector(state, number)) continue;
        Sector *sector = fault_remember(state, number);
        if (!sector) return SQLITE_NOMEM;
        sqlite3_int64 there = state->size - number * SECTOR;
        if (there <= 0) continue;
        sector->length = there < SECTOR ? (int)there : SECTOR;
        int result = handle->real->pMethods->xRead(
            handle->real, sector->bytes, sector->length, number * SECTOR);
        if (result != SQLITE_OK) return result;
    }
    return SQLITE_OK;
}

static int write_through(
    Handle *handle, const void *buffer, int count, sqlite3_int64 offset) {
    int result = remember(handle, offset, count);
    if (result != SQLITE_OK) return result;
    result = handle->real->pMethods->xWrite(handle->real, buffer, count, offset);
    if (result == SQLITE_OK && offset + count > handle->state->size)
        handle->state->size = offset + count;
    return result;
}

static int fault_write(
    sqlite3_file *file, const void *buffer, int count, sqlite3_int64 offset) {
    Handle *handle = handle_of(file);
    if (!handle->disk)
        return handle->real->pMethods->xWrite(handle->real, buffer, count, offset);
    pthread_mutex_lock(&fault_lock);
    int result = SQLITE_IOERR_WRITE;
    if (!is_gone(handle)) {
        handle->disk->writes++;
        switch (befalls(handle->disk, FAULT_WRITE)) {
        case FAULT_NONE: result = write_through(handle, buffer, count, offset); break;
        case FAULT_FULL: result = SQLITE_FULL; break;
        case FAULT_STOP: write_through(handle, buffer, count / 2, offset); break;
        default: write_through(handle, buffer, count / 2, offset); break;
        }
    }
    pthread_mutex_unlock(&fault_lock);
    return result;
}

static int fault_truncate(sqlite3_file *file, sqlite3_int64 size) {
    Handle *handle = handle_of(file);
    if (!handle->disk) return handle->real->pMethods->xTruncate(handle->real, size);
    pthread_mutex_lock(&fault_lock);
    int result = SQLITE_IOERR_TRUNCATE;
    if (!is_gone(handle)) {
        handle->disk->writes++;
        if (befalls(handle->disk, FAULT_WRITE) == FAULT_NONE) {
            sqlite3_int64 rest = handle->state->size - size;
            result = rest > 0 ? remember(handle, size, rest) : SQLITE_OK;
            if (result == SQLITE_OK)
                result = handle->real->pMethods->xTruncate(handle->real, size);
            if (result == SQLITE_OK) handle->state->size = size;
        }
    }
    pthread_mutex_unlock(&fault_lock);
    return result;
}

static int lies(const Handle *handle) {
    size_t length = strlen(handle->disk->lie), whole = strlen(handle->state->path);
    if (length == 0 || length > whole) return 0;
    return strcmp(handle->state->path + whole - length, handle->disk->lie) == 0;
}

static int fault_sync(sqlite3_file *file, int flags) {
    Handle *handle = handle_of(file);
    if (!handle->disk) return handle->real->pMethods->xSync(handle->real, flags);
    pthread_mutex_lock(&fault_lock);
    int result = SQLITE_IOERR_FSYNC;
    if (!is_gone(handle)) {
        handle->disk->writes++;
        if (befalls(handle->disk, FAULT_SYNC) == FAULT_NONE) {
            if (!lies(handle)) fault_synced(handle->state);
            result = SQLITE_OK;
        }
    }
    pthread_mutex_unlock(&fault_lock);
    return result;
}

static int fault_size(sqlite3_file *file, sqlite3_int64 *size) {
    Handle *handle = handle_of(file);
    return handle->real->pMethods->xFileSize(handle->real, size);
}

static int fault_lock_file(sqlite3_file *file, int level) {
    Handle *handle = handle_of(file);
    return handle->real->pMethods->xLock(handle->real, level);
}

static int fault_unlock_file(sqlite3_file *file, int level) {
    Handle *handle = handle_of(file);
    return handle->real->pMethods->xUnlock(handle->real, level);
}

static int fault_reserved(sqlite3_file *file, int *result) {
    Handle *handle = handle_of(file);
    return handle->real->pMethods->xCheckReservedLock(handle->real, result);
}

static int fault_control(sqlite3_file *file, int operation, void *argument) {
    Handle *handle = handle_of(file);
    return handle->real->pMethods->xFileControl(handle->real, operation, argument);
}

static int fault_sector_size(sqlite3_file *file) {
    Handle *handle = handle_of(file);
    return handle->real->pMethods->xSectorSize(handle->real);
}

static int fault_device(sqlite3_file *file) {
    Handle *handle = handle_of(file);
    return handle->real->pMethods->xDeviceCharacteristics(handle->real);
}

static int fault_shm_map(
    sqlite3_file *file, int page, int size, int extend, void volatile **memory) {
    Handle *handle = handle_of(file);
    return handle->real->pMethods->xShmMap(handle->real, page, size, extend, memory);
}

static int fault_shm_lock(sqlite3_file *file, int offset, int count, int flags) {
    Handle *handle = handle_of(file);
    return handle->real->pMethods->xShmLock(handle->real, offset, count, flags);
}

static void fault_shm_barrier(sqlite3_file *file) {
    Handle *handle = handle_of(file);
    handle->real->pMethods->xShmBarrier(handle->real);
}

static int fault_shm_unmap(sqlite3_file *file, int remove) {
    Handle *handle = handle_of(file);
    return handle->real->pMethods->xShmUnmap(handle->real, remove);
}

// Version 2: no memory-mapped reading, which would go past us.
static const sqlite3_io_methods methods = {
    .iVersion = 2,
    .xClose = fault_close,
    .xRead = fault_read,
    .xWrite = fault_write,
    .xTruncate = fault_truncate,
    .xSync = fault_sync,
    .xFileSize = fault_size,
    .xLock = fault_lock_file,
    .xUnlock = fault_unlock_file,
    .xCheckReservedLock = fault_reserved,
    .xFileControl = fault_control,
    .xSectorSize = fault_sector_size,
    .xDeviceCharacteristics = fault_device,
    .xShmMap = fault_shm_map,
    .xShmLock = fault_shm_lock,
    .xShmBarrier = fault_shm_barrier,
    .xShmUnmap = fault_shm_unmap,
};

// MARK: The file system

static int fault_open(
    sqlite3_vfs *vfs, sqlite3_filename name, sqlite3_file *file, int flags, int *out) {
    Handle *handle = handle_of(file);
    memset(handle, 0, sizeof *handle);
    handle->real = (sqlite3_file *)(handle + 1);
    pthread_mutex_lock(&fault_lock);
    Disk *disk = disk_of(name);
    int stopped = disk && disk->stopped;
    pthread_mutex_unlock(&fault_lock);
    if (stopped) return SQLITE_CANTOPEN;
    int result = unix_vfs->xOpen(unix_vfs, name, handle->real, flags, out);
    if (result != SQLITE_OK) return result;
    if (disk) {
        pthread_mutex_lock(&fault_lock);
        handle->state = fault_file(disk, name);
        if (handle->state) {
            handle->disk = disk;
            handle->generation = disk->generation;
            disk->handles++;
        }
        pthread_mutex_unlock(&fault_lock);
    }
    file->pMethods = &methods;
    return SQLITE_OK;
}

static int fault_delete(sqlite3_vfs *vfs, const char *path, int sync) {
    pthread_mutex_lock(&fault_lock);
    Disk *disk = disk_of(path);
    int stopped = disk && disk->stopped;
    if (disk && !stopped) fault_forget(disk, path);
    pthread_mutex_unlock(&fault_lock);
    return stopped ? SQLITE_IOERR_DELETE : unix_vfs->xDelete(unix_vfs, path, 0);
}

static int fault_access(sqlite3_vfs *vfs, const char *path, int flags, int *result) {
    return unix_vfs->xAccess(unix_vfs, path, flags, result);
}

static int fault_full_path(sqlite3_vfs *vfs, const char *path, int room, char *out) {
    return unix_vfs->xFullPathname(unix_vfs, path, room, out);
}

int fault_vfs_register(void) {
    pthread_mutex_lock(&fault_lock);
    int known = unix_vfs != NULL;
    if (!known) {
        unix_vfs = sqlite3_vfs_find("unix");
        if (unix_vfs) {
            fault_vfs = *unix_vfs;
            fault_vfs.zName = "fault";
            fault_vfs.pNext = NULL;
            fault_vfs.szOsFile = (int)sizeof(Handle) + unix_vfs->szOsFile;
            fault_vfs.xOpen = fault_open;
            fault_vfs.xDelete = fault_delete;
            fault_vfs.xAccess = fault_access;
            fault_vfs.xFullPathname = fault_full_path;
        }
    }
    pthread_mutex_unlock(&fault_lock);
    if (!unix_vfs) return SQLITE_ERROR;
    return known ? SQLITE_OK : sqlite3_vfs_register(&fault_vfs, 1);
}
