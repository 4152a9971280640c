import Glibc
import SyncProtocol

/// What a file holds: how much, and its SHA-256.
struct FileDigest: Hashable {
    var bytes: Int
    var sha256: String
}

extension FileBytes {
    static func digest(_ path: String) throws(StoreFailure) -> FileDigest {
        var hash = RunningHash()
        var count = 0
        try pieces(of: path) { (piece: ArraySlice<UInt8>) throws(StoreFailure) in
            hash.add(piece)
            count += piece.count
        }
        return FileDigest(bytes: count, sha256: hash.hex)
    }

    /// Copies a file; the copy is on the disk when this returns.
    static func copy(_ path: String, to target: String) throws(StoreFailure) -> FileDigest {
        let flags = O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW
        let descriptor = open(target, flags, 0o600)
        guard descriptor >= 0 else { throw StoreFailure(errno: errno, cause: "create") }
        defer { close(descriptor) }
        var hash = RunningHash()
        var count = 0
        try pieces(of: path) { (piece: ArraySlice<UInt8>) throws(StoreFailure) in
            hash.add(piece)
            count += piece.count
            try writeAll(Array(piece), to: descriptor)
        }
        guard fsync(descriptor) == 0 else { throw StoreFailure(errno: errno, cause: "fsync") }
        return FileDigest(bytes: count, sha256: hash.hex)
    }

    private static func pieces(
        of path: String, _ take: (ArraySlice<UInt8>) throws(StoreFailure) -> Void
    ) throws(StoreFailure) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard descriptor >= 0 else { throw StoreFailure(errno: errno, cause: "open") }
        defer { close(descriptor) }
        var chunk = [UInt8](repeating: 0, count: 1 << 20)
        while true {
            let count = Glibc.read(descriptor, &chunk, chunk.count)
            if count < 0 {
                if errno == EINTR { continue }
                throw StoreFailure(errno: errno, cause: "read")
            }
            if count == 0 { return }
            try take(chunk[..<count])
        }
    }

    static func sync(_ path: String) throws(StoreFailure) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw StoreFailure(errno: errno, cause: "open") }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw StoreFailure(errno: errno, cause: "fsync") }
    }
}
