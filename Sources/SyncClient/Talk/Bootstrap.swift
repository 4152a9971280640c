import CaseStore
import Casework
import Dispatch
import SyncProtocol
import Synchronization

/// Fetches everything anew in pieces and puts it in the place of what is shown.
struct Bootstrap {
    /// Bytes asked for at a time.
    static let part = 4 << 20

    let desk: Desk
    let centre: any RemoteCentre
    /// Whether the work is to end.
    let isStopped: @Sendable () -> Bool

    func run() throws {
        do {
            try run(image: try CasesImage.layout())
        } catch let failure as StoreFailure where failure.code == .corrupt {
            // A file that cannot be taken as it is can still be built.
            try run(image: nil)
        }
    }

    private func run(image layout: String?) throws {
        let manifest = try centre.snapshot(image: layout)
        guard manifest.image == nil || manifest.image?.layout == layout else {
            throw CentreFailure(.malformed, context: "image layout")
        }
        let ground = try desk.ground(of: manifest)
        desk.pieces.keep(only: manifest.names)
        let builder = try begin(manifest.image, on: ground)
        do {
            for segment in manifest.segments { try builder.add(try lines(of: segment)) }
            try desk.adopt(builder, on: ground)
        } catch {
            desk.abandon(builder)
            throw error
        }
        desk.pieces.keep(only: [])
    }

    private func begin(_ image: SnapshotImage?, on ground: Desk.Ground) throws -> CasesBuilder {
        guard let image else { return try desk.builder(on: ground) }
        let file = try desk.imageFile()
        do {
            try fetch(image, into: file)
            return try desk.builder(on: ground, from: file, rows: image.rows)
        } catch {
            file.abandon()
            throw error
        }
    }

    // MARK: - A whole file

    /// Parts are fetched one after the other; those that are here are unpacked meanwhile.
    private func fetch(_ image: SnapshotImage, into file: ImageFile) throws {
        let unpacking = Unpacking()
        defer { unpacking.wait() }
        var offset = 0
        for part in image.parts {
            guard (1...SnapshotImage.partSize).contains(part.size) else {
                throw CentreFailure(.malformed, context: "image part")
            }
            try fetch(part.sha256, part.bytes)
            let (packed, place) = (try desk.pieces.verified(part.sha256), offset)
            unpacking.add {
                let bytes = try Inflate.whole(packed, limit: part.size)
                guard bytes.count == part.size else {
                    throw CentreFailure(.malformed, context: "image part")
                }
                try file.write(bytes, at: place)
            }
            offset += part.size
        }
        try unpacking.finish()
    }

    // MARK: - Lines

    private func lines(of segment: SnapshotManifest.Segment) throws -> [UInt8] {
        guard segment.format == "ndjson" else {
            throw CentreFailure(.malformed, context: "segment format")
        }
        try fetch(segment.sha256, segment.bytes)
        let bytes = try desk.pieces.verified(segment.sha256)
        switch segment.encoding {
        case "gzip": return try Inflate.whole(bytes)
        case "": return bytes
        default: throw CentreFailure(.malformed, context: "segment encoding")
        }
    }

    private func fetch(_ sha256: String, _ size: Int) throws {
        let pieces = desk.pieces
        while true {
            let held = try pieces.held(sha256)
            if held >= size { return }
            guard !isStopped() else { throw CentreFailure(.unreachable, context: "stopped") }
            let part = try centre.segment(
                sha256, from: held, limit: min(Bootstrap.part, size - held))
            guard !part.isEmpty else { throw CentreFailure(.malformed, context: "empty part") }
            try pieces.append(part, to: sha256)
        }
    }
}

extension Pieces {
    fileprivate func verified(_ sha256: String) throws -> [UInt8] {
        guard let bytes = try whole(sha256) else {
            throw CentreFailure(.malformed, context: "segment hash")
        }
        return bytes
    }
}

/// Work on a few threads beside the one that fetches.
private final class Unpacking: Sendable {
    private let queue = DispatchQueue(label: "amtspult.unpacking", attributes: .concurrent)
    private let group = DispatchGroup()
    /// Parts that may lie in memory.
    private let room = DispatchSemaphore(value: 3)
    private let trouble = Mutex<(any Error)?>(nil)

    /// What goes wrong is said at the end: who fetches does not depend on how far this is.
    func add(_ work: @escaping @Sendable () throws -> Void) {
        room.wait()
        queue.async(group: group) { [self] in
            defer { room.signal() }
            do {
                try work()
            } catch {
                trouble.withLock { $0 = $0 ?? error }
            }
        }
    }

    func wait() { group.wait() }

    func finish() throws {
        wait()
        if let error = trouble.withLock({ $0 }) { throw error }
    }
}
