#ifndef SYSTEM_PEER_H
#define SYSTEM_PEER_H

#include <stdint.h>

/// Who is at the other end of a local socket, as the kernel says; 0 or an errno.
int system_peer_credentials(int descriptor, int32_t *process, uint32_t *user);

#endif
