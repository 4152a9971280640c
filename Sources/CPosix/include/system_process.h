#ifndef SYSTEM_PROCESS_H
#define SYSTEM_PROCESS_H

/// Keeps what a process holds in memory to itself: no core file, no other process of the same
/// user looks in, new files are their owner's alone, and a crash prints nothing of the memory.
void system_guard_process(void);

/// Lets the process open as many files and connections as it may, at most `most`; how many.
long system_raise_files(long most);

/// The calling thread gives way to those of the program that are waited for.
void system_step_back(void);

#endif
