#include "fault_state.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

pthread_mutex_t fault_lock = PTHREAD_MUTEX_INITIALIZER;
Disk fault_disks[DISKS];

// SplitMix64.
uint64_t fault_random(Disk *disk) {
    uint64_t mixed = (disk->random += 0x9E3779B97F4A7C15u);
    mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9u;
    mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBu;
    return mixed ^ (mixed >> 31);
}

// MARK: Sectors

static int slot_of(const FileState *state, sqlite3_int64 number) {
    return (int)(((uint64_t)number * 0x9E3779B97F4A7C15u >> 32) & (uint64_t)(state->slots - 1));
}

Sector *fault_sector(FileState *state, sqlite3_int64 number) {
    if (state->count == 0) return NULL;
    for (int slot = slot_of(state, number);; slot = (slot + 1) & (state->slots - 1)) {
        int at = state->index[slot];
        if (at < 0) return NULL;
        if (state->sectors[at].number == number) return &state->sectors[at];
    }
}

static void enter(FileState *state, int at) {
    int slot = slot_of(state, state->sectors[at].number);
    while (state->index[slot] >= 0) slot = (slot + 1) & (state->slots - 1);
    state->index[slot] = at;
}

static int grow(FileState *state) {
    int room = state->room ? state->room * 2 : 64;
    Sector *sectors = realloc(state->sectors, sizeof(Sector) * (size_t)room);
    if (!sectors) return 0;
    state->sectors = sectors;
    int *index = malloc(sizeof(int) * (size_t)room * 2);
    if (!index) return 0;
    free(state->index);
    state->index = index;
    state->room = room;
    state->slots = room * 2;
    for (int slot = 0; slot < state->slots; slot++) index[slot] = -1;
    for (int at = 0; at < state->count; at++) enter(state, at);
    return 1;
}

Sector *fault_remember(FileState *state, sqlite3_int64 number) {
    if (state->count == state->room && !grow(state)) return NULL;
    Sector *sector = &state->sectors[state->count];
    sector->number = number;
    sector->length = 0;
    state->count++;
    enter(state, state->count - 1);
    return sector;
}

void fault_synced(FileState *state) {
    if (state->count > 0) {
        for (int slot = 0; slot < state->slots; slot++) state->index[slot] = -1;
        state->count = 0;
    }
    state->durable = state->size;
}

// MARK: Files

FileState *fault_file(Disk *disk, const char *path) {
    struct stat info;
    int there = stat(path, &info) == 0;
    for (FileState *state = disk->files; state; state = state->next) {
        if (strcmp(state->path, path) != 0) continue;
        if (there && state->inode == info.st_ino) return state;
        // Somebody put another file in its place, past SQLite.
        fault_forget(disk, path);
        break;
    }
    if (strlen(path) >= PATHS) return NULL;
    FileState *state = calloc(1, sizeof(FileState));
    if (!state) return NULL;
    strcpy(state->path, path);
    if (there) {
        state->inode = info.st_ino;
        state->size = state->durable = info.st_size;
    }
    state->next = disk->files;
    disk->files = state;
    return state;
}

void fault_forget(Disk *disk, const char *path) {
    for (FileState **place = &disk->files; *place; place = &(*place)->next) {
        FileState *state = *place;
        if (strcmp(state->path, path) != 0) continue;
        *place = state->next;
        free(state->sectors);
        free(state->index);
        free(state);
        return;
    }
}

// MARK: Disks

int fault_disk_mount(const char *folder, uint64_t seed) {
    if (strlen(folder) >= PATHS) return -1;
    pthread_mutex_lock(&fault_lock);
    int found = -1;
    for (int at = 0; at < DISKS && found < 0; at++)
        if (!fault_disks[at].used) found = at;
    if (found >= 0) {
        Disk *disk = &fault_disks[found];
        memset(disk, 0, sizeof *disk);
        disk->used = 1;
        disk->random = seed;
        strcpy(disk->folder, folder);
    }
    pthread_mutex_unlock(&fault_lock);
    return found;
}

void fault_disk_unmount(int number) {
    pthread_mutex_lock(&fault_lock);
    Disk *disk = &fault_disks[number];
    while (disk->files) fault_forget(disk, disk->files->path);
    disk->used = 0;
    pthread_mutex_unlock(&fault_lock);
}

void fault_disk_stop(int number) {
    pthread_mutex_lock(&fault_lock);
    fault_disks[number].stopped = 1;
    pthread_mutex_unlock(&fault_lock);
}

