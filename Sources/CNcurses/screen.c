#define _GNU_SOURCE 1
#include "internal.h"
#include "cncurses.h"
#include "squeeze.h"

#include <curses.h>
#include <term.h>

#include <errno.h>
#include <langinfo.h>
#include <locale.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>

/// How long Esc waits for the rest of a sequence: twice what a byte takes on a line of 9600 baud.
enum { ESCAPE_MILLISECONDS = 2 };

bool cn_is_open = false;

static SCREEN *screen;
static struct termios saved_modes;
static bool has_saved_modes;
static bool wants_paste;
/// The title of the window while the screen is open; empty: the terminal keeps its own.
static char title[64];
static bool has_registered_exit;
/// What the fatal path writes: collected while the terminal description is at hand.
static char farewell[256];
static size_t farewell_length;
/// Where ncurses writes: the terminal, and while a frame is made a file in memory.
static FILE *output;
static int frame_file = -1;
/// Glyphs that stand side by side and are not with ncurses yet: it takes a run nearly as quickly
/// as one.
static struct {
    cchar_t glyphs[512];
    int count;
    int x, y;
    /// The column after the last one.
    int end;
    /// The look of the last one.
    int bits, pair;
} run;

enum { RUN_LIMIT = sizeof run.glyphs / sizeof run.glyphs[0] };

bool cn_set_locale(const char *name) { return setlocale(LC_CTYPE, name) != NULL; }

const char *cn_codeset(void) { return nl_langinfo(CODESET); }

bool cn_is_terminal(void) { return isatty(STDIN_FILENO) && isatty(STDOUT_FILENO); }

int cn_terminal_kind(const char *name) {
    int result = 0;
    if (setupterm(name, STDOUT_FILENO, &result) != OK) {
        return -1;
    }
    int kind = tigetstr("cup") != NULL && tigetstr("cup") != (char *)-1 ? 1 : 0;
    del_curterm(cur_term);
    return kind;
}

static void remember(const char *bytes) {
    size_t length = bytes == NULL || bytes == (char *)-1 ? 0 : strlen(bytes);
    if (farewell_length + length < sizeof farewell) {
        memcpy(farewell + farewell_length, bytes, length);
        farewell_length += length;
    }
}

static void collect_farewell(void) {
    farewell_length = 0;
    if (wants_paste) {
        remember("\033[?2004l\033[?1004l");
    }
    if (title[0] != '\0') {
        remember("\033[23;2t");
    }
    if (cn_has_mouse()) {
        remember("\033[?1006l\033[?1000l");
    }
    remember(tigetstr("sgr0"));
    remember(tigetstr("cnorm"));
    remember(tigetstr("rmkx"));
    remember(tigetstr("rmcup"));
}

static void close_at_exit(void) { cn_close(); }

static void tell_screen(void) {
    const char *column = tigetstr("hpa");
    bool has_columns = column != NULL && column != (char *)-1
        && strcmp(column, "\033[%i%p1%dG") == 0;
    squeeze_screen(LINES, has_columns);
}

bool cn_open(const char *name, bool colors) {
    has_saved_modes = tcgetattr(STDIN_FILENO, &saved_modes) == 0;
    if (!cn_signals_begin()) {
        return false;
    }
    use_tioctl(TRUE);
    output = fdopen(dup(STDOUT_FILENO), "w");
    screen = output == NULL ? NULL : newterm(name, output, stdin);
    if (screen == NULL) {
        cn_signals_end();
        return false;
    }
    cn_signals_install(false);
    set_term(screen);
    raw();
    noecho();
    nonl();
    keypad(stdscr, TRUE);
    nodelay(stdscr, TRUE);
    intrflush(stdscr, FALSE);
    meta(stdscr, TRUE);
    // Terminals send the bytes of a key at once; a line that does not needs ESCDELAY, which
    // ncurses has read from the environment.
    if (getenv("ESCDELAY") == NULL) {
        set_escdelay(ESCAPE_MILLISECONDS);
    }
    typeahead(-1);
    mouseinterval(0);
    leaveok(stdscr, FALSE);
    if (colors && has_colors()) {
        start_color();
        use_default_colors();
    }
    // tmux erases with the background colour since 2.4, but its description does not say so;
    // without it every blank of a coloured line is sent.
    if (strncmp(name, "tmux", 4) == 0) {
        back_color_erase = TRUE;
    }
    // A terminal of the vt100 kind cannot switch single attributes off.
    squeeze_forget();
    tell_screen();
    frame_file = strncmp(name, "vt", 2) == 0 ? -1 : memfd_create("frame", MFD_CLOEXEC);
    cn_keys_begin();
    cn_is_open = true;
    collect_farewell();
    if (!has_registered_exit) {
        has_registered_exit = atexit(close_at_exit) == 0;
    }
    return true;
}

