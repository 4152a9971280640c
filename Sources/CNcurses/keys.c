#include "internal.h"
#include "cncurses.h"

#include <curses.h>
#include <term.h>

#include <stddef.h>
#include <stdio.h>
#include <time.h>

// Codes for sequences that no terminal description names.
enum { CODE_PASTE_BEGIN = 2000, CODE_PASTE_END, CODE_FOCUS_IN, CODE_FOCUS_OUT };

// Keys with modifiers have numbers that differ from terminal to terminal: looked up by name.
enum { EXTENDED_KEYS = 10, FIRST_MODIFIER = 2, LAST_MODIFIER = 8 };

static const struct {
    const char *name;
    enum cn_key key;
} extended_names[EXTENDED_KEYS] = {
    {"kUP", CN_UP}, {"kDN", CN_DOWN}, {"kLFT", CN_LEFT}, {"kRIT", CN_RIGHT},
    {"kPRV", CN_PAGE_UP}, {"kNXT", CN_PAGE_DOWN}, {"kHOM", CN_HOME}, {"kEND", CN_END},
    {"kDC", CN_DELETE}, {"kIC", CN_INSERT},
};

static int extended_codes[EXTENDED_KEYS][LAST_MODIFIER + 1];

/// The modifiers of xterm's numbers 2 to 8: the number less one is a set of shift, alt, ctrl.
static int modifiers_of(int number) {
    int bits = number - 1;
    return (bits & 1 ? CN_SHIFT : 0) | (bits & 2 ? CN_ALT : 0) | (bits & 4 ? CN_CTRL : 0);
}

/// Forms that terminals send in spite of their description.
static const struct {
    const char *sequence;
    int code;
} further_forms[] = {
    {"\033[A", KEY_UP}, {"\033[B", KEY_DOWN}, {"\033[C", KEY_RIGHT}, {"\033[D", KEY_LEFT},
    {"\033OA", KEY_UP}, {"\033OB", KEY_DOWN}, {"\033OC", KEY_RIGHT}, {"\033OD", KEY_LEFT},
    {"\033[H", KEY_HOME}, {"\033OH", KEY_HOME}, {"\033[1~", KEY_HOME}, {"\033[7~", KEY_HOME},
    {"\033[F", KEY_END}, {"\033OF", KEY_END}, {"\033[4~", KEY_END}, {"\033[8~", KEY_END},
    {"\033[5~", KEY_PPAGE}, {"\033[6~", KEY_NPAGE}, {"\033[3~", KEY_DC}, {"\033[2~", KEY_IC},
    {"\033[Z", KEY_BTAB}, {"\033OM", KEY_ENTER},
    {"\033OP", KEY_F(1)}, {"\033OQ", KEY_F(2)}, {"\033OR", KEY_F(3)}, {"\033OS", KEY_F(4)},
    {"\033[11~", KEY_F(1)}, {"\033[12~", KEY_F(2)}, {"\033[13~", KEY_F(3)},
    {"\033[14~", KEY_F(4)}, {"\033[15~", KEY_F(5)}, {"\033[17~", KEY_F(6)},
    {"\033[18~", KEY_F(7)}, {"\033[19~", KEY_F(8)}, {"\033[20~", KEY_F(9)},
    {"\033[21~", KEY_F(10)}, {"\033[23~", KEY_F(11)}, {"\033[24~", KEY_F(12)},
};

void cn_keys_begin(void) {
    for (size_t index = 0; index < sizeof further_forms / sizeof further_forms[0]; index += 1) {
        if (key_defined(further_forms[index].sequence) == 0) {
            define_key(further_forms[index].sequence, further_forms[index].code);
        }
    }
    define_key("\033[200~", CODE_PASTE_BEGIN);
    define_key("\033[201~", CODE_PASTE_END);
    define_key("\033[I", CODE_FOCUS_IN);
    define_key("\033[O", CODE_FOCUS_OUT);
    for (int key = 0; key < EXTENDED_KEYS; key += 1) {
        for (int modifier = FIRST_MODIFIER; modifier <= LAST_MODIFIER; modifier += 1) {
            char name[16];
            snprintf(name, sizeof name, "%s%d", extended_names[key].name, modifier);
            const char *sequence = tigetstr(name);
            bool is_known = sequence != NULL && sequence != (char *)-1;
            int code = is_known ? key_defined(sequence) : 0;
            extended_codes[key][modifier] = code > 0 ? code : 0;
        }
    }
}

static struct cn_input key_input(enum cn_key key, int modifiers) {
    return (struct cn_input){.kind = CN_KEY, .value = key, .modifiers = modifiers};
}

