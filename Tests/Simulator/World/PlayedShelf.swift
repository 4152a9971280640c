import Casework
import CentralService
import StoreWorld
import SyncProtocol
import Synchronization

/// What desks begin with, as the centre's own shelf makes it: pieces that never change, for a
/// set of units, made anew after some acts; every second time the first unit comes as a whole file
/// for desks that take one. Lost with the process.
final class PlayedShelf: Sendable {
    private static let casesPerSegment = 6
    private static let freshness = 12

    private struct Made: Sendable {
        var manifest: SnapshotManifest
        var head: Int
    }
    private struct Wish: Hashable {
        var units: [UnitID]
        var layout: String?
    }
    private struct Shelf: Sendable {
        var made: [Wish: Made] = [:]
        var segments: [String: [UInt8]] = [:]
    }
    private let shelf = Mutex(Shelf())
    private let cutsImages: Bool

    init(cutsImages: Bool) { self.cutsImages = cutsImages }

    func manifest(
        _ centre: Centre, _ store: any CentralStore, for caller: Caller, layout: String?
    ) throws -> SnapshotManifest {
        let wish = Wish(units: try centre.scopes(of: caller), layout: layout)
        let (epoch, head, _) = try centre.mark()
        if let known = shelf.withLock({ $0.made[wish] }), known.manifest.epoch == epoch,
            head - known.head <= PlayedShelf.freshness
        {
            return known.manifest
        }
        return try make(wish, centre, store, epoch)
    }

    private func make(
        _ wish: Wish, _ centre: Centre, _ store: any CentralStore, _ epoch: String
    ) throws -> SnapshotManifest {
        try store.read { reading in
            let head = try reading.head()
            var units = wish.units
            let cursor = try centre.cursor(at: head, units: units, reading)
            var image: SnapshotImage?
            if let layout = wish.layout, let first = units.first, head.isMultiple(of: 2) {
                image = try self.image(of: first, layout, reading)
                units.removeFirst()
            }
            let hits = units.isEmpty ? [] : try reading.find([], units: units, limit: .max)
            var segments: [SnapshotManifest.Segment] = []
            let ids = hits.map(\.caseID)
            for start in stride(from: 0, to: ids.count, by: PlayedShelf.casesPerSegment) {
                let end = min(ids.count, start + PlayedShelf.casesPerSegment)
                segments.append(try segment(ids[start..<end], reading))
            }
            let manifest = SnapshotManifest(
                id: "s\(head)", epoch: epoch, cursor: cursor, image: image, segments: segments)
            shelf.withLock { $0.made[wish] = Made(manifest: manifest, head: head) }
            return manifest
        }
    }

    private func image(
        of unit: UnitID, _ layout: String, _ reading: any CentralReading
    ) throws -> SnapshotImage {
        let all = try reading.find([], units: [unit], limit: .max).map(\.caseID)
        let ids = cutsImages ? all.dropLast() : all[...]
        let played = try PlayedImage(
            try ids.compactMap { try reading.image(of: $0)?.wire.bytes }, layout: layout,
            editions: try reading.editions(), read: ProbeOffice.read)
        shelf.withLock { $0.segments.merge(played.parts) { $1 } }
        return played.image
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
            let named = shelf.made.contains { wish, made in
                wish.units == units && made.manifest.names.contains(sha256)
            }
            return named ? shelf.segments[sha256] : nil
        }
        guard let found, offset >= 0, offset <= found.count else {
            throw CentreFailure(.notFound)
        }
        return Array(found[offset...].prefix(limit))
    }
}
