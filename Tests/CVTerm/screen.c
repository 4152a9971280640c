#include "cvterm.h"

// `swift build` compiles this room too, on machines that run no tests and lack libvterm-dev.
#if __has_include(<vterm.h>)

#include <stdlib.h>
#include <string.h>
#include <vterm.h>

struct cvt_screen {
    VTerm *terminal;
    VTermScreen *screen;
    bool is_cursor_visible;
    bool is_alternate;
    int mouse_mode;
    int bells;
};

static int on_property(VTermProp property, VTermValue *value, void *user) {
    cvt_screen *screen = user;
    switch (property) {
    case VTERM_PROP_CURSORVISIBLE: screen->is_cursor_visible = value->boolean; break;
    case VTERM_PROP_ALTSCREEN: screen->is_alternate = value->boolean; break;
    case VTERM_PROP_MOUSE: screen->mouse_mode = value->number; break;
    default: break;
    }
    return 1;
}

static int on_bell(void *user) {
    ((cvt_screen *)user)->bells += 1;
    return 1;
}

static const VTermScreenCallbacks callbacks = {.settermprop = on_property, .bell = on_bell};

cvt_screen *cvt_screen_new(int width, int height) {
    cvt_screen *screen = calloc(1, sizeof *screen);
    if (screen == NULL) return NULL;
    screen->terminal = vterm_new(height, width);
    vterm_set_utf8(screen->terminal, 1);
    screen->screen = vterm_obtain_screen(screen->terminal);
    screen->is_cursor_visible = true;
    vterm_screen_set_callbacks(screen->screen, &callbacks, screen);
    vterm_screen_enable_altscreen(screen->screen, 1);
    vterm_screen_reset(screen->screen, 1);
    return screen;
}

void cvt_screen_free(cvt_screen *screen) {
    if (screen == NULL) return;
    vterm_free(screen->terminal);
    free(screen);
}

void cvt_screen_feed(cvt_screen *screen, const char *bytes, int count) {
    vterm_input_write(screen->terminal, bytes, (size_t)count);
    vterm_screen_flush_damage(screen->screen);
}

void cvt_screen_resize(cvt_screen *screen, int width, int height) {
    vterm_set_size(screen->terminal, height, width);
}

static uint32_t colour(const VTermColor *colour) {
    if (VTERM_COLOR_IS_DEFAULT_FG(colour) || VTERM_COLOR_IS_DEFAULT_BG(colour)) {
        return CVT_STANDARD;
    }
    if (VTERM_COLOR_IS_INDEXED(colour)) return CVT_INDEXED | colour->indexed.idx;
    return CVT_RGB | (uint32_t)colour->rgb.red << 16 | (uint32_t)colour->rgb.green << 8
        | colour->rgb.blue;
}

struct cvt_cell cvt_screen_cell(const cvt_screen *screen, int x, int y) {
    struct cvt_cell result = {.width = 1};
    VTermScreenCell cell;
    VTermPos place = {.row = y, .col = x};
    if (!vterm_screen_get_cell(screen->screen, place, &cell)) return result;
    if (cell.chars[0] == (uint32_t)-1) {
        result.width = 0;
        return result;
    }
    while (result.count < VTERM_MAX_CHARS_PER_CELL && cell.chars[result.count] != 0) {
        result.scalars[result.count] = cell.chars[result.count];
        result.count += 1;
    }
    result.width = cell.width;
    result.attributes = (cell.attrs.bold ? CVT_BOLD : 0) | (cell.attrs.underline ? CVT_UNDERLINE : 0)
        | (cell.attrs.italic ? CVT_ITALIC : 0) | (cell.attrs.blink ? CVT_BLINK : 0)
        | (cell.attrs.reverse ? CVT_REVERSE : 0) | (cell.attrs.strike ? CVT_STRIKE : 0);
    result.foreground = colour(&cell.fg);
    result.background = colour(&cell.bg);
    return result;
}

static int utf8(uint32_t scalar, char *out) {
    if (scalar < 0x80) {
        out[0] = (char)scalar;
        return 1;
    }
    int more = scalar < 0x800 ? 1 : scalar < 0x10000 ? 2 : 3;
    static const unsigned char lead[] = {0, 0xC0, 0xE0, 0xF0};
    for (int index = more; index > 0; index -= 1) {
        out[index] = (char)(0x80 | (scalar & 0x3F));
        scalar >>= 6;
    }
    out[0] = (char)(lead[more] | scalar);
    return more + 1;
}

int cvt_screen_line(const cvt_screen *screen, int y, char *buffer, int capacity) {
    int width, height, used = 0, kept = 0;
    vterm_get_size(screen->terminal, &height, &width);
    for (int x = 0; x < width; x += 1) {
        struct cvt_cell cell = cvt_screen_cell(screen, x, y);
        if (cell.width == 0 || used + 4 * 6 >= capacity) continue;
        if (cell.count == 0) buffer[used++] = ' ';
        for (int index = 0; index < cell.count; index += 1) {
            used += utf8(cell.scalars[index], buffer + used);
        }
        if (cell.count > 0 && cell.scalars[0] != ' ') kept = used;
    }
    return kept;
}

void cvt_screen_cursor(const cvt_screen *screen, int *x, int *y, bool *is_visible) {
    VTermPos place;
    vterm_state_get_cursorpos(vterm_obtain_state(screen->terminal), &place);
    *x = place.col;
    *y = place.row;
    *is_visible = screen->is_cursor_visible;
}

bool cvt_screen_is_alternate(const cvt_screen *screen) { return screen->is_alternate; }

int cvt_screen_mouse_mode(const cvt_screen *screen) { return screen->mouse_mode; }

int cvt_screen_bells(const cvt_screen *screen) { return screen->bells; }

int cvt_screen_replies(cvt_screen *screen, char *buffer, int capacity) {
    return (int)vterm_output_read(screen->terminal, buffer, (size_t)capacity);
}

#endif
