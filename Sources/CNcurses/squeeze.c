#include "squeeze.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// A look is what SGR sequences have set: attributes as bits by their number, colours as written.
enum { COLOUR_TEXT = 24, LONGEST_SEQUENCE = 96 };

struct look {
    unsigned bits;
    char foreground[COLOUR_TEXT];
    char background[COLOUR_TEXT];
};

/// What ncurses asked for, and what the terminal has been told.
static struct look wanted, told;
static bool is_told;
/// A line-drawing character set is in use.
static bool is_shifted;
/// Lines of the screen, and whether the terminal can go to a column of the line it is in.
static int screen_lines;
static bool can_go_to_column;
/// Lines outside of margins do not move: a new line at the lower one scrolls.
static bool has_margins;
/// The line the cursor is in since it was last named, counted from 1; 0 where that is open.
static int cursor_line;

static char *end;

void squeeze_forget(void) {
    memset(&wanted, 0, sizeof wanted);
    is_told = false;
    is_shifted = false;
    has_margins = false;
    cursor_line = 0;
}

void squeeze_screen(int lines, bool has_columns) {
    screen_lines = lines;
    can_go_to_column = has_columns;
}

static void put(const char *bytes, size_t count) {
    memcpy(end, bytes, count);
    end += count;
}

static void append(char *parameters, const char *text) {
    if (*parameters != '\0') strcat(parameters, ";");
    strcat(parameters, text);
}

/// The numbers that switch an attribute off again; bold and faint share one.
static const char *off_number(int number) {
    static const char *numbers[] = {
        NULL, "22", "22", "23", "24", "25", NULL, "27", "28", "29",
    };
    return numbers[number];
}

static void append_bits(char *parameters, unsigned bits) {
    for (int number = 1; number < 10; number += 1) {
        char digit[2] = {(char)('0' + number), '\0'};
        if (bits & 1u << number) append(parameters, digit);
    }
}

/// From nothing: everything that is wanted.
static void say_all(char *parameters) {
    append_bits(parameters, wanted.bits);
    if (*wanted.foreground) append(parameters, wanted.foreground);
    if (*wanted.background) append(parameters, wanted.background);
}

/// From what the terminal has been told: the differences.
static void say_changes(char *parameters) {
    unsigned gone = told.bits & ~wanted.bits;
    unsigned fresh = wanted.bits & ~told.bits;
    if (gone & 6u) {
        append(parameters, "22");
        fresh |= wanted.bits & 6u;
    }
    for (int number = 3; number < 10; number += 1) {
        if (gone & 1u << number) append(parameters, off_number(number));
    }
    append_bits(parameters, fresh);
    if (strcmp(wanted.foreground, told.foreground) != 0) {
        append(parameters, *wanted.foreground ? wanted.foreground : "39");
    }
    if (strcmp(wanted.background, told.background) != 0) {
        append(parameters, *wanted.background ? wanted.background : "49");
    }
}

/// Tells the terminal how it has to look, the shorter way.
static void tell(void) {
    if (is_told && memcmp(&wanted, &told, sizeof wanted) == 0) return;
    char all[LONGEST_SEQUENCE] = "0";
    char changes[LONGEST_SEQUENCE] = "";
    say_all(all);
    if (is_told) say_changes(changes);
    bool is_shorter = is_told && strlen(changes) <= strlen(all);
    end += sprintf(end, "\033[%sm", is_shorter ? changes : all);
    told = wanted;
    is_told = true;
}

/// Attributes that show on a blank: underlined, blinking, reversed, struck out.
enum { SEEN_ON_BLANKS = 1u << 4 | 1u << 5 | 1u << 7 | 1u << 9 };

/// Before a blank or an erasure: only the ground counts, a new ink waits for the next letter.
static void tell_ground(void) {
    bool is_plain = ((wanted.bits | told.bits) & SEEN_ON_BLANKS) == 0;
    bool is_same = strcmp(wanted.background, told.background) == 0;
    if (!is_told || !is_plain || !is_same) tell();
}

