#define _GNU_SOURCE
#include "cvterm.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stddef.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>
#include <utmp.h>

static struct winsize window(int width, int height) {
    return (struct winsize){.ws_col = (unsigned short)width, .ws_row = (unsigned short)height};
}

/// Between fork and exec: nothing but calls that are safe there.
static void become(
    int slave, char *const arguments[], char *const environment[], const char *directory
) {
    login_tty(slave);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    for (int number = 1; number < 32; number += 1) signal(number, SIG_DFL);
    for (int fd = 3; fd < 1024; fd += 1) close(fd);
    if (directory != NULL && chdir(directory) != 0) _exit(126);
    execve(arguments[0], arguments, environment);
    _exit(127);
}

struct cvt_program cvt_spawn(
    char *const arguments[], char *const environment[], const char *directory, int width,
    int height
) {
    struct cvt_program program = {.fd = -1, .pid = -1};
    struct winsize size = window(width, height);
    int slave;
    if (openpty(&program.fd, &slave, NULL, NULL, &size) != 0) return program;
    fcntl(program.fd, F_SETFD, FD_CLOEXEC);
    fcntl(program.fd, F_SETFL, O_NONBLOCK);
    program.pid = fork();
    if (program.pid == 0) become(slave, arguments, environment, directory);
    close(slave);
    if (program.pid < 0) {
        close(program.fd);
        program.fd = -1;
    }
    return program;
}

int cvt_read(int fd, char *buffer, int capacity, int milliseconds) {
    struct pollfd ready = {.fd = fd, .events = POLLIN};
    int count;
    do {
        count = poll(&ready, 1, milliseconds);
    } while (count < 0 && errno == EINTR);
    if (count <= 0) return 0;
    ssize_t length = read(fd, buffer, (size_t)capacity);
    if (length > 0) return (int)length;
    return length < 0 && (errno == EAGAIN || errno == EINTR) ? 0 : -1;
}

bool cvt_write(int fd, const char *bytes, int count) {
    while (count > 0) {
        ssize_t written = write(fd, bytes, (size_t)count);
        if (written > 0) {
            bytes += written;
            count -= (int)written;
        } else if (written < 0 && (errno == EAGAIN || errno == EINTR)) {
            struct pollfd ready = {.fd = fd, .events = POLLOUT};
            if (poll(&ready, 1, 2000) == 0) return false;
        } else {
            return false;
        }
    }
    return true;
}

bool cvt_set_size(int fd, int width, int height) {
    struct winsize size = window(width, height);
    return ioctl(fd, TIOCSWINSZ, &size) == 0;
}

bool cvt_signal(pid_t pid, int number) { return kill(pid, number) == 0; }

bool cvt_is_cooked(int fd) {
    struct termios modes;
    return tcgetattr(fd, &modes) == 0 && (modes.c_lflag & ICANON) && (modes.c_lflag & ECHO);
}

struct cvt_status cvt_wait(pid_t pid, int milliseconds) {
    struct timespec pause = {.tv_nsec = 2 * 1000 * 1000};
    for (int waited = 0;; waited += 2) {
        int status = 0;
        pid_t found = waitpid(pid, &status, WNOHANG | WUNTRACED);
        if (found == pid && WIFEXITED(status)) {
            return (struct cvt_status){CVT_EXITED, WEXITSTATUS(status)};
        }
        if (found == pid && WIFSIGNALED(status)) {
            return (struct cvt_status){CVT_KILLED, WTERMSIG(status)};
        }
        if (found == pid && WIFSTOPPED(status)) {
            return (struct cvt_status){CVT_STOPPED, WSTOPSIG(status)};
        }
        if (waited >= milliseconds) return (struct cvt_status){CVT_RUNNING, 0};
        nanosleep(&pause, NULL);
    }
}

void cvt_close(int fd) { close(fd); }