void cn_close(void) {
    if (!cn_is_open) {
        return;
    }
    cn_capture_mouse(false);
    cn_send_modes(false);
    title[0] = '\0';
    curs_set(1);
    endwin();
    cn_is_open = false;
    cn_signals_end();
    delscreen(screen);
    screen = NULL;
    fclose(output);
    if (frame_file >= 0) close(frame_file);
    frame_file = -1;
    if (has_saved_modes) {
        tcsetattr(STDIN_FILENO, TCSADRAIN, &saved_modes);
    }
}

void cn_restore_raw(void) {
    if (!cn_is_open) {
        return;
    }
    ssize_t ignored = write(STDOUT_FILENO, farewell, farewell_length);
    (void)ignored;
    if (has_saved_modes) {
        tcsetattr(STDIN_FILENO, TCSANOW, &saved_modes);
    }
}

int cn_colors(void) { return has_colors() ? COLORS : 0; }

int cn_pairs(void) { return has_colors() ? COLOR_PAIRS : 0; }

bool cn_has_mouse(void) {
    const char *report = tigetstr("kmous");
    return report != NULL && report != (char *)-1;
}

/// The title before is laid on the terminal's own stack and taken from there again.
static void send_title(bool on) {
    if (title[0] == '\0') {
        return;
    }
    char bytes[sizeof title + 16];
    int count = on ? snprintf(bytes, sizeof bytes, "\033[22;2t\033]2;%s\007", title)
                   : snprintf(bytes, sizeof bytes, "\033[23;2t");
    cn_write_raw(bytes, count);
}

void cn_send_modes(bool on) {
    if (wants_paste) {
        const char *modes = on ? "\033[?2004h\033[?1004h" : "\033[?2004l\033[?1004l";
        cn_write_raw(modes, (int)strlen(modes));
    }
    send_title(on);
}

void cn_set_title(const char *words) {
    send_title(false);
    snprintf(title, sizeof title, "%s", words);
    // First what takes it back: a program may end at any moment.
    collect_farewell();
    send_title(true);
}

void cn_report_paste(bool on) {
    if (!on) {
        cn_send_modes(false);
    }
    wants_paste = on;
    collect_farewell();
    cn_send_modes(on);
}

void cn_capture_mouse(bool on) {
    mmask_t mask = BUTTON1_PRESSED | BUTTON1_RELEASED | BUTTON2_PRESSED | BUTTON3_PRESSED
        | BUTTON4_PRESSED | BUTTON5_PRESSED | BUTTON_SHIFT | BUTTON_CTRL | BUTTON_ALT;
    mousemask(on ? mask : 0, NULL);
}

void cn_window_size(int *width, int *height) {
    struct winsize size;
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 && size.ws_row > 0) {
        *width = size.ws_col;
        *height = size.ws_row;
    } else {
        *width = screen == NULL ? 0 : COLS;
        *height = screen == NULL ? 0 : LINES;
    }
}

void cn_resize(int width, int height) {
    run.count = 0;
    resize_term(height < 1 ? 1 : height, width < 1 ? 1 : width);
    tell_screen();
    werase(stdscr);
    clearok(curscr, TRUE);
}

bool cn_define_pair(int pair, int foreground, int background) {
    return init_extended_pair(pair, foreground, background) == OK;
}

