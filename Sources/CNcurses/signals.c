#include "internal.h"
#include "cncurses.h"
#include "squeeze.h"

#include <curses.h>

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stddef.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

static int signal_pipe[2] = {-1, -1};
static int wake_pipe[2] = {-1, -1};
static volatile sig_atomic_t was_continued;

static const struct {
    int number;
    char letter;
} watched[] = {
    {SIGWINCH, 'w'}, {SIGTERM, 't'}, {SIGINT, 't'}, {SIGQUIT, 't'}, {SIGHUP, 'h'},
    {SIGTSTP, 'z'}, {SIGCONT, 'c'},
};
enum { WATCHED = sizeof watched / sizeof watched[0] };

static const int fatal[] = {SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT, SIGTRAP, SIGSYS};
enum { FATAL = sizeof fatal / sizeof fatal[0] };

static struct sigaction watched_before[WATCHED];
static struct sigaction fatal_before[FATAL];

static void tell(int fd, char letter) {
    int kept = errno;
    ssize_t ignored = write(fd, &letter, 1);
    (void)ignored;
    errno = kept;
}

static void on_watched(int number) {
    for (int index = 0; index < WATCHED; index += 1) {
        if (watched[index].number != number) continue;
        if (watched[index].letter == 'c') {
            was_continued = 1;
        } else {
            tell(signal_pipe[1], watched[index].letter);
        }
    }
}

/// The person gets the terminal back even if the program dies; then whoever was there before goes on.
static void on_fatal(int number) {
    cn_restore_raw();
    cn_is_open = false;
    for (int index = 0; index < FATAL; index += 1) {
        if (fatal[index] == number) {
            sigaction(number, &fatal_before[index], NULL);
        }
    }
    raise(number);
}

static bool open_pipe(int ends[2]) {
    if (ends[0] >= 0) return true;
    if (pipe(ends) != 0) return false;
    for (int index = 0; index < 2; index += 1) {
        fcntl(ends[index], F_SETFL, O_NONBLOCK);
        fcntl(ends[index], F_SETFD, FD_CLOEXEC);
    }
    return true;
}

void cn_signals_install(bool keeps_old) {
    struct sigaction action;
    memset(&action, 0, sizeof action);
    sigemptyset(&action.sa_mask);
    action.sa_handler = on_watched;
    action.sa_flags = SA_RESTART;
    for (int index = 0; index < WATCHED; index += 1) {
        sigaction(watched[index].number, &action, keeps_old ? &watched_before[index] : NULL);
    }
}

bool cn_signals_begin(void) {
    if (!open_pipe(signal_pipe) || !open_pipe(wake_pipe)) return false;
    cn_signals_install(true);
    struct sigaction action;
    memset(&action, 0, sizeof action);
    sigemptyset(&action.sa_mask);
    action.sa_handler = on_fatal;
    action.sa_flags = SA_NODEFER;
    for (int index = 0; index < FATAL; index += 1) {
        sigaction(fatal[index], &action, &fatal_before[index]);
    }
    return true;
}

void cn_signals_end(void) {
    for (int index = 0; index < WATCHED; index += 1) {
        sigaction(watched[index].number, &watched_before[index], NULL);
    }
    for (int index = 0; index < FATAL; index += 1) {
        sigaction(fatal[index], &fatal_before[index], NULL);
    }
}

static bool empty(int fd) {
    char bytes[64];
    bool had = false;
    while (read(fd, bytes, sizeof bytes) > 0) had = true;
    return had;
}

int cn_wait(int milliseconds) {
    struct pollfd ready[3] = {
        {.fd = STDIN_FILENO, .events = POLLIN},
        {.fd = signal_pipe[0], .events = POLLIN},
        {.fd = wake_pipe[0], .events = POLLIN},
    };
    int64_t end = cn_milliseconds() + milliseconds;
    int count;
    do {
        int64_t left = milliseconds < 0 ? -1 : end - cn_milliseconds();
        count = poll(ready, 3, milliseconds < 0 ? -1 : (int)(left < 0 ? 0 : left));
    } while (count < 0 && errno == EINTR);
    int found = 0;
    if (ready[0].revents & POLLIN) found |= CN_INPUT;
    if (ready[0].revents & (POLLHUP | POLLERR | POLLNVAL)) found |= CN_GONE;
    if (ready[1].revents & POLLIN) found |= CN_SIGNAL;
    if (ready[2].revents & POLLIN && empty(wake_pipe[0])) found |= CN_WOKEN;
    return found;
}

bool cn_is_at_end(void) {
    struct pollfd ready = {.fd = STDIN_FILENO, .events = POLLIN};
    if (poll(&ready, 1, 0) <= 0) return false;
    if (ready.revents & (POLLHUP | POLLERR | POLLNVAL)) return true;
    int waiting = 0;
    return ioctl(STDIN_FILENO, FIONREAD, &waiting) != 0 || waiting == 0;
}

char cn_next_signal(void) {
    char letter = 0;
    return read(signal_pipe[0], &letter, 1) == 1 ? letter : 0;
}

void cn_stop_here(void) {
    def_prog_mode();
    cn_send_modes(false);
    curs_set(1);
    endwin();
    struct sigaction kept, plain;
    memset(&plain, 0, sizeof plain);
    plain.sa_handler = SIG_DFL;
    was_continued = 0;
    sigaction(SIGTSTP, &plain, &kept);
    kill(0, SIGTSTP);
    // The stop may reach another thread a moment later; without job control it never comes.
    struct timespec moment = {.tv_nsec = 5 * 1000 * 1000};
    for (int tries = 0; tries < 20 && !was_continued; tries += 1) {
        nanosleep(&moment, NULL);
    }
    sigaction(SIGTSTP, &kept, NULL);
    reset_prog_mode();
    cn_send_modes(true);
    clearok(curscr, TRUE);
    squeeze_forget();
}

void cn_wake(void) { tell(wake_pipe[1], 'x'); }
