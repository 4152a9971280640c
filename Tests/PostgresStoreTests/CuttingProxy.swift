import Foundation
import Synchronization

/// Stands between the store and the server, and cuts the line once at the moment of a commit.
final class CuttingProxy: Sendable {
    enum Cut: Sendable {
        /// The commit never arrives.
        case before
        /// It arrives, and its answer does not.
        case after
    }

    let folder: String
    private let descriptor: Int32
    private let server: String
    private let armed = Mutex<Cut?>(nil)

    struct Problem: Error {}

    init(to serverFolder: String) throws {
        folder =
            FileManager.default.temporaryDirectory.path
            + "/amt-cut-" + UUID().uuidString.prefix(8).lowercased()
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        server = serverFolder + "/.s.PGSQL.5432"
        descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        guard Self.with(folder + "/.s.PGSQL.5432", { bind(self.descriptor, $0, $1) }),
            listen(descriptor, 8) == 0
        else { throw Problem() }
        Thread.detachNewThread { [self] in accept() }
    }

    func arm(_ cut: Cut) { armed.withLock { $0 = cut } }
    var isArmed: Bool { armed.withLock { $0 != nil } }

    func close() {
        shutdown(descriptor, Int32(SHUT_RDWR))
        try? FileManager.default.removeItem(atPath: folder)
    }

    private func accept() {
        defer { Foundation.close(descriptor) }
        while true {
            let client = Foundation.accept(descriptor, nil, nil)
            if client < 0 { return }
            let upstream = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
            guard Self.with(server, { connect(upstream, $0, $1) }) else { return }
            Thread.detachNewThread { [self] in forward(client, upstream) }
            Thread.detachNewThread { [self] in back(upstream, client) }
        }
    }

    /// From the client to the server, looking for the statement that ends a transaction: by its
    /// text when it is prepared, by its name from then on.
    private func forward(_ client: Int32, _ upstream: Int32) {
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        var marks = [Array("\0COMMIT\0".utf8)]
        while true {
            let count = read(client, &buffer, buffer.count)
            if count <= 0 { break }
            let part = Array(buffer[..<count])
            let found = marks.compactMap { part.firstRange(of: $0) }.first
            if let found, marks.count == 1 {
                let name = part[..<found.lowerBound].reversed().prefix { isLetterOrDigit($0) }
                marks.append([0] + name.reversed() + [0])
            }
            if found != nil, armed.withLock({ $0 }) == .before {
                cut(client, upstream)
            } else {
                send(upstream, part)
            }
        }
        shutdown(upstream, Int32(SHUT_RDWR))
    }

    private func isLetterOrDigit(_ byte: UInt8) -> Bool {
        (48...57).contains(byte) || (97...122).contains(byte)
    }

    /// From the server to the client; the answer to a commit may be swallowed.
    private func back(_ upstream: Int32, _ client: Int32) {
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        let word = Array("COMMIT\0".utf8)
        while true {
            let count = read(upstream, &buffer, buffer.count)
            if count <= 0 { break }
            let part = Array(buffer[..<count])
            if armed.withLock({ $0 }) == .after, part.firstRange(of: word) != nil {
                cut(client, upstream)
                return
            }
            send(client, part)
        }
        shutdown(client, Int32(SHUT_RDWR))
    }

    private func cut(_ client: Int32, _ upstream: Int32) {
        armed.withLock { $0 = nil }
        for end in [client, upstream] { shutdown(end, Int32(SHUT_RDWR)) }
    }

    private func send(_ descriptor: Int32, _ part: [UInt8]) {
        var rest = part[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes {
                Foundation.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            if count <= 0 { return }
            rest = rest.dropFirst(count)
        }
    }

    private static func with(
        _ path: String, _ call: (UnsafePointer<sockaddr>, socklen_t) -> Int32
    ) -> Bool {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: Array(path.utf8)) }
        let length = socklen_t(MemoryLayout<sockaddr_un>.size)
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { call($0, length) }
        } == 0
    }
}
