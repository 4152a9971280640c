// Shared by the files of this room only.

#ifndef CNCURSES_INTERNAL_H
#define CNCURSES_INTERNAL_H

#define NCURSES_WIDECHAR 1
#define _XOPEN_SOURCE 700
#define _XOPEN_SOURCE_EXTENDED 1
#define _DEFAULT_SOURCE 1

#include <stdbool.h>

/// Sets up pipes and handlers; false without pipes.
bool cn_signals_begin(void);
void cn_signals_end(void);
/// The handlers alone; ncurses puts its own for SIGTSTP in their place while it opens.
void cn_signals_install(bool keeps_old);
void cn_keys_begin(void);
/// Modes off, screen back; safe in a signal handler.
void cn_restore_raw(void);
/// Paste and focus reports to the terminal as they are wanted.
void cn_send_modes(bool on);
extern bool cn_is_open;

#endif