static struct cn_input mouse_input(void) {
    MEVENT event;
    if (getmouse(&event) != OK) {
        return (struct cn_input){.kind = CN_OTHER};
    }
    struct cn_input input = {.kind = CN_MOUSE, .x = event.x, .y = event.y};
    mmask_t state = event.bstate;
    input.modifiers = (state & BUTTON_SHIFT ? CN_SHIFT : 0) | (state & BUTTON_CTRL ? CN_CTRL : 0)
        | (state & BUTTON_ALT ? CN_ALT : 0);
    if (state & BUTTON4_PRESSED) {
        input.action = CN_WHEEL_UP;
    } else if (state & BUTTON5_PRESSED) {
        input.action = CN_WHEEL_DOWN;
    } else if (state & (BUTTON1_PRESSED | BUTTON2_PRESSED | BUTTON3_PRESSED)) {
        input.action = CN_PRESS;
        input.button = state & BUTTON1_PRESSED ? 1 : state & BUTTON2_PRESSED ? 2 : 3;
    } else if (state & BUTTON1_RELEASED) {
        input.action = CN_RELEASE;
        input.button = 1;
    } else {
        input.kind = CN_OTHER;
    }
    return input;
}

static struct cn_input extended_input(int code) {
    for (int key = 0; key < EXTENDED_KEYS; key += 1) {
        for (int modifier = FIRST_MODIFIER; modifier <= LAST_MODIFIER; modifier += 1) {
            if (extended_codes[key][modifier] == code) {
                return key_input(extended_names[key].key, modifiers_of(modifier));
            }
        }
    }
    return (struct cn_input){.kind = CN_OTHER};
}

/// Function keys beyond 24 are those with Ctrl.
static struct cn_input function_input(int number) {
    bool is_ctrl = number > 24 && number <= 48;
    return (struct cn_input){
        .kind = CN_FUNCTION,
        .value = (uint32_t)(is_ctrl ? number - 24 : number),
        .modifiers = is_ctrl ? CN_CTRL : 0,
    };
}

static struct cn_input code_input(int code) {
    if (code > KEY_F0 && code <= KEY_F(63)) {
        return function_input(code - KEY_F0);
    }
    switch (code) {
    case KEY_UP: return key_input(CN_UP, 0);
    case KEY_DOWN: return key_input(CN_DOWN, 0);
    case KEY_LEFT: return key_input(CN_LEFT, 0);
    case KEY_RIGHT: return key_input(CN_RIGHT, 0);
    case KEY_SR: return key_input(CN_UP, CN_SHIFT);
    case KEY_SF: return key_input(CN_DOWN, CN_SHIFT);
    case KEY_SLEFT: return key_input(CN_LEFT, CN_SHIFT);
    case KEY_SRIGHT: return key_input(CN_RIGHT, CN_SHIFT);
    case KEY_PPAGE: return key_input(CN_PAGE_UP, 0);
    case KEY_NPAGE: return key_input(CN_PAGE_DOWN, 0);
    case KEY_HOME: case KEY_FIND: return key_input(CN_HOME, 0);
    case KEY_END: case KEY_SELECT: return key_input(CN_END, 0);
    case KEY_SHOME: return key_input(CN_HOME, CN_SHIFT);
    case KEY_SEND: return key_input(CN_END, CN_SHIFT);
    case KEY_BTAB: return key_input(CN_TAB, CN_SHIFT);
    case KEY_ENTER: return key_input(CN_ENTER, 0);
    case KEY_BACKSPACE: return key_input(CN_BACKSPACE, 0);
    case KEY_DC: return key_input(CN_DELETE, 0);
    case KEY_SDC: return key_input(CN_DELETE, CN_SHIFT);
    case KEY_IC: return key_input(CN_INSERT, 0);
    case KEY_MOUSE: return mouse_input();
    case CODE_PASTE_BEGIN: return (struct cn_input){.kind = CN_PASTE_BEGIN};
    case CODE_PASTE_END: return (struct cn_input){.kind = CN_PASTE_END};
    case CODE_FOCUS_IN: return (struct cn_input){.kind = CN_FOCUS_IN};
    case CODE_FOCUS_OUT: return (struct cn_input){.kind = CN_FOCUS_OUT};
    default: return extended_input(code);
    }
}

struct cn_input cn_read(void) {
    wint_t value = 0;
    switch (wget_wch(stdscr, &value)) {
    case OK: return (struct cn_input){.kind = CN_CHARACTER, .value = value};
    case KEY_CODE_YES: return code_input((int)value);
    default: return (struct cn_input){.kind = CN_NONE};
    }
}

int64_t cn_milliseconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}
