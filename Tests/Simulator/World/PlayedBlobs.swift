import Casework
import CentralService
import SyncProtocol
import Synchronization

/// The attachments at the centre, and parts of them on their way: on the disk when a request is
/// answered, so that they outlive the process.
final class PlayedBlobs: Sendable {
    struct State: Sendable {
        struct Way: Hashable, Sendable {
            var device: DeviceID
            var sha256: String
        }
        var whole: [String: [UInt8]] = [:]
        var parts: [Way: (size: Int, bytes: [UInt8])] = [:]
        /// Who has brought what.
        var brought: Set<Way> = []
    }

    private let kept = Mutex(State())

    /// For a backup, and for going back to one.
    var state: State {
        get { kept.withLock { $0 } }
        set { kept.withLock { $0 = newValue } }
    }

    /// Whether it is here, and what its name says.
    func isWhole(_ sha256: String) -> Bool {
        kept.withLock { $0.whole[sha256] }.map { sha256Hex($0) == sha256 } ?? false
    }

    func state(_ sha256: String, of device: DeviceID) -> BlobState? {
        kept.withLock { kept in
            let way = State.Way(device: device, sha256: sha256)
            if kept.brought.contains(way), let bytes = kept.whole[sha256] {
                return BlobState(size: bytes.count, offset: bytes.count)
            }
            return kept.parts[way].map { BlobState(size: $0.size, offset: $0.bytes.count) }
        }
    }

    func append(
        _ sha256: String, size: Int, at offset: Int, _ part: [UInt8], of device: DeviceID
    ) throws -> BlobState {
        if let known = state(sha256, of: device), known.complete { return known }
        return try kept.withLock { kept in
            let way = State.Way(device: device, sha256: sha256)
            var known = kept.parts[way] ?? (size, [])
            guard known.size == size, known.bytes.count == offset, offset + part.count <= size
            else { throw CentreFailure(.rangeInvalid, expected: known.bytes.count) }
            known.bytes += part
            kept.parts[way] = known.bytes.count == size ? nil : known
            if known.bytes.count == size {
                guard sha256Hex(known.bytes) == sha256 else {
                    throw CentreFailure(.malformed, context: "blob hash")
                }
                kept.whole[sha256] = known.bytes
                kept.brought.insert(way)
            }
            return BlobState(size: size, offset: known.bytes.count)
        }
    }

    func read(_ sha256: String, from offset: Int, limit: Int) throws -> [UInt8] {
        guard let bytes = kept.withLock({ $0.whole[sha256] }), offset <= bytes.count else {
            throw CentreFailure(.notFound)
        }
        return Array(bytes[offset...].prefix(limit))
    }
}
