#define _GNU_SOURCE
#include "system_process.h"

#include <signal.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>

void system_guard_process(void) {
    const struct rlimit none = {0, 0};
    setrlimit(RLIMIT_CORE, &none);
    prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
    umask(077);
    // The runtime of the language prints registers and memory on a crash; this is what
    // SWIFT_BACKTRACE=enable=no would do, for whoever does not set it.
    const int crashes[] = {SIGQUIT, SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGSEGV, SIGTRAP};
    for (size_t index = 0; index < sizeof crashes / sizeof crashes[0]; index += 1)
        signal(crashes[index], SIG_DFL);
}

long system_raise_files(long most) {
    struct rlimit files;
    if (getrlimit(RLIMIT_NOFILE, &files) != 0) return 0;
    rlim_t wanted = files.rlim_max < (rlim_t)most ? files.rlim_max : (rlim_t)most;
    if (files.rlim_cur < wanted) {
        files.rlim_cur = wanted;
        setrlimit(RLIMIT_NOFILE, &files);
        getrlimit(RLIMIT_NOFILE, &files);
    }
    return (long)files.rlim_cur;
}

void system_step_back(void) {
    enum { NICE = 10 };
    // On Linux the calling thread alone is meant, not its process.
    setpriority(PRIO_PROCESS, 0, NICE);
}