static void set_colour(char *place, const char *text) {
    memset(place, 0, COLOUR_TEXT);
    strncpy(place, text, COLOUR_TEXT - 1);
}

/// One parameter of an SGR sequence; `more` are those after it. How many it took, 0 if unknown.
static int apply(char *const parameters[], int left) {
    char *text = parameters[0];
    int number = atoi(text);
    if (number == 38 || number == 48) {
        char *place = number == 38 ? wanted.foreground : wanted.background;
        if (strchr(text, ':') != NULL) {
            if (strlen(text) >= COLOUR_TEXT) return 0;
            set_colour(place, text);
            return 1;
        }
        int count = left > 1 && atoi(parameters[1]) == 5 ? 3 : 5;
        char colour[COLOUR_TEXT] = "";
        size_t length = 0;
        for (int index = 0; index < count && index < left; index += 1) {
            length += strlen(parameters[index]) + 1;
        }
        if (left < count || length > COLOUR_TEXT) return 0;
        for (int index = 0; index < count; index += 1) append(colour, parameters[index]);
        set_colour(place, colour);
        return count;
    }
    bool is_foreground = (number >= 30 && number <= 37) || (number >= 90 && number <= 97);
    bool is_background = (number >= 40 && number <= 47) || (number >= 100 && number <= 107);
    if (number == 0) {
        memset(&wanted, 0, sizeof wanted);
    } else if (number < 10 && off_number(number) != NULL) {
        wanted.bits |= 1u << number;
    } else if (number == 22) {
        wanted.bits &= ~6u;
    } else if (number >= 23 && number <= 29 && number != 26) {
        wanted.bits &= ~(1u << (number - 20));
    } else if (is_foreground) {
        set_colour(wanted.foreground, text);
    } else if (is_background) {
        set_colour(wanted.background, text);
    } else if (number == 39) {
        set_colour(wanted.foreground, "");
    } else if (number == 49) {
        set_colour(wanted.background, "");
    } else {
        return 0;
    }
    return 1;
}

/// An SGR sequence. One with a number that is not understood is passed on as it is.
static void take_look(const char *sequence, size_t count) {
    char text[LONGEST_SEQUENCE];
    char *parameters[24];
    int found = 0;
    bool is_known = count < sizeof text;
    if (is_known) {
        memcpy(text, sequence + 2, count - 3);
        text[count - 3] = '\0';
        char *place = text;
        while (found < 24) {
            parameters[found] = place;
            found += 1;
            place = strchr(place, ';');
            if (place == NULL) break;
            *place = '\0';
            place += 1;
        }
    }
    struct look before = wanted;
    for (int index = 0; is_known && index < found;) {
        int taken = apply(parameters + index, found - index);
        is_known = taken > 0;
        index += taken;
    }
    if (is_known) return;
    struct look after = wanted;
    wanted = before;
    tell();
    put(sequence, count);
    wanted = after;
    told = after;
}

static size_t control_length(const char *bytes, size_t count) {
    size_t length = 2;
    while (length < count && (bytes[length] < 0x40 || bytes[length] > 0x7E)) length += 1;
    return length < count ? length + 1 : count;
}

static size_t string_length(const char *bytes, size_t count) {
    for (size_t length = 2; length < count; length += 1) {
        if (bytes[length] == '\a') return length + 1;
        if (bytes[length] == '\033') return length + 2 <= count ? length + 2 : count;
    }
    return count;
}

/// Reads "CSI number ; number letter"; nothing else is a pair.
static bool read_pair(const char *bytes, size_t length, int *first, int *second) {
    int numbers[2] = {0, 0};
    int found = 0;
    for (size_t place = 2; place + 1 < length; place += 1) {
        if (bytes[place] == ';' && found == 0) {
            found = 1;
        } else if (bytes[place] >= '0' && bytes[place] <= '9' && numbers[found] < 1000) {
            numbers[found] = numbers[found] * 10 + bytes[place] - '0';
        } else {
            return false;
        }
    }
    *first = numbers[0];
    *second = numbers[1];
    return found == 1;
}

