import CPosix
import Foundation
import SyncProtocol

/// Where commands of the shell reach the running service: a local socket, one line there and one
/// back. Only the user the service runs as, and root, are heard, whatever the file's bits say.
package final class AdminDoor: Sendable {
    private static let lineLimit = 16 << 20
    private static let patience = 600

    private let descriptor: Int32
    private let path: String

    package struct Problem: Error, Sendable {}

    /// Opens the door; `answer` runs on the door's own thread, one order after the other.
    package init(at path: String, answer: @escaping @Sendable (AdminOrder) -> AdminReply) throws {
        let descriptor = try AdminDoor.make()
        unlink(path)
        guard AdminDoor.with(path, { bind(descriptor, $0, $1) }), chmod(path, 0o600) == 0,
            listen(descriptor, 8) == 0
        else {
            Foundation.close(descriptor)
            throw Problem()
        }
        self.descriptor = descriptor
        self.path = path
        Thread.detachNewThread { AdminDoor.serve(descriptor, answer) }
    }

    package func close() {
        unlink(path)
        shutdown(descriptor, Int32(SHUT_RDWR))
    }

    private static func serve(
        _ descriptor: Int32, _ answer: @Sendable (AdminOrder) -> AdminReply
    ) {
        while true {
            let peer = accept(descriptor, nil, nil)
            if peer < 0 {
                if errno == EINTR || errno == ECONNABORTED { continue }
                break
            }
            limitWaiting(of: peer, seconds: 30)
            if isAllowed(peer), let line = readLine(peer) {
                write(reply(to: line, answer).wire.bytes, to: peer)
            }
            Foundation.close(peer)
        }
        Foundation.close(descriptor)
    }

    private static func reply(
        to line: [UInt8], _ answer: @Sendable (AdminOrder) -> AdminReply
    ) -> AdminReply {
        guard let value = try? JSONValue(bytes: line),
            let order = try? AdminOrder(wire: value, at: "order")
        else { return AdminReply(failure: CentreFailure.Code.malformed.rawValue) }
        return answer(order)
    }

    /// What the running service answers; nil when none runs.
    package static func knock(at path: String, _ order: AdminOrder) throws -> AdminReply? {
        let peer = try make()
        defer { Foundation.close(peer) }
        guard with(path, { connect(peer, $0, $1) }) else { return nil }
        limitWaiting(of: peer, seconds: patience)
        guard write(order.wire.bytes, to: peer), let line = readLine(peer),
            let value = try? JSONValue(bytes: line)
        else { throw Problem() }
        return try AdminReply(wire: value, at: "reply")
    }

    private static func make() throws -> Int32 {
        let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        let descriptor = socket(AF_UNIX, kind, 0)
        guard descriptor >= 0 else { throw Problem() }
        return descriptor
    }

    private static func with(
        _ path: String, _ call: (UnsafePointer<sockaddr>, socklen_t) -> Int32
    ) -> Bool {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let bytes = Array(path.utf8)
        guard bytes.count < MemoryLayout.size(ofValue: address.sun_path) else { return false }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
        let length = socklen_t(MemoryLayout<sockaddr_un>.size)
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { call($0, length) }
        } == 0
    }

    private static func limitWaiting(of descriptor: Int32, seconds: Int) {
        var time = timeval(tv_sec: seconds, tv_usec: 0)
        let size = socklen_t(MemoryLayout<timeval>.size)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &time, size)
        setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &time, size)
    }

    private static func isAllowed(_ descriptor: Int32) -> Bool {
        var process: Int32 = 0
        var user: UInt32 = 0
        return system_peer_credentials(descriptor, &process, &user) == 0
            && (user == getuid() || user == 0)
    }

    private static func readLine(_ descriptor: Int32) -> [UInt8]? {
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
    private static func write(_ line: [UInt8], to descriptor: Int32) -> Bool {
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
