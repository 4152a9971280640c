import CaseStore
import Casework
import SyncProtocol

/// Fetches everything anew in pieces and puts it in the place of what is shown.
struct Bootstrap {
    /// Bytes asked for at a time.
    static let part = 4 << 20

    let desk: Desk
    let centre: any RemoteCentre
    /// Whether the work is to end.
    let isStopped: @Sendable () -> Bool

    func run() throws {
        let manifest = try centre.snapshot()
        let ground = try desk.ground(of: manifest)
        desk.pieces.keep(only: Set(manifest.segments.map(\.sha256)))
        let builder = try desk.builder(on: ground)
        do {
            for segment in manifest.segments { try builder.add(try lines(of: segment)) }
            try desk.adopt(builder, on: ground)
        } catch {
            desk.abandon(builder)
            throw error
        }
        desk.pieces.keep(only: [])
    }

    private func lines(of segment: SnapshotManifest.Segment) throws -> [UInt8] {
        guard segment.format == "ndjson" else {
            throw CentreFailure(.malformed, context: "segment format")
        }
        let bytes = try fetch(segment)
        switch segment.encoding {
        case "gzip": return try Inflate.whole(bytes)
        case "": return bytes
        default: throw CentreFailure(.malformed, context: "segment encoding")
        }
    }

    private func fetch(_ segment: SnapshotManifest.Segment) throws -> [UInt8] {
        let pieces = desk.pieces
        while true {
            let held = try pieces.held(segment.sha256)
            if held >= segment.bytes { break }
            guard !isStopped() else { throw CentreFailure(.unreachable, context: "stopped") }
            let part = try centre.segment(
                segment.sha256, from: held, limit: min(Bootstrap.part, segment.bytes - held))
            guard !part.isEmpty else { throw CentreFailure(.malformed, context: "empty part") }
            try pieces.append(part, to: segment.sha256)
        }
        guard let bytes = try pieces.whole(segment.sha256) else {
            throw CentreFailure(.malformed, context: "segment hash")
        }
        return bytes
    }
}