/// To the beginning of a line.
static void put_line_start(int line) {
    if (line == cursor_line + 1 && line > 1 && !has_margins) {
        put("\r\n", 2);
    } else {
        end += sprintf(end, "\033[%dH", line);
    }
    cursor_line = line;
}

/// A movement or a margin in fewer letters, where there is a shorter way to say it.
static bool put_shorter(const char *bytes, size_t length) {
    char final = bytes[length - 1];
    int line = 0, column = 0;
    if ((final != 'H' && final != 'r') || !read_pair(bytes, length, &line, &column)) return false;
    if (final == 'r') {
        has_margins = line != 1 || column != screen_lines;
        if (has_margins) return false;
        put("\033[r", 3);
        cursor_line = 0;
    } else if (line == cursor_line && can_go_to_column) {
        end += sprintf(end, "\033[%dG", column);
    } else if (column == 1) {
        put_line_start(line);
    } else if (line == cursor_line + 1 && line > 1 && !has_margins && can_go_to_column) {
        end += sprintf(end, "\n\033[%dG", column);
        cursor_line = line;
    } else {
        put(bytes, length);
        cursor_line = line;
    }
    return true;
}

/// Sequences after which the cursor is in the line it was in.
static bool keeps_line(char final) { return strchr("CDGKPX@`m", final) != NULL; }

/// Sequences that leave blanks behind, or more of the letter before.
static bool is_erasing(char final) { return strchr("@JKLMPSTXb", final) != NULL; }

/// Sequences that show no look: movements and modes.
static bool is_silent(char final) { return strchr("HfABCDEFG`adehlr", final) != NULL; }

static size_t take_escape(const char *bytes, size_t count) {
    char kind = count > 1 ? bytes[1] : '\0';
    if (kind == '[') {
        size_t length = control_length(bytes, count);
        char final = bytes[length - 1];
        if (final == 'm') {
            take_look(bytes, length);
            return length;
        }
        if (is_erasing(final)) {
            tell_ground();
        } else if (!is_silent(final)) {
            tell();
        }
        if (put_shorter(bytes, length)) return length;
        if (!keeps_line(final)) cursor_line = 0;
        put(bytes, length);
        return length;
    }
    if (kind == ']') {
        size_t length = string_length(bytes, count);
        put(bytes, length);
        return length;
    }
    size_t length = kind == '(' || kind == ')' ? 3 : 2;
    if (length > count) length = count;
    if (length == 2) cursor_line = 0;
    bool is_text = length == 3 && bytes[2] == 'B';
    if (is_text && !is_shifted) return length;
    if (length == 3) is_shifted = !is_text;
    tell();
    put(bytes, length);
    return length;
}

/// The beginning of a line named by two movements, "CR CSI line d": one says it. How many bytes
/// that took, 0 where there is something else.
static size_t take_line_start(const char *bytes, size_t count) {
    int line = 0;
    size_t place = 3;
    if (count < 5 || bytes[1] != '\033' || bytes[2] != '[') return 0;
    for (; place < count && bytes[place] >= '0' && bytes[place] <= '9' && line < 1000; place += 1) {
        line = line * 10 + bytes[place] - '0';
    }
    if (line == 0 || place == count || bytes[place] != 'd') return 0;
    put_line_start(line);
    return place + 1;
}

size_t squeeze(const char *bytes, size_t count, char *out) {
    end = out;
    for (size_t place = 0; place < count;) {
        char byte = bytes[place];
        if (byte == '\033') {
            place += take_escape(bytes + place, count - place);
            continue;
        }
        size_t taken = byte == '\r' ? take_line_start(bytes + place, count - place) : 0;
        if (taken > 0) {
            place += taken;
            continue;
        }
        if (byte == '\016') is_shifted = true;
        bool is_idle = byte == '\017' && !is_shifted;
        if (byte == '\017') is_shifted = false;
        if (byte == '\n') cursor_line = 0;
        if (byte == ' ' || byte == '\n') {
            tell_ground();
        } else if (byte != '\r' && byte != '\b' && !is_idle) {
            tell();
        }
        if (!is_idle) put(&byte, 1);
        place += 1;
    }
    return (size_t)(end - out);
}
