import Casework
import SyncProtocol
import Synchronization

/// Attachments at a centre: parts in their order, whole only with the right hash.
package final class BlobTable: Sendable {
    private struct Held: Sendable {
        var size: Int
        var bytes: [UInt8] = []
        var whole: Bool { bytes.count == size }
    }

    private let table = Mutex<[String: Held]>([:])
    private let asked = Mutex<[Int]>([])

    package init() {}

    /// Where downloads began, since the last time this was asked.
    package func takeReads() -> [Int] {
        asked.withLock { asked in
            defer { asked = [] }
            return asked
        }
    }

    package func whole(_ sha256: String) -> [UInt8]? {
        table.withLock { $0[sha256].flatMap { $0.whole ? $0.bytes : nil } }
    }

    /// Somebody else has brought it.
    ///
    /// - Parameter name: nil for its own; another one where the centre's disk is damaged.
    package func put(_ bytes: [UInt8], as name: String? = nil) {
        table.withLock {
            $0[name ?? sha256Hex(bytes)] = Held(size: bytes.count, bytes: bytes)
        }
    }

    /// A centre from an older backup.
    package func lose(_ sha256: String) { table.withLock { $0[sha256] = nil } }

    /// Whether everything an act names is here.
    package func hasAll(of act: Act) -> Bool {
        let named: [Attachment] =
            switch act.body {
            case .open(let opening): opening.attachments
            case .addAttachment(let attachment): [attachment]
            default: []
            }
        return named.allSatisfy { whole($0.sha256) != nil }
    }

    package func state(_ sha256: String) -> BlobState? {
        table.withLock { table in
            table[sha256].map { BlobState(size: $0.size, offset: $0.bytes.count) }
        }
    }

    package func append(
        _ sha256: String, size: Int, at offset: Int, _ part: [UInt8]
    ) throws -> BlobState {
        try table.withLock { table in
            var held = table[sha256] ?? Held(size: size)
            guard held.size == size, held.bytes.count == offset, offset + part.count <= size
            else { throw CentreFailure(.rangeInvalid, expected: held.bytes.count) }
            held.bytes += part
            if held.whole, sha256Hex(held.bytes) != sha256 {
                table[sha256] = nil
                throw CentreFailure(.malformed, context: "blob hash")
            }
            table[sha256] = held
            return BlobState(size: size, offset: held.bytes.count)
        }
    }

    package func read(_ sha256: String, from offset: Int, limit: Int) throws -> [UInt8] {
        asked.withLock { $0.append(offset) }
        guard let bytes = whole(sha256) else { throw CentreFailure(.notFound) }
        guard offset < bytes.count else { throw CentreFailure(.rangeInvalid) }
        return Array(bytes[offset...].prefix(limit))
    }
}
