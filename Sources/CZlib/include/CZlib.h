#ifndef CZLIB_H
#define CZLIB_H

// The system's zlib. `inflateInit2` and `deflateInit2` are macros, which Swift does not see.

#include <zlib.h>

/// Ready to read gzip, or zlib where the data begins like it.
static inline int czlib_inflate_init(z_stream *stream) {
    return inflateInit2(stream, 15 + 32);
}

/// Ready to read bare deflate data, as it lies in zip archives.
static inline int czlib_inflate_init_raw(z_stream *stream) {
    return inflateInit2(stream, -15);
}

/// Ready to write gzip.
static inline int czlib_deflate_init(z_stream *stream, int level) {
    return deflateInit2(stream, level, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
}

#endif
