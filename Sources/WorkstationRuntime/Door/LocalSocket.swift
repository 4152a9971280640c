import CPosix
import Glibc

/// A local stream socket: one line of JSON there, one line back. Nobody but the owner of the
/// data folder is heard, whatever the permission bits of the file say.
enum LocalSocket {
    /// A request or reply longer than this is refused.
    static let lineLimit = 8 << 20
    /// Seconds a peer may take.
    private static let patience = 30

    struct Problem: Error {
        var call: String
        var code: Int32
    }

    static func listen(at path: String) throws(Problem) -> Int32 {
        let descriptor = try make()
        unlink(path)
        do {
            try withAddress(path) { bind(descriptor, $0, $1) }
        } catch {
            close(descriptor)
            throw error
        }
        guard chmod(path, 0o600) == 0, Glibc.listen(descriptor, 8) == 0 else {
            let code = errno
            close(descriptor)
            throw Problem(call: "listen", code: code)
        }
        return descriptor
    }

    static func connect(to path: String) throws(Problem) -> Int32 {
        let descriptor = try make()
        do {
            try withAddress(path) { Glibc.connect(descriptor, $0, $1) }
        } catch {
            close(descriptor)
            throw error
        }
        limitWaiting(of: descriptor)
        return descriptor
    }

    private static func make() throws(Problem) -> Int32 {
        let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        let descriptor = socket(AF_UNIX, kind, 0)
        guard descriptor >= 0 else { throw Problem(call: "socket", code: errno) }
        return descriptor
    }

    private static func withAddress(
        _ path: String, _ call: (UnsafePointer<sockaddr>, socklen_t) -> Int32
    ) throws(Problem) {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let bytes = Array(path.utf8)
        guard bytes.count < MemoryLayout.size(ofValue: address.sun_path) else {
            throw Problem(call: "path", code: ENAMETOOLONG)
        }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
        let length = socklen_t(MemoryLayout<sockaddr_un>.size)
        let code = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { call($0, length) }
        }
        guard code == 0 else { throw Problem(call: "address", code: errno) }
    }

    static func limitWaiting(of descriptor: Int32) {
        var time = timeval(tv_sec: patience, tv_usec: 0)
        let size = socklen_t(MemoryLayout<timeval>.size)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &time, size)
        setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &time, size)
    }

    /// Whether the peer is the user this process runs as.
    static func isOwn(_ descriptor: Int32) -> Bool {
        var process: Int32 = 0
        var user: UInt32 = 0
        return system_peer_credentials(descriptor, &process, &user) == 0 && user == getuid()
    }

    /// One line without its end; nil where the peer has gone or says too much.
    static func readLine(_ descriptor: Int32) -> [UInt8]? {
        var line: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while line.count <= lineLimit {
            let count = read(descriptor, &buffer, buffer.count)
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { return nil }
            line.append(contentsOf: buffer.prefix(count))
            if line.last == UInt8(ascii: "\n") { return Array(line.dropLast()) }
        }
        return nil
    }

    @discardableResult
    static func write(_ line: [UInt8], to descriptor: Int32) -> Bool {
        var rest = (line + [UInt8(ascii: "\n")])[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes {
                send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }
}
