import Casework
import CentralService
import SyncProtocol
import Synchronization

/// What desks begin with, as the centre's own shelf makes it: pieces that never change, for a
/// set of units, made anew after some acts. Lost with the process.
final class PlayedShelf: Sendable {
    private static let casesPerSegment = 6
    private static let freshness = 12

    private struct Made: Sendable {
        var manifest: SnapshotManifest
        var head: Int
    }
    private struct Shelf: Sendable {
        var made: [[UnitID]: Made] = [:]
        var segments: [String: [UInt8]] = [:]
    }
    private let shelf = Mutex(Shelf())

    func manifest(
        _ centre: Centre, _ store: any CentralStore, for caller: Caller
    ) throws -> SnapshotManifest {
        let units = try centre.scopes(of: caller)
        let (epoch, head, _) = try centre.mark()
        if let known = shelf.withLock({ $0.made[units] }), known.manifest.epoch == epoch,
            head - known.head <= PlayedShelf.freshness
        {
            return known.manifest
        }
        return try make(units, centre, store, epoch)
    }

    private func make(
        _ units: [UnitID], _ centre: Centre, _ store: any CentralStore, _ epoch: String
    ) throws -> SnapshotManifest {
        try store.read { reading in
            let head = try reading.head()
            let hits = units.isEmpty ? [] : try reading.find([], units: units, limit: .max)
            let cursor = try centre.cursor(at: head, units: units, reading)
            var segments: [SnapshotManifest.Segment] = []
            let ids = hits.map(\.caseID)
            for start in stride(from: 0, to: ids.count, by: PlayedShelf.casesPerSegment) {
                let end = min(ids.count, start + PlayedShelf.casesPerSegment)
                segments.append(try segment(ids[start..<end], reading))
            }
            let manifest = SnapshotManifest(
                id: "s\(head)", epoch: epoch, cursor: cursor, segments: segments)
            shelf.withLock { $0.made[units] = Made(manifest: manifest, head: head) }
            return manifest
        }
    }

    private func segment(
        _ ids: ArraySlice<CaseID>, _ reading: any CentralReading
    ) throws -> SnapshotManifest.Segment {
        var bytes: [UInt8] = []
        var rows = 0
        for id in ids {
            guard let image = try reading.image(of: id) else { continue }
            bytes += image.wire.bytes
            bytes.append(0x0A)
            rows += 1
        }
        let name = sha256Hex(bytes)
        let kept = bytes
        shelf.withLock { $0.segments[name] = kept }
        return SnapshotManifest.Segment(
            sha256: name, bytes: bytes.count, rows: rows, encoding: "")
    }

    /// A segment that was made for the units of the caller; other ones do not exist.
    func part(
        of sha256: String, from offset: Int, limit: Int, _ centre: Centre, for caller: Caller
    ) throws -> [UInt8] {
        let units = try centre.scopes(of: caller)
        let found = shelf.withLock { shelf in
            let named = shelf.made[units]?.manifest.segments.contains { $0.sha256 == sha256 }
            return named == true ? shelf.segments[sha256] : nil
        }
        guard let found, offset >= 0, offset <= found.count else {
            throw CentreFailure(.notFound)
        }
        return Array(found[offset...].prefix(limit))
    }
}
