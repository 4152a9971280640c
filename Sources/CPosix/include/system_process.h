#ifndef SYSTEM_PROCESS_H
#define SYSTEM_PROCESS_H

/// Keeps what a process holds in memory to itself: no core file, no other process of the same
/// user looks in, new files are their owner's alone, and a crash prints nothing of the memory.
void system_guard_process(void);

#endif
