// Makes what ncurses sends for a frame shorter: it repeats colours that have not
// changed, and names places at length.

#ifndef CNCURSES_SQUEEZE_H
#define CNCURSES_SQUEEZE_H

#include <stdbool.h>
#include <stddef.h>

/// Bytes that a frame of `count` can become at most: attributes in full after every third byte.
#define SQUEEZE_ROOM(count) ((count) * 34 + 256)

/// Forgets what the terminal shows: the next text says all its attributes.
void squeeze_forget(void);
/// How many lines the screen has, and whether the terminal takes `CSI n G`.
void squeeze_screen(int lines, bool has_columns);
/// Writes the frame into `out` (of `SQUEEZE_ROOM(count)` bytes); returns its new length.
size_t squeeze(const char *bytes, size_t count, char *out);

#endif