int fault_disk_stopped(int number) {
    pthread_mutex_lock(&fault_lock);
    int stopped = fault_disks[number].stopped;
    pthread_mutex_unlock(&fault_lock);
    return stopped;
}

// Half of the sectors keep what was written, some are torn, the others are as they were.
static void lose_sectors(Disk *disk, FileState *state, int file) {
    for (int at = 0; at < state->count; at++) {
        Sector *sector = &state->sectors[at];
        uint64_t drawn = fault_random(disk);
        int from = 0;
        if (drawn % 8 < 4) continue;
        if (drawn % 8 == 4) from = (int)((drawn >> 8) % SECTOR);
        sqlite3_int64 offset = sector->number * SECTOR;
        if (sector->length > from) {
            size_t count = (size_t)(sector->length - from);
            if (pwrite(file, sector->bytes + from, count, offset + from) < 0) return;
        }
        static const unsigned char nothing[SECTOR];
        int begin = sector->length > from ? sector->length : from;
        sqlite3_int64 end = offset + SECTOR;
        if (end > state->size) end = state->size;
        if (end > offset + begin)
            if (pwrite(file, nothing, (size_t)(end - offset - begin), offset + begin) < 0) return;
    }
}

// A file that grew may be as long as before, as it is now, or anything between.
static void lose_length(Disk *disk, FileState *state, int file) {
    sqlite3_int64 low = state->durable, high = state->size;
    if (low == high) return;
    uint64_t drawn = fault_random(disk);
    sqlite3_int64 length = low;
    if (high > low && drawn % 3 == 1) length = high;
    if (high > low && drawn % 3 == 2)
        length = low + (sqlite3_int64)((drawn >> 8) % (uint64_t)(high - low));
    if (high < low && drawn % 2 == 1) length = high;
    if (ftruncate(file, length) != 0) return;
}

int fault_disk_settle(int number, enum fault_crash crash) {
    pthread_mutex_lock(&fault_lock);
    Disk *disk = &fault_disks[number];
    int open_handles = disk->handles;
    while (disk->files) {
        FileState *state = disk->files;
        int file = crash == FAULT_CRASH_POWER ? open(state->path, O_RDWR) : -1;
        if (file >= 0) {
            lose_sectors(disk, state, file);
            lose_length(disk, state, file);
            close(file);
        }
        fault_forget(disk, state->path);
    }
    disk->stopped = 0;
    disk->kind = FAULT_NONE;
    disk->generation++;
    pthread_mutex_unlock(&fault_lock);
    return open_handles;
}

void fault_disk_arm(int number, enum fault_kind kind, long nth, long times) {
    pthread_mutex_lock(&fault_lock);
    Disk *disk = &fault_disks[number];
    disk->kind = kind;
    disk->until = nth;
    disk->times = times;
    disk->fired = 0;
    pthread_mutex_unlock(&fault_lock);
}

long fault_disk_disarm(int number) {
    pthread_mutex_lock(&fault_lock);
    Disk *disk = &fault_disks[number];
    disk->kind = FAULT_NONE;
    long fired = disk->fired;
    pthread_mutex_unlock(&fault_lock);
    return fired;
}

void fault_disk_lie(int number, const char *suffix) {
    pthread_mutex_lock(&fault_lock);
    strncpy(fault_disks[number].lie, suffix, sizeof fault_disks[number].lie - 1);
    pthread_mutex_unlock(&fault_lock);
}

long fault_disk_writes(int number) {
    pthread_mutex_lock(&fault_lock);
    long writes = fault_disks[number].writes;
    pthread_mutex_unlock(&fault_lock);
    return writes;
}

int fault_disk_corrupt(int number, const char *path) {
    pthread_mutex_lock(&fault_lock);
    Disk *disk = &fault_disks[number];
    unsigned char rubbish[SECTOR];
    struct stat info;
    int result = -1;
    int file = open(path, O_RDWR);
    if (file >= 0 && fstat(file, &info) == 0 && info.st_size >= SECTOR) {
        sqlite3_int64 sector = (sqlite3_int64)(fault_random(disk) % (uint64_t)(info.st_size / SECTOR));
        for (int at = 0; at < SECTOR; at++) rubbish[at] = (unsigned char)fault_random(disk);
        result = pwrite(file, rubbish, SECTOR, sector * SECTOR) == SECTOR ? 0 : -1;
    }
    if (file >= 0) close(file);
    pthread_mutex_unlock(&fault_lock);
    return result;
}