static attr_t attributes_of(int bits) {
    attr_t result = A_NORMAL;
    if (bits & CN_BOLD) result |= WA_BOLD;
    if (bits & CN_DIM) result |= WA_DIM;
    if (bits & CN_UNDERLINE) result |= WA_UNDERLINE;
    if (bits & CN_REVERSE) result |= WA_REVERSE;
    if (bits & CN_ITALIC) result |= WA_ITALIC;
    return result;
}

static void end_run(void) {
    if (run.count > 0) {
        mvadd_wchnstr(run.y, run.x, run.glyphs, run.count);
    }
    run.count = 0;
}

static void put_wide(int x, int y, const wchar_t *text, int width, int bits, int pair) {
    if (run.count == RUN_LIMIT || y != run.y || x != run.end) {
        end_run();
    }
    if (run.count == 0) {
        run.x = x;
        run.y = y;
    }
    cchar_t *glyph = &run.glyphs[run.count];
    bool goes_on = run.count > 0 && bits == run.bits && pair == run.pair;
    if (goes_on && text[1] == L'\0' && glyph[-1].chars[1] == L'\0') {
        *glyph = glyph[-1];
        glyph->chars[0] = text[0];
    } else if (setcchar(glyph, text, attributes_of(bits), 0, &pair) != OK) {
        return;
    }
    run.count += 1;
    run.end = x + width;
    run.bits = bits;
    run.pair = pair;
}

void cn_put(int x, int y, const uint32_t *scalars, int count, int width, int bits, int pair) {
    wchar_t text[CCHARW_MAX + 1];
    if (count < 1 || scalars[0] < 0x20) {
        return;
    }
    if (scalars[0] >= 0x7F && wcwidth((wchar_t)scalars[0]) != width) {
        put_wide(x, y, L"\uFFFD", 1, bits, pair);
        if (width == 2) {
            put_wide(x + 1, y, L" ", 1, bits, pair);
        }
        return;
    }
    int used = 0;
    for (int index = 0; index < count && used < CCHARW_MAX; index += 1) {
        if (index == 0 || wcwidth((wchar_t)scalars[index]) == 0) {
            text[used] = (wchar_t)scalars[index];
            used += 1;
        }
    }
    text[used] = L'\0';
    put_wide(x, y, text, width, bits, pair);
}

/// Sends the frame that lies in the file in memory, without what it repeats.
static void send_frame(void) {
    off_t count = lseek(frame_file, 0, SEEK_END);
    char *bytes = count > 0 ? malloc((size_t)count + SQUEEZE_ROOM((size_t)count)) : NULL;
    if (bytes != NULL && pread(frame_file, bytes, (size_t)count, 0) == count) {
        char *shorter = bytes + count;
        cn_write_raw(shorter, (int)squeeze(bytes, (size_t)count, shorter));
    }
    free(bytes);
    lseek(frame_file, 0, SEEK_SET);
    if (ftruncate(frame_file, 0) != 0) {
        close(frame_file);
        frame_file = -1;
    }
}

/// doupdate into a file in memory, then to the terminal. ncurses itself never sees the change, and
/// the terminal's own descriptor is back in place before anything else happens.
static void update(void) {
    if (frame_file < 0 || dup2(frame_file, fileno(output)) < 0) {
        doupdate();
        return;
    }
    doupdate();
    dup2(STDOUT_FILENO, fileno(output));
    send_frame();
}

void cn_show(int cursor_x, int cursor_y) {
    end_run();
    if (cursor_x >= 0) {
        curs_set(1);
        move(cursor_y, cursor_x);
    } else {
        curs_set(0);
    }
    wnoutrefresh(stdscr);
    update();
}

void cn_repaint(void) { clearok(curscr, TRUE); }

bool cn_write_raw(const char *bytes, int count) {
    while (count > 0) {
        ssize_t written = write(STDOUT_FILENO, bytes, (size_t)count);
        if (written < 0 && errno == EAGAIN) {
            struct pollfd ready = {.fd = STDOUT_FILENO, .events = POLLOUT};
            if (poll(&ready, 1, 1000) > 0) continue;
            return false;
        }
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return false;
        bytes += written;
        count -= (int)written;
    }
    return true;
}
