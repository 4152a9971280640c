#pragma once

/// Seconds by which the calendar clock of this process is wrong.
long clock_shift(void);
