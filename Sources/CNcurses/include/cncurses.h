// What the terminal room needs of ncurses, without its macros and global variables.
// All functions but cn_wake belong to one thread.

#ifndef CNCURSES_H
#define CNCURSES_H

#include <stdbool.h>
#include <stdint.h>

// Opening and closing

/// Sets LC_CTYPE alone, so that numbers keep their point. False if there is no such locale.
bool cn_set_locale(const char *name);
/// The character set of the locale that is set.
const char *cn_codeset(void);
bool cn_is_terminal(void);
/// 1: known and able to place the cursor; 0: known but not able; -1: not known here.
int cn_terminal_kind(const char *name);
/// Opens the screen; with `colors` also its colours. False if ncurses refuses.
bool cn_open(const char *name, bool colors);
/// Gives the terminal back. May be called again.
void cn_close(void);
int cn_colors(void);
int cn_pairs(void);
bool cn_has_mouse(void);
/// Bracketed paste and focus reports on or off, remembered for suspension and exit.
void cn_report_paste(bool on);
void cn_capture_mouse(bool on);
/// Names the window; the title before comes back with cn_close, while stopped, and on any end.
void cn_set_title(const char *words);

// Size

void cn_window_size(int *width, int *height);
void cn_resize(int width, int height);

// Painting

enum {
    CN_BOLD = 1, CN_DIM = 2, CN_UNDERLINE = 4, CN_REVERSE = 8, CN_ITALIC = 16, CN_STRIKE = 32
};

/// Allots a colour pair; -1 is the terminal's own colour. False if there are no more.
bool cn_define_pair(int pair, int foreground, int background);
/// Puts a glyph of `width` cells; what the C library measures otherwise becomes U+FFFD.
void cn_put(int x, int y, const uint32_t *scalars, int count, int width, int attributes, int pair);
/// Sends the differences. A negative column hides the cursor.
void cn_show(int cursor_x, int cursor_y);
/// The next cn_show paints everything anew.
void cn_repaint(void);
/// Writes bytes past ncurses. False if the terminal did not take them.
bool cn_write_raw(const char *bytes, int count);

// Input

enum cn_kind {
    CN_NONE, CN_CHARACTER, CN_KEY, CN_FUNCTION, CN_MOUSE, CN_PASTE_BEGIN, CN_PASTE_END,
    CN_FOCUS_IN, CN_FOCUS_OUT, CN_OTHER
};
enum cn_key {
    CN_UP, CN_DOWN, CN_LEFT, CN_RIGHT, CN_PAGE_UP, CN_PAGE_DOWN, CN_HOME, CN_END,
    CN_TAB, CN_ENTER, CN_BACKSPACE, CN_DELETE, CN_INSERT
};
enum { CN_CTRL = 1, CN_ALT = 2, CN_SHIFT = 4 };
enum { CN_PRESS, CN_RELEASE, CN_WHEEL_UP, CN_WHEEL_DOWN };

struct cn_input {
    int kind;        // cn_kind
    uint32_t value;  // a Unicode scalar, a cn_key, or the number of a function key
    int modifiers;
    int x, y;
    int button;      // 1 left, 2 middle, 3 right, 0 none
    int action;
};

/// The next input that is there; CN_NONE if there is none.
struct cn_input cn_read(void);

/// Waits for input, a signal or a wake. Bits of what is there; 0 after the time is up (-1: no end).
enum { CN_INPUT = 1, CN_SIGNAL = 2, CN_WOKEN = 4, CN_GONE = 8 };
int cn_wait(int milliseconds);
/// True if the terminal answers reads with an end of file.
bool cn_is_at_end(void);

// Signals

/// The next signal that came: 'w' size, 't' terminate, 'h' hang-up, 'z' stop; 0 if none.
char cn_next_signal(void);
/// Stops the process group as Ctrl-Z does and comes back when it is continued.
void cn_stop_here(void);
/// Ends the waiting of cn_wait; for any thread, after cn_open.
void cn_wake(void);
/// Milliseconds of a clock that only goes forward.
int64_t cn_milliseconds(void);

#endif
