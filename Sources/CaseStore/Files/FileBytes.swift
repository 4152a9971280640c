import Glibc

/// Reading and writing whole files; what is written is on the disk before it has its name.
enum FileBytes {
    static func read(_ path: String, limit: Int = 1 << 30) throws(StoreFailure) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard descriptor >= 0 else { throw StoreFailure(errno: errno, cause: "open") }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 256 << 10)
        while true {
            let count = Glibc.read(descriptor, &chunk, chunk.count)
            if count < 0 {
                if errno == EINTR { continue }
                throw StoreFailure(errno: errno, cause: "read")
            }
            if count == 0 { return bytes }
            bytes.append(contentsOf: chunk[..<count])
            guard bytes.count <= limit else { throw StoreFailure(.unexpected, cause: "too large") }
        }
    }

    /// Bytes from a place on, at most so many; none behind the end.
    static func part(
        of path: String, from offset: Int, limit: Int
    ) throws(StoreFailure) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard descriptor >= 0 else { throw StoreFailure(errno: errno, cause: "open") }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: limit)
        var done = 0
        while done < limit {
            let count = bytes[done...].withUnsafeMutableBytes {
                pread(descriptor, $0.baseAddress, $0.count, off_t(offset + done))
            }
            if count < 0 {
                if errno == EINTR { continue }
                throw StoreFailure(errno: errno, cause: "read")
            }
            if count == 0 { break }
            done += count
        }
        return Array(bytes.prefix(done))
    }

    /// Writes beside the place, gives it to the disk, then takes the name: afterwards there is
    /// the whole file or none.
    static func write(_ bytes: [UInt8], to path: String) throws(StoreFailure) {
        let folder = parent(path)
        let temporary = "\(path).\(getpid()).neu"
        let flags = O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW
        let descriptor = open(temporary, flags, 0o600)
        guard descriptor >= 0 else { throw StoreFailure(errno: errno, cause: "create") }
        do {
            try writeAll(bytes, to: descriptor)
            guard fsync(descriptor) == 0 else { throw StoreFailure(errno: errno, cause: "fsync") }
            close(descriptor)
        } catch {
            close(descriptor)
            unlink(temporary)
            throw StoreFailure(error)
        }
        guard rename(temporary, path) == 0 else {
            let code = errno
            unlink(temporary)
            throw StoreFailure(errno: code, cause: "rename")
        }
        try FileName.syncFolder(folder)
    }

    static func append(_ bytes: [UInt8], to path: String) throws(StoreFailure) {
        let flags = O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW
        let descriptor = open(path, flags, 0o600)
        guard descriptor >= 0 else { throw StoreFailure(errno: errno, cause: "append") }
        defer { close(descriptor) }
        try writeAll(bytes, to: descriptor)
    }

    static func parent(_ path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// - Parameter offset: where in the file; nil where it is written to just now.
    static func writeAll(
        _ bytes: [UInt8], to descriptor: Int32, at offset: Int? = nil
    ) throws(StoreFailure) {
        var done = 0
        while done < bytes.count {
            let count = bytes[done...].withUnsafeBytes { rest in
                offset.map { pwrite(descriptor, rest.baseAddress, rest.count, off_t($0 + done)) }
                    ?? Glibc.write(descriptor, rest.baseAddress, rest.count)
            }
            if count < 0 {
                if errno == EINTR { continue }
                throw StoreFailure(errno: errno, cause: "write")
            }
            done += count
        }
    }
}
