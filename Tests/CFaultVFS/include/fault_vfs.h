#ifndef AMTSPULT_FAULT_VFS_H
#define AMTSPULT_FAULT_VFS_H

#include <stdint.h>

// A VFS over SQLite's own for Unix, for tests. It plays disks that lose power, fill up, fail.
//
// A disk is everything below one folder. What SQLite writes goes to the real file at once, as it
// would go to the cache of the operating system; beside it the disk remembers, sector by sector,
// what had been there at the last fsync. When the power goes, each sector that was not synced
// keeps its new content, gets its old one back, or is torn in the middle, as the seed says.
//
// Files outside of every disk are passed through.

// Makes this the default VFS of the process; 0 when it went well. May be called again.
int fault_vfs_register(void);

// Begins to play a disk below `folder`; the answer names it, negative when there are too many.
int fault_disk_mount(const char *folder, uint64_t seed);
void fault_disk_unmount(int disk);

enum fault_crash {
    // The process ends; what the operating system had accepted stays.
    FAULT_CRASH_PROCESS = 0,
    // The power goes; only what was synced is sure to stay.
    FAULT_CRASH_POWER = 1,
};

// From now on every call of the connections that are open fails, and changes nothing.
void fault_disk_stop(int disk);
// The connections are gone: what is left of the files is decided, and they can be opened again.
// Answers the number of handles that are still open, which must be none.
int fault_disk_settle(int disk, enum fault_crash crash);

enum fault_kind {
    FAULT_NONE = 0,
    // SQLITE_FULL on a write.
    FAULT_FULL = 1,
    // SQLITE_IOERR on a write; half of it may have happened.
    FAULT_WRITE = 2,
    // SQLITE_IOERR_FSYNC; nothing became durable.
    FAULT_SYNC = 3,
    // SQLITE_IOERR_READ.
    FAULT_READ = 4,
    // Fewer bytes than asked for.
    FAULT_SHORT_READ = 5,
    // The process stops at this call: like `fault_disk_stop`.
    FAULT_STOP = 6,
};

// Lets the `nth` call (1, 2, 3 …) that `kind` concerns fail, and `times` of them in a row.
// FAULT_STOP counts writes, truncations and syncs.
void fault_disk_arm(int disk, enum fault_kind kind, long nth, long times);
// Nothing more fails; answers how often something failed since it was armed.
long fault_disk_disarm(int disk);
int fault_disk_stopped(int disk);

// Files whose name ends with `suffix` are never really synced: the wrong part of a test.
void fault_disk_lie(int disk, const char *suffix);

// Overwrites one sector of a file that nobody has open.
int fault_disk_corrupt(int disk, const char *path);

// Calls so far that wrote, truncated or synced.
long fault_disk_writes(int disk);

#endif
