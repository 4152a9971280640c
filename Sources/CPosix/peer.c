#define _GNU_SOURCE
#include "system_peer.h"

#include <errno.h>
#include <sys/socket.h>

int system_peer_credentials(int descriptor, int32_t *process, uint32_t *user) {
    struct ucred credentials;
    socklen_t length = sizeof credentials;
    if (getsockopt(descriptor, SOL_SOCKET, SO_PEERCRED, &credentials, &length) != 0) return errno;
    *process = credentials.pid;
    *user = credentials.uid;
    return 0;
}
