// A screen to test against (libvterm) and programs under a pseudo-terminal.

#ifndef CVTERM_H
#define CVTERM_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

// A terminal emulator without a window

typedef struct cvt_screen cvt_screen;

enum {
    CVT_BOLD = 1, CVT_UNDERLINE = 2, CVT_ITALIC = 4, CVT_BLINK = 8, CVT_REVERSE = 16,
    CVT_STRIKE = 32
};

/// A colour is `CVT_STANDARD`, `CVT_INDEXED | index` or `CVT_RGB | 0xRRGGBB`.
enum { CVT_STANDARD = 0, CVT_INDEXED = 0x01000000, CVT_RGB = 0x02000000 };

struct cvt_cell {
    uint32_t scalars[6];
    int count;       // scalars used; 0 for an empty cell
    int width;       // 1 or 2; 0 is the right half of a wide one
    int attributes;
    uint32_t foreground;
    uint32_t background;
};

cvt_screen *cvt_screen_new(int width, int height);
void cvt_screen_free(cvt_screen *screen);
/// What a program sent to its terminal.
void cvt_screen_feed(cvt_screen *screen, const char *bytes, int count);
void cvt_screen_resize(cvt_screen *screen, int width, int height);
struct cvt_cell cvt_screen_cell(const cvt_screen *screen, int x, int y);
/// The text of one line as UTF-8 without spaces at its end; returns its length in bytes.
int cvt_screen_line(const cvt_screen *screen, int y, char *buffer, int capacity);
void cvt_screen_cursor(const cvt_screen *screen, int *x, int *y, bool *is_visible);
bool cvt_screen_is_alternate(const cvt_screen *screen);
/// 0 off, 1 clicks, 2 drags, 3 moves.
int cvt_screen_mouse_mode(const cvt_screen *screen);
int cvt_screen_bells(const cvt_screen *screen);
/// What the terminal answers to the program (reports); returns the number of bytes taken.
int cvt_screen_replies(cvt_screen *screen, char *buffer, int capacity);

// A program under a pseudo-terminal

struct cvt_program {
    int fd;     // the master side, non-blocking
    pid_t pid;  // leader of its own session
};

/// Starts `arguments[0]` (a path) with this environment alone, in `directory` (may be NULL). Its
/// standard input, output and error are the pseudo-terminal. `fd` is -1 if that fails.
struct cvt_program cvt_spawn(
    char *const arguments[], char *const environment[], const char *directory, int width,
    int height);
/// Waits at most `milliseconds` for output. Bytes read; 0 for none in time; -1 for end.
int cvt_read(int fd, char *buffer, int capacity, int milliseconds);
bool cvt_write(int fd, const char *bytes, int count);
/// Tells the program its terminal has another size (SIGWINCH).
bool cvt_set_size(int fd, int width, int height);
bool cvt_signal(pid_t pid, int number);
/// The control mode of the terminal: true if it echoes and reads lines, as a shell leaves it.
bool cvt_is_cooked(int fd);

enum { CVT_RUNNING, CVT_EXITED, CVT_KILLED, CVT_STOPPED };
struct cvt_status {
    int state;
    int code;   // exit code or signal
};
/// Waits at most `milliseconds` for the program to end or stop.
struct cvt_status cvt_wait(pid_t pid, int milliseconds);
void cvt_close(int fd);

#endif
