#ifndef AMTSPULT_FAULT_STATE_H
#define AMTSPULT_FAULT_STATE_H

#include <pthread.h>
#include <sqlite3.h>
#include <stdint.h>

#include "include/fault_vfs.h"

#define SECTOR 512
#define DISKS 64
#define PATHS 512

// What a sector held when it was last synced; `length` bytes of it existed.
typedef struct {
    sqlite3_int64 number;
    int length;
    unsigned char bytes[SECTOR];
} Sector;

// One file of a disk: how long it is, how long it was when last synced, and its lost sectors.
typedef struct FileState {
    char path[PATHS];
    unsigned long long inode;
    sqlite3_int64 size;
    sqlite3_int64 durable;
    Sector *sectors;
    int count, room;
    int *index;
    int slots;
    struct FileState *next;
} FileState;

typedef struct {
    int used;
    char folder[PATHS];
    uint64_t random;
    int stopped;
    int generation;
    int handles;
    enum fault_kind kind;
    long until, times, fired;
    long writes;
    char lie[32];
    FileState *files;
} Disk;

extern pthread_mutex_t fault_lock;
extern Disk fault_disks[DISKS];

uint64_t fault_random(Disk *disk);
FileState *fault_file(Disk *disk, const char *path);
void fault_forget(Disk *disk, const char *path);
Sector *fault_sector(FileState *state, sqlite3_int64 number);
Sector *fault_remember(FileState *state, sqlite3_int64 number);
void fault_synced(FileState *state);

#endif
